#pragma once

/// Short ways to say that something is wrong.

#include "base/diagnostic.h"

#include <algorithm>
#include <expected>
#include <string>
#include <utility>

namespace planpaket::base {

inline Diagnostic error(std::string code, std::string message, std::string hint = {}) {
    return {Severity::error, std::move(code), {}, std::move(message), std::move(hint)};
}

/// One error as the failure of a Result.
inline std::unexpected<Diagnostics> refuse(std::string code, std::string message, std::string hint = {}) {
    return std::unexpected(Diagnostics{error(std::move(code), std::move(message), std::move(hint))});
}

inline void append(Diagnostics& to, const Diagnostics& more) {
    to.insert(to.end(), more.begin(), more.end());
}

inline bool has_error(const Diagnostics& diagnostics) {
    return std::ranges::find(diagnostics, Severity::error, &Diagnostic::severity) != diagnostics.end();
}

} // namespace planpaket::base
