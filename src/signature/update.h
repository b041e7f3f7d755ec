#pragma once

/// An incremental update (ISO 32000-1, 7.5.6): objects appended to a file whose earlier bytes stay as they are, with a
/// cross-reference table or stream as the file has it.

#include "signature/revision.h"

#include <map>
#include <string>
#include <string_view>

namespace planpaket::signature {

class Update {
public:
    /// `revision` must outlive it.
    explicit Update(const Revision& revision) : revision_(revision), next_(revision.size()) {}

    /// A number that the file does not use.
    std::uint32_t reserve() { return next_++; }
    /// The object in its new form. `body` is what stands between "obj" and "endobj".
    void set(std::uint32_t number, std::string body) { bodies_[number] = std::move(body); }
    void set(std::uint32_t number, const Dictionary& dictionary) { set(number, Object{dictionary}); }
    void set(std::uint32_t number, const Object& object);
    std::uint32_t add(std::string body);
    std::uint32_t add(const Dictionary& dictionary);
    /// An uncompressed stream.
    std::uint32_t add_stream(Dictionary dictionary, std::string_view data);

    /// The dictionary as it is going to be: the changed one, or the file's.
    Dictionary current(std::uint32_t number) const;

    /// Whether something was set that the file has as something else: then the file leads two ways to one object, and is damaged.
    bool is_misfit() const { return misfit_; }
    /// Whether numbers were reserved that no reader takes. One more may be needed to write it.
    bool is_full() const { return next_ >= most_objects; }

    /// The bytes to append. Afterwards offset_of() knows where each object begins in the whole file.
    std::string write();
    std::size_t offset_of(std::uint32_t number) const { return offsets_.at(number); }

private:
    std::uint32_t generation(std::uint32_t number) const;
    Dictionary trailer() const;
    std::string table(const Dictionary& trailer) const;
    std::string stream(Dictionary trailer, std::uint32_t number, std::size_t offset) const;

    const Revision& revision_;
    std::uint32_t next_;
    std::map<std::uint32_t, std::string> bodies_;
    std::map<std::uint32_t, Object> objects_;
    std::map<std::uint32_t, std::size_t> offsets_;
    bool misfit_ = false;
};

} // namespace planpaket::signature
