#include "base/translate.h"
#include "plan/remark_rules.h"
#include "plan/wording.h"

namespace planpaket::plan {

using base::tr;
using base::trf;

/// The number of a row that the text refers to, as "se rad 8" or "rows 3–5" do; empty if there is none. A number of four digits
/// is a year.
static std::string row_referred_to(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != 'r' && text[i] != 'R')
            continue;
        if (i > 0 && (is_letter_at(text, i - 1) || static_cast<unsigned char>(text[i - 1]) >= 0x80))
            continue;
        for (const std::string_view word : {"aderna", "ader", "aden", "ad", "ows", "ow"}) {
            if (!text.substr(i + 1).starts_with(word))
                continue;
            std::size_t number = i + 1 + word.size();
            const std::size_t gap = number;
            while (number < text.size() && (text[number] == ' ' || text[number] == '\n'))
                ++number;
            std::size_t end = number;
            while (end < text.size() && is_digit(text[end]))
                ++end;
            if (number > gap && end > number && end - number < 4)
                return std::string(text.substr(i, end - i));
            break;
        }
    }
    return {};
}

void find_row_reference(const Plan& plan, Findings& findings) {
    const auto check = [&](const Text& text, std::initializer_list<const std::vector<Silence>*> silences) {
        const std::string reference = row_referred_to(text.value);
        if (!reference.empty())
            findings.add(text.span, trf("'{}' refers to a row by its number, which changes when rows come and go", reference),
                         tr("refer to the action by its id: [](#id)"), silences);
    };
    for (const auto& target : plan.target)
        check(target.text, {&target.silence});
    for (const auto& area : plan.area) {
        check(area.text, {&area.silence});
        for (const auto& problem : area.problem) {
            check(problem.title, {&problem.silence});
            check(problem.text, {&problem.silence});
            for (const auto& cause : problem.cause)
                check(cause.text, {&cause.silence});
        }
    }
    for_each_row(plan, [&](const Row& row) {
        const auto& action = row.action;
        for (const Text* text : {&action.title, &action.text, &action.who})
            check(*text, {&action.silence});
        if (action.when)
            check(action.when->text, {&action.silence});
        if (action.followup)
            check(action.followup->text, {&action.silence});
        for (const auto& goal : action.goal) {
            check(goal.text, {&goal.silence, &action.silence});
            check(goal.measure, {&goal.silence, &action.silence});
        }
    });
}

} // namespace planpaket::plan
