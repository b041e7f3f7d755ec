#include "base/world.h"

#include <charconv>

namespace planpaket::base {

std::chrono::sys_seconds World::now() const {
    if (const auto epoch = environment("SOURCE_DATE_EPOCH")) {
        long long seconds = 0;
        const auto [end, error] = std::from_chars(epoch->data(), epoch->data() + epoch->size(), seconds);
        if (error == std::errc{} && end == epoch->data() + epoch->size())
            return std::chrono::sys_seconds(std::chrono::seconds(seconds));
    }
    return clock();
}

} // namespace planpaket::base
