#pragma once

/// The finished file: libharu's objects and our own, in object streams (ISO 32000-1, 7.5.7), and their cross-reference.

#include "pdf/objects.h"

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::pdf {

/// What becomes of libharu's objects on their way into the finished file.
struct Changes {
    std::unordered_map<ObjectNumber, std::string> additions; ///< Entries to be added to a dictionary.
    std::set<ObjectNumber> leading_pages;                    ///< Pages that lead, as then do the nodes above them.
    std::string catalog;                                     ///< Entries to be added to the catalog, which leads.
    std::string information;                                 ///< The information dictionary.
};

/// How many objects libharu's file has, that is, the first number free for others.
ObjectNumber object_count(std::string_view haru);

/// Completes the file: `body` and `objects`, which hold what is our own so far and are used up, and of libharu's objects those
/// that `body` does not have. `haru` is a file as libharu saves it.
base::Bytes write_file(std::string_view haru, const Changes& changes, Objects& objects, FileBody& body);

} // namespace planpaket::pdf
