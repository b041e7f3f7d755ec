#pragma once

/// What an archive is handed.

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

} // namespace planpaket::submission
