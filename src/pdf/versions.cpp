#include "pdf/versions.h"

#define POINTERHOLDER_TRANSITION 4

#include <hpdf.h>
#include <qpdf/QPDF.hh>

namespace planpaket::pdf {

std::string libharu_version() {
    return HPDF_GetVersion();
}

std::string qpdf_version() {
    return QPDF::QPDFVersion();
}

} // namespace planpaket::pdf
