#pragma once

#include <string>
#include <string_view>

namespace planpaket::submission {

/// What a file is, by the ending of its name.
struct FileFormat {
    std::string_view media_type; ///< As IANA has it.
    std::string_view name;
    std::string_view version; ///< May be empty.
    std::string_view pronom;  ///< The key in PRONOM; empty where it has none.
};
FileFormat format_of(std::string_view path);

} // namespace planpaket::submission
