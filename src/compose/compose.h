#pragma once

/// A plan and templates to document trees.

#include "base/diagnostic.h"
#include "collation/collation.h"
#include "compose/templates.h"
#include "document/document.h"
#include "plan/plan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::compose {

/// A file that was made before the letter that lists it.
struct SentFile {
    std::string document; ///< "bilaga-1-atgardsplan"
    std::string name;     ///< "bilaga-1-atgardsplan.pdf"
    std::string title;
    std::uintmax_t bytes = 0;
    std::string sha256; ///< Hexadecimal.
};

/// What a document says that neither plan nor templates know.
struct Facts {
    std::vector<SentFile> sent;          ///< For the templates that list files (Template::lists_files), in the order of the list.
    const plan::Plan* earlier = nullptr; ///< What the plan is compared with; null when with none.
    const collation::Collation* collation = nullptr; ///< What the plan, as a register of districts, has collated; may be null.
};

/// The names of the documents to make, in order: the ones that the plan asks for, else every one that has something to say;
/// where there is an earlier plan what tells of the changes is made in either case. Of a collation only what tells of it.
/// Error: "unknown-document", with the nearest name, for `documents.include` and `documents.titles`.
base::Result<std::vector<std::string>> documents_to_make(const plan::Plan& plan, const Templates& templates,
                                                         const Facts& facts = {});

/// Composes one document. Precondition: `name` is one of the templates' (see documents_to_make).
/// Errors: what is wrong in the plan's texts (see check_prose).
base::Result<document::Document> compose(const plan::Plan& plan, const Templates& templates, std::string_view name,
                                         const Facts& facts = {});

/// The title of a document: the plan's own for it, else the template's.
std::string document_title(const plan::Plan& plan, const Templates& templates, std::string_view name);

/// All that is wrong in the plan's texts: forbidden Markdown, links that lead nowhere. Also remarks ("unused-text") on texts of
/// the plan's
/// `[text]` table that no template uses.
base::Diagnostics check_prose(const plan::Plan& plan, const Templates& templates);

} // namespace planpaket::compose
