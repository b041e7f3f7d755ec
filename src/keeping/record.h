#pragma once

/// What a stored version says of itself beside its documents: decisions.json and log.json, as docs/archive.md describes them.

#include "archive/writing.h"
#include "plan/plan.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::keeping {

/// Why a version is stored.
enum class VersionKind {
    draft,       ///< It is not decided.
    decision,    ///< It is decided, or decided anew.
    correction,  ///< A decided plan, corrected.
    follow_up,   ///< A decided plan, with what became of it.
    addition,    ///< A decided plan with further files, such as signed copies.
    distribution ///< The same version, with the record of to whom it was sent.
};

const char* name(VersionKind kind); ///< "draft"; the same in every language.
/// A name as a person reads it: "draft" in the language of the messages. One that is not known stays as it is.
std::string kind_word(const std::string& name);

/// The plan's decisions and corrections, and whether they make it a decided plan.
std::string decisions_json(const plan::Plan& plan, bool draft);

/// What an earlier version's decisions.json says; nothing if it is none of ours.
struct StoredDecisions {
    bool draft = false;
    std::vector<std::string> decisions;   ///< Each as JSON.
    std::vector<std::string> corrections; ///< Likewise.
};
std::optional<StoredDecisions> read_decisions(const std::string& json);

/// What was done, by whom, when and why.
struct LogEntry {
    VersionKind kind = VersionKind::decision;
    std::string version;  ///< "v2"
    std::string previous; ///< The version that it follows and is compared with; "" for the first.
    std::string reason;
    std::chrono::sys_seconds created;
    std::string user, address;
    archive::Changes changes; ///< From `previous`.
};
std::string log_json(const LogEntry& entry);

/// What a version's log.json says; nothing if it is none of ours.
struct StoredLog {
    std::string kind; ///< A name(VersionKind), or one that a later version of planpaket knows.
    std::string previous;
};
std::optional<StoredLog> read_log(const std::string& json);

} // namespace planpaket::keeping
