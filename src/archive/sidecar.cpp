#include "archive/sidecar.h"

#include "archive/algorithm.h"
#include "archive/inventory.h"
#include "base/folder.h"
#include "base/translate.h"

namespace planpaket::archive {

using base::trf;

std::string sidecar_name(std::string_view algorithm) {
    return std::string(inventory_name) + '.' + std::string(algorithm);
}

std::string sidecar_text(std::string_view digest) {
    return std::string(digest) + "  " + inventory_name + '\n';
}

void check_sidecar(const std::string& folder, std::string_view inventory, std::string_view algorithm, const std::string& where,
                   Faults& faults) {
    constexpr std::size_t limit = 4096;
    const auto known = find_algorithm(algorithm);
    if (!known || !known->digest)
        return;
    const auto name = sidecar_name(algorithm);
    const auto place = base::join(where, name);
    const auto text = base::read_file(base::join(folder, name), limit);
    if (!text) {
        const bool large = text.error().front().code == "file-too-large";
        faults.push_back({large ? "E061" : "E058", place, text.error().front().message});
        return;
    }
    // DIGEST, spaces or tabs, the inventory's name; perhaps a line end.
    std::string_view line(*text);
    line = line.substr(0, line.find_first_of("\r\n"));
    const auto rest = text->substr(line.size());
    const auto gap = line.find_first_of(" \t");
    const auto digest = line.substr(0, gap);
    const auto named = gap == line.npos ? line.npos : line.find_first_not_of(" \t", gap);
    if (named == line.npos || line.substr(named) != inventory_name || rest.find_first_not_of("\r\n") != rest.npos ||
        !is_digest(digest, *known)) {
        faults.push_back({"E061", place, trf("the file does not have the form 'DIGEST {}'", inventory_name)});
        return;
    }
    if (!same_digest(digest, base::digest(*known->digest, inventory)))
        faults.push_back({"E060", place, trf("the digest is not that of {}", inventory_name)});
}

} // namespace planpaket::archive
