#include "collation/collation.h"

#include "plan/read.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket;
using collation::Finding;
using collation::Refusal;

namespace {

plan::Plan read(const std::string& text) {
    base::Sources sources;
    auto plan = plan::read(sources, "plan.toml", {.read = [&](const std::string&) { return text; }, .resolve = {}});
    BOOST_REQUIRE_MESSAGE(plan, plan.error().front().message);
    return std::move(*plan);
}

plan::Plan registry() {
    std::string text = "id = \"stad\"\ntitle = \"Stad\"\nversion = \"1\"\nperiod = \"2025\"\n[sender]\norganisation = \"S\"\n";
    for (const auto* id : {"a", "b", "c"})
        text += fmt::format("[[district]]\nid = \"{0}\"\nname = \"Del {0}\"\nplan = \"plan-{0}\"\ndue = 2025-05-31\n", id);
    return read(text);
}

/// A plan of one area with one problem, one cause and one action; decided on the day unless it is empty.
collation::DistrictPlan district(const std::string& id, const std::string& decided, const std::string& owner,
                                 const std::string& when = "2025-05") {
    return collation::district_plan(read(fmt::format(
        R"(id = "plan-{0}"
title = "Plan {0}"
version = "1"
period = "2025"
[sender]
organisation = "S"
[[body]]
id = "n"
name = "Nämnden"
kind = "committee"
[[owner]]
id = "o-{0}"
{2}
{1}
[[area]]
id = "omr-{0}"
title = "{3}"
[[area.problem]]
id = "p"
title = "P"
[[area.problem.cause]]
id = "c"
text = "C"
[[area.problem.cause.action]]
id = "x"
title = "X"
text = "X"
when = "{4}"
lead = "o-{0}"
)",
        id, decided.empty() ? "" : "[[decision]]\nbody = \"n\"\ndate = " + decided + "\n", owner,
        id == "a" ? "Unga i riskzon" : "Unga I  riskzon", when)));
}

collation::Delivery delivery(const std::string& id, const std::string& version = "v1") {
    collation::Delivery out;
    out.path = "in/" + id + "-" + version;
    out.name = id + "-" + version;
    out.plan_id = "plan-" + id;
    out.object = "urn:" + id;
    out.object_version = version;
    out.signatures = collation::Signatures::valid;
    out.plan = district(id, "2025-04-24", "organisation = \"Polisen\"\nrole = \"Kommunpolis\"");
    out.stated = collation::StatedFigures{{"omr-" + id, 1, 1, 1}};
    return out;
}

std::vector<collation::Delivery> deliveries(std::initializer_list<collation::Delivery> list) {
    return list;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_good_delivery_leaves_nothing_to_follow_up) {
    const auto expected = registry();
    const auto city = collation::collate(expected, deliveries({delivery("a")}), {});
    BOOST_TEST(city.districts[0].findings.empty());
    BOOST_TEST(city.districts[1].has(Finding::missing));
    BOOST_TEST(city.counted() == 1);
    BOOST_TEST(city.actions == 1);
}

BOOST_AUTO_TEST_CASE(undecided_late_and_unreadable_plans_are_found) {
    const auto expected = registry();
    auto undecided = delivery("a");
    undecided.plan = district("a", "", "name = \"A\"");
    auto late = delivery("b");
    late.plan = district("b", "2025-06-01", "name = \"B\"");
    late.date = std::chrono::sys_days(std::chrono::year(2025) / 6 / 2);
    auto unreadable = delivery("c");
    unreadable.plan.reset();
    const auto city = collation::collate(expected, deliveries({undecided, late, unreadable}), {});
    BOOST_TEST(city.districts[0].has(Finding::undecided));
    BOOST_TEST(!city.districts[0].has(Finding::decided_late));
    BOOST_TEST(city.districts[1].has(Finding::decided_late));
    BOOST_TEST(city.districts[1].has(Finding::delivered_late));
    BOOST_TEST(city.districts[2].has(Finding::unreadable));
    BOOST_TEST(!city.districts[2].has(Finding::unstated));
    BOOST_TEST(city.counted() == 2);
}

BOOST_AUTO_TEST_CASE(the_last_day_itself_is_not_late) {
    const auto expected = registry();
    auto last = delivery("a");
    last.plan = district("a", "2025-05-31", "name = \"A\"");
    last.date = std::chrono::sys_days(std::chrono::year(2025) / 5 / 31);
    const auto city = collation::collate(expected, deliveries({last}), {});
    BOOST_TEST(city.districts[0].findings.empty());
}

BOOST_AUTO_TEST_CASE(figures_that_differ_are_found_area_by_area) {
    const auto expected = registry();
    auto lying = delivery("a");
    lying.stated = collation::StatedFigures{{"omr-a", 1, 1, 2}, {"annat", 3, 3, 3}};
    auto silent = delivery("b");
    silent.stated.reset();
    const auto city = collation::collate(expected, deliveries({lying, silent}), {});
    BOOST_TEST(city.districts[0].has(Finding::differing));
    BOOST_REQUIRE(city.districts[0].areas.size() == 2);
    BOOST_TEST(city.districts[0].areas[0].differs);
    BOOST_TEST(city.districts[0].areas[1].figures.actions == 0);
    BOOST_TEST(city.districts[0].actions == 1); // what is counted is the plan
    BOOST_TEST(city.districts[1].has(Finding::unstated));
    BOOST_TEST(!city.districts[1].has(Finding::differing));
}

BOOST_AUTO_TEST_CASE(the_latest_archived_version_counts_whatever_comes_first) {
    const auto expected = registry();
    for (const auto& [first, second] : {std::pair("v9", "v10"), std::pair("v10", "v9")}) {
        const auto city = collation::collate(expected, deliveries({delivery("a", first), delivery("a", second)}), {});
        BOOST_REQUIRE(city.refused.size() == 1);
        BOOST_TEST((city.refused[0].refusal == Refusal::replaced));
        BOOST_TEST(city.refused[0].name == "a-v9");
        BOOST_TEST(city.deliveries[0].object_version == "v10");
    }
}

BOOST_AUTO_TEST_CASE(the_same_version_twice_is_told_and_counted_once) {
    const auto expected = registry();
    const auto city = collation::collate(expected, deliveries({delivery("a"), delivery("a")}), {});
    BOOST_REQUIRE(city.refused.size() == 1);
    BOOST_TEST((city.refused[0].refusal == Refusal::repeated));
    BOOST_TEST(city.actions == 1);
}

BOOST_AUTO_TEST_CASE(what_the_register_does_not_expect_and_what_is_broken_is_not_counted) {
    const auto expected = registry();
    auto foreign = delivery("a");
    foreign.plan_id = "plan-d";
    const auto city = collation::collate(expected, deliveries({foreign}), {{"in/b", "b", "plan-b", Refusal::broken, {}}});
    BOOST_TEST(city.counted() == 0);
    BOOST_TEST(city.districts[0].has(Finding::missing));
    BOOST_TEST(city.districts[1].has(Finding::refused));
    BOOST_TEST((city.refused.back().refusal == Refusal::unexpected));
}

BOOST_AUTO_TEST_CASE(areas_and_owners_are_matched_by_name_not_by_id) {
    const auto expected = registry();
    auto other = delivery("b");
    other.plan = district("b", "2025-04-24", "organisation = \"POLISEN\"\nrole = \"kommunpolis \"");
    auto third = delivery("c");
    third.plan = district("c", "2025-04-24", "organisation = \"Polisen\"\nrole = \"Områdespolis\"");
    const auto city = collation::collate(expected, deliveries({delivery("a"), other, third}), {});
    BOOST_REQUIRE(city.areas.size() == 1);
    BOOST_TEST(city.areas[0].districts == 3);
    BOOST_REQUIRE(city.owners.size() == 1);
    BOOST_TEST(city.owners[0].shares.size() == 2);
    BOOST_TEST(city.owners[0].leads == 2);
}

BOOST_AUTO_TEST_CASE(what_is_due_is_grouped_over_all_districts) {
    const auto expected = registry();
    auto early = delivery("b");
    early.plan = district("b", "2025-04-24", "name = \"B\"", "2025-04");
    auto open = delivery("c");
    open.plan = district("c", "2025-04-24", "name = \"C\"", "continuous");
    const auto city = collation::collate(expected, deliveries({delivery("a"), early, open}), {});
    BOOST_REQUIRE(city.due.size() == 2);
    BOOST_TEST((city.due[0].time == plan::TimeGroup{plan::TimeKind::quarter, 2025, 2}));
    BOOST_REQUIRE(city.due[0].actions.size() == 2);
    BOOST_TEST(city.due[0].actions[0].district->expected->id.value == "b"); // the earlier deadline
    BOOST_TEST((city.due[1].time.kind == plan::TimeKind::continuous));
}

BOOST_AUTO_TEST_CASE(names_fold_case_white_space_and_accents) {
    BOOST_TEST(collation::folded("  ÅNGE  Kommun\t") == collation::folded("a\u030Ange kommun"));
    BOOST_TEST(collation::folded("Vällingby") != collation::folded("Vallingby"));
}

BOOST_AUTO_TEST_CASE(stated_figures_are_read_strictly) {
    const auto packet = [](const std::string& entries) {
        return "<x><counts:areas><rdf:Seq>\n" + entries + "</rdf:Seq></counts:areas>\n</x>";
    };
    const auto read = collation::stated_figures(packet("<rdf:li>a 1 2 3</rdf:li>\n<rdf:li>b-c 0 0 0</rdf:li>\n"));
    BOOST_REQUIRE(read);
    BOOST_TEST((*read == collation::StatedFigures{{"a", 1, 2, 3}, {"b-c", 0, 0, 0}}));
    for (const auto* wrong : {"<rdf:li>a 1 2</rdf:li>\n", "<rdf:li>a 1 2 3 4</rdf:li>\n", "<rdf:li>a -1 2 3</rdf:li>\n",
                              "<rdf:li>a 1 2 3</rdf:li>\n<rdf:li>a 1 2 3</rdf:li>\n", "<rdf:li> 1 2 3</rdf:li>\n",
                              "<rdf:li>a 1 2 99999999999999999999999</rdf:li>\n", "<rdf:li>a 1 2 3", "x"})
        BOOST_TEST(!collation::stated_figures(packet(wrong)), wrong);
    BOOST_TEST(!collation::stated_figures(""));
    BOOST_TEST(!collation::stated_figures(packet("") + packet("")));
}
