#include "cli/progress.h"

#include <fmt/format.h>
#include <ostream>

namespace planpaket::cli {

std::string bar(std::size_t done, std::size_t total) {
    constexpr std::size_t width = 30;
    const auto filled = total == 0 ? width : done * width / total;
    return fmt::format("[{}{}] {}/{}", std::string(filled, '#'), std::string(width - filled, '.'), done, total);
}

Progress::Progress(std::ostream& terminal, bool shown, std::size_t total) : terminal_(terminal), shown_(shown), total_(total) {
    show(0);
}

Progress::~Progress() {
    if (shown_)
        terminal_ << "\r\33[K" << std::flush;
}

void Progress::show(std::size_t done) {
    if (shown_)
        terminal_ << '\r' << bar(done, total_) << std::flush;
}

} // namespace planpaket::cli
