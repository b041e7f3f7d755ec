#pragma once

/// The bytes of a file as they come, with the place of each object. Only streams stand by themselves: all else is in object
/// streams (ISO 32000-1, 7.5.7).

#include "base/bytes.h"
#include "pdf/syntax.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::pdf {

/// A stream's dictionary entries (without << >>, /Length and its filter) and its bytes.
struct StreamObject {
    std::string entries;
    std::string bytes;
    bool deflated = false; ///< Bytes are compressed; /Filter is then written.
};

/// See the file comment.
class FileBody {
public:
    FileBody();

    /// Each number once.
    void add(ObjectNumber object, const StreamObject& stream);

    /// Where an object begins; 0 if it has not been added.
    std::size_t offset(ObjectNumber object) const { return object < offsets_.size() ? offsets_[object] : 0; }

    base::Bytes bytes;

private:
    std::vector<std::uint32_t> offsets_; ///< As the table has them: in four bytes.
};

} // namespace planpaket::pdf
