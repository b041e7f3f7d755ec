#pragma once

#include "submission/mets.h"

namespace planpaket::submission {

/// PREMIS 3.0 of a representation (or, without a name, of the whole, with what happened to it): each file with its digest, size
/// and format.
std::string write_premis(const Submission& submission, const std::string& representation,
                         const std::vector<DescribedFile>& files);

} // namespace planpaket::submission
