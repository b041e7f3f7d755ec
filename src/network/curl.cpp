#include "network/curl.h"

#include <dlfcn.h>
#include <type_traits>

namespace planpaket::network {

Curl::Curl() {
    void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    const auto find = [&](auto& function, const char* name) {
        function =
            library != nullptr ? reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name)) : nullptr;
        return function != nullptr;
    };
    ready = find(global_init, "curl_global_init") && find(easy_init, "curl_easy_init") && find(setopt, "curl_easy_setopt") &&
            find(perform, "curl_easy_perform") && find(getinfo, "curl_easy_getinfo") && find(strerror, "curl_easy_strerror") &&
            find(cleanup, "curl_easy_cleanup") && find(append, "curl_slist_append") && find(free_all, "curl_slist_free_all") &&
            global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

const Curl& libcurl() {
    static const Curl opened;
    return opened;
}

} // namespace planpaket::network
