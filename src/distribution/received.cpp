#include "distribution/received.h"

#include "base/errors.h"
#include "base/folder.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "zip/archive.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <set>

namespace planpaket::distribution {

using base::tr;
using base::trf;

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// One delivery against what it lists.
class Check {
public:
    explicit Check(ReceivedDelivery& received) : received_(received) {}

    void run() {
        for (const auto& [name, file] : received_.files)
            if (name != delivery_name && name != checksums_name)
                unlisted_.insert(name);
        for (const auto& file : received_.delivery->files)
            unlisted_.erase(file.name);
        for (const auto& file : received_.delivery->files)
            listed(file);
        for (const auto& name : unlisted_)
            add("added-file", trf("'{}' is not of the delivery: {} does not list it", name, delivery_name));
        checksums_file();
    }

private:
    ReceivedDelivery& received_;
    std::set<std::string> unlisted_;

    void add(const char* code, std::string message, std::string hint = {}) {
        received_.wrong.push_back(base::error(code, std::move(message), std::move(hint)));
    }

    void listed(const DeliveredFile& file) {
        const auto found = received_.files.find(file.name);
        if (found == received_.files.end())
            return missing(file);
        if (found->second.bytes.size() != file.size)
            add("changed-file",
                trf("'{}' is not as it was sent: it has {} bytes, and had {}", file.name, found->second.bytes.size(), file.size),
                tr("ask the sender for the whole delivery"));
        else if (found->second.sha256 != file.sha256)
            add("changed-file", trf("'{}' is not as it was sent: its checksum is another one", file.name),
                tr("ask the sender for the whole delivery"));
    }

    void missing(const DeliveredFile& file) {
        const auto renamed =
            std::ranges::find_if(unlisted_, [&](const auto& name) { return received_.files.at(name).sha256 == file.sha256; });
        if (renamed == unlisted_.end())
            return add("missing-file", trf("'{}' is missing", file.name), tr("ask the sender for the whole delivery"));
        add("renamed-file", trf("'{}' is here under the name '{}'", file.name, *renamed), tr("give it its name again"));
        unlisted_.erase(renamed);
    }

    /// SHA256SUMS has to list the same files with the same digests, so that whoever checks with sha256sum checks the same.
    void checksums_file() {
        const auto found = received_.files.find(checksums_name);
        if (found == received_.files.end())
            return add("missing-file", trf("'{}' is missing", checksums_name), tr("ask the sender for the whole delivery"));
        const auto expected = checksums(*received_.delivery, received_.files.at(delivery_name).bytes);
        const auto& given = found->second.bytes;
        if (given == expected)
            return;
        auto have = lines_of(given);
        auto want = lines_of(expected);
        std::ranges::sort(have);
        std::ranges::sort(want);
        std::vector<std::string_view> beyond, wanting;
        std::ranges::set_difference(have, want, std::back_inserter(beyond));
        std::ranges::set_difference(want, have, std::back_inserter(wanting));
        constexpr std::size_t digest_and_spaces = 66;
        for (const auto line : wanting)
            add("bad-checksums", trf("{} does not give the checksum of '{}'", checksums_name, line.substr(digest_and_spaces)));
        constexpr std::size_t most_lines = 100; // whoever wrote more of them wants to fill the screen
        for (const auto line : beyond | std::views::take(most_lines))
            add("bad-checksums", trf("{} has a line that does not belong to it: '{}'", checksums_name, line));
        if (wanting.empty() && beyond.empty())
            add("bad-checksums", trf("{} does not list the files in their order", checksums_name));
    }
};

} // namespace

const std::string* ReceivedDelivery::intact(const DeliveredFile& file) const {
    const auto found = files.find(file.name);
    return found != files.end() && found->second.bytes.size() == file.size && found->second.sha256 == file.sha256
               ? &found->second.bytes
               : nullptr;
}

ReceivedDelivery check(Carried carried) {
    ReceivedDelivery received{.carrier = carried.carrier,
                              .delivery = std::nullopt,
                              .files = {},
                              .date = carried.date,
                              .wrong = std::move(carried.wrong)};
    for (auto& file : carried.files) {
        if (received.files.contains(file.name)) {
            received.wrong.push_back(base::error("duplicate-file", trf("two files have the name '{}'", file.name)));
            continue;
        }
        auto sha256 = base::sha256(file.bytes);
        received.files.emplace(std::move(file.name), ReceivedFile{std::move(file.bytes), std::move(sha256)});
    }
    const auto list = received.files.find(delivery_name);
    if (list == received.files.end()) {
        received.wrong.push_back(base::error("no-delivery", trf("there is no {}", delivery_name),
                                             tr("see whether this is what planpaket has sent, and the whole of it")));
        return received;
    }
    auto delivery = read_delivery(list->second.bytes);
    if (!delivery) {
        received.wrong.insert(received.wrong.end(), delivery.error().begin(), delivery.error().end());
        return received;
    }
    received.delivery = std::move(*delivery);
    Check(received).run();
    return received;
}

ReceivedDelivery receive(const std::string& path, const CarryingLimits& limits) {
    if (base::folder_identity(base::join(path, ".")) != 0)
        return check(read_folder(path, limits));
    // A message's attachments take up to 1.4 times their bytes.
    const auto bytes = base::read_file(path, limits.bytes + limits.bytes / 2);
    if (!bytes)
        return {.carrier = Carrier::zip, .delivery = std::nullopt, .files = {}, .date = {}, .wrong = bytes.error()};
    return receive_bytes(*bytes, limits);
}

ReceivedDelivery receive_bytes(std::string_view bytes, const CarryingLimits& limits) {
    return check(zip::is_archive(bytes) ? read_zip(bytes, limits) : read_mail(bytes, limits));
}

} // namespace planpaket::distribution
