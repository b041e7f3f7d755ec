#include "signature/revision.h"

#include "base/io_error.h"
#include "base/translate.h"
#include "signature/inflate.h"

#include <algorithm>
#include <unordered_set>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// What ten digits hold (7.5.4; the signature's own place is as wide).
constexpr std::size_t largest_file = 9'999'999'999;
constexpr std::size_t largest_stream = std::size_t{64} << 20U;

/// How much the object streams of a file may grow to: far more than honest ones do, and little for a small file.
std::size_t most_unpacked(std::string_view bytes) {
    return std::min((std::size_t{8} << 20U) + 32 * bytes.size(), std::size_t{512} << 20U);
}

base::Diagnostics refused(const char* code, const std::string& message, const char* hint) {
    return {{base::Severity::error, code, {}, message, hint}};
}

} // namespace

base::Result<Revision> Revision::open(std::string_view bytes, const std::string& path, Tables tables) {
    if (!bytes.starts_with("%PDF-"))
        return std::unexpected(refused("not-a-pdf", trf("{} is no PDF", path), tr("name a PDF file")));
    if (bytes.size() > largest_file)
        return std::unexpected(base::Diagnostics{base::file_too_large(path, largest_file)});
    const char* repair = tr("get the file anew from where it came; a damaged file is neither signed nor trusted");
    auto references = read_cross_references(bytes, tables);
    if (!references)
        return std::unexpected(refused("damaged-pdf", trf("{} is damaged: {}", path, references.error()), repair));
    Revision revision(bytes, std::move(*references));
    for (const auto& section : revision.references().sections)
        if (section.trailer.find("Encrypt") != nullptr)
            return std::unexpected(refused("encrypted-pdf", trf("{} is encrypted", path),
                                           tr("an archivable PDF is not encrypted: save it without a password")));
    const auto* root = revision.trailer().find("Root");
    if (root != nullptr && root->as<Reference>() != nullptr)
        revision.root_ = *root->as<Reference>();
    const bool has_catalog = revision.catalog().find("Pages") != nullptr;
    if (const auto& damage = revision.damage(); !damage.empty() || !has_catalog)
        return std::unexpected(
            refused("damaged-pdf", trf("{} is damaged: {}", path, damage.empty() ? tr("it has no catalog") : damage), repair));
    return revision;
}

Objects::Objects(std::string_view bytes, CrossReferences references)
    : bytes_(bytes), references_(std::move(references)), unpacked_left_(most_unpacked(bytes)) {}

void Objects::complain(const std::string& damage) {
    if (damage_.empty())
        damage_ = damage;
}

const Indirect* Objects::find(std::uint32_t number) {
    auto found = objects_.find(number);
    if (found == objects_.end())
        found = objects_.emplace(number, read(number)).first;
    return found->second ? &*found->second : nullptr;
}

std::optional<Indirect> Objects::read(std::uint32_t number) {
    const auto place = references_.find(number).value_or(Place{});
    std::optional<Indirect> indirect;
    switch (place.kind) {
    case Place::Kind::free:
        return std::nullopt;
    case Place::Kind::unreadable:
        break;
    case Place::Kind::plain:
        indirect = read_at(place.offset, {number, place.ordinal}, [&](Reference reference) { return length(reference); });
        break;
    case Place::Kind::packed:
        if (auto* packed = place.offset > most_objects ? nullptr : unpack(static_cast<std::uint32_t>(place.offset));
            packed != nullptr && place.ordinal < packed->size() && (*packed)[place.ordinal].first == number)
            // Nobody asks twice.
            indirect = Indirect{.id = {number, 0}, .object = std::move((*packed)[place.ordinal].second)};
    }
    if (!indirect)
        complain(trf("object {} cannot be read", number));
    return indirect;
}

std::optional<Indirect> Objects::read_at(std::uint64_t offset, Reference id, const LengthOf& length_of) {
    // Objects that do not lie over each other are as many bytes as the file has, and those that say a length are read twice.
    if (spent_ > 2 * bytes_.size() + 65'536) {
        complain(tr("its objects lie over each other"));
        return std::nullopt;
    }
    return read_indirect(bytes_, offset, id, length_of, spent_);
}

std::optional<std::uint64_t> Objects::length(Reference reference) {
    const auto place = references_.find(reference.number).value_or(Place{});
    std::uint64_t value = 0;
    if (place.kind == Place::Kind::plain) {
        const auto indirect = read_at(place.offset, reference, [](Reference) { return std::optional<std::uint64_t>(); });
        return indirect && indirect->object.whole(value) != nullptr ? std::optional(value) : std::nullopt;
    }
    // That of an object stream itself may not be in another (7.5.7).
    if (place.kind != Place::Kind::packed || unpacking_ || reference.generation != 0)
        return std::nullopt;
    const auto* indirect = find(reference.number);
    return indirect != nullptr && indirect->object.whole(value) != nullptr ? std::optional(value) : std::nullopt;
}

Objects::Packed* Objects::unpack(std::uint32_t container) {
    auto found = containers_.find(container);
    if (found == containers_.end()) {
        const auto place = references_.find(container);
        if (!place || place->kind != Place::Kind::plain || unpacking_)
            return nullptr;
        unpacking_ = true;
        const auto* stream = find(container);
        unpacking_ = false;
        found = containers_.emplace(container, stream != nullptr && stream->is_stream ? unpacked(*stream) : std::nullopt).first;
    }
    return found->second ? &*found->second : nullptr;
}

/// The objects stand one after the other (7.5.7).
std::optional<Objects::Packed> Objects::unpacked(const Indirect& stream) {
    const auto& dictionary = *stream.object.as<Dictionary>();
    const auto whole = [&](std::string_view key) {
        const auto* value = dictionary.find(key);
        std::uint64_t out = 0;
        return value != nullptr && value->whole(out) != nullptr ? std::optional(out) : std::nullopt;
    };
    const auto* type = dictionary.find("Type");
    const auto count = whole("N"), first = whole("First");
    if (type == nullptr || !type->is_name("ObjStm") || !count || !first)
        return std::nullopt;
    const auto limit = std::min(largest_stream, unpacked_left_);
    const auto bytes = decoded(dictionary, bytes_.substr(stream.data_from, stream.data_size), limit);
    unpacked_left_ -= bytes ? bytes->size() : limit;
    if (!bytes || *first > bytes->size() || *count > bytes->size()) {
        if (unpacked_left_ == 0)
            complain(trf("its object streams unpack to more than {} bytes", most_unpacked(bytes_)));
        return std::nullopt;
    }
    Packed packed;
    std::unordered_set<std::uint64_t> numbers;
    Parser head(std::string_view(*bytes).substr(0, *first));
    auto at = static_cast<std::size_t>(*first);
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto number = head.integer();
        const auto offset = head.integer();
        if (!number || !offset || *number > most_objects || *offset > bytes->size() - *first || *first + *offset < at ||
            // Readers differ in which of two they take.
            !numbers.insert(*number).second)
            return std::nullopt;
        Parser parser(*bytes, *first + *offset);
        auto object = parser.object();
        if (!object)
            return std::nullopt;
        packed.emplace_back(static_cast<std::uint32_t>(*number), std::move(*object));
        at = parser.at();
    }
    return packed;
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
    return decoded(*stream.object.as<Dictionary>(), bytes().substr(stream.data_from, stream.data_size), largest_stream);
}

} // namespace planpaket::signature
