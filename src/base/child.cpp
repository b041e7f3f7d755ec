#include "base/child.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace planpaket::base {

namespace {

/// What can be executed under that name, looked for in the folders of PATH; empty when there is none.
std::string find_executable(const std::string& name) {
    if (name.find('/') != std::string::npos)
        return name;
    const char* variable = std::getenv("PATH");
    const std::string folders = variable != nullptr ? variable : "/usr/bin:/bin";
    for (std::size_t start = 0; start <= folders.size();) {
        const auto end = std::min(folders.find(':', start), folders.size());
        const auto path = folders.substr(start, end - start) + "/" + name;
        if (end > start && ::access(path.c_str(), X_OK) == 0)
            return path;
        start = end + 1;
    }
    return {};
}

/// In the child, between vfork and exec, in the memory of its parent: only calls to the system. Never returns.
[[noreturn]] void become(const char* path, char* const* arguments, const std::array<int, 3>& streams, int report,
                         std::uint64_t file, std::optional<std::uint64_t> memory, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit file_size{file, file};
    const rlimit no_core{0, 0};
    if (memory) {
        const rlimit address_space{*memory, *memory};
        ::setrlimit(RLIMIT_AS, &address_space); // fails only where a stricter limit holds
    }
    if (::getppid() == parent && ::setrlimit(RLIMIT_FSIZE, &file_size) == 0 && ::setrlimit(RLIMIT_CORE, &no_core) == 0 &&
        ::dup2(streams[0], 0) == 0 && ::dup2(streams[1], 1) == 1 && ::dup2(streams[2], 2) == 2)
        ::execv(path, arguments);
    const int error = errno;
    if (::write(report, &error, sizeof error) < 0)
        ::_exit(126);
    ::_exit(127);
}

} // namespace

Child::Child(const std::vector<std::string>& command, std::uint64_t file, std::optional<std::uint64_t> memory) {
    const auto path = find_executable(command.front());
    if (path.empty()) {
        error_ = ENOENT;
        return;
    }
    // Sockets rather than pipes: writing to one whose reader is gone can be asked not to raise SIGPIPE.
    std::array<Descriptor, 3> theirs;
    std::array<int, 3> streams{};
    for (std::size_t i = 0; i < 3; ++i) {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            error_ = errno;
            return;
        }
        channels_[i] = Descriptor(ends[0]);
        // Above 2, so that no dup2 in the child writes over one that is still needed.
        theirs[i] = Descriptor(::fcntl(ends[1], F_DUPFD_CLOEXEC, 3));
        ::close(ends[1]);
        streams[i] = theirs[i].get();
    }
    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0) {
        error_ = errno;
        return;
    }
    const Descriptor reading(report[0]);
    Descriptor writing(::fcntl(report[1], F_DUPFD_CLOEXEC, 3));
    ::close(report[1]);

    std::vector<char*> arguments;
    for (const auto& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str())); // execv's type; it changes nothing
    arguments.push_back(nullptr);
    const auto parent = ::getpid();
    id_ = ::vfork(); // what fork would do to every page of a large process costs more than the program's own start
    if (id_ == 0)
        become(path.c_str(), arguments.data(), streams, writing.get(), file, memory, parent);
    if (id_ < 0) {
        error_ = errno;
        id_ = 0;
        return;
    }
    ::setpgid(id_, id_); // whoever of both comes first; fails when the child has become the program already
    writing.close();
    int error = 0;
    ssize_t count = 0;
    while ((count = ::read(reading.get(), &error, sizeof error)) < 0 && errno == EINTR)
        continue;
    if (count == sizeof error) {
        int status = 0;
        reap(status);
        error_ = error;
        return;
    }
    process_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0))); // glibc 2.36 declares its own for C alone
    if (!process_)
        error_ = errno;
}

Child::~Child() {
    if (id_ > 0) {
        int status = 0;
        reap(status);
    }
}

void Child::reap(int& status) {
    ::kill(-id_, SIGKILL); // before the child is waited for: until then nobody else can have its number
    ::kill(id_, SIGKILL);
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR)
        continue;
    id_ = 0;
}

std::optional<int> Child::wait_until(std::chrono::steady_clock::time_point deadline) {
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        pollfd ended{process_.get(), POLLIN, 0};
        const int count = ::poll(&ended, 1, static_cast<int>(std::max<long long>(left, 0)));
        if (count > 0)
            break;
        if (count == 0 || errno != EINTR)
            return std::nullopt;
    }
    int status = 0;
    reap(status);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace planpaket::base
