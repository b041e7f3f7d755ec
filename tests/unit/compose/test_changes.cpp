#include "compose/change_wording.h"
#include "plan/compare.h"
#include "plans.h"
#include "tree_dump.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;

namespace {

const std::string base_text = R"(
[[owner]]
id = "o"
name = "Fältarna"
[[owner]]
id = "p"
name = "Polisen"
contact = { name = "Anna", email = "anna@example.org" }
[[area]]
id = "a"
title = "Platser"
[[area.problem]]
id = "torget"
title = "Handel på torget"
[[area.problem.cause]]
id = "morkt"
text = "Torget är mörkt."
[[area.problem.cause.action]]
id = "ljus"
title = "Ljus"
text = "Torget får **bättre** ljus, se [](#ljus)."
when = "2025-06"
lead = "o"
goal = [{ id = "g", text = "Det syns." }]
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in the plan: " << what);
    return text.replace(at, what.size(), with);
}

/// The blocks of a template's text with the changes, dumped.
std::string compared(const std::string& before, const std::string& after, const std::string& body = "{{ changes }}",
                     const std::string& language = "sv") {
    const auto earlier = load_text(before, language);
    auto now = load_text(after, language);
    base::Sources sources;
    auto page = compose::read_template(sources, "prov", "prov.md", "+++\ntitle = \"T\"\n+++\n# T\n\n" + body);
    BOOST_REQUIRE(page.has_value());
    now->templates.documents.push_back(std::move(*page));
    compose::Facts facts;
    facts.earlier = &earlier->plan;
    const auto document = compose::compose(now->plan, now->templates, "prov", facts);
    BOOST_REQUIRE(document.has_value());
    const auto dump = tree_dump(document->blocks);
    return dump.substr(dump.find('\n') + 1);
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The words before and after of the only change.
std::pair<std::string, std::string> words(const std::string& before, const std::string& after) {
    const auto earlier = load_text(before);
    const auto now = load_text(after);
    compose::ChangeWording wording(earlier->plan, now->plan, now->templates.terms);
    const auto changes = plan::changes(earlier->plan, now->plan);
    BOOST_REQUIRE(changes.size() == 1);
    return {wording.before(changes[0]), wording.after(changes[0])};
}

} // namespace

BOOST_AUTO_TEST_SUITE(told_changes)

BOOST_AUTO_TEST_CASE(say_nothing_of_plans_that_are_alike) {
    BOOST_TEST(compared(base_text, base_text) == "");
    BOOST_TEST(
        contains(compared(base_text, base_text, "{{ if changes }}\n\nSkillnad\n\n{{ else }}\n\nLika\n\n{{ end }}"), "Lika"));
}

BOOST_AUTO_TEST_CASE(mark_the_changed_words_with_bold_and_brackets_in_both_columns) {
    const auto dump = compared(base_text, replaced(base_text, "**bättre**", "**bra**"));
    BOOST_TEST(contains(dump, "[bättre]"), dump);
    BOOST_TEST(contains(dump, "[bra]"), dump);
    BOOST_TEST(contains(dump, "1.1 Ljus"), dump);
}

BOOST_AUTO_TEST_CASE(compare_the_words_that_readers_see_and_not_the_markup) {
    const auto [before, after] = words(base_text, replaced(base_text, "Torget får", "Torget ska få"));
    BOOST_TEST(before == "Torget får bättre ljus, se 1.1.");
    BOOST_TEST(after == "Torget ska få bättre ljus, se 1.1.");
    BOOST_TEST(contains(compared(base_text, replaced(base_text, "**bättre**", "bättre")), "Bara formateringen har ändrats"));
}

BOOST_AUTO_TEST_CASE(keep_lists_as_lines) {
    const auto [before, after] =
        words(base_text, replaced(base_text, "text = \"Torget är mörkt.\"", "text = '''\nTorget är:\n\n- mörkt\n- tomt\n'''"));
    BOOST_TEST(after == "Torget är:\n• mörkt\n• tomt");
}

BOOST_AUTO_TEST_CASE(tell_times_and_parties_in_the_words_of_the_documents) {
    BOOST_TEST((words(base_text, replaced(base_text, "\"2025-06\"", "\"2025-09\"")) ==
                std::pair<std::string, std::string>("juni 2025", "september 2025")));
    BOOST_TEST((words(base_text, replaced(base_text, "lead = \"o\"", "lead = [\"o\", \"p\"]")) ==
                std::pair<std::string, std::string>("Fältarna", "Fältarna, Polisen")));
    BOOST_TEST((words(base_text, replaced(base_text, "lead = \"o\"", "lead = \"o\"\nwith_police = true")) ==
                std::pair<std::string, std::string>("i egen regi", "i samverkan med polisen")));
}

BOOST_AUTO_TEST_CASE(tell_what_was_added_with_its_words_and_extent) {
    const auto [before, after] =
        words(base_text, base_text + "[[area]]\nid = 'b'\ntitle = 'Ny'\n[[area.problem]]\nid = 'q'\ntitle = 'Q'\n");
    BOOST_TEST(before == "");
    BOOST_TEST(after == "Omfattar 1\u00A0problem.");
    const auto [none, action] = words(base_text, base_text + "[[area.problem.cause.action]]\nid = 'ny'\ntitle = 'Ny'\ntext = 'Vi "
                                                             "börjar.'\nwhen = '2026'\nlead = 'p'\n");
    BOOST_TEST(action == "Vi börjar.\nNär: 2026\nAnsvarig: Polisen");
}

BOOST_AUTO_TEST_CASE(tell_where_a_moved_item_stood_and_stands) {
    const auto two = base_text + "[[area.problem]]\nid = 'gata'\ntitle = 'Gatan'\n";
    const auto problem = "[[area]]\nid = 'b'\ntitle = 'Annat'\n[[area.problem]]\nid = 'gata'\ntitle = 'Gatan'\n";
    const auto other = base_text + "[[area]]\nid = 'b'\ntitle = 'Annat'\n";
    const auto [before, after] =
        words(other + "[[area.problem]]\nid = 'x'\ntitle = 'X'\n" + "[[area.problem]]\nid = 'y'\ntitle = 'Y'\n",
              other + "[[area.problem]]\nid = 'y'\ntitle = 'Y'\n" + "[[area.problem]]\nid = 'x'\ntitle = 'X'\n");
    BOOST_TEST(before == "Efter: Problem: X");
    BOOST_TEST(after == "Först");
    const auto moved = compared(two + "[[area]]\nid = 'b'\ntitle = 'Annat'\n", base_text + problem);
    BOOST_TEST(contains(moved, "Under: 1 Platser"), moved);
    BOOST_TEST(contains(moved, "Under: 2 Annat"), moved);
}

BOOST_AUTO_TEST_CASE(compare_names_in_lists_whole) {
    const auto text =
        replaced(base_text, "name = \"Fältarna\"", "name = \"Område söder\"") + "[[owner]]\nid = 'n'\nname = 'Område norr'\n";
    const auto with = replaced(text, "lead = \"o\"", "lead = [\"o\", \"p\"]");
    const auto dump = compared(with, replaced(with, "[\"o\", \"p\"]", "[\"n\", \"p\"]"));
    BOOST_TEST(contains(dump, "[Område söder]"), dump);
    BOOST_TEST(contains(dump, "[Område norr]"), dump);
}

BOOST_AUTO_TEST_CASE(leave_the_marks_between_words_outside_the_brackets) {
    const auto dump = compared(base_text, replaced(base_text, "lead = \"o\"", "lead = [\"o\", \"p\"]"));
    BOOST_TEST(contains(dump, "[Polisen]"), dump);
}

BOOST_AUTO_TEST_CASE(keep_contacts_that_are_not_public_and_ids_to_themselves) {
    BOOST_TEST(compared(base_text, replaced(base_text, "name = \"Anna\"", "name = \"Bo\"")) == "");
    const auto with = [](const std::string& text) { return replaced(text, "email = \"anna@example.org\"", "public = true"); };
    BOOST_TEST(contains(compared(with(base_text), replaced(with(base_text), "name = \"Anna\"", "name = \"Bo\"")), "Bo"));
    BOOST_TEST(compared(base_text, replaced(base_text, "id = \"g\"", "id = \"mal\"")) == "");
}

BOOST_AUTO_TEST_CASE(put_the_changes_of_one_item_into_one_span_of_rows) {
    const auto dump = compared(base_text, replaced(replaced(base_text, "\"2025-06\"", "\"2025-09\""), "\"Ljus\"", "\"Lampor\""));
    const auto first = dump.find("1.1 Lampor");
    BOOST_TEST(first != std::string::npos, dump);
    BOOST_TEST(dump.find("1.1 Lampor", first + 1) == std::string::npos, dump);
}

BOOST_AUTO_TEST_CASE(count_items_in_brief_and_not_fields) {
    const auto dump = compared(base_text, replaced(replaced(base_text, "\"2025-06\"", "\"2025-09\""), "\"Ljus\"", "\"Lampor\""),
                               "{{ changes-in-brief }}\n\n{{ counts.changes }}");
    BOOST_TEST(contains(dump, "Ändras: 1\u00A0åtgärd"), dump);
    BOOST_TEST(contains(dump, "2\u00A0ändringar"), dump);
}

BOOST_AUTO_TEST_CASE(come_in_the_language_of_the_plan) {
    const auto dump = compared(base_text, replaced(base_text, "\"2025-06\"", "\"2025-09\""), "{{ changes }}", "en");
    BOOST_TEST(contains(dump, "When"), dump);
    BOOST_TEST(contains(dump, "[September]"), dump);
}

BOOST_AUTO_TEST_CASE(make_a_document_of_their_own_only_when_there_is_an_earlier_plan) {
    const auto loaded = load_text(base_text);
    const auto without = compose::documents_to_make(loaded->plan, loaded->templates);
    const auto with = compose::documents_to_make(loaded->plan, loaded->templates, {.sent = {}, .earlier = &loaded->plan});
    BOOST_TEST((std::ranges::find(*without, "andringar") == without->end()));
    BOOST_TEST((std::ranges::find(*with, "andringar") != with->end()));
}

BOOST_AUTO_TEST_SUITE_END()
