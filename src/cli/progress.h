#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace planpaket::cli {

/// A bar on a terminal that shows how much is done, and is gone when this object is. Does nothing when not shown.
class Progress {
public:
    Progress(std::ostream& terminal, bool shown, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::size_t done);

private:
    std::ostream& terminal_;
    bool shown_;
    std::size_t total_;
};

/// "[#####.....] 5/10"
std::string bar(std::size_t done, std::size_t total);

} // namespace planpaket::cli
