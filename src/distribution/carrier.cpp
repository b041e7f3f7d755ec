#include "distribution/carrier.h"

#include "base/errors.h"
#include "base/folder.h"
#include "base/names.h"
#include "base/translate.h"
#include "distribution/delivery.h"
#include "mail/message.h"
#include "zip/archive.h"

#include <algorithm>
#include <iterator>

namespace planpaket::distribution {

using base::tr;
using base::trf;

namespace {

base::Diagnostic too_large(const CarryingLimits& limits) {
    return base::error("delivery-too-large",
                       trf("there are more than {} files, or more than {} bytes", limits.files, limits.bytes));
}

} // namespace

const char* name(Carrier carrier) {
    static constexpr base::Names<Carrier> names{"folder", "zip", "message"};
    return names[carrier];
}

Carried read_folder(const std::string& path, const CarryingLimits& limits) {
    Carried carried{.carrier = Carrier::folder, .files = {}, .wrong = {}};
    const auto folder = base::join(path, "."); // the folder itself may be named by a link
    const auto entries = base::list_folder(folder);
    if (!entries) {
        base::append(carried.wrong, entries.error());
        return carried;
    }
    if (entries->size() > limits.files) {
        carried.wrong.push_back(too_large(limits));
        return carried;
    }
    auto left = limits.bytes;
    for (const auto& entry : *entries) {
        if (entry.kind != base::EntryKind::file) {
            carried.wrong.push_back(base::error("no-plain-file", trf("'{}' is no ordinary file", entry.name),
                                                tr("a delivery has neither folders nor links")));
            continue;
        }
        if (entry.size > left) {
            carried.wrong.push_back(too_large(limits));
            return carried;
        }
        auto bytes = base::read_file_below(folder, entry.name, left);
        if (!bytes) {
            base::append(carried.wrong, bytes.error());
            continue;
        }
        left -= bytes->size();
        carried.files.push_back({entry.name, std::move(*bytes)});
    }
    return carried;
}

Carried read_zip(std::string_view bytes, const CarryingLimits& limits) {
    constexpr std::size_t dense = 200; // documents and plans pack to a third, or to a twentieth
    auto contents = zip::read_archive(bytes, {.parts = limits.files, .bytes = limits.bytes, .ratio = dense, .flat = true});
    Carried carried{.carrier = Carrier::zip, .files = {}, .wrong = std::move(contents.wrong)};
    for (auto& part : contents.parts)
        carried.files.push_back({std::move(part.name), std::move(part.bytes)});
    return carried;
}

Carried read_mail(std::string_view bytes, const CarryingLimits& limits) {
    Carried carried{.carrier = Carrier::message, .files = {}, .wrong = {}};
    auto message = mail::read_message(bytes, {.bytes = limits.bytes, .parts = limits.files});
    if (!message) {
        carried.wrong = message.error();
        return carried;
    }
    carried.date = message->date;
    if (message->is_truncated)
        carried.wrong.push_back(
            base::error("damaged-message", tr("the end of the message is missing"), tr("ask the sender for the whole delivery")));
    const auto is_list = [](const auto& file) { return file.name == delivery_name; };
    const auto is_zip = [](const auto& file) { return zip::is_archive(file.bytes); };
    auto archive = message->files.end();
    if (std::ranges::none_of(message->files, is_list) && std::ranges::count_if(message->files, is_zip) == 1)
        archive = std::ranges::find_if(message->files, is_zip);
    for (auto file = message->files.begin(); file != message->files.end(); ++file) {
        if (file != archive) {
            carried.files.push_back({std::move(file->name), std::move(file->bytes)});
            continue;
        }
        auto unpacked = read_zip(file->bytes, limits);
        base::append(carried.wrong, std::move(unpacked.wrong));
        std::ranges::move(unpacked.files, std::back_inserter(carried.files));
    }
    return carried;
}

} // namespace planpaket::distribution
