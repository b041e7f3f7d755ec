#pragma once

/// A PDF as it was when it ended at some byte: its own end, or the end of an earlier revision of it.

#include "base/diagnostic.h"
#include "signature/cross_reference.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::signature {

/// Reads a file's objects when they are asked for, and keeps them. Not for several threads.
class Objects {
public:
    /// `bytes` must outlive it.
    Objects(std::string_view bytes, CrossReferences references);

    std::string_view bytes() const { return bytes_; }
    const CrossReferences& references() const { return references_; }
    const std::string& damage() const { return damage_; }
    /// nullptr if there is none, or if it cannot be read. It stays where it is.
    const Indirect* find(std::uint32_t number);

private:
    using Packed = std::vector<std::pair<std::uint32_t, Object>>;

    void complain(const std::string& damage);
    std::optional<Indirect> read(std::uint32_t number);
    std::optional<Indirect> read_at(std::uint64_t offset, Reference id, const LengthOf& length_of);
    std::optional<std::uint64_t> length(Reference reference);
    /// nullptr if it is no object stream.
    Packed* unpack(std::uint32_t container);
    std::optional<Packed> unpacked(const Indirect& stream);

    std::string_view bytes_;
    CrossReferences references_;
    std::unordered_map<std::uint32_t, std::optional<Indirect>> objects_; ///< Read so far; nothing if there is none.
    std::unordered_map<std::uint32_t, std::optional<Packed>> containers_;
    bool unpacking_ = false;
    std::size_t spent_ = 0;         ///< Bytes read so far, those of streams left out.
    std::size_t unpacked_left_ = 0; ///< Bytes that object streams may still grow to.
    std::string damage_;
};

/// See the file comment. A handle: `const` says that the file is the same, while what was read of it is kept. What cannot be read
/// is null, and is remembered: ask damage() before relying on an answer. Not for several threads.
class Revision {
public:
    /// `bytes` must outlive it. Errors: "not-a-pdf", "file-too-large", "damaged-pdf", "encrypted-pdf".
    static base::Result<Revision> open(std::string_view bytes, const std::string& path, Tables tables = Tables::all);

    std::string_view bytes() const { return objects_->bytes(); }
    const Dictionary& trailer() const { return references().sections.front().trailer; }
    const CrossReferences& references() const { return objects_->references(); }
    /// One more than the highest object number.
    std::uint32_t size() const { return references().size(); }
    Reference root() const { return root_; }

    /// The numbered object; nullptr if there is none.
    const Indirect* find(std::uint32_t number) const { return objects_->find(number); }
    /// The object meant: references followed, null where they lead nowhere.
    const Object& resolve(const Object& object) const;
    const Object& get(std::uint32_t number) const;
    /// The entry of a dictionary, resolved; null if it is absent.
    const Object& entry(const Dictionary& dictionary, std::string_view key) const;
    /// The entry as a dictionary or array; empty if it is anything else.
    const Dictionary& dictionary(const Dictionary& owner, std::string_view key) const;
    const Array& array(const Dictionary& owner, std::string_view key) const;
    const Dictionary& catalog() const;

    /// A stream's bytes, if they can be decoded within 64 MiB.
    std::optional<std::string> stream_bytes(const Indirect& stream) const;

    /// What could not be read, in the user's language; empty if all that was asked for could be.
    const std::string& damage() const { return objects_->damage(); }

private:
    Revision(std::string_view bytes, CrossReferences references)
        : objects_(std::make_unique<Objects>(bytes, std::move(references))) {}

    std::unique_ptr<Objects> objects_;
    Reference root_;
};

} // namespace planpaket::signature
