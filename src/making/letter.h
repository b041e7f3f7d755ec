#pragma once

/// The covering letter of a delivery, as the text of a message.

#include "base/diagnostic.h"
#include "compose/compose.h"
#include "making/load.h"

#include <string>
#include <vector>

namespace planpaket::making {

struct Letter {
    std::string language; ///< BCP 47
    std::string subject;
    std::string text;
};

/// The document that lists files (Template::lists_files), addressed to this recipient alone, in the recipient's language or else
/// the plan's. Errors: "no-template", "unknown-language", and what is wrong with the templates.
base::Result<Letter> write_letter(const plan::Plan& plan, const plan::Recipient& recipient, std::vector<compose::SentFile> files,
                                  Shelf& shelf);

} // namespace planpaket::making
