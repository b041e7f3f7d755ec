#pragma once

/// libcurl, opened when the network is first asked: it brings some thirty libraries along, which would delay every start of the
/// program. Private to this folder.

#define CURL_DISABLE_TYPECHECK // its macros would stand in the way of our table's names
#include <curl/curl.h>
#include <memory>

namespace planpaket::network {

struct Curl {
    decltype(&::curl_global_init) global_init;
    decltype(&::curl_easy_init) easy_init;
    decltype(&::curl_easy_setopt) setopt;
    decltype(&::curl_easy_perform) perform;
    decltype(&::curl_easy_getinfo) getinfo;
    decltype(&::curl_easy_strerror) strerror;
    decltype(&::curl_easy_cleanup) cleanup;
    decltype(&::curl_slist_append) append;
    decltype(&::curl_slist_free_all) free_all;
    bool ready = false; ///< Whether it is installed and usable.

    Curl();
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
