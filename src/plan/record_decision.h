#pragma once

/// Writing decisions and corrections into the file of a plan, which keeps its comments, order and layout.

#include "plan/plan.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planpaket::plan {

/// A decision to write down. What is not given is not written.
struct DecisionRecord {
    std::string body; ///< Its id.
    Date date;        ///< To the day.
    std::optional<std::string> paragraph, dnr, text;
    std::optional<std::string> outcome; ///< As plans write it: "decided", …
    bool immediate_approval = false;
    std::optional<Date> approved, announced;
    std::vector<std::pair<std::string, std::string>> signatories; ///< Role and name; the name may be empty.
};

/// The file with the decision: after those that it holds, or, where it holds one of that body and day, with what is given put
/// into that one. Precondition of this and the following: the text is a file of a plan that was read without errors.
std::string with_decision(const std::string& text, const DecisionRecord& decision);

/// The file without the last decision that it holds; as it was if it holds none.
std::string without_last_decision(const std::string& text);

/// The main file with a correction of its version and that version's successor.
std::string with_correction(const std::string& text, const Date& date, const std::string& words, const std::string& next_version);

/// "1.0" → "1.1", "2" → "3", "2.1-b" → "2.1-b.1": the version after a correction.
std::string next_version(std::string_view version);

} // namespace planpaket::plan
