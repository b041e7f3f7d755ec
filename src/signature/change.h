#pragma once

#include <string>

namespace planpaket::signature {

/// What a change after signing is of.
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

} // namespace planpaket::signature
