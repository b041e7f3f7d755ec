#include "base/library.h"

#include <dlfcn.h>

namespace planpaket::base {

Library::Library(const char* file) : handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)), complete_(handle_ != nullptr) {}

Library::Found Library::find(const char* name) {
    void* address = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
    complete_ = complete_ && address != nullptr;
    return {address};
}

} // namespace planpaket::base
