#include "keeping/distribution_log.h"

#include "archive/writing.h"
#include "base/folder.h"
#include "keeping/record.h"
#include "keeping/source.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace planpaket::keeping {

using archive::NewFile;

namespace {

constexpr std::size_t record_limit = std::size_t{64} << 20U;

/// 12 of "distribution/12.json"; nothing if it is no record.
std::optional<std::size_t> record_number(const std::string& path) {
    const auto start = std::string(stored_distribution) + '/';
    if (!path.starts_with(start) || !path.ends_with(".json"))
        return std::nullopt;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(path.data() + start.size(), path.data() + path.size(), number);
    return error == std::errc{} ? std::optional(number) : std::nullopt;
}

/// The first of `distribution/1.json`, `distribution/2.json`, … that is free.
std::string free_name(const std::vector<archive::StoredFile>& files) {
    for (std::size_t number = 1;; ++number) {
        auto path = fmt::format("{}/{}.json", stored_distribution, number);
        if (std::ranges::find(files, path, &archive::StoredFile::path) == files.end())
            return path;
    }
}

/// "Åtgärdsplan 2025 1.0 → Beredningsgruppen, Lokalpolisområde Vällingby": no words, as it is in no language.
std::string message(const distribution::Record& record) {
    std::vector<std::string> names;
    for (const auto& sent : record.sent)
        if (sent.state == distribution::SentState::accepted || sent.state == distribution::SentState::written)
            names.push_back(sent.recipient_name);
    return fmt::format("{} {} → {}", record.plan_title, record.plan_version,
                       names.empty() ? "–" : fmt::format("{}", fmt::join(names, ", ")));
}

} // namespace

base::Result<std::string> archive_distribution(const std::string& store, const std::string& object_id,
                                               const distribution::Record& record, std::chrono::sys_seconds now) {
    auto writing = archive::Writing::begin(store);
    if (!writing)
        return std::unexpected(writing.error());
    const auto object = writing->store().find(object_id);
    if (!object)
        return std::unexpected(object.error());
    const auto& head = object->inventory.versions.back();
    auto before = archive::files_of(object->inventory, head);
    std::erase_if(before, [](const archive::StoredFile& file) { return file.path == stored_log; });
    std::vector<NewFile> files;
    for (const auto& file : before)
        files.push_back({file.path, {}, file.digest});
    files.push_back(archive::make_file(free_name(before), distribution::record_json(record)));
    LogEntry entry{.kind = VersionKind::distribution,
                   .version = fmt::format("v{}", object->inventory.versions.size() + 1),
                   .previous = std::string(head.name),
                   .reason = {},
                   .created = now,
                   .user = std::string(head.user_name.value_or("planpaket")),
                   .address = "mailto:" + record.from,
                   .changes = archive::changes_between(before, files)};
    if (record.from.empty())
        entry.address = head.user_address.value_or("");
    files.push_back(archive::make_file(stored_log, log_json(entry)));
    return writing->add({object_id, std::move(files), message(record), entry.user, entry.address, now});
}

base::Result<std::vector<distribution::Record>>
read_distributions(const archive::Store& store, const archive::StoredObject& object, const std::string& version) {
    std::vector<std::pair<std::size_t, archive::StoredFile>> files;
    for (auto& file : archive::files_of(object.inventory, *object.inventory.find_version(version)))
        if (const auto number = record_number(file.path))
            files.emplace_back(*number, std::move(file));
    std::ranges::stable_sort(files, {}, [](const auto& each) { return each.first; });
    std::vector<distribution::Record> records;
    for (const auto& [number, file] : files) {
        const auto text = store.read(object, file, record_limit);
        if (!text)
            return std::unexpected(text.error());
        if (auto record = distribution::read_record(*text))
            records.push_back(std::move(*record));
    }
    return records;
}

} // namespace planpaket::keeping
