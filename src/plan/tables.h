#pragma once

/// One reader per table of a plan. Each takes all keys of its table and reports those it does not know.

#include "plan/plan.h"
#include "toml/reader.h"

#include <optional>

namespace planpaket::plan {

std::optional<Schedule> read_schedule(toml::TableReader& table); ///< Of the key `when`.
Area read_area(toml::TableReader& table);

Owner read_owner(toml::TableReader& table);
Subject read_subject(toml::TableReader& table); ///< A place or group.
Target read_target(toml::TableReader& table);
Resource read_resource(toml::TableReader& table);
Strategy read_strategy(toml::TableReader& table);
Body read_body(toml::TableReader& table);
Recipient read_recipient(toml::TableReader& table);
District read_district(toml::TableReader& table);

Sender read_sender(toml::TableReader& table);
Case read_case(toml::TableReader& table);
Documents read_documents(toml::TableReader& table);
Decision read_decision(toml::TableReader& table);
Correction read_correction(toml::TableReader& table);
std::vector<NamedText> read_texts(toml::TableReader& table);

} // namespace planpaket::plan
