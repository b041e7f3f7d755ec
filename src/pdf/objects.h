#pragma once

/// The objects of a file as they are collected: libharu's under their own numbers, ours numbered after them.

#include "pdf/file_body.h"

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::pdf {

/// Where an object stands: in an object stream, at a place in it (ISO 32000-1, 7.5.7).
struct Packed {
    ObjectNumber container = 0; ///< 0: not in an object stream.
    std::uint16_t index = 0;
};

/// Takes objects, and numbers them.
class ObjectSink {
public:
    virtual ~ObjectSink() = default;
    virtual ObjectNumber add(std::string_view body) = 0;
    virtual ObjectNumber add(const StreamObject& stream) = 0;
};

/// See the file comment. Streams go into the file's body at once; other objects are packed into object streams as they come, so
/// that few wait at a time. The leading objects, from which whoever signs the file sets out, are packed together at the end.
class Objects final : public ObjectSink {
public:
    Objects(FileBody& body, ObjectNumber first) : body_(body), next_(first) {}

    /// Reserves a number, for references before the object is written.
    ObjectNumber reserve() { return reserve(1); }
    /// Reserves a row of numbers, and gives the first.
    ObjectNumber reserve(std::size_t count);

    /// Each number once. `body` is any object but a stream.
    void set(ObjectNumber object, std::string_view body);
    void set(ObjectNumber object, const StreamObject& stream) { body_.add(object, stream); }
    ObjectNumber add(std::string_view body) override;
    ObjectNumber add(const StreamObject& stream) override;

    /// The same for a leading object.
    void set_leading(ObjectNumber object, std::string_view body);
    ObjectNumber add_leading(std::string_view body);
    ObjectNumber add_leading(const StreamObject& stream);

    /// Packs what still waits. Nothing is set after it.
    void finish();

    /// The leading objects and the streams that they are in, in order, once all is packed.
    const std::vector<ObjectNumber>& leading() const { return leading_; }
    ObjectNumber end() const { return next_; } ///< One more than the last number.
    Packed packed(ObjectNumber object) const { return object < packed_.size() ? packed_[object] : Packed{}; }

private:
    /// Objects that wait to be packed.
    struct Waiting {
        std::vector<ObjectNumber> objects;
        std::string numbers, bodies;

        void add(ObjectNumber object, std::string_view body);
    };
    void pack(Waiting& waiting);

    FileBody& body_;
    ObjectNumber next_;
    std::vector<Packed> packed_;
    Waiting waiting_, waiting_to_lead_;
    std::vector<ObjectNumber> leading_;
};

} // namespace planpaket::pdf
