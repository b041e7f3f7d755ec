#pragma once

#include "base/diagnostic.h"
#include "toml/scanner.h"

#include <string_view>

namespace planpaket::toml {

/// What is wrong with a statement that the scanner found a flaw in. `text` is the whole file, `span` that of the flaw.
base::Diagnostic explain_flaw(std::string_view text, const Statement& statement, base::Span span);

/// What is wrong with a statement that the parser refused. `parser_words` and `span` are the parser's own, in English and one
/// character long, in the file; they are used where nothing better is known.
base::Diagnostic explain_refusal(std::string_view statement, std::uint32_t first_line, bool header, std::string_view parser_words,
                                 base::Span span);

} // namespace planpaket::toml
