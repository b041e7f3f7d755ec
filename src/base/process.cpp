#include "base/process.h"

#include "base/descriptor.h"
#include "base/translate.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>

namespace planpaket::base {

namespace {

struct Channel {
    Descriptor ours, theirs;
};

/// Sockets rather than pipes: writing to one whose reader is gone can be asked not to raise SIGPIPE.
bool open_channel(Channel& channel) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return false;
    channel.ours = Descriptor(ends[0]);
    channel.theirs = Descriptor(ends[1]);
    return true;
}

/// Kills and reaps the child unless it was waited for.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (id_ > 0) {
            ::kill(id_, SIGKILL);
            wait();
        }
    }
    int wait() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR)
            continue;
        id_ = 0;
        return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }

private:
    pid_t id_;
};

Diagnostics failure(const char* code, std::string message) {
    return {{Severity::error, code, {}, std::move(message), ""}};
}

/// Feeds the child and collects what it says until it closes both its outputs; false when a limit is passed.
bool converse(std::array<Channel, 3>& channels, std::string_view input, const ProcessLimits& limits, ProcessOutcome& outcome) {
    const auto deadline = std::chrono::steady_clock::now() + limits.time;
    std::array<std::string*, 3> sinks{nullptr, &outcome.output, &outcome.errors};
    if (input.empty())
        channels[0].ours.close();
    while (channels[1].ours || channels[2].ours) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        if (left <= 0)
            return false;
        std::array<pollfd, 3> waiting{};
        for (std::size_t i = 0; i < 3; ++i)
            waiting[i] = {channels[i].ours.get(), static_cast<short>(i == 0 ? POLLOUT : POLLIN), 0};
        if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR)
            return false;
        if (channels[0].ours && waiting[0].revents != 0) {
            const auto sent = ::send(channels[0].ours.get(), input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent > 0)
                input.remove_prefix(static_cast<std::size_t>(sent));
            if (input.empty() || (sent < 0 && errno != EAGAIN && errno != EINTR))
                channels[0].ours.close();
        }
        for (std::size_t i = 1; i < 3; ++i) {
            if (!channels[i].ours || waiting[i].revents == 0)
                continue;
            std::array<char, 1 << 16> block;
            const auto count = ::recv(channels[i].ours.get(), block.data(), block.size(), MSG_DONTWAIT);
            if (count > 0)
                sinks[i]->append(block.data(), static_cast<std::size_t>(count));
            else if (count == 0 || (errno != EAGAIN && errno != EINTR))
                channels[i].ours.close();
            if (sinks[i]->size() > limits.output)
                return false;
        }
    }
    return true;
}

} // namespace

Result<ProcessOutcome> run_process(const std::vector<std::string>& command, std::string_view input, const ProcessLimits& limits) {
    const auto& name = command.front();
    const auto not_started = [&](int error) {
        return std::unexpected(
            failure("program-failed", trf("cannot start {}: {}", name, std::generic_category().message(error))));
    };
    std::array<Channel, 3> channels;
    for (auto& channel : channels)
        if (!open_channel(channel))
            return not_started(errno);

    std::vector<char*> arguments;
    for (const auto& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str())); // posix_spawn's type; it changes nothing
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    for (std::size_t i = 0; i < channels.size(); ++i)
        ::posix_spawn_file_actions_adddup2(&actions, channels[i].theirs.get(), static_cast<int>(i));
    pid_t id = 0;
    const int error = ::posix_spawnp(&id, name.c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT)
        return std::unexpected(failure("program-missing", trf("the program {} is not installed", name)));
    if (error != 0)
        return not_started(error);
    Child child(id);
    for (auto& channel : channels)
        channel.theirs.close();
    ProcessOutcome outcome;
    if (!converse(channels, input, limits, outcome))
        return std::unexpected(failure("program-failed", trf("{} took too long or said too much, and was stopped", name)));
    outcome.exit_code = child.wait();
    return outcome;
}

} // namespace planpaket::base
