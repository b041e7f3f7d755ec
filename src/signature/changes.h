#pragma once

/// What became of a document after it was signed: which changes there are, and whether they are of the kinds that leave it what
/// it was (ISO 32000-1, 12.8.2.2; ISO 32000-2, 12.8.2.2 for the validation data).

#include "signature/restrictions.h"
#include "signature/revision.h"

#include <string>
#include <vector>

namespace planpaket::signature {

enum class ChangeKind {
    signature,       ///< A signature, in a field that was there or is new.
    timestamp,       ///< A document timestamp.
    validation_data, ///< Certificates, OCSP responses, CRLs.
    visible_field,   ///< A new field that covers a part of a page.
    metadata,        ///< Of the document as a whole.
    form,            ///< A form's field was filled in.
    annotation,
    script,    ///< None, but the document's own scripts may make something of it.
    unreached, ///< Objects that nothing leads to.
    other,     ///< Anything else: what is shown or read may be another.
};

struct Change {
    ChangeKind kind = ChangeKind::other;
    std::string what;   ///< In the user's language and in words of those who ask.
    std::string detail; ///< Which objects and entries, for those who want to look; may be empty.
    bool allowed = false;
};

/// Compares a signed revision with the file that it grew into. `restrictions`: of the signature.
/// Nothing is guessed: both are walked side by side from their trailers, and everything that is reached has to say the same,
/// however it is written and numbered, or be otherwise in one of the ways of tolerances().
std::vector<Change> changes_between(const Revision& before, const Revision& after, const Restrictions& restrictions);

} // namespace planpaket::signature
