#pragma once

/// The objects of a file as they are collected: libharu's under their own numbers, ours numbered after them.

#include "pdf/syntax.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::pdf {

/// A stream's dictionary entries (without << >>, /Length and its filter) and its bytes.
struct StreamObject {
    std::string entries;
    std::string bytes;
    bool deflated = false; ///< Bytes are compressed; /Filter is then written.
};

/// Where an object stands: in an object stream, at a place in it (ISO 32000-1, 7.5.7).
struct Packed {
    ObjectNumber container = 0; ///< 0: not in an object stream.
    std::uint16_t index = 0;
};

/// See the file comment. Objects that are no streams are packed into object streams as they come, so that few wait at a time.
class Objects {
public:
    explicit Objects(ObjectNumber first) : next_(first) {}

    /// Reserves a number, for references before the object is written.
    ObjectNumber reserve() { return reserve(1); }
    /// Reserves a row of numbers, and gives the first.
    ObjectNumber reserve(std::size_t count);

    /// Each number once. `body` is any object but a stream.
    void set(ObjectNumber object, std::string_view body);
    void set(ObjectNumber object, StreamObject stream) { streams_.emplace_back(object, std::move(stream)); }
    ObjectNumber add(std::string_view body);
    ObjectNumber add(StreamObject stream);

    /// Packs what still waits. Nothing is set after it.
    void finish();

    ObjectNumber end() const { return next_; } ///< One more than the last number.
    const std::vector<std::pair<ObjectNumber, StreamObject>>& streams() const { return streams_; }
    Packed packed(ObjectNumber object) const { return object < packed_.size() ? packed_[object] : Packed{}; }

private:
    void pack();

    ObjectNumber next_;
    std::vector<std::pair<ObjectNumber, StreamObject>> streams_;
    std::vector<Packed> packed_;
    std::vector<ObjectNumber> waiting_;
    std::string numbers_, bodies_; ///< Of the waiting objects.
};

} // namespace planpaket::pdf
