#pragma once

#include "base/descriptor.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace planpaket::base {

/// A child process, in a process group of its own, started without a shell. It ends with this object, and so does every process
/// that it has started in its group; it also ends when the thread that started it ends.
class Child {
public:
    /// Starts a program, found by PATH. `file` bytes is the largest file it may write, `memory` bytes its largest address space.
    /// Where that fails the object holds no child, and error() tells why (an errno value).
    Child(const std::vector<std::string>& command, std::uint64_t file, std::optional<std::uint64_t> memory = {});
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int error() const { return error_; }

    /// Our ends of its standard input, output and error.
    std::array<Descriptor, 3>& channels() { return channels_; }

    /// Waits for its end; nothing when it has not ended by then. The exit code, or 128 + the number of the signal that ended it.
    std::optional<int> wait_until(std::chrono::steady_clock::time_point deadline);

private:
    void reap(int& status);

    pid_t id_ = 0;
    int error_ = 0;
    std::array<Descriptor, 3> channels_;
    Descriptor process_; ///< Readable once the process has ended.
};

} // namespace planpaket::base
