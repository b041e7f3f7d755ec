#pragma once

/// The document that tells what differs between two plans.

#include "base/bytes.h"
#include "keeping/compared_plan.h"
#include "making/format.h"

namespace planpaket::keeping {

struct ChangeDocument {
    std::string name; ///< "andringar.pdf"
    base::Bytes bytes;
};

/// Makes it of the later plan. Error, beside those of making: "no-template" (none of the templates tells of changes).
std::expected<ChangeDocument, base::Failure> make_change_document(const base::World& world, base::Sources& sources,
                                                                  const std::string& templates, Comparison& plans,
                                                                  making::Format format);

} // namespace planpaket::keeping
