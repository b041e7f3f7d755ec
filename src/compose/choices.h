#pragma once

#include "compose/compose.h"
#include "compose/templates.h"
#include "document/choices.h"
#include "plan/plan.h"

#include <string>
#include <utility>
#include <vector>

namespace planpaket::compose {

/// What the readers of a plan's page can choose among: its areas in order, its parties as in the owner listing, and the times
/// that actions are due, by quarters of the plan's period.
document::Choices choices(const plan::Plan& plan, const Terms& terms);

/// The words of the page's controls: terms.toml's table [page], by their keys.
std::vector<std::pair<std::string, std::string>> page_words(const Terms& terms);

/// The documents that the plan's page holds, in order: the numbered appendices that are made; of a collation all that are.
std::vector<std::string> documents_of_page(const plan::Plan& plan, const Templates& templates, const Facts& facts = {});

} // namespace planpaket::compose
