#include "base/version.h"

namespace planpaket::base {

std::string program_version() {
    return PLANPAKET_VERSION;
}

} // namespace planpaket::base
