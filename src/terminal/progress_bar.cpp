#include "terminal/progress_bar.h"

#include <fmt/format.h>
#include <ostream>
#include <string>

namespace planpaket::terminal {

namespace {

/// "[#####.....] 5/10"
std::string bar(std::size_t done, std::size_t total) {
    constexpr std::size_t width = 30;
    const auto filled = total == 0 ? width : done * width / total;
    return fmt::format("[{}{}] {}/{}", std::string(filled, '#'), std::string(width - filled, '.'), done, total);
}

} // namespace

ProgressBar::~ProgressBar() {
    if (drawn_)
        terminal_ << "\r\33[K" << std::flush;
}

void ProgressBar::show(std::size_t done, std::size_t total) {
    if (shown_)
        terminal_ << '\r' << bar(done, total) << "\33[K" << std::flush;
    drawn_ = shown_;
}

base::Progress ProgressBar::progress() {
    return [this](std::size_t done, std::size_t total) { show(done, total); };
}

} // namespace planpaket::terminal
