#pragma once

/// A submission information package is a folder in which an archive finds files with all that it must know of them: METS.xml says
/// what belongs to it, PREMIS what each file is and what happened to it. The form is E-ARK CSIP and SIP 2.1.0 (in Sweden: FGS
/// Paketstruktur 2.0).

#include <string>
#include <vector>

namespace planpaket::submission {

/// A file as it goes into a package.
struct File {
    std::string path; ///< From the folder that it belongs to; steps divided by "/".
    std::string bytes;
};

/// The same content in one form: documents, their source.
struct Representation {
    std::string name; ///< Of its folder: "documents".
    std::vector<File> files;
};

/// Something that happened to what is submitted.
struct Event {
    std::string type;   ///< As PREMIS calls it: "creation", "modification".
    std::string moment; ///< A date (ISO 8601) or a moment (RFC 3339).
    std::string detail;
    std::string agent; ///< Who did it; may be empty.
};

/// What is submitted.
struct Submission {
    std::string id; ///< Unique in the archive, and the name of the package's folder.
    std::string title;
    std::string description;
    std::string language;  ///< BCP 47
    std::string creator;   ///< The organisation whose archive it belongs to.
    std::string submitter; ///< The organisation that hands it over.
    std::string agreement; ///< Of the submission; may be empty.
    std::string created;   ///< RFC 3339
    std::string software;  ///< That makes the package.
    std::string software_version;
    std::vector<std::string> identifiers; ///< Other names of what is submitted: a case number.
    std::vector<Event> events;
    std::vector<Representation> representations;
    std::vector<File> documentation; ///< How the content is to be read.
    std::vector<File> schemas;       ///< That the content follows.
};

/// The files of the package, with METS.xml first; paths from its folder. A function of what is submitted alone.
std::vector<File> information_package(const Submission& submission);

} // namespace planpaket::submission
