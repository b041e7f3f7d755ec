#include "signature/drawing.h"

#include "base/process.h"
#include "base/translate.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace planpaket::signature {

using base::trf;

namespace {

constexpr const char* largest_side = "600";

/// A number and the white space after it, as they stand in the head of a PPM.
std::optional<std::size_t> take_number(std::string_view& rest) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc{} || end == rest.data() + rest.size())
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    return value;
}

/// The next of several pictures in binary PPM; nothing at the end, or if it is not whole.
std::optional<Picture> take_picture(std::string_view& rest) {
    constexpr std::string_view magic = "P6\n";
    constexpr std::size_t most = 1U << 16U;
    if (!rest.starts_with(magic))
        return std::nullopt;
    auto body = rest.substr(magic.size());
    const auto width = take_number(body), height = take_number(body), depth = take_number(body);
    if (!width || !height || depth != 255U || *width > most || *height > most || body.size() < 3 * *width * *height)
        return std::nullopt;
    const auto size = 3 * *width * *height;
    rest = body.substr(size);
    return Picture{*width, *height, std::string(body.substr(0, size))};
}

} // namespace

base::Result<Drawn> draw_pages(const std::string& path, std::size_t first, std::size_t count, const DrawingLimits& limits) {
    constexpr int no_such_page = 99;
    const auto outcome =
        base::run_process({limits.program, "-q", "-cropbox", "-scale-to", largest_side, "-f", std::to_string(first), "-l",
                           std::to_string(first + count - 1), path},
                          {}, {.time = limits.time, .output = limits.output, .file = 0, .memory = limits.memory});
    Drawn drawn;
    if (!outcome) {
        if (outcome.error().front().code == "program-missing")
            return std::unexpected(outcome.error());
        drawn.trouble = outcome.error().front().message;
        return drawn;
    }
    std::string_view rest = outcome->output;
    while (auto picture = take_picture(rest))
        drawn.pages.push_back(std::move(*picture));
    const bool is_end = outcome->exit_code == no_such_page && first > 1 && outcome->output.empty();
    if ((outcome->exit_code != 0 && !is_end) || !rest.empty())
        drawn.trouble =
            trf("{} ended with exit code {} at page {}", limits.program, outcome->exit_code, first + drawn.pages.size());
    return drawn;
}

} // namespace planpaket::signature
