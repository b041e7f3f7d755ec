#pragma once

#include "base/diagnostic.h"

#include <map>
#include <string>
#include <string_view>

namespace planpaket::web {

/// Words as they stand in HTML, between tags or in an attribute in double quotes.
std::string escaped(std::string_view words);

/// RFC 4648, section 4.
std::string base64(std::string_view bytes);

/// A source expression of Content Security Policy Level 3 (2.3.1) for an element's text: 'sha256-…'.
std::string policy_hash(std::string_view text);

/// Puts values, which are HTML already, into the places that a markup file has for them: `{{ name }}`.
/// Errors, each with its place: "unknown-placeholder", "unclosed-placeholder".
base::Result<std::string> fill(std::string_view markup, base::SourceId source, const std::map<std::string, std::string>& values);

} // namespace planpaket::web
