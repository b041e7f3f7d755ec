#pragma once

#include "base/progress.h"

#include <iosfwd>

namespace planpaket::terminal {

/// A bar on a terminal that shows how much is done, and is gone when this object is. Does nothing when not shown.
class ProgressBar {
public:
    ProgressBar(std::ostream& terminal, bool shown) : terminal_(terminal), shown_(shown) {}
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(std::size_t done, std::size_t total);
    /// show(), for a job to call. This object must outlive it.
    base::Progress progress();

private:
    std::ostream& terminal_;
    bool shown_;
    bool drawn_ = false;
};

} // namespace planpaket::terminal
