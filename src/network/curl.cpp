#include "network/curl.h"

namespace planpaket::network {

const Curl& libcurl() {
    static const Curl opened;
    return opened;
}

} // namespace planpaket::network
