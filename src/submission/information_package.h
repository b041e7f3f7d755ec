#pragma once

/// A submission information package is a folder in which an archive finds files with all that it must know of them: METS.xml says
/// what belongs to it, PREMIS what each file is and what happened to it. The form is E-ARK CSIP and SIP 2.1.0 (in Sweden: FGS
/// Paketstruktur 2.0).

#include "submission/submission.h"

#include <vector>

namespace planpaket::submission {

/// The files of the package, with METS.xml first; paths from its folder. A function of what is submitted alone.
std::vector<File> information_package(const Submission& submission);

} // namespace planpaket::submission
