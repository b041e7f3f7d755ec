#pragma once

/// libcurl, opened when the network is first asked: it brings some thirty libraries along, which would delay every start of the
/// program. Private to this folder.

#include "base/library.h"

#define CURL_DISABLE_TYPECHECK // its macros would stand in the way of our table's names
#include <curl/curl.h>
#include <memory>

namespace planpaket::network {

struct Curl {
    base::Library library{"libcurl.so.4"};
    decltype(&::curl_global_init) global_init = library.find("curl_global_init");
    decltype(&::curl_easy_init) easy_init = library.find("curl_easy_init");
    decltype(&::curl_easy_setopt) setopt = library.find("curl_easy_setopt");
    decltype(&::curl_easy_perform) perform = library.find("curl_easy_perform");
    decltype(&::curl_easy_getinfo) getinfo = library.find("curl_easy_getinfo");
    decltype(&::curl_easy_strerror) strerror = library.find("curl_easy_strerror");
    decltype(&::curl_easy_cleanup) cleanup = library.find("curl_easy_cleanup");
    decltype(&::curl_slist_append) append = library.find("curl_slist_append");
    decltype(&::curl_slist_free_all) free_all = library.find("curl_slist_free_all");
    bool ready = library.complete() && global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; ///< Whether it is installed and usable.
};

/// Opened once, never closed.
const Curl& libcurl();

struct CurlDeleter {
    void operator()(CURL* handle) const { libcurl().cleanup(handle); }
    void operator()(curl_slist* list) const { libcurl().free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using CurlList = std::unique_ptr<curl_slist, CurlDeleter>;

} // namespace planpaket::network
