#pragma once

/// What differs between two plans, for terminals and for programs.

#include "keeping/compared_plan.h"

#include <string>

namespace planpaket::terminal {

/// What happened to what, with the words before and after: "[-gone-] {+new+}", in colours on a terminal. In the words of the
/// later plan's documents.
std::string changes_as_text(const keeping::ComparedPlan& before, const keeping::ComparedPlan& after, bool colour);

/// As docs/changes.schema.json describes it.
std::string changes_as_json(const keeping::ComparedPlan& before, const keeping::ComparedPlan& after);

} // namespace planpaket::terminal
