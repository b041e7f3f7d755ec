#pragma once

/// The file that says what a folder is: "0=ocfl_object_1.1" in an object, "0=ocfl_1.1" in a storage root (OCFL 1.1, sections 3.2
/// and 4.2; NAMASTE).

#include "archive/fault.h"
#include "archive/inventory.h"
#include "base/folder.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::archive {

enum class Declares { object, root };

/// The name of the file that declares it.
std::string declaration_name(Declares what, Specification specification);
/// What the file holds.
std::string declaration_text(Declares what, Specification specification);

/// Whether the name is a declaration's, of whatever version.
bool is_declaration(std::string_view name, Declares what);

/// The version that a folder declares, the highest of several. Adds to `faults` what is wrong with the declaration.
std::optional<Specification> read_declaration(const std::string& folder, const std::vector<base::Entry>& entries, Declares what,
                                              const std::string& where, Faults& faults);

} // namespace planpaket::archive
