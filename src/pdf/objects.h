#pragma once

/// The objects of a file that libharu does not write, numbered after libharu's own.

#include "pdf/syntax.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace planpaket::pdf {

/// A stream's dictionary entries (without << >>, /Length and its filter) and its bytes.
struct StreamObject {
    std::string entries;
    std::string bytes;
    bool deflated = false; ///< Bytes are compressed; /Filter is then written.
};

/// See the file comment.
class Objects {
public:
    explicit Objects(ObjectNumber first) : next_(first) {}

    /// Reserves a number, for references before the object is written.
    ObjectNumber reserve() { return next_++; }
    /// Reserves a row of numbers, and gives the first.
    ObjectNumber reserve(std::size_t count) {
        const auto first = next_;
        next_ += static_cast<ObjectNumber>(count);
        return first;
    }

    void set(ObjectNumber object, std::string body) { bodies_.emplace_back(object, std::move(body)); }
    void set(ObjectNumber object, StreamObject stream) { streams_.emplace_back(object, std::move(stream)); }
    ObjectNumber add(std::string body) {
        const auto object = reserve();
        set(object, std::move(body));
        return object;
    }
    ObjectNumber add(StreamObject stream) {
        const auto object = reserve();
        set(object, std::move(stream));
        return object;
    }

    ObjectNumber end() const { return next_; }
    std::vector<std::pair<ObjectNumber, std::string>>& bodies() { return bodies_; }
    std::vector<std::pair<ObjectNumber, StreamObject>>& streams() { return streams_; }

private:
    ObjectNumber next_;
    std::vector<std::pair<ObjectNumber, std::string>> bodies_;
    std::vector<std::pair<ObjectNumber, StreamObject>> streams_;
};

} // namespace planpaket::pdf
