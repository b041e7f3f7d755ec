#include "signature/metadata.h"

#include "signature/revision.h"

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

} // namespace planpaket::signature
