#pragma once

/// Options that several commands have.

#include "cli/command.h"
#include "making/format.h"
#include "signature/chain.h"

#include <cstddef>
#include <string>
#include <vector>

namespace planpaket::cli {

/// --format of what goes to standard output: text, json, …
Option format_option(std::vector<std::string> formats, const char* description);

/// --format of documents.
Option document_formats_option(const char* description);
/// Those asked for, else PDF and DOCX.
making::Formats formats_of(const Arguments& arguments);

/// --trust, and the certificates that it names; none without it.
Option trust_option();
base::Result<signature::Trust> trust_of(const Arguments& arguments, const Context& context);

/// --jobs
Option jobs_option(const char* description);
/// How many jobs, else as many as there are processor cores.
std::size_t jobs_of(const Arguments& arguments);

} // namespace planpaket::cli
