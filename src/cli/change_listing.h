#pragma once

/// What differs between two plans, for terminals and for programs.

#include "cli/compared_plan.h"

#include <string>

namespace planpaket::cli {

/// What happened to what, with the words before and after: "[-gone-] {+new+}", in colours on a terminal. In the words of the
/// later plan's documents.
std::string changes_as_text(const ComparedPlan& before, const ComparedPlan& after, bool colour);

/// As docs/changes.schema.json describes it.
std::string changes_as_json(const ComparedPlan& before, const ComparedPlan& after);

} // namespace planpaket::cli
