#include "network/http.h"

#include "base/errors.h"
#include "base/translate.h"
#include "network/curl.h"

namespace planpaket::network {

using base::tr;
using base::trf;

namespace {

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
    const auto& library = libcurl();
    const auto refuse = [&](const std::string& reason) {
        return std::unexpected(
            base::Diagnostics{base::error("no-answer", trf("{} gives no usable answer: {}", request.url, reason),
                                          tr("see whether the address is right and the service is up; try again later"))});
    };
    const CurlHandle curl(library.ready ? library.easy_init() : nullptr);
    if (!curl)
        return refuse("libcurl");
    Body body{.bytes = {}, .limit = limits.size};
    CurlList headers;
    auto* handle = curl.get();
    library.setopt(handle, CURLOPT_URL, request.url.c_str());
    library.setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    library.setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    library.setopt(handle, CURLOPT_NOSIGNAL, 1L);
    library.setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.time.count()));
    library.setopt(handle, CURLOPT_WRITEFUNCTION, take);
    library.setopt(handle, CURLOPT_WRITEDATA, &body);
    if (!request.body.empty()) {
        headers.reset(library.append(nullptr, ("Content-Type: " + request.media_type).c_str()));
        library.setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        library.setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        library.setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
    }
    const auto result = library.perform(handle);
    if (body.too_long)
        return refuse(trf("it is longer than {} bytes", limits.size));
    if (result != CURLE_OK)
        return refuse(library.strerror(result));
    long status = 0;
    const char* type = nullptr;
    library.getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    library.getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
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

} // namespace planpaket::network
