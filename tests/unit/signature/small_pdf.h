#pragma once

/// Small PDFs built in memory, and what is appended to them.

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace planpaket::signature::test {

using Bodies = std::map<int, std::string>;

/// A file of these objects with one table. `trailer` stands in its trailer beside /Root and /Size.
std::string file_of(const Bodies& objects, const std::string& trailer = {});

/// The same file with an update: objects anew, and more for its trailer, which says /Size and /Prev. The catalog is object
/// `root`.
std::string updated(const std::string& file, const Bodies& objects, const std::string& trailer = {}, int root = 1);

/// The body of a stream.
std::string stream(const std::string& data, const std::string& entries = {});

} // namespace planpaket::signature::test
