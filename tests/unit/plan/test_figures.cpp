#include "plan/figures.h"
#include "plan_text.h"

using namespace planpaket::plan;

static std::string small_action(const std::string& id, const std::string& more) {
    return "[[area.problem.cause.action]]\nid = '" + id + "'\ntitle = '" + id + "'\ntext = 'T'\n" + more;
}

static const std::string place_in_tree =
    "[[area]]\nid = 'a'\ntitle = 'A'\nstrategies = ['s']\n[[area]]\nid = 'b'\ntitle = 'B'\n"
    "[[area.problem]]\nid = 'p-1'\ntitle = 'P'\n[[area.problem.cause]]\nid = 'c'\ntext = 'C'\n";
static const std::string strategies = "[[strategy]]\nid = 's'\nname = 'S'\ntext = 'T'\n";

static std::string ids(const std::vector<PlacedAction>& actions) {
    std::string result;
    for (const auto& placed : actions)
        result += (result.empty() ? "" : " ") + placed.action->id.value;
    return result;
}

BOOST_AUTO_TEST_SUITE(figures)

BOOST_AUTO_TEST_CASE(count_each_item_once_and_unused_areas_too) {
    const auto plan = plan_with(strategies + place_in_tree +
                                small_action("x", "goal = [{ id = 'g', text = 'G' }, { id = 'h', text = 'H' }]\n") +
                                small_action("y", "") + "[[area.problem.cause]]\nid = 'd'\ntext = 'D'\n");
    const auto count = counts(plan);
    BOOST_REQUIRE(count.areas.size() == 2u);
    BOOST_TEST(count.areas.at(0).actions == 0u);
    BOOST_TEST(count.areas.at(1).problems == 1u);
    BOOST_TEST(count.areas.at(1).causes == 2u);
    BOOST_TEST(count.areas.at(1).actions == 2u);
    BOOST_TEST(count.goals == 2u);
}

BOOST_AUTO_TEST_CASE(number_actions_within_their_area) {
    const auto plan = plan_with(strategies + place_in_tree + small_action("x", "") + "[[area.problem]]\nid = 'q'\ntitle = 'Q'\n" +
                                "[[area.problem.cause]]\nid = 'd'\ntext = 'D'\n" + small_action("y", ""));
    const auto placed = placed_actions(plan);
    BOOST_TEST(placed.at(0).number == "2.1");
    BOOST_TEST(placed.at(1).number == "2.2");
    const auto named = names(plan);
    BOOST_TEST(named.at("y").number == "2.2");
    BOOST_TEST(named.at("b").number == "2");
    BOOST_TEST(named.at("q").title == "Q");
    BOOST_TEST((named.at("d").kind == Named::Kind::cause));
}

BOOST_AUTO_TEST_CASE(list_owners_in_the_order_of_the_language) {
    std::string owners;
    for (const char* name : {"Övre", "Ärla", "Åkeshov", "Zon", "Mål 10", "Mål 9", "Wik", "Vik", "Idle"})
        owners += "[[owner]]\nid = 'o-" + std::to_string(owners.size()) + "'\nname = '" + name + "'\n";
    const auto listed = [&](const std::string& language) {
        auto plan = plan_with("language = '" + language + "'\n" + strategies + owners + place_in_tree + small_action("x", ""));
        for (const auto& owner : plan.owner)
            if (owner.name.value != "Idle")
                plan.area.at(1).problem.at(0).cause.at(0).action.at(0).lead.push_back(owner.id);
        std::string result;
        for (const auto& entry : owner_listing(plan))
            result += (result.empty() ? "" : ", ") + entry.owner->name.value;
        return result;
    };
    BOOST_TEST(listed("sv") == "Mål 9, Mål 10, Vik, Wik, Zon, Åkeshov, Ärla, Övre");
    BOOST_TEST(listed("en") == "Åkeshov, Ärla, Mål 9, Mål 10, Övre, Vik, Wik, Zon");
}

BOOST_AUTO_TEST_CASE(list_what_an_owner_does_by_deadline_and_once) {
    const auto plan = plan_with("[[owner]]\nid = 'o'\nrole = 'Chief'\nunit = 'Unit'\n" + strategies + place_in_tree +
                                small_action("open", "lead = 'o'\nwhen = 'continuous'\n") +
                                small_action("late", "lead = 'o'\nwhen = '2025'\n") +
                                small_action("soon", "lead = 'o'\nparticipants = 'o'\nwhen = '2025-01'\n") +
                                small_action("part", "participants = ['o']\n"));
    const auto listing = owner_listing(plan);
    BOOST_REQUIRE(listing.size() == 1u);
    BOOST_TEST(listing.at(0).owner->display_name() == "Chief, Unit");
    BOOST_TEST(ids(listing.at(0).leads) == "soon late open");
    BOOST_TEST(ids(listing.at(0).takes_part) == "part");
}

BOOST_AUTO_TEST_CASE(set_the_timeline_apart_by_kind) {
    const auto plan = plan_with(
        "[[target]]\nid = 't'\narea = 'a'\ntext = 'T'\nby = 2030\n[[target]]\nid = 'u'\narea = 'a'\ntext = 'U'\nby = 2026\n" +
        strategies + place_in_tree + small_action("year", "when = 2025\n") + small_action("june", "when = '2025-06'\n") +
        small_action("ends", "when = { kind = 'continuous', to = '2025-03' }\n") +
        small_action("goes-on", "when = 'line-work'\n") + small_action("words", "when = { text = 'Snart' }\n") +
        small_action("none", ""));
    const auto line = timeline(plan);
    BOOST_TEST(ids(line.dated) == "ends june year");
    BOOST_TEST(ids(line.continuous) == "goes-on");
    BOOST_TEST(ids(line.undated) == "words none");
    BOOST_TEST(line.targets.at(0)->id.value == "u");
}

BOOST_AUTO_TEST_CASE(count_statuses_and_find_citations) {
    const auto plan =
        plan_with("[[resource]]\nid = 'r'\nname = 'R'\ntext = 'T'\nurl = 'https://example.org'\n" + strategies + place_in_tree +
                  small_action("x", "resources = 'r'\nfollowup = { status = 'under-way' }\n") +
                  small_action("y", "strategies = 's'\nfollowup = { status = 'dropped' }\n") + small_action("z", ""));
    const auto status = status_count(placed_actions(plan));
    BOOST_TEST(status.under_way == 1u);
    BOOST_TEST(status.dropped == 1u);
    BOOST_TEST(status.unreported == 1u);
    BOOST_TEST(status.done + status.not_started == 0u);
    BOOST_TEST(ids(citing_resource(plan, "r")) == "x");
    BOOST_TEST(ids(carrying_out_strategy(plan, "s")) == "y");
}

BOOST_AUTO_TEST_CASE(say_when_the_plan_is_decided) {
    const std::string group = "[[body]]\nid = 'g'\nname = 'G'\nkind = 'steering-group'\n";
    const std::string committee = "[[body]]\nid = 'n'\nname = 'N'\nkind = 'committee'\n";
    const auto by = [](const std::string& body, const std::string& outcome) {
        return "[[decision]]\nbody = '" + body + "'\ndate = 2025-04-01\noutcome = '" + outcome + "'\n";
    };
    const auto decided = [](const std::string& text) {
        const auto plan = plan_with(text);
        return state(plan).decided;
    };
    BOOST_TEST(!decided(""));
    BOOST_TEST(decided(group + by("g", "decided")));
    BOOST_TEST(!decided(group + committee + by("g", "decided")));
    BOOST_TEST(!decided(group + committee + by("g", "decided") + by("n", "tabled")));
    BOOST_TEST(decided(group + committee + by("n", "referred-back") + by("n", "decided-with-changes")));
    const auto plan = plan_with(group + committee + by("g", "decided") + by("n", "tabled"));
    BOOST_TEST(state(plan).decision == &plan.decision.back());
}

BOOST_AUTO_TEST_SUITE_END()
