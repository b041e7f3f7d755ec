#include "base/translate.h"
#include "plan/check.h"

#include <memory>
#include <unicode/regex.h>

namespace planpaket::plan {

using base::tr;
using base::trf;

namespace {

enum class Match { yes, no, not_found_out };

/// In ICU's units, about a millisecond each: a pattern that backtracks without end must not hold up the program.
constexpr std::int32_t time_limit = 100;
/// In bytes, for the same reason.
constexpr std::int32_t stack_limit = 1 << 20;

Match matches(const icu::RegexPattern& pattern, const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto input = icu::UnicodeString::fromUTF8(text);
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(input, status));
    if (U_FAILURE(status))
        return Match::not_found_out;
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_limit, status);
    const bool matched = matcher->matches(status);
    if (U_FAILURE(status))
        return Match::not_found_out;
    return matched ? Match::yes : Match::no;
}

} // namespace

void check_case_numbers(const Plan& plan, base::Diagnostics& diagnostics) {
    const Text& written = plan.matter.dnr_pattern;
    if (written.empty())
        return;
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    const std::unique_ptr<icu::RegexPattern> pattern(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(written.value), 0, place, status));
    if (U_FAILURE(status)) {
        diagnostics.push_back({.code = "dnr-pattern",
                               .span = written.span,
                               .message = trf("'{}' is no regular expression", written.value),
                               .hint = tr("write one in single quotation marks, such as 'KS \\d{4}/\\d+', or remove the key")});
        return;
    }
    std::vector<const Text*> numbers = {&plan.matter.dnr};
    for (const auto& body : plan.body)
        numbers.push_back(&body.dnr);
    for (const auto& decision : plan.decision)
        numbers.push_back(&decision.dnr);
    for (const Text* number : numbers) {
        if (number->empty())
            continue;
        switch (matches(*pattern, number->value)) {
        case Match::yes:
            break;
        case Match::no:
            diagnostics.push_back({.code = "dnr-pattern",
                                   .span = number->span,
                                   .message = trf("the case number '{}' does not match case.dnr_pattern", number->value),
                                   .hint = trf("the pattern is {}", written.value)});
            break;
        case Match::not_found_out:
            diagnostics.push_back({.code = "dnr-pattern",
                                   .span = written.span,
                                   .message = tr("this pattern takes too long to match"),
                                   .hint = tr("write a simpler one, without repetitions in repetitions")});
            return;
        }
    }
}

} // namespace planpaket::plan
