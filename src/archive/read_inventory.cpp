#include "archive/algorithm.h"
#include "archive/date_time.h"
#include "archive/inventory.h"
#include "archive/json_object.h"
#include "archive/version_name.h"

#include <algorithm>
#include <regex>
#include <unordered_map>
#include <unordered_set>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

bool is_uri(std::string_view text) {
    const auto colon = text.find(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.") == colon &&
           std::string_view("0123456789+-.").find(text.front()) == std::string_view::npos;
}

/// The codes of what may be wrong in a block of digests and paths.
struct BlockCodes {
    const char* shape;     ///< Not an object of arrays of texts.
    const char* repeated;  ///< A digest twice, regardless of case.
    const char* slash;     ///< A path begins or ends with one.
    const char* step;      ///< A step of a path is empty, "." or "..".
    const char* ambiguous; ///< A path twice, or as the folder of another.
};

constexpr BlockCodes manifest_codes{"E092", "E096", "E100", "E099", "E101"};
constexpr BlockCodes fixity_codes{"E057", "E097", "E100", "E099", "E101"};
constexpr BlockCodes state_codes{"E050", "E050", "E053", "E052", "E095"};

bool check_path(std::string_view path, const BlockCodes& codes, const FaultSink& sink) {
    if (is_safe_path(path))
        return true;
    if (path.size() > path_limit)
        sink.add("limit", trf("a path is longer than {} bytes", path_limit));
    else if (path.starts_with('/') || path.ends_with('/'))
        sink.add(codes.slash, trf("the path '{}' begins or ends with a slash", path));
    else
        sink.add(codes.step, trf("the path '{}' has a step that is empty, '.' or '..'", path));
    return false;
}

/// Orders paths so that a folder stands right before what is in it.
bool path_order(std::string_view one, std::string_view other) {
    const auto rank = [](char letter) { return letter == '/' ? 0 : 1 + static_cast<unsigned char>(letter); };
    const auto [here, there] = std::ranges::mismatch(one, other);
    return there != other.end() && (here == one.end() || rank(*here) < rank(*there));
}

/// Paths that are the same, or where one is a folder of the other.
void check_ambiguity(const std::vector<DigestPath>& files, const BlockCodes& codes, const FaultSink& sink) {
    std::vector<std::string_view> paths;
    paths.reserve(files.size());
    for (const auto& file : files)
        if (!file.path.empty())
            paths.push_back(file.path);
    if (!std::ranges::is_sorted(paths, path_order))
        std::ranges::sort(paths, path_order);
    for (std::size_t i = 1; i < paths.size(); ++i) {
        const auto& folder = paths[i - 1];
        if (paths[i] == folder)
            sink.add(codes.ambiguous, trf("the path '{}' stands twice", folder));
        else if (paths[i].starts_with(folder) && paths[i][folder.size()] == '/')
            sink.add(codes.ambiguous, trf("the path '{}' is both a file and the folder of '{}'", folder, paths[i]));
    }
}

/// A digest that stands twice, perhaps once in upper and once in lower case.
void check_repetition(std::vector<std::string_view> digests, const BlockCodes& codes, const FaultSink& sink) {
    if (!std::ranges::is_sorted(digests, digest_order))
        std::ranges::sort(digests, digest_order);
    for (std::size_t i = 1; i < digests.size(); ++i)
        if (same_digest(digests[i], digests[i - 1]))
            sink.add(codes.repeated, trf("the digest {} stands twice", digests[i]));
}

/// A block of the form { digest: [path, …], … } with what is safe in it.
std::vector<DigestPath> read_block(simdjson::dom::object block, const std::optional<Algorithm>& algorithm,
                                   const BlockCodes& codes, bool is_manifest, const FaultSink& sink) {
    std::vector<DigestPath> files;
    std::vector<std::string_view> digests;
    for (const auto& [digest, value] : block) {
        if (algorithm && !is_digest(digest, *algorithm)) {
            sink.add(is_manifest ? algorithm->encoding_code : codes.shape, trf("'{}' is not a digest of its algorithm", digest));
            continue;
        }
        digests.push_back(digest);
        simdjson::dom::array paths;
        if (value.get(paths) != simdjson::SUCCESS) {
            sink.add(codes.shape, trf("the digest {} has no array of paths", digest));
            continue;
        }
        if (paths.begin() == paths.end())
            files.push_back({digest, {}});
        for (const auto path : paths) {
            const auto text = text_of(path);
            if (!text)
                sink.add(codes.shape, trf("a path of the digest {} is no text", digest));
            else if (check_path(*text, codes, sink))
                files.push_back({digest, *text});
        }
    }
    check_repetition(std::move(digests), codes, sink);
    check_ambiguity(files, codes, sink);
    return files;
}

void read_user(const Json& value, VersionBlock& version, const FaultSink& sink) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return sink.add("E054", trf("the user of {} is no object", version.name));
    const auto user = members(object, {"name", "address"}, sink);
    if (const auto name = user.find("name"); name != user.end())
        version.user_name = text_of(name->second);
    if (!version.user_name || version.user_name->empty())
        sink.add("E054", trf("the user of {} has no name", version.name));
    const auto address = user.find("address");
    if (address == user.end())
        return sink.add("W008", trf("the user of {} has no address", version.name));
    version.user_address = text_of(address->second);
    if (!version.user_address)
        sink.add("E054", trf("the address of the user of {} is no text", version.name));
    else if (!is_uri(*version.user_address))
        sink.add("W009", trf("the address of the user of {} is no URI", version.name));
}

void read_version(const Json& value, VersionBlock& version, const std::optional<Algorithm>& algorithm, const FaultSink& sink) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return sink.add("E047", trf("the version {} is no object", version.name));
    const auto block = members(object, {"created", "state", "message", "user"}, sink);
    if (const auto created = block.find("created"); created == block.end())
        sink.add("E048", trf("the version {} has no '{}'", version.name, "created"));
    else {
        version.created = text_of(created->second).value_or("");
        if (!read_date_time(version.created))
            sink.add("E049", trf("the version {} was not created at a date and time with seconds and zone", version.name));
    }
    if (const auto state = block.find("state"); state == block.end())
        sink.add("E048", trf("the version {} has no '{}'", version.name, "state"));
    else if (simdjson::dom::object digests; state->second.get(digests) != simdjson::SUCCESS)
        sink.add("E050", trf("the state of {} is no object", version.name));
    else
        version.state = read_block(digests, algorithm, state_codes, false, sink);
    if (const auto message = block.find("message"); message == block.end())
        sink.add("W007", trf("the version {} has no '{}'", version.name, "message"));
    else if (version.message = text_of(message->second); !version.message)
        sink.add("E094", trf("the message of {} is no text", version.name));
    if (const auto user = block.find("user"); user == block.end())
        sink.add("W007", trf("the version {} has no '{}'", version.name, "user"));
    else
        read_user(user->second, version, sink);
}

/// Whether the versions are 1, 2, 3 … and named in one way. Sorts them.
bool check_sequence(std::vector<VersionBlock>& versions, const FaultSink& sink) {
    const auto before = sink.faults.size();
    std::ranges::sort(versions, {}, &VersionBlock::number);
    if (versions.front().number != 1)
        sink.add("E009", tr("there is no version 1"));
    const auto padded = read_version_name(versions.front().name)->padded;
    if (padded > 0)
        sink.add("W001", trf("the versions are numbered with leading zeros, as {} is", versions.front().name));
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const auto name = *read_version_name(versions[i].name);
        if (padded > 0 && name.padded == 0 && versions[i].name.size() == padded + 1) {
            sink.add("E011", trf("{} has no zero after its v, as the others have", versions[i].name));
            sink.add("E013", trf("{} is not named as the versions before it", versions[i].name));
        } else if (name.padded != padded) {
            sink.add("E012", trf("{} is not named as the versions before it", versions[i].name));
        }
        if (i > 0 && versions[i].number == versions[i - 1].number)
            sink.add("E012", trf("{} and {} are the same version", versions[i - 1].name, versions[i].name));
        else if (i > 0 && versions[i].number != versions[i - 1].number + 1)
            sink.add("E010", trf("versions are missing between {} and {}", versions[i - 1].name, versions[i].name));
    }
    return std::ranges::none_of(sink.faults.begin() + static_cast<std::ptrdiff_t>(before), sink.faults.end(), &Fault::is_error) &&
           versions.front().number == 1;
}

/// One reading of an inventory.
class Reading {
public:
    Reading(simdjson::dom::object root, const FaultSink& sink)
        : sink_(sink),
          root_(members(root, {"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"},
                        sink)) {}

    std::optional<Inventory> read() {
        read_head();
        const auto algorithm = read_algorithm();
        read_manifest(algorithm);
        const bool sequence = read_versions(algorithm);
        read_fixity();
        if (!sequence || !algorithm)
            return std::nullopt;
        check_content_paths();
        check_digests();
        if (!inventory_.head.empty() && inventory_.head != inventory_.versions.back().name)
            sink_.add("E040",
                      trf("the head is {}, but the latest version is {}", inventory_.head, inventory_.versions.back().name));
        return std::move(inventory_);
    }

private:
    const Json* find(std::string_view key) const {
        const auto found = root_.find(key);
        return found == root_.end() ? nullptr : &found->second;
    }

    void read_head() {
        static const std::regex type_form("https://ocfl\\.io/([0-9.]+)/spec/#inventory");
        for (const char* key : {"id", "type", "digestAlgorithm", "head"})
            if (find(key) == nullptr)
                sink_.add("E036", trf("the key '{}' is missing", key));
        if (const auto* id = find("id")) {
            inventory_.id = text_of(*id).value_or("");
            if (inventory_.id.empty())
                sink_.add("E037", tr("the id is no text, or empty"));
            else if (!is_uri(inventory_.id))
                sink_.add("W005", trf("the id '{}' is no URI", inventory_.id));
        }
        if (const auto* type = find("type")) {
            const std::string text(text_of(*type).value_or(""));
            std::smatch match;
            const auto specification =
                text.size() < 100 && std::regex_match(text, match, type_form) ? find_specification(match[1].str()) : std::nullopt;
            if (specification)
                inventory_.specification = *specification;
            else
                sink_.add("E038", trf("the type '{}' is of no known version of the specification", text));
        }
        if (const auto* head = find("head")) {
            inventory_.head = text_of(*head).value_or("");
            if (inventory_.head.empty())
                sink_.add("E040", tr("the head is not the name of a version"));
        }
        if (const auto* name = find("contentDirectory")) {
            const auto text = text_of(*name).value_or("/");
            if (text == "." || text == "..")
                sink_.add("E018", tr("the content directory is '.' or '..'"));
            else if (!is_safe_path(text) || text.contains('/'))
                sink_.add("E017", tr("the content directory is not one step of a path"));
            else {
                inventory_.content_directory = text;
                inventory_.names_content_directory = true;
            }
        }
    }

    std::optional<Algorithm> read_algorithm() {
        const auto* value = find("digestAlgorithm");
        if (value == nullptr)
            return std::nullopt;
        inventory_.algorithm = text_of(*value).value_or("");
        const auto algorithm = find_algorithm(inventory_.algorithm);
        if (!algorithm || !algorithm->addresses) {
            sink_.add("E025", trf("content is addressed by '{}', not by sha512 or sha256", inventory_.algorithm));
            return std::nullopt;
        }
        if (inventory_.algorithm != "sha512")
            sink_.add("W004", trf("content is addressed by {}, not by sha512", inventory_.algorithm));
        return algorithm;
    }

    void read_manifest(const std::optional<Algorithm>& algorithm) {
        const auto* value = find("manifest");
        if (value == nullptr)
            return sink_.add("E041", trf("the key '{}' is missing", "manifest"));
        if (simdjson::dom::object block; value->get(block) == simdjson::SUCCESS)
            inventory_.manifest = read_block(block, algorithm, manifest_codes, true, sink_);
        else
            sink_.add(inventory_.specification == Specification::v1_0 ? "E041" : "E106", tr("the manifest is no object"));
    }

    /// Whether there is a whole sequence of versions.
    bool read_versions(const std::optional<Algorithm>& algorithm) {
        const auto* value = find("versions");
        if (value == nullptr) {
            sink_.add("E041", trf("the key '{}' is missing", "versions"));
            return false;
        }
        simdjson::dom::object block;
        if (value->get(block) != simdjson::SUCCESS) {
            sink_.add("E044", tr("'versions' is no object"));
            return false;
        }
        std::unordered_set<std::string_view> names;
        bool whole = true;
        for (const auto& [name, version] : block) {
            if (!names.insert(name).second) {
                sink_.add("E033", trf("the key '{}' stands twice", name));
                continue;
            }
            const auto read = read_version_name(name);
            if (!read) {
                sink_.add("E046", trf("'{}' is not the name of a version", name));
                whole = false;
                continue;
            }
            inventory_.versions.push_back({});
            inventory_.versions.back().name = name;
            inventory_.versions.back().number = read->number;
            read_version(version, inventory_.versions.back(), algorithm, sink_);
        }
        if (inventory_.versions.empty()) {
            sink_.add("E008", tr("there is no version"));
            return false;
        }
        return check_sequence(inventory_.versions, sink_) && whole;
    }

    void read_fixity() {
        const auto* value = find("fixity");
        if (value == nullptr)
            return;
        simdjson::dom::object blocks;
        if (value->get(blocks) != simdjson::SUCCESS)
            return sink_.add(inventory_.specification == Specification::v1_0 ? "E056" : "E111", tr("'fixity' is no object"));
        std::unordered_set<std::string_view> manifest;
        for (const auto& file : inventory_.manifest)
            manifest.insert(file.path);
        std::unordered_set<std::string_view> names;
        for (const auto& [name, value_of] : blocks) {
            const auto algorithm = find_algorithm(name);
            simdjson::dom::object block;
            if (!names.insert(name).second)
                sink_.add("E033", trf("the key '{}' stands twice", name));
            else if (!algorithm)
                sink_.add("E056", trf("'{}' is not a known digest algorithm", name));
            else if (value_of.get(block) != simdjson::SUCCESS)
                sink_.add("E057", trf("the fixity block '{}' is no object", name));
            else {
                inventory_.fixity.push_back({name, read_block(block, algorithm, fixity_codes, false, sink_)});
                for (const auto& file : inventory_.fixity.back().files)
                    if (!file.path.empty() && !manifest.contains(file.path))
                        sink_.add("E057", trf("'{}' has a digest in the fixity block, but is not in the manifest", file.path));
            }
        }
    }

    /// Content paths are VERSION/CONTENT DIRECTORY/…
    void check_content_paths() {
        std::unordered_set<std::string_view> names;
        for (const auto& version : inventory_.versions)
            names.insert(version.name);
        std::erase_if(inventory_.manifest, [&](const DigestPath& file) {
            const auto first = file.path.find('/');
            const auto second = first == std::string_view::npos ? first : file.path.find('/', first + 1);
            const bool inside = second != std::string_view::npos && names.contains(file.path.substr(0, first)) &&
                                file.path.substr(first + 1, second - first - 1) == inventory_.content_directory;
            if (!inside && !file.path.empty())
                sink_.add("E042", trf("the content path '{}' is in no version's content directory", file.path));
            return !inside && !file.path.empty();
        });
    }

    /// Each state uses digests of the manifest as they are written there, and each of the manifest is used.
    void check_digests() {
        std::unordered_map<std::string_view, bool> used;
        used.reserve(inventory_.manifest.size());
        for (const auto& file : inventory_.manifest)
            used.emplace(file.digest, false);
        for (const auto& version : inventory_.versions)
            for (const auto& file : version.state)
                if (const auto found = used.find(file.digest); found != used.end())
                    found->second = true;
                else
                    sink_.add("E050", trf("the digest {} in the state of {} is not in the manifest", file.digest, version.name));
        for (const auto& file : inventory_.manifest)
            if (auto& is_used = used[file.digest]; !is_used) {
                sink_.add("E107", trf("the digest {} in the manifest is in no version's state", file.digest));
                is_used = true;
            }
    }

    FaultSink sink_;
    std::map<std::string_view, Json> root_;
    Inventory inventory_;
};

} // namespace

std::optional<Inventory> read_inventory(std::string_view text, const std::string& where, Faults& faults) {
    const FaultSink sink{faults, where};
    const auto document = std::make_shared<simdjson::dom::document>(); // which all texts point into
    const auto root = parse_inventory(text, *document, sink);
    auto inventory = root ? Reading(*root, sink).read() : std::nullopt;
    if (inventory)
        inventory->storage = document;
    return inventory;
}

} // namespace planpaket::archive
