#pragma once

#include "base/source.h"
#include "compose/compose.h"
#include "plan/plan.h"

#include <memory>
#include <string>

/// A plan from a file of the project, and its templates.
struct Loaded {
    planpaket::base::Sources sources;
    planpaket::plan::Plan plan;
    planpaket::compose::Templates templates;
};

/// Reads a plan (a path below the project) with the project's own templates; a failure is an error of the test.
std::unique_ptr<Loaded> load(const std::string& path);

/// The same from TOML text: what a whole plan needs and no test wants to repeat stands before it.
std::unique_ptr<Loaded> load_text(const std::string& toml, const std::string& language = "sv");

/// Diagnostics as "code at line:column: message (hint)", a line for each.
std::string told(const planpaket::base::Diagnostics& diagnostics);

/// The composed document, dumped; or what was wrong.
std::string composed(const Loaded& loaded, const std::string& document);
