#pragma once

/// The elements of WordprocessingML (ECMA-376 part 1, 17) that documents are finished with.

#include "office/xml.h"
#include "typeset/page.h"

#include <chrono>
#include <string>

namespace planpaket::office {

/// Twentieths of a point.
std::string twips(float points);
/// English metric units, 12,700 to a point (20.1.2.1).
std::string emu(float points);
/// Half-points.
std::string half_points(float points);
/// "14334D"
std::string hex(const typeset::Colour& colour);

/// The properties of a paragraph, made if absent, and a child of theirs in the schema's order (17.3.1.26).
pugi::xml_node paragraph_properties(pugi::xml_node paragraph);
pugi::xml_node paragraph_property(pugi::xml_node paragraph, std::string_view name);
/// The style id of a paragraph; "" if it has none.
std::string style_of(pugi::xml_node paragraph);
void set_style(pugi::xml_node paragraph, const std::string& style);

/// A run of words.
pugi::xml_node append_run(pugi::xml_node parent, const std::string& words);
/// A field (17.16) with its result, as runs.
void append_field(pugi::xml_node parent, const std::string& instruction, const std::string& result);
void append_field_mark(pugi::xml_node parent, const char* type);
void append_field_instruction(pugi::xml_node parent, const std::string& instruction);

/// The name of a bookmark for an id: letters, digits and underscores, at most 40 (17.13.6.2).
std::string bookmark_name(const std::string& id);

/// "2025-04-28T12:00:00", in UTC.
std::string iso_time(std::chrono::sys_seconds moment);

/// "sv-SE" for "sv": word processors know languages with their countries.
std::string with_country(const std::string& language);

} // namespace planpaket::office
