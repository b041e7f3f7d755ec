#pragma once

/// A plan and templates to document trees.

#include "base/diagnostic.h"
#include "compose/facts.h"
#include "compose/templates.h"
#include "document/document.h"
#include "plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::compose {

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
