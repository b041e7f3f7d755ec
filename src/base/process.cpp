#include "base/process.h"

#include "base/child.h"
#include "base/errors.h"
#include "base/translate.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>

namespace planpaket::base {

namespace {

/// Feeds the child and collects what it says until it closes both its outputs; false when a limit is passed.
bool converse(std::array<Descriptor, 3>& channels, std::string_view input, std::chrono::steady_clock::time_point deadline,
              std::size_t limit, ProcessOutcome& outcome) {
    std::array<std::string*, 3> sinks{nullptr, &outcome.output, &outcome.errors};
    if (input.empty())
        channels[0].close();
    while (channels[1] || channels[2]) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        if (left <= 0)
            return false;
        std::array<pollfd, 3> waiting{};
        for (std::size_t i = 0; i < 3; ++i)
            waiting[i] = {channels[i].get(), static_cast<short>(i == 0 ? POLLOUT : POLLIN), 0};
        if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR)
            return false;
        if (channels[0] && waiting[0].revents != 0) {
            const auto sent = ::send(channels[0].get(), input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent > 0)
                input.remove_prefix(static_cast<std::size_t>(sent));
            if (input.empty() || (sent < 0 && errno != EAGAIN && errno != EINTR))
                channels[0].close();
        }
        for (std::size_t i = 1; i < 3; ++i) {
            if (!channels[i] || waiting[i].revents == 0)
                continue;
            std::array<char, 1 << 16> block;
            const auto count = ::recv(channels[i].get(), block.data(), block.size(), MSG_DONTWAIT);
            if (count > 0)
                sinks[i]->append(block.data(), static_cast<std::size_t>(count));
            else if (count == 0 || (errno != EAGAIN && errno != EINTR))
                channels[i].close();
            if (sinks[i]->size() > limit)
                return false;
        }
    }
    return true;
}

} // namespace

Result<ProcessOutcome> run_process(const std::vector<std::string>& command, std::string_view input, const ProcessLimits& limits) {
    const auto& name = command.front();
    const auto deadline = std::chrono::steady_clock::now() + limits.time;
    Child child(command, limits.file, limits.memory);
    if (child.error() == ENOENT)
        return base::refuse("program-missing", trf("the program {} is not installed", name));
    if (child.error() != 0)
        return base::refuse("program-failed", trf("cannot start {}: {}", name, std::generic_category().message(child.error())));
    ProcessOutcome outcome;
    std::optional<int> code;
    if (converse(child.channels(), input, deadline, limits.output, outcome))
        code = child.wait_until(deadline);
    if (!code)
        return base::refuse("program-failed", trf("{} took too long or said too much, and was stopped", name));
    outcome.exit_code = *code;
    return outcome;
}

} // namespace planpaket::base
