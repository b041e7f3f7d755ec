#pragma once

/// Pages as a program that knows nothing of us shows them: poppler's pdftoppm.

#include "base/diagnostic.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace planpaket::signature {

struct DrawingLimits {
    std::string program = "pdftoppm";
    std::chrono::milliseconds time{30'000};         ///< For one call.
    std::uint64_t memory = std::uint64_t{1} << 30U; ///< Of the program.
    std::size_t output = std::size_t{64} << 20U;    ///< Of the pictures of one call.
};

/// What a page shows within its crop box, turned as it is read.
struct Picture {
    std::size_t width = 0, height = 0; ///< Pixels.
    std::string pixels;                ///< Red, green and blue, a byte each; rows from the top.
    bool operator==(const Picture&) const = default;
};

struct Drawn {
    std::vector<Picture> pages; ///< Fewer than were asked for where the file ends or something went wrong.
    std::string trouble;        ///< In the user's language; empty if nothing went wrong.
};

/// Draws `count` pages of the file at `path` from `first` on, counted from 1, each at most 600 pixels wide and high: about 50 to
/// an inch of A4. Error: "program-missing".
base::Result<Drawn> draw_pages(const std::string& path, std::size_t first, std::size_t count, const DrawingLimits& limits);

} // namespace planpaket::signature
