#include "plan/record_decision.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::plan;

namespace {

DecisionRecord record(const char* body = "namnd", const char* date = "2025-04-24") {
    DecisionRecord decision;
    decision.body = body;
    decision.date = *parse_date(date);
    return decision;
}

const std::string head = "id = \"plan\" # the plan\nversion = \"1.0\"\n";

} // namespace

BOOST_AUTO_TEST_SUITE(recorded_decisions)

BOOST_AUTO_TEST_CASE(go_to_the_end_of_a_plan_that_has_none) {
    auto decision = record();
    decision.paragraph = "12";
    decision.immediate_approval = true;
    BOOST_TEST(with_decision(head, decision) ==
               head + "\n[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24\nparagraph = \"12\"\nimmediate_approval = true\n");
    BOOST_TEST(with_decision("id = 1", record()) == "id = 1\n\n[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24\n");
}

BOOST_AUTO_TEST_CASE(go_after_the_others_and_all_that_is_theirs) {
    const std::string first =
        head + "[[decision]]\nbody = \"grupp\"\ndate = 2025-04-01\n[[decision.signatory]]\nrole = \"Chef\" # she\n";
    const std::string rest = "\n# Who gets it.\n[[recipient]]\nid = \"r\"\n";
    BOOST_TEST(with_decision(first + rest, record()) == first + "\n[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24\n" + rest);
}

BOOST_AUTO_TEST_CASE(join_a_list_in_brackets_as_it_is_written) {
    BOOST_TEST(with_decision("decision = [\n  { body = \"a\", date = 2025-01-02 }, # first\n]\n", record()) ==
               "decision = [\n  { body = \"a\", date = 2025-01-02 },\n  { body = \"namnd\", date = 2025-04-24 }, # first\n]\n");
    BOOST_TEST(with_decision("decision = []\n", record()) == "decision = [{ body = \"namnd\", date = 2025-04-24 }]\n");
    BOOST_TEST(with_decision("decision = [{ body = \"a\", date = 2025-01-02 }]\n", record()) ==
               "decision = [{ body = \"a\", date = 2025-01-02 }, { body = \"namnd\", date = 2025-04-24 }]\n");
}

BOOST_AUTO_TEST_CASE(of_a_body_and_day_that_stand_there_are_completed) {
    auto decision = record();
    decision.approved = parse_date("2025-05-02");
    decision.paragraph = "13";
    BOOST_TEST(
        with_decision("[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24 # Thursday\nparagraph = \"12\"\n\n[case]\n", decision) ==
        "[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24 # Thursday\nparagraph = \"13\"\napproved = 2025-05-02\n\n[case]\n");
    BOOST_TEST(with_decision("decision = [{ body = \"namnd\", date = \"2025-04-24\" }]\n", decision) ==
               "decision = [{ body = \"namnd\", date = \"2025-04-24\", paragraph = \"13\", approved = 2025-05-02 }]\n");
}

BOOST_AUTO_TEST_CASE(replace_signatories_that_have_sections_of_their_own) {
    auto decision = record();
    decision.signatories = {{"Chair", ""}};
    BOOST_TEST(with_decision("[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24\n\n[[decision.signatory]]\nrole = \"Chef\"\n",
                             decision) ==
               "[[decision]]\nbody = \"namnd\"\ndate = 2025-04-24\nsignatory = [{ role = \"Chair\" }]\n");
}

BOOST_AUTO_TEST_CASE(keep_quotes_line_breaks_and_the_line_endings_of_the_file) {
    auto decision = record();
    decision.text = "He said \"no\" \\ \x01\nand left.";
    BOOST_TEST(with_decision("id = 1\r\n", decision) ==
               "id = 1\r\n\r\n[[decision]]\r\nbody = \"namnd\"\r\ndate = 2025-04-24\r\ntext = \"\"\"\r\n"
               "He said \\\"no\\\" \\\\ \\u0001\r\nand left.\"\"\"\r\n");
}

BOOST_AUTO_TEST_CASE(are_taken_away_again_without_a_trace) {
    const std::string ends[] = {"", "\n[[recipient]]\nid = \"r\"\n"};
    for (const auto& end : ends) {
        const auto before = head + "\n[[decision]]\nbody = \"grupp\"\ndate = 2025-04-01\n" + end;
        BOOST_TEST(without_last_decision(with_decision(before, record())) == before);
    }
    BOOST_TEST(without_last_decision(with_decision(head, record())) == head);
    for (const auto* list : {"decision = [{ body = \"a\", date = 2025-01-02 }]\n", "decision = []\n"})
        BOOST_TEST(without_last_decision(with_decision(list, record())) == list);
    BOOST_TEST(without_last_decision(head) == head);
}

BOOST_AUTO_TEST_CASE(corrections_name_the_version_that_was_wrong) {
    BOOST_TEST(with_correction(head, *parse_date("2025-05-20"), "2026, inte 2025.", "1.1") ==
               "id = \"plan\" # the plan\nversion = \"1.1\"\n\n[[correction]]\ndate = 2025-05-20\nversion = \"1.0\"\n"
               "text = \"2026, inte 2025.\"\n");
}

BOOST_AUTO_TEST_CASE(corrections_of_a_plan_without_a_version_begin_to_count) {
    BOOST_TEST(with_correction("# Vår plan\nid = \"plan\"\n", *parse_date("2025-05-20"), "2026, inte 2025.", "1.1") ==
               "# Vår plan\nid = \"plan\"\nversion = \"1.1\"\n\n[[correction]]\ndate = 2025-05-20\nversion = \"1.0\"\n"
               "text = \"2026, inte 2025.\"\n");
}

BOOST_AUTO_TEST_CASE(the_next_version_counts_the_last_number_on) {
    BOOST_TEST(next_version("1.0") == "1.1");
    BOOST_TEST(next_version("2") == "3");
    BOOST_TEST(next_version("1.9") == "1.10");
    BOOST_TEST(next_version("2.1-β") == "2.1-β.1");
    BOOST_TEST(next_version("99999999999999999999") == "99999999999999999999.1");
}

BOOST_AUTO_TEST_SUITE_END()
