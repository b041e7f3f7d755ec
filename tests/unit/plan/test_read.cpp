#include "plan_text.h"

using namespace planpaket;
using namespace planpaket::plan;

static const char* const action =
    "[[area]]\nid = 'a'\ntitle = 'A'\n[[area.problem]]\nid = 'p-1'\ntitle = 'P'\n"
    "[[area.problem.cause]]\nid = 'c'\ntext = 'C'\n[[area.problem.cause.action]]\nid = 'x'\ntitle = 'X'\n"
    "text = 'T'\n";

static Schedule schedule(const std::string& when) {
    return plan_with(action + ("when = " + when + "\n")).area.at(0).problem.at(0).cause.at(0).action.at(0).when.value();
}

static std::string codes(const TextFiles& files, const ReadOptions& options = {}) {
    const auto plan = read_texts_as_files(files, "plans/plan.toml", options);
    std::string found;
    if (!plan)
        for (const auto& diagnostic : plan.error())
            found += (found.empty() ? "" : ", ") + diagnostic.code + " " + std::to_string(diagnostic.span.source) + ":" +
                     std::to_string(diagnostic.span.line);
    return found;
}

BOOST_AUTO_TEST_SUITE(schedules)

BOOST_AUTO_TEST_CASE(that_are_dates) {
    for (const char* when : {"'2025-06'", "\"2025-06\"", "{ date = '2025-06' }"}) {
        const auto read = schedule(when);
        BOOST_TEST((read.kind == ScheduleKind::date));
        BOOST_TEST(to_string(read.from.value()) == "2025-06");
        BOOST_TEST((read.deadline() == parse_date("2025-06-30")->first_day()));
    }
    BOOST_TEST(to_string(schedule("2025").from.value()) == "2025");
    BOOST_TEST(to_string(schedule("2025-06-15").from.value()) == "2025-06-15");
}

BOOST_AUTO_TEST_CASE(that_are_spans) {
    const auto read = schedule("{ from = 2024, to = '2027-H1', text = 'tills bron är klar' }");
    BOOST_TEST((read.kind == ScheduleKind::span));
    BOOST_TEST(read.text.value == "tills bron är klar");
    BOOST_TEST((read.deadline() == parse_date("2027-06-30")->first_day()));
}

BOOST_AUTO_TEST_CASE(that_have_no_end_or_perhaps_one) {
    BOOST_TEST((schedule("'continuous'").kind == ScheduleKind::continuous));
    BOOST_TEST((schedule("'line-work'").kind == ScheduleKind::line_work));
    BOOST_TEST(!schedule("'line-work'").deadline());
    BOOST_TEST(!schedule("{ kind = 'continuous', from = '2025' }").deadline());
    BOOST_TEST(schedule("{ kind = 'line-work', to = '2025' }").deadline().has_value());
}

BOOST_AUTO_TEST_CASE(that_are_words) {
    const auto words = schedule("{ text = 'Innan sommaren' }");
    BOOST_TEST((words.kind == ScheduleKind::words));
    BOOST_TEST(!words.deadline());
    BOOST_TEST(schedule("{ text = 'Innan sommaren', date = '2025-05' }").deadline().has_value());
}

BOOST_AUTO_TEST_CASE(that_contradict_themselves_are_refused) {
    const auto refused = [](const std::string& when) {
        return codes({{"plans/plan.toml", smallest_plan + (action + ("when = " + when))}});
    };
    BOOST_TEST(refused("{ from = '2025' }") == "missing-key 1:18");
    BOOST_TEST(refused("{ }") == "missing-key 1:18");
    BOOST_TEST(refused("{ date = '2025', from = '2025', to = '2026' }") == "unknown-key 1:18");
    BOOST_TEST(refused("'continous'") == "unknown-value 1:18");
    BOOST_TEST(refused("true") == "wrong-type 1:18");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(lose_the_blank_lines_around_them_and_titles_their_line_breaks) {
    const auto plan =
        plan_with("subtitle = \"\"\"\n\n  One title\n  in two lines\n\"\"\"\n[text]\nsummary = \"\"\"\n\nOne.\n\nTwo.\n\"\"\"\n");
    BOOST_TEST(plan.subtitle.value == "One title in two lines");
    BOOST_TEST(find_text(plan, "summary")->value == "One.\n\nTwo.");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(included_files)

BOOST_AUTO_TEST_CASE(add_their_tables_in_the_order_given) {
    const auto plan = read_texts_as_files(
        {{"plans/plan.toml", smallest_plan + std::string("include = ['b/b.toml', 'c.toml']\n[[area]]\nid = 'a'\ntitle = 'A'\n")},
         {"plans/b/b.toml", "[[area]]\nid = 'b'\ntitle = 'B'\n"},
         {"plans/c.toml", "[[area]]\nid = 'c'\ntitle = 'C'\n[text]\nsummary = 'S'\n"}},
        "plans/plan.toml");
    BOOST_REQUIRE(plan.has_value());
    BOOST_TEST(plan->area.size() == 3u);
    BOOST_TEST(plan->area.at(1).id.value == "b");
    BOOST_TEST(plan->area.at(2).title.span.source == 3u);
    BOOST_TEST(plan->text.size() == 1u);
}

BOOST_AUTO_TEST_CASE(that_cannot_be_read_are_reported_where_they_are_named) {
    BOOST_TEST(codes({{"plans/plan.toml", smallest_plan + std::string("include = ['b.toml']\n")}}) == "unreadable-file 1:5");
}

BOOST_AUTO_TEST_CASE(outside_of_the_folder_are_not_even_opened) {
    for (const char* name : {"../x.toml", "/x.toml", "a/../../x.toml", "a\\\\..\\\\x.toml", ".."})
        BOOST_TEST(codes({{"plans/plan.toml", smallest_plan + ("include = [\"" + std::string(name) + "\"]\n")}}) ==
                   "include-outside 1:5");
}

BOOST_AUTO_TEST_CASE(that_a_link_takes_outside_are_not_opened) {
    base::Sources sources;
    std::vector<std::string> opened;
    const auto read_text = [&](const std::string& path) -> base::Result<std::string> {
        opened.push_back(path);
        return smallest_plan + std::string("include = ['link/b.toml']\n");
    };
    const auto resolve = [](const std::string& path) {
        return path == "plans/link/b.toml" ? std::string("/elsewhere/b.toml") : "/home/" + path;
    };
    const auto plan = read(sources, "plans/plan.toml", {read_text, resolve});
    BOOST_REQUIRE(!plan.has_value());
    BOOST_TEST(plan.error().at(0).code == "include-outside");
    BOOST_TEST(opened.size() == 1u);
}

BOOST_AUTO_TEST_CASE(with_wrong_syntax_keep_their_missing_definitions_from_being_missed) {
    const TextFiles files = {
        {"plans/plan.toml", smallest_plan + std::string("include = ['b.toml']\n[[target]]\nid = 't'\nplace = 'square'\n"
                                                        "text = 'T'\nby = 2030\n")},
        {"plans/b.toml", "[[place]\nid = 'square'\nname = 'Square'\n"}};
    BOOST_TEST(codes(files) == "syntax 2:1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(names_of_documents)

BOOST_AUTO_TEST_CASE(are_checked_when_they_are_known) {
    const TextFiles files = {
        {"plans/plan.toml", smallest_plan + std::string("documents = { include = ['a', 'b'], titles = { c = 'C' } }\n")}};
    BOOST_TEST(codes(files) == "");
    ReadOptions options;
    options.documents = {"a"};
    BOOST_TEST(codes(files, options) == "unknown-value 1:5, unknown-value 1:5");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(large_plans)

BOOST_AUTO_TEST_CASE(are_read_whole) {
    constexpr int actions = 8000;
    std::string text = smallest_plan;
    text += "[[owner]]\nid = 'o'\nname = 'O'\n[[area]]\nid = 'a'\ntitle = 'A'\n";
    for (int i = 0; i < actions; ++i) {
        const auto n = std::to_string(i);
        text += "[[area.problem]]\nid = 'p-" + n + "'\ntitle = 'P'\n[[area.problem.cause]]\nid = 'c-" + n +
                "'\ntext = 'C'\n[[area.problem.cause.action]]\nid = 'x-" + n +
                "'\ntitle = 'X'\ntext = 'T'\nlead = 'o'\ngoal = [{ id = 'g-" + n +
                "', text = 'G' }]\n[area.problem.cause.action.followup]\nstatus = 'done'\n";
    }
    const auto plan = read_texts_as_files({{"plan.toml", text}}, "plan.toml");
    BOOST_REQUIRE(plan.has_value());
    BOOST_TEST(plan->area.at(0).problem.size() == std::size_t(actions));
}

BOOST_AUTO_TEST_SUITE_END()
