#pragma once

#include "base/source.h"

#include <expected>
#include <string>
#include <vector>

namespace planpaket::base {

enum class Severity {
    error,  ///< The input is wrong; no document is made from it.
    remark, ///< The input is allowed but deserves a second look; counts under --strict.
};

/// One thing that is wrong, where, and how to repair it.
/// The message states the fact, the hint the repair; both are in the user's language (see translate.h) and end without a full
/// stop.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code; ///< Stable, lower case, words joined by hyphens: "unknown-key".
    Span span;
    std::string message;
    std::string hint; ///< May be empty.
};

using Diagnostics = std::vector<Diagnostic>;

/// A value, or all that was wrong.
template <class T>
using Result = std::expected<T, Diagnostics>;

} // namespace planpaket::base
