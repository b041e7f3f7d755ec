#pragma once

#include "base/diagnostic.h"
#include "cli/command.h"

#include <string>

namespace planpaket::cli {

/// Sorts by file (in the order of reading), place, severity and code, and takes away exact repetitions.
void sort(base::Diagnostics& diagnostics);

/// The diagnostics as text, each
///
///     plan.toml:12:3: error[unknown-key]: unknown key 'tilte'
///       tilte = "Plan"
///       ^^^^^
///       hint: did you mean 'title'?
///
/// The marks stand under the words they mean also where tabs, letters beyond ASCII or double-width characters come before them.
/// Of a long line only what surrounds the place is shown. Control characters are shown as pictures, never sent to the terminal.
std::string render(const base::Sources& sources, const base::Diagnostics& diagnostics, bool colour);

/// "2 errors, 1 remark"; empty when there are none.
std::string render_count(const base::Diagnostics& diagnostics);

/// Writes diagnostics, sorted, to the context's error stream, group after group (one per plan), and their count below; nothing
/// when there are none.
void report(Context& context, std::vector<base::Diagnostics> groups);
void report(Context& context, base::Diagnostics diagnostics);

bool has_error(const base::Diagnostics& diagnostics);

} // namespace planpaket::cli
