#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::archive {

/// A moment as RFC 3339 writes it, with seconds and a zone: "2026-03-24T17:05:00Z", "…T18:05:00.25+01:00". Nothing if it is not.
std::optional<std::chrono::sys_seconds> read_date_time(std::string_view text);

/// In UTC, with "Z".
std::string write_date_time(std::chrono::sys_seconds moment);

} // namespace planpaket::archive
