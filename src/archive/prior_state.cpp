#include "archive/prior_state.h"

#include "archive/algorithm.h"
#include "base/translate.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace planpaket::archive {

using base::trf;

namespace {

using PathsByDigest = std::unordered_map<std::string_view, std::set<std::string_view>>;

PathsByDigest manifest_of(const Inventory& inventory) {
    PathsByDigest manifest;
    for (const auto& file : inventory.manifest)
        manifest[file.digest].insert(file.path);
    return manifest;
}

std::map<std::string_view, std::string_view> digests_by_path(const VersionBlock& version) {
    std::map<std::string_view, std::string_view> digests;
    for (const auto& file : version.state)
        digests.emplace(file.path, file.digest);
    return digests;
}

/// Compares two accounts of one version; manifests are made only when they are needed.
class Comparison {
public:
    Comparison(const Inventory& older, const Inventory& current) : older_(older), current_(current) {}

    /// The first logical path that is not the same in both; empty if there is none.
    std::string_view difference(const VersionBlock& older, const VersionBlock& current) {
        if (older_.algorithm == current_.algorithm && older.state == current.state)
            return {};
        const auto one = digests_by_path(older);
        const auto other = digests_by_path(current);
        for (const auto& [path, digest] : other)
            if (!one.contains(path))
                return path;
        for (const auto& [path, digest] : one)
            if (const auto found = other.find(path); found == other.end() || !same_content(digest, found->second))
                return path;
        return {};
    }

private:
    bool same_content(std::string_view older, std::string_view current) {
        if (older_.algorithm == current_.algorithm)
            return same_digest(older, current);
        if (older_paths_.empty()) {
            older_paths_ = manifest_of(older_);
            current_paths_ = manifest_of(current_);
        }
        return std::ranges::includes(current_paths_[current], older_paths_[older]);
    }

    const Inventory& older_;
    const Inventory& current_;
    PathsByDigest older_paths_, current_paths_;
};

} // namespace

void compare_states(const Inventory& older, const Inventory& current, const std::string& where, Faults& faults) {
    Comparison comparison(older, current);
    for (std::size_t i = 0; i < older.versions.size(); ++i) {
        const auto& one = older.versions[i];
        if (i >= current.versions.size() || current.versions[i].name != one.name) {
            faults.push_back({"E066", where, trf("the version {} is not in the current inventory", one.name)});
            return;
        }
        const auto& other = current.versions[i];
        if (const auto path = comparison.difference(one, other); !path.empty())
            faults.push_back({"E066", where, trf("'{}' in {} is not the same as in the current inventory", path, one.name)});
        if (one.created != other.created || one.message != other.message || one.user_name != other.user_name ||
            one.user_address != other.user_address)
            faults.push_back(
                {"W011", where, trf("date, message or user of {} are not the same as in the current inventory", one.name)});
    }
}

} // namespace planpaket::archive
