#pragma once

/// What `verify` found out about one thing that it was given.

#include "archive/verify.h"
#include "distribution/carrier.h"
#include "distribution/delivery.h"
#include "verification/signature_report.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::verification {

struct Verified {
    enum class Kind { document, delivery, package, archive };

    Kind kind = Kind::document;
    std::string path;
    std::vector<FileReport> documents;              ///< Itself, or the PDFs in it.
    base::Diagnostics wrong;                        ///< With it as a whole; remarks among them.
    std::size_t files = 0;                          ///< Of a delivery or package: listed files.
    std::optional<distribution::Carrier> carrier;   ///< Of a delivery.
    std::optional<distribution::Delivery> delivery; ///< As far as it can be read.
    std::optional<archive::Verdict> archive;        ///< Of an archive that could be read.
    bool drawing_program_missing = false;           ///< So pages were not compared that should have been.

    /// Whether it is whole, and what is signed is valid or valid but.
    bool holds() const;
};

/// For a person to read, in the user's language.
std::string as_text(const Verified& verified);

/// For a program: {"files", "deliveries", "packages", "archives", "errors"}; docs/delivery.md and docs/signatures.md describe it.
std::string as_json(const std::vector<Verified>& verified, const base::Diagnostics& errors);

} // namespace planpaket::verification
