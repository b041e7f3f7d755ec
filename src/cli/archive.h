#pragma once

/// 'planpaket archive': the store of decided versions. Each of its words is a function in a file of its own.

#include "cli/commands.h"
#include "keeping/found_version.h"

#include <optional>

namespace planpaket::cli {

/// archive add PLAN.toml
Outcome archive_add(const Arguments& arguments, Context& context);
/// archive list
Outcome archive_list(const Arguments& arguments, Context& context);
/// archive show PLAN-ID [VERSION]
Outcome archive_show(const Arguments& arguments, Context& context);
/// archive restore PLAN-ID [VERSION] -o DIR
Outcome archive_restore(const Arguments& arguments, Context& context);
/// archive export PLAN-ID [VERSION] --sip -o DIR|FILE.zip
Outcome archive_export(const Arguments& arguments, Context& context);
/// archive diff A B
Outcome archive_diff(const Arguments& arguments, Context& context);
/// archive verify [PATH]
Outcome archive_verify(const Arguments& arguments, Context& context);

/// The version that the command line names by a plan's id and perhaps the version's name; else the latest. Nothing, after a
/// report, if there is none. Precondition: there is a first word.
std::optional<keeping::FoundVersion> find_version(const Arguments& arguments, Context& context);

/// The folder of the store that --store names; else "archive".
std::string store_folder(const Arguments& arguments);

/// Whether --format is text or json; nothing, after a usage error, if it is neither.
std::optional<bool> wants_json(const Arguments& arguments, Context& context);

} // namespace planpaket::cli
