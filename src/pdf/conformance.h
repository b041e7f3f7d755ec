#pragma once

/// What PDF/A-2a (ISO 19005-2:2011, level A) and PDF/UA-1 (ISO 14289-1:2014) demand, and who sees to it.

#include <span>
#include <string>
#include <string_view>

namespace planpaket::pdf {

enum class Profile { pdf_a_2a, pdf_ua_1 };

enum class Guarantee {
    by_construction, ///< The code cannot write a file that breaks the rule.
    checked,         ///< Seen to before a file is written; what breaks the rule is refused with its place.
    by_a_person,     ///< No program can tell.
};

struct Rule {
    Profile profile;
    std::string_view clause;
    std::string_view demand;
    Guarantee guarantee;
    std::string_view how;
    std::string_view code; ///< Of the diagnostic, for what is checked.
};

/// All rules, by profile and clause.
std::span<const Rule> rules();

/// Whether a diagnostic's code says that no conforming document can be made (exit code 11).
bool is_conformance_fault(std::string_view code);

/// The rules as the tables of docs/conformance.md.
std::string rules_as_markdown();

} // namespace planpaket::pdf
