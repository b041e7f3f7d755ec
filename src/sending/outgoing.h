#pragma once

/// What an archived version has to send: found in the store, read once, and looked over before anything leaves the house.

#include "archive/store.h"
#include "base/failure.h"
#include "distribution/delivery.h"
#include "distribution/record.h"
#include "making/load.h"
#include "signature/verify.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::sending {

/// The version that is to be sent, and what was sent of it before.
struct OutgoingVersion {
    archive::Store store;
    archive::StoredObject object;
    std::string version;          ///< Not one that only records a distribution: the one that was distributed.
    std::string inventory_sha512; ///< The digest of the version's inventory.
    std::string main_file;        ///< Of the plan: "plan/plan.toml"
    making::LoadedPlan plan;
    bool draft = false;
    bool as_archived = true;                   ///< Whether the plan file that was named is the archived one.
    std::vector<distribution::Record> records; ///< Of this version, oldest first.
    std::size_t recorded = 0;                  ///< How many records the object has, of all its versions.
};

/// Finds the version that a word names: `PLAN-ID@v2`, `PLAN-ID@`, or a plan file, which stands for the latest version of its
/// plan.
std::expected<OutgoingVersion, base::Failure> find_outgoing(const base::World& world, base::Sources& sources,
                                                            making::Shelf& shelf, const std::string& word,
                                                            const std::string& store);

struct OutgoingFile {
    distribution::DeliveredFile file;
    std::string bytes;
    std::string document;    ///< "beslutsunderlag"; "" if it is none.
    std::string format;      ///< "pdf"; "toml" of a plan's file.
    bool is_letter = false;  ///< A document that lists files: the delivery has a letter of its own, with its own files.
    bool is_archived = true; ///< Of a signed copy: whether it is the archived document with signatures appended.
    std::optional<signature::Report> report; ///< Of a PDF's signatures.
    base::Diagnostics unreadable;            ///< Why a PDF cannot be verified.
};

/// The files that these recipients get, each once: the signed copy where there is one. Also the other PDFs that signatures may be
/// in.
base::Result<std::vector<OutgoingFile>> outgoing_files(const OutgoingVersion& outgoing,
                                                       const std::vector<const plan::Recipient*>& recipients,
                                                       const signature::Trust& trust, std::chrono::sys_seconds now);

/// Whether a recipient gets a file.
bool gets(const plan::Recipient& recipient, const OutgoingFile& file);

} // namespace planpaket::sending
