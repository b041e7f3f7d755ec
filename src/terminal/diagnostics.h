#pragma once

#include "base/diagnostic.h"

#include <string>
#include <vector>

namespace planpaket::terminal {

/// Sorts by file (in the order of reading), place, severity and code, and takes away exact repetitions.
void sort(base::Diagnostics& diagnostics);

/// "error", "remark": the words are part of the form that scripts rely on, the same in every language.
const char* name(base::Severity severity);

/// "2 errors, 1 remark"; empty when there are none.
std::string render_count(const base::Diagnostics& diagnostics);

/// Diagnostics as text, group after group (one per plan), each sorted, and their count below; empty when there are none:
///
///     plan.toml:12:3: error[unknown-key]: unknown key 'tilte'
///       tilte = "Plan"
///       ^^^^^
///       hint: did you mean 'title'?
///
/// The marks stand under the words they mean also where tabs, letters beyond ASCII or double-width characters come before them.
/// Of a long line only what surrounds the place is shown. Control characters are shown as pictures, never sent to the terminal.
std::string render(const base::Sources& sources, std::vector<base::Diagnostics> groups, bool colour);

} // namespace planpaket::terminal
