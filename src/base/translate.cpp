#include "base/translate.h"

#include <libintl.h>

namespace planpaket::base {

const char* tr(const char* message) {
    return dgettext("planpaket", message);
}

std::string trn(const char* one, const char* many, std::size_t n) {
    return fmt::format(fmt::runtime(dngettext("planpaket", one, many, n)), n);
}

} // namespace planpaket::base
