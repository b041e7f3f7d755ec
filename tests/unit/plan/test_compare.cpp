#include "plan/compare.h"
#include "plan_text.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

using namespace planpaket::plan;

namespace {

const std::string base_text = R"(
[[owner]]
id = "skolan"
role = "Rektor"
[[owner]]
id = "polisen"
name = "Polisen"
[[place]]
id = "torget"
name = "Torget"
[[target]]
id = "t1"
place = "torget"
text = "Torget är lugnt."
by = "2030"
[[strategy]]
id = "s1"
name = "Strategin"
text = "Så."
[[area]]
id = "a1"
title = "Narkotika"
[[area.problem]]
id = "p1"
title = "Handel på torget"
place = "torget"
[[area.problem.cause]]
id = "c1"
text = "Torget är mörkt."
[[area.problem.cause.action]]
id = "x1"
title = "Ljus"
text = "Torget får bättre ljus."
when = "2025-06"
lead = "polisen"
goal = [{ id = "g1", text = "Det syns." }, { id = "g2", text = "Alla ser." }]
[[area.problem.cause.action]]
id = "x2"
title = "Bänkar"
text = "Bänkarna flyttas."
lead = ["skolan", "polisen"]
[[area.problem.cause]]
id = "c2"
text = "Ingen är där."
[[area.problem.cause.action]]
id = "x3"
title = "Närvaro"
text = "Vuxna är på torget."
[[area.problem]]
id = "p2"
title = "Skolan"
[[area]]
id = "a2"
title = "Övrigt"
[[area.problem]]
id = "p3"
title = "Bedrägerier"
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in the plan: " << what);
    return text.replace(at, what.size(), with);
}

std::string told(const Change& change) {
    static constexpr const char* kinds[] = {"added", "removed", "moved", "changed"};
    std::string out = std::string(kinds[static_cast<int>(change.kind)]) + " " + std::string(key(change.noun)) + " " + change.id;
    if (change.kind == ChangeKind::changed)
        out += " " + std::string(key(change.field));
    if (change.kind == ChangeKind::moved)
        out += change.elsewhere ? " elsewhere" : " in order";
    const auto& e = change.extent;
    for (const auto& [count, letter] : {std::pair(e.problems, 'p'), {e.causes, 'c'}, {e.actions, 'x'}, {e.goals, 'g'}})
        if (count > 0)
            out += " +" + std::to_string(count) + letter;
    return out;
}

/// Each change on a line.
std::string listed(const std::string& before, const std::string& after) {
    const auto a = plan_with(before);
    const auto b = plan_with(after);
    std::string out;
    for (const auto& change : changes(a, b))
        out += (out.empty() ? "" : "; ") + told(change);
    return out;
}

std::string changed(const std::string& what, const std::string& with) {
    return listed(base_text, replaced(base_text, what, with));
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const auto start = text.find(from);
    const auto end = to.empty() ? text.size() : text.find(to, start);
    BOOST_REQUIRE(start != std::string::npos && end != std::string::npos);
    return text.substr(start, end - start);
}

} // namespace

BOOST_AUTO_TEST_SUITE(changes_of_plans)

BOOST_AUTO_TEST_CASE(finds_nothing_between_a_plan_and_itself) {
    BOOST_TEST(listed(base_text, base_text).empty());
}

BOOST_AUTO_TEST_CASE(finds_what_was_added_with_the_extent_of_what_came_with_it) {
    const auto area = base_text +
                      "[[area]]\nid = 'a3'\ntitle = 'Ny'\n[[area.problem]]\nid = 'p9'\ntitle = 'P'\n[[area.problem.cause]]\n"
                      "id = 'c9'\ntext = 'T'\n[[area.problem.cause.action]]\nid = 'x9'\ntitle = 'X'\ntext = 'T'\ngoal = [{ id = "
                      "'g9', text = 'G' }]\n";
    BOOST_TEST(listed(base_text, area) == "added area a3 +1p +1c +1x +1g");
    BOOST_TEST(listed(area, base_text) == "removed area a3 +1p +1c +1x +1g");
}

BOOST_AUTO_TEST_CASE(finds_one_action_that_came_or_went) {
    const auto without = replaced(
        base_text, between(base_text, "[[area.problem.cause.action]]\nid = \"x2\"", "[[area.problem.cause]]\nid = \"c2\""), "");
    BOOST_TEST(listed(base_text, without) == "removed action x2");
    BOOST_TEST(listed(without, base_text) == "added action x2");
}

BOOST_AUTO_TEST_CASE(finds_a_new_title_without_taking_the_action_for_another) {
    BOOST_TEST(changed("title = \"Ljus\"", "title = \"Belysning\"") == "changed action x1 title");
}

BOOST_AUTO_TEST_CASE(knows_an_item_with_a_new_id_by_its_words) {
    BOOST_TEST(changed("id = \"x1\"", "id = \"ljus\"") == "changed action ljus id");
    auto owner = replaced(base_text, "id = \"polisen\"", "id = \"lpo\"");
    owner = replaced(replaced(owner, "\"polisen\"", "\"lpo\""), "\"polisen\"", "\"lpo\"");
    BOOST_TEST(listed(base_text, owner) == "changed owner lpo id");
}

BOOST_AUTO_TEST_CASE(finds_a_change_in_each_field_of_an_action) {
    BOOST_TEST(changed("Torget får bättre ljus.", "Torget får bra ljus.") == "changed action x1 text");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-09\"") == "changed action x1 when");
    BOOST_TEST(changed("when = \"2025-06\"\n", "") == "changed action x1 when");
    BOOST_TEST(changed("when = \"2025-06\"", "when = { from = '2025-06', to = '2026' }") == "changed action x1 when");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nkind = 'line-work'") == "changed action x1 kind");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nwith_police = true") == "changed action x1 with_police");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\neffect = 'long'") == "changed action x1 effect");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nnew = true") == "changed action x1 new");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nwho = 'Alla'") == "changed action x1 who");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nstrategies = ['s1']") == "changed action x1 strategies");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nparticipants = ['skolan']") ==
               "changed action x1 participants");
    BOOST_TEST(changed("lead = \"polisen\"", "lead = \"skolan\"") == "changed action x1 lead");
    BOOST_TEST(changed("when = \"2025-06\"", "when = \"2025-06\"\nfollowup = { status = 'done' }") ==
               "changed action x1 followup");
}

BOOST_AUTO_TEST_CASE(lists_two_changes_of_one_action_as_two) {
    const auto text = replaced(replaced(base_text, "\"2025-06\"", "\"2025-07\""), "bättre ljus", "bra ljus");
    BOOST_TEST(listed(base_text, text) == "changed action x1 text; changed action x1 when");
}

BOOST_AUTO_TEST_CASE(finds_changes_of_goals) {
    BOOST_TEST(changed("Det syns.", "Det syns bra.") == "changed goal g1 text");
    BOOST_TEST(changed("text = \"Det syns.\"", "text = \"Det syns.\", by = '2026', measure = 'Lux'") ==
               "changed goal g1 measure; changed goal g1 by");
    BOOST_TEST(changed(", { id = \"g2\", text = \"Alla ser.\" }", "") == "removed goal g2");
    BOOST_TEST(changed("{ id = \"g1\", text = \"Det syns.\" }, { id = \"g2\", text = \"Alla ser.\" }",
                       "{ id = \"g2\", text = \"Alla ser.\" }, { id = \"g1\", text = \"Det syns.\" }") ==
               "moved goal g2 in order");
}

BOOST_AUTO_TEST_CASE(finds_a_moved_problem_without_its_actions) {
    const auto problem = between(base_text, "[[area.problem]]\nid = \"p1\"", "[[area.problem]]\nid = \"p2\"");
    const auto without = replaced(base_text, problem, "");
    BOOST_TEST(listed(base_text, without + problem) == "moved problem p1 elsewhere");
    const auto last = between(base_text, "[[area.problem]]\nid = \"p2\"", "[[area]]\nid = \"a2\"");
    BOOST_TEST(listed(base_text, replaced(base_text, problem + last, last + problem)) == "moved problem p2 in order");
}

BOOST_AUTO_TEST_CASE(finds_a_moved_action_and_area) {
    const auto action = between(base_text, "[[area.problem.cause.action]]\nid = \"x2\"", "[[area.problem.cause]]\nid = \"c2\"");
    const auto moved =
        replaced(replaced(base_text, action, ""), "[[area.problem]]\nid = \"p2\"", action + "[[area.problem]]\nid = \"p2\"");
    BOOST_TEST(listed(base_text, moved) == "moved action x2 elsewhere");
    const auto first = between(base_text, "[[area]]\nid = \"a1\"", "[[area]]\nid = \"a2\"");
    const auto second = between(base_text, "[[area]]\nid = \"a2\"", "");
    BOOST_TEST(listed(base_text, replaced(base_text, first + second, second + first)) == "moved area a2 in order");
}

BOOST_AUTO_TEST_CASE(lists_what_was_saved_from_a_removed_problem_as_moved) {
    const auto problem = between(base_text, "[[area.problem]]\nid = \"p1\"", "[[area.problem]]\nid = \"p2\"");
    const auto cause = between(base_text, "[[area.problem.cause]]\nid = \"c2\"", "[[area.problem]]\nid = \"p2\"");
    const auto text = replaced(base_text, problem, "");
    BOOST_TEST(listed(base_text, replaced(text, "[[area]]\nid = \"a2\"", cause + "[[area]]\nid = \"a2\"")) ==
               "removed problem p1 +1c +2x +2g; moved cause c2 elsewhere");
}

BOOST_AUTO_TEST_CASE(says_what_a_moved_item_stands_after) {
    const auto problem = between(base_text, "[[area.problem]]\nid = \"p1\"", "[[area.problem]]\nid = \"p2\"");
    const auto last = between(base_text, "[[area.problem]]\nid = \"p2\"", "[[area]]\nid = \"a2\"");
    const auto before = plan_with(base_text);
    const auto after = plan_with(replaced(base_text, problem + last, last + problem));
    const auto found = changes(before, after);
    BOOST_REQUIRE(found.size() == 1);
    BOOST_TEST(found[0].id == "p2");
    BOOST_TEST(std::get<const Problem*>(found[0].before.follows)->id.value == "p1");
    BOOST_TEST(std::holds_alternative<std::monostate>(found[0].after.follows));
}

BOOST_AUTO_TEST_CASE(tells_an_owners_new_name_once) {
    BOOST_TEST(changed("name = \"Polisen\"", "name = \"Lokalpolisområdet\"") == "changed owner polisen name");
}

BOOST_AUTO_TEST_CASE(finds_changes_of_registers_and_targets) {
    BOOST_TEST(changed("role = \"Rektor\"", "role = \"Skolchef\"") == "changed owner skolan role");
    BOOST_TEST(changed("by = \"2030\"", "by = \"2031\"") == "changed target t1 by");
    BOOST_TEST(changed("Torget är lugnt.", "Torget är tryggt.") == "changed target t1 text");
    BOOST_TEST(changed("name = \"Torget\"", "name = \"Torget\"\nlabel = 'ÖDS'") == "changed place torget label");
    BOOST_TEST(changed("text = \"Så.\"", "text = \"Så här.\"") == "changed strategy s1 text");
    BOOST_TEST(changed("[[place]]", "[[owner]]\nid = 'ny'\nrole = 'Ny'\n[[place]]") == "added owner ny");
    BOOST_TEST(changed("place = \"torget\"\n[[area.problem.cause]]", "[[area.problem.cause]]") == "changed problem p1 place");
}

BOOST_AUTO_TEST_CASE(finds_changes_of_the_matter_and_its_texts) {
    const std::string matter = "[case]\ndnr = 'KS 1'\nofficer = 'A'\n[text]\nbackground = 'Det var en gång.'\n";
    BOOST_TEST(listed(matter + base_text, replaced(matter, "KS 1", "KS 2") + base_text) == "changed case  dnr");
    BOOST_TEST(listed(matter + base_text, replaced(matter, "en gång", "så") + base_text) == "changed text background text");
    BOOST_TEST(listed(matter + base_text, matter + "summary = 'S'\n" + base_text) == "added text summary");
    const std::string body = "[[body]]\nid = 'n'\nname = 'Nämnden'\nkind = 'committee'\nproposal = ['Ja.']\n";
    BOOST_TEST(listed(body + base_text, replaced(body, "Ja.", "Nej.") + base_text) == "changed body n proposal");
}

BOOST_AUTO_TEST_CASE(does_not_list_renumbering_as_a_change) {
    const auto before = plan_with(base_text);
    const auto after =
        plan_with(replaced(base_text, "[[area]]\nid = \"a1\"", "[[area]]\nid = 'a0'\ntitle = 'Först'\n[[area]]\nid = \"a1\""));
    const auto found = changes(before, after);
    BOOST_REQUIRE(found.size() == 1);
    BOOST_TEST(found[0].after.number() == "1");
}

BOOST_AUTO_TEST_CASE(puts_what_is_gone_where_it_stood) {
    const auto cause = between(base_text, "[[area.problem.cause]]\nid = \"c2\"", "[[area.problem]]\nid = \"p2\"");
    auto text = replaced(base_text, cause, "");
    text = replaced(replaced(text, "\"Ljus\"", "\"Lampor\""), "\"Skolan\"", "\"Skolgården\"");
    text = replaced(text, "\"Bedrägerier\"", "\"Bluffar\"");
    BOOST_TEST(listed(base_text, text) ==
               "changed action x1 title; removed cause c2 +1x; changed problem p2 title; changed problem p3 title");
}

BOOST_AUTO_TEST_CASE(does_not_tell_what_a_next_plan_begins_without) {
    const auto last = replaced(base_text, "when = \"2025-06\"", "when = \"2025-06\"\nnew = true\nfollowup = { status = 'done' }");
    const auto before = plan_with(last);
    auto after = plan_with(base_text);
    after.id.value = "p-2026";
    std::string out;
    for (const auto& change : changes(before, after))
        out += told(change) + ";";
    BOOST_TEST(out == "changed plan  id;");
}

BOOST_AUTO_TEST_CASE(has_a_key_of_plans_for_every_field) {
    std::ifstream file(PROJECT_DIR "/docs/plan.schema.json");
    std::stringstream schema;
    schema << file.rdbuf();
    for (int i = 0; i <= static_cast<int>(Field::formats); ++i) {
        const auto name = std::string(key(static_cast<Field>(i)));
        BOOST_TEST(schema.str().find('"' + name + '"') != std::string::npos, "not a key of plans: " << name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
