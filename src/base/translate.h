#pragma once

#include <fmt/format.h>
#include <string>

namespace planpaket::base {

/// The message in the user's language (gettext, domain "planpaket"), or the English original.
/// Used for what the program says to its user; the words of documents come from templates/ instead.
const char* tr(const char* message);

/// tr() with fmt's arguments filled in: `trf("unknown key '{}'", key)`.
template <class... Args>
std::string trf(const char* message, const Args&... args) {
    return fmt::format(fmt::runtime(tr(message)), args...);
}

/// The form that fits the number `n`, filled in with it: `trn("{} error", "{} errors", n)`.
std::string trn(const char* one, const char* many, std::size_t n);

/// Marks a message that is translated where it is used, not where it stands.
constexpr const char* mark(const char* message) {
    return message;
}

} // namespace planpaket::base
