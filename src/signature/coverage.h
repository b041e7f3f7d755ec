#pragma once

/// What a signature is of: its byte range (ISO 32000-1, 12.8.1), held against the place of its own contents.

#include "signature/revision.h"

#include <expected>
#include <string>

namespace planpaket::signature {

struct Coverage {
    std::size_t gap_from = 0, gap_to = 0; ///< What is left out: the contents, with their brackets.
    std::size_t end = 0;                  ///< Where the range ends, and so the revision that was signed.
    std::string signature;                ///< The contents: DER and the zeros after it.
};

/// Reads and checks the range of the signature that is object `number`. It has to be two stretches, the first from the file's
/// beginning, and everything between them the contents of this very object, once, in hexadecimal. On error a reason, in the
/// user's language.
std::expected<Coverage, std::string> read_coverage(const Revision& revision, std::uint32_t number);

} // namespace planpaket::signature
