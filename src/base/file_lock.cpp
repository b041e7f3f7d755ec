#include "base/file_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace planpaket::base {

FileLock::FileLock(std::string path) : path_(std::move(path)) {
    for (;;) {
        Descriptor file(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
        if (!file)
            return;
        while (::flock(file.get(), LOCK_EX) != 0)
            if (errno != EINTR)
                return;
        // The holder before us took the file away: then somebody may hold a new one by this name.
        struct stat named {
        }, opened{};
        if (::stat(path_.c_str(), &named) == 0 && ::fstat(file.get(), &opened) == 0 && named.st_ino == opened.st_ino &&
            named.st_dev == opened.st_dev) {
            file_ = std::move(file);
            return;
        }
    }
}

FileLock::~FileLock() {
    if (held())
        ::unlink(path_.c_str());
}

} // namespace planpaket::base
