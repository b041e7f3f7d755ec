#pragma once

#include "archive/fault.h"

#include <cstdint>
#include <map>
#include <string>

namespace planpaket::archive {

inline constexpr std::size_t folder_depth_limit = 64;

/// All files below `folder` by their paths, which begin with `prefix`, and their sizes. What is neither file nor folder is a
/// fault (E090 for a link), and so is an empty folder below (E024); a link is not followed. Returns whether anything is in it.
bool walk_content(const std::string& folder, const std::string& prefix, const std::string& where,
                  std::map<std::string, std::uint64_t>& files, Faults& faults, std::size_t depth = 0);

} // namespace planpaket::archive
