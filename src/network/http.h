#pragma once

#include "base/diagnostic.h"

#include <chrono>
#include <functional>
#include <string>

namespace planpaket::network {

struct HttpRequest {
    std::string url;
    std::string media_type; ///< Of the body.
    std::string body;       ///< Empty: GET, else POST.
    std::string expected;   ///< The media type that the answer has to have; empty for any.
};

struct HttpLimits {
    std::chrono::milliseconds time{20'000}; ///< For the whole exchange.
    std::size_t size = std::size_t{1} << 20U;
};

/// The body of the answer. Errors: "no-answer" (no connection, too slow, too long, not 200, another media type).
using Http = std::function<base::Result<std::string>(const HttpRequest&)>;

/// HTTP and HTTPS by libcurl: no redirects, no proxies but those of the environment, certificates checked.
Http curl(const HttpLimits& limits);

} // namespace planpaket::network
