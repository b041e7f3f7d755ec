#pragma once

/// What a stored version holds (source.h: the plan's files, templates, documents; record.h: decisions and log), and storing one.
/// A version is found by found_version.h, read back by stored_plan.h, compared by compared_plan.h, made anew by rebuild.h, and
/// handed to an e-archive by export.h.

#include "base/failure.h"
#include "base/progress.h"
#include "base/world.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::keeping {

/// What is to be stored, by whom and why.
struct Addition {
    std::string plan;                                   ///< Its main file.
    std::string templates;                              ///< Folder.
    std::string store;                                  ///< Folder; made if there is none.
    std::string readme = {};                            ///< File that a new store gets for its readers; it may be missing.
    std::optional<std::string> package = {};            ///< Folder of a package that was made before; else it is made now.
    std::vector<std::string> signed_files = {};         ///< Stored beside the documents.
    bool draft = false;                                 ///< Stored although it is not decided.
    std::string reason = {};                            ///< Why a decided plan is stored anew.
    std::optional<std::string> user = {}, address = {}; ///< Else the plan's case officer, else its sender.
    std::size_t jobs = 1;
};

struct Added {
    std::string plan_id;
    std::string version;       ///< "v2"; "" if there is nothing new.
    base::Diagnostics missing; ///< Why it has fewer formats than asked for: a program that is not installed.
};

/// Stores a plan with its documents, templates, decisions and a log as a new version. What is decided is never changed: after a
/// decision a changed plan is stored only with a new decision, a correction, or, where only the follow-up is new, a reason.
/// Errors beside those of what it is made of: "not-decided", "decided-already", "same-name", "changed-file", "stale-package".
std::expected<Added, base::Failure> add(const base::World& world, base::Sources& sources, const Addition& addition,
                                        const base::Progress& progress = {});

} // namespace planpaket::keeping
