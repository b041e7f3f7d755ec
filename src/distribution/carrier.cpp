#include "distribution/carrier.h"

#include "base/folder.h"
#include "base/translate.h"

namespace planpaket::distribution {

using base::tr;
using base::trf;

namespace {

base::Diagnostic fault(const char* code, std::string message, std::string hint = {}) {
    return {base::Severity::error, code, {}, std::move(message), std::move(hint)};
}

base::Diagnostic too_large(const CarryingLimits& limits) {
    return fault("delivery-too-large", trf("there are more than {} files, or more than {} bytes", limits.files, limits.bytes));
}

void append(base::Diagnostics& to, base::Diagnostics more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

const char* name(Carrier carrier) {
    switch (carrier) {
    case Carrier::folder:
        return "folder";
    case Carrier::zip:
        return "zip";
    case Carrier::message:
        return "message";
    }
    return "";
}

Carried read_folder(const std::string& path, const CarryingLimits& limits) {
    Carried carried{.carrier = Carrier::folder, .files = {}, .wrong = {}};
    const auto folder = base::join(path, "."); // the folder itself may be named by a link
    const auto entries = base::list_folder(folder);
    if (!entries) {
        append(carried.wrong, entries.error());
        return carried;
    }
    if (entries->size() > limits.files) {
        carried.wrong.push_back(too_large(limits));
        return carried;
    }
    auto left = limits.bytes;
    for (const auto& entry : *entries) {
        if (entry.kind != base::EntryKind::file) {
            carried.wrong.push_back(fault("no-plain-file", trf("'{}' is no ordinary file", entry.name),
                                          tr("a delivery has neither folders nor links")));
            continue;
        }
        if (entry.size > left) {
            carried.wrong.push_back(too_large(limits));
            return carried;
        }
        auto bytes = base::read_file_below(folder, entry.name, left);
        if (!bytes) {
            append(carried.wrong, bytes.error());
            continue;
        }
        left -= bytes->size();
        carried.files.push_back({entry.name, std::move(*bytes)});
    }
    return carried;
}

} // namespace planpaket::distribution
