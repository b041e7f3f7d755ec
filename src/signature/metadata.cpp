#include "signature/metadata.h"

#include "signature/revision.h"

#include <algorithm>

namespace planpaket::signature {

std::optional<std::string> metadata(std::string_view bytes, const std::string& path) {
    const auto revision = Revision::open(bytes, path, Tables::as_needed);
    if (!revision)
        return std::nullopt;
    const auto* entry = revision->catalog().find("Metadata");
    const auto* reference = entry == nullptr ? nullptr : entry->as<Reference>();
    const auto* stream = reference == nullptr ? nullptr : revision->find(reference->number);
    return stream == nullptr ? std::nullopt : revision->stream_bytes(*stream);
}

std::optional<std::string_view> vouched_for(std::string_view bytes, const Report& report) {
    if (report.signatures.empty())
        return bytes;
    const bool only_timestamps = std::ranges::all_of(report.signatures, &SignatureReport::is_timestamp);
    const SignatureReport* best = nullptr;
    const auto rank = [](const SignatureReport& each) { return std::max(each.verdict, Verdict::valid_but); };
    for (const auto& each : report.signatures) // the earliest first
        if (each.is_timestamp == only_timestamps && each.verdict != Verdict::invalid &&
            (best == nullptr || rank(each) < rank(*best)))
            best = &each;
    return best == nullptr ? std::nullopt : std::optional(bytes.substr(0, best->size));
}

} // namespace planpaket::signature
