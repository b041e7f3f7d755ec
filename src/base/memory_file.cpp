#include "base/memory_file.h"

#include "base/durable.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace planpaket::base {

MemoryFile::MemoryFile(std::string_view bytes) : file_(::memfd_create("planpaket", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (!write_all(file_, bytes) ||
        ::fcntl(file_.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
        return;
    auto path = "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(file_.get());
    if (::access(path.c_str(), R_OK) == 0)
        path_ = std::move(path);
}

} // namespace planpaket::base
