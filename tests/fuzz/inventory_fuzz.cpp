/// Inventories of anybody's: whatever the bytes, reading them gives an inventory with safe paths, or faults; and what is written
/// of an inventory without faults is read again as the same.

#include "archive/inventory.h"
#include "archive/write_inventory.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace planpaket::archive;

static void require(bool holds) {
    if (!holds)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Faults faults;
    const auto inventory = read_inventory({reinterpret_cast<const char*>(data), size}, "inventory.json", faults);
    if (!inventory) {
        require(!faults.empty());
        return 0;
    }
    require(!inventory->versions.empty());
    for (const auto& file : inventory->manifest)
        require(file.path.empty() || is_safe_path(file.path));
    for (const auto& version : inventory->versions)
        for (const auto& file : version.state)
            require(file.path.empty() || is_safe_path(file.path));
    if (std::ranges::any_of(faults, &Fault::is_error))
        return 0;
    Faults again;
    const auto second = read_inventory(write_inventory(*inventory), "inventory.json", again);
    require(second && std::ranges::none_of(again, &Fault::is_error));
    require(second->id == inventory->id && second->manifest == inventory->manifest &&
            second->versions.size() == inventory->versions.size());
    return 0;
}
