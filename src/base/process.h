#pragma once

#include "base/diagnostic.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::base {

struct ProcessLimits {
    std::chrono::milliseconds time{60'000};
    std::size_t output = 64u << 20;              ///< Bytes of standard output and of standard error, each.
    std::uint64_t file = std::uint64_t{1} << 40; ///< Bytes of any file that it writes: a signal (SIGXFSZ) ends it there.
    std::optional<std::uint64_t> memory = {};    ///< Bytes of its address space: it is given no more.
};

struct ProcessOutcome {
    int exit_code = 0; ///< 128 + the signal's number when a signal ended it.
    std::string output;
    std::string errors;
};

/// Runs a program, found by PATH, with exactly these arguments (no shell sees them) and `input` on its standard input, and waits
/// for it. Precondition: `command` is not empty. Errors: "program-missing"; "program-failed" (could not be started, or went over
/// a limit of time or output). No process that it started in its process group outlives the call. An exit code other than 0 is an
/// outcome, not an error.
Result<ProcessOutcome> run_process(const std::vector<std::string>& command, std::string_view input = {},
                                   const ProcessLimits& limits = {});

} // namespace planpaket::base
