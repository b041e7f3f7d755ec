#pragma once

/// The pandoc program: found by PATH, started without a shell, fed a tree on its standard input, and never given a file.

#include "base/diagnostic.h"
#include "base/process.h"
#include "pandoc/ast.h"

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::pandoc {

/// An installed pandoc, as it describes itself.
struct Program {
    std::string version; ///< "2.17.1.1"
    ApiVersion api;      ///< Of the trees that it reads.
};

/// How long pandoc may take, and how much it may say.
base::ProcessLimits default_limits();

/// Asks the installed pandoc what it is. Errors: "program-missing"; "pandoc-unusable" (it does not answer as pandoc does, or
/// reads other trees than those of pandoc-types 1.22 and 1.23).
base::Result<Program> find_program(const base::ProcessLimits& limits = default_limits());

/// The tree in another format, as pandoc writes it to standard output. `options` follow `--from json`: {"--to", "docx"}.
/// `name` is of the document, for messages. Errors: "program-missing"; "pandoc-failed" (it stopped, complained, took too long,
/// wrote too much or nothing): with what it said.
base::Result<std::string> convert(const Json& tree, const std::vector<std::string>& options, std::string_view name,
                                  const base::ProcessLimits& limits = default_limits());

} // namespace planpaket::pandoc
