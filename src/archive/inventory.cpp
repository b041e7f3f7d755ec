#include "archive/inventory.h"

#include <algorithm>

namespace planpaket::archive {

const char* number(Specification specification) {
    switch (specification) {
    case Specification::v1_0:
        return "1.0";
    case Specification::v1_1:
        return "1.1";
    }
    return "";
}

std::optional<Specification> find_specification(std::string_view text) {
    for (const auto specification : {Specification::v1_0, Specification::v1_1})
        if (text == number(specification))
            return specification;
    return std::nullopt;
}

const VersionBlock* Inventory::find_version(std::string_view name) const {
    const auto found = std::ranges::find(versions, name, &VersionBlock::name);
    return found == versions.end() ? nullptr : &*found;
}

bool is_safe_path(std::string_view path) {
    if (path.size() > path_limit || path.contains('\0'))
        return false;
    for (std::size_t at = 0; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto step = path.substr(at, end - at);
        if (step.empty() || step == "." || step == "..")
            return false;
        at = end + 1;
    }
    return true;
}

} // namespace planpaket::archive
