#include "base/translate.h"

#include <libintl.h>

namespace planpaket::base {

const char* tr(const char* message) {
    return dgettext("planpaket", message);
}

} // namespace planpaket::base
