#include "base/io_error.h"

#include "base/errors.h"
#include "base/translate.h"

#include <cerrno>
#include <system_error>

namespace planpaket::base {

static std::string reason(int error) {
    return std::generic_category().message(error);
}

Diagnostic file_too_large(const std::string& path, std::size_t limit) {
    return base::error("file-too-large", trf("{} is larger than {} bytes", path, limit), tr("divide it into smaller files"));
}

Diagnostic unreadable_file(const std::string& path, int error) {
    return base::error("unreadable-file", trf("cannot read {}: {}", path, reason(error)),
                       tr("check the name and the permissions"));
}

Diagnostic unreadable_folder(const std::string& path, int error) {
    return base::error("unreadable-folder", trf("cannot read the folder {}: {}", path, reason(error)),
                       tr("check the name and the permissions"));
}

Diagnostic unwritable(const std::string& what, int error) {
    const char* hint = error == ENOSPC || error == EDQUOT ? tr("make room on the disk, or choose another place")
                                                          : tr("choose another place, or ask for the right to write there");
    return base::error("unwritable", trf("cannot write {}: {}", what, reason(error)), hint);
}

} // namespace planpaket::base
