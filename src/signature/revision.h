#pragma once

/// A PDF as it was when it ended at some byte: its own end, or the end of an earlier revision of it.

#include "base/diagnostic.h"
#include "signature/cross_reference.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::signature {

/// See the file comment. Objects are read when they are asked for. What cannot be read is null, and is remembered: ask
/// damage() before relying on an answer. Not for several threads.
class Revision {
public:
    /// `bytes` must outlive it. Errors: "not-a-pdf", "damaged-pdf", "encrypted-pdf".
    static base::Result<Revision> open(std::string_view bytes, const std::string& path, Tables tables = Tables::all);

    std::string_view bytes() const { return bytes_; }
    const Dictionary& trailer() const { return references_.sections.front().trailer; }
    const CrossReferences& references() const { return references_; }
    /// One more than the highest object number.
    std::uint32_t size() const { return references_.size(); }
    Reference root() const { return root_; }

    /// The numbered object; nullptr if there is none.
    const Indirect* find(std::uint32_t number) const;
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
    const std::string& damage() const { return damage_; }

private:
    Revision(std::string_view bytes, CrossReferences references) : bytes_(bytes), references_(std::move(references)) {}
    std::optional<std::uint64_t> length(Reference reference) const;
    std::unique_ptr<Indirect> read(std::uint32_t number) const;
    void complain(std::uint32_t number) const;

    struct Packed {
        std::vector<std::pair<std::uint32_t, Object>> objects;
    };
    /// nullptr if it is no object stream.
    Packed* unpack(std::uint32_t container) const;

    std::string_view bytes_;
    CrossReferences references_;
    Reference root_;
    mutable std::unordered_map<std::uint32_t, std::unique_ptr<Indirect>> objects_; ///< Read so far; null if there is none.
    mutable std::unordered_map<std::uint32_t, Packed> containers_;
    mutable std::size_t unpacked_ = 0; ///< Bytes of object streams decoded so far.
    mutable std::string damage_;
};

} // namespace planpaket::signature
