#pragma once

/// METS files as CSIP 2.1.0 profiles them (the numbers in comments are its requirements).

#include "submission/submission.h"

#include <string>
#include <vector>

namespace planpaket::submission {

/// A file that a METS file describes.
struct DescribedFile {
    std::string path; ///< From the folder of the METS file.
    std::size_t size = 0;
    std::string sha512; ///< Hexadecimal digits.
};
DescribedFile described(std::string path, const std::string& bytes);

/// Files of one use.
struct FileGroup {
    std::string use; ///< "Documentation", "Schemas", "Representations/documents", "Data"
    std::vector<DescribedFile> files;
};

/// What a METS file says.
struct MetsContent {
    std::string id;
    std::vector<DescribedFile> descriptive;  ///< Dublin Core
    std::vector<DescribedFile> preservation; ///< PREMIS
    std::vector<FileGroup> groups;           ///< Of a representation METS.xml, the group is called "Representations/…".
};

std::string write_mets(const Submission& submission, const MetsContent& content);

} // namespace planpaket::submission
