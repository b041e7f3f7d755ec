#include "pdf/versions.h"

#include <hpdf.h>
#include <qpdf/DLL.h>

namespace planpaket::pdf {

std::string libharu_version() {
    return HPDF_GetVersion();
}

std::string qpdf_version() {
    return QPDF_VERSION; // of the headers: asking the library would load it and all that it needs at every start
}

} // namespace planpaket::pdf
