#include "signature/http.h"

#include "base/translate.h"

#include <curl/curl.h>
#include <memory>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Body {
    std::string bytes;
    std::size_t limit;
    bool too_long = false;
};

std::size_t take(char* data, std::size_t, std::size_t size, void* to) {
    auto& body = *static_cast<Body*>(to);
    if (size > body.limit - body.bytes.size()) {
        body.too_long = true;
        return 0;
    }
    body.bytes.append(data, size);
    return size;
}

base::Result<std::string> exchange(const HttpRequest& request, const HttpLimits& limits) {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    const auto refuse = [&](const std::string& reason) {
        return std::unexpected(
            base::Diagnostics{{base::Severity::error,
                               "no-answer",
                               {},
                               trf("{} gives no usable answer: {}", request.url, reason),
                               tr("see whether the address is right and the service is up; try again later")}});
    };
    const std::unique_ptr<CURL, CurlDeleter> curl(ready ? curl_easy_init() : nullptr);
    if (!curl)
        return refuse("libcurl");
    Body body{.bytes = {}, .limit = limits.size};
    std::unique_ptr<curl_slist, CurlDeleter> headers;
    auto* handle = curl.get();
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.time.count()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
    if (!request.body.empty()) {
        headers.reset(curl_slist_append(nullptr, ("Content-Type: " + request.media_type).c_str()));
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
    }
    const auto result = curl_easy_perform(handle);
    if (body.too_long)
        return refuse(trf("it is longer than {} bytes", limits.size));
    if (result != CURLE_OK)
        return refuse(curl_easy_strerror(result));
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
    if (status != 200)
        return refuse(trf("status {}", status));
    if (!request.expected.empty() && (type == nullptr || !std::string_view(type).starts_with(request.expected)))
        return refuse(trf("it is of the type '{}' instead of '{}'", type == nullptr ? "" : type, request.expected));
    return std::move(body.bytes);
}

} // namespace

Http curl(const HttpLimits& limits) {
    return [limits](const HttpRequest& request) { return exchange(request, limits); };
}

} // namespace planpaket::signature
