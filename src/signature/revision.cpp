#include "signature/revision.h"

#include "base/translate.h"
#include "signature/inflate.h"

#include <algorithm>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t largest_stream = std::size_t{64} << 20U;
constexpr std::size_t most_unpacked = std::size_t{512} << 20U;

base::Diagnostics refused(const char* code, const std::string& message, const char* hint) {
    return {{base::Severity::error, code, {}, message, hint}};
}

} // namespace

base::Result<Revision> Revision::open(std::string_view bytes, const std::string& path, Tables tables) {
    if (!bytes.starts_with("%PDF-"))
        return std::unexpected(refused("not-a-pdf", trf("{} is no PDF", path), tr("name a PDF file")));
    const char* repair = tr("get the file anew from where it came; a damaged file is neither signed nor trusted");
    auto references = read_cross_references(bytes, tables);
    if (!references)
        return std::unexpected(refused("damaged-pdf", trf("{} is damaged: {}", path, references.error()), repair));
    Revision revision(bytes, std::move(*references));
    for (const auto& section : revision.references_.sections)
        if (section.trailer.find("Encrypt") != nullptr)
            return std::unexpected(refused("encrypted-pdf", trf("{} is encrypted", path),
                                           tr("an archivable PDF is not encrypted: save it without a password")));
    const auto* root = revision.trailer().find("Root");
    if (root != nullptr && root->as<Reference>() != nullptr)
        revision.root_ = *root->as<Reference>();
    const bool has_catalog = revision.catalog().find("Pages") != nullptr;
    if (const auto& damage = revision.damage_; !damage.empty() || !has_catalog)
        return std::unexpected(
            refused("damaged-pdf", trf("{} is damaged: {}", path, damage.empty() ? tr("it has no catalog") : damage), repair));
    return revision;
}

void Revision::complain(std::uint32_t number) const {
    if (damage_.empty())
        damage_ = trf("object {} cannot be read", number);
}

std::optional<std::uint64_t> Revision::length(Reference reference) const {
    const auto place = references_.find(reference.number);
    if (!place || place->kind != Place::Kind::plain)
        return std::nullopt;
    const auto indirect = read_indirect(bytes_, place->offset, [](Reference) { return std::optional<std::uint64_t>(); });
    std::uint64_t value = 0;
    if (!indirect || indirect->id != reference || indirect->object.whole(value) == nullptr)
        return std::nullopt;
    return value;
}

Revision::Packed* Revision::unpack(std::uint32_t container) const {
    if (const auto found = containers_.find(container); found != containers_.end())
        return &found->second;
    const auto place = references_.find(container);
    const auto* stream = place && place->kind == Place::Kind::plain ? find(container) : nullptr;
    if (stream == nullptr || !stream->is_stream)
        return nullptr;
    const auto& dictionary = *stream->object.as<Dictionary>();
    const auto bytes = stream_bytes(*stream);
    std::uint64_t count = 0, first = 0;
    if (!bytes || !entry(dictionary, "Type").is_name("ObjStm") || entry(dictionary, "N").whole(count) == nullptr ||
        entry(dictionary, "First").whole(first) == nullptr || first > bytes->size() || count > bytes->size())
        return nullptr;
    unpacked_ += bytes->size();
    if (unpacked_ > most_unpacked)
        return nullptr;
    Packed packed;
    Parser head(std::string_view(*bytes).substr(0, first));
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto number = head.integer();
        const auto offset = head.integer();
        if (!number || !offset || *number > 0xFFFF'FFFF || *offset > bytes->size() - first)
            return nullptr;
        auto object = Parser(*bytes, first + *offset).object();
        if (!object)
            return nullptr;
        packed.objects.emplace_back(static_cast<std::uint32_t>(*number), std::move(*object));
    }
    return &containers_.emplace(container, std::move(packed)).first->second;
}

std::unique_ptr<Indirect> Revision::read(std::uint32_t number) const {
    const auto place = references_.find(number).value_or(Place{});
    if (place.kind == Place::Kind::free)
        return nullptr;
    if (place.kind == Place::Kind::unreadable) {
        complain(number);
        return nullptr;
    }
    if (place.kind == Place::Kind::plain) {
        auto indirect = read_indirect(bytes_, place.offset, [&](Reference reference) { return length(reference); });
        if (indirect && indirect->id == Reference{number, place.ordinal})
            return std::make_unique<Indirect>(std::move(*indirect));
        complain(number);
        return nullptr;
    }
    const auto container = static_cast<std::uint32_t>(place.offset);
    auto* packed = place.offset > 0xFFFF'FFFF || container == number ? nullptr : unpack(container);
    if (packed != nullptr && place.ordinal < packed->objects.size() && packed->objects[place.ordinal].first == number)
        // Nobody asks twice.
        return std::make_unique<Indirect>(
            Indirect{.id = {number, 0}, .object = std::move(packed->objects[place.ordinal].second)});
    complain(number);
    return nullptr;
}

const Indirect* Revision::find(std::uint32_t number) const {
    const auto found = objects_.find(number);
    if (found != objects_.end())
        return found->second.get();
    auto object = read(number);
    return objects_.emplace(number, std::move(object)).first->second.get();
}

const Object& Revision::get(std::uint32_t number) const {
    static const Object null;
    const auto* indirect = find(number);
    return indirect == nullptr ? null : indirect->object;
}

const Object& Revision::resolve(const Object& object) const {
    static const Object null;
    const auto* at = &object;
    for (int step = 0; step < 16; ++step) {
        const auto* reference = at->as<Reference>();
        if (reference == nullptr)
            return *at;
        const auto* indirect = find(reference->number);
        if (indirect == nullptr || indirect->id.generation != reference->generation)
            return null;
        at = &indirect->object;
    }
    return null;
}

const Object& Revision::entry(const Dictionary& dictionary, std::string_view key) const {
    static const Object null;
    const auto* value = dictionary.find(key);
    return value == nullptr ? null : resolve(*value);
}

const Dictionary& Revision::dictionary(const Dictionary& owner, std::string_view key) const {
    static const Dictionary none;
    const auto* value = entry(owner, key).as<Dictionary>();
    return value == nullptr ? none : *value;
}

const Array& Revision::array(const Dictionary& owner, std::string_view key) const {
    static const Array none;
    const auto* value = entry(owner, key).as<Array>();
    return value == nullptr ? none : *value;
}

const Dictionary& Revision::catalog() const {
    static const Dictionary none;
    const auto* value = get(root_.number).as<Dictionary>();
    return value == nullptr ? none : *value;
}

std::optional<std::string> Revision::stream_bytes(const Indirect& stream) const {
    return decoded(*stream.object.as<Dictionary>(), bytes_.substr(stream.data_from, stream.data_size), largest_stream);
}

} // namespace planpaket::signature
