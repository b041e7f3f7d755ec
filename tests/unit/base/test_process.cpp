#include "base/process.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::base;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(process)

BOOST_AUTO_TEST_CASE(gives_output_errors_and_exit_code) {
    const auto outcome = run_process({"sh", "-c", "echo out; echo err >&2; exit 7"});
    BOOST_REQUIRE(outcome.has_value());
    BOOST_TEST(outcome->output == "out\n");
    BOOST_TEST(outcome->errors == "err\n");
    BOOST_TEST(outcome->exit_code == 7);
}

BOOST_AUTO_TEST_CASE(passes_arguments_as_they_are) {
    const auto outcome = run_process({"printf", "%s|", "a b", "$HOME", "*"});
    BOOST_TEST(outcome.value().output == "a b|$HOME|*|");
}

BOOST_AUTO_TEST_CASE(carries_more_input_than_a_socket_holds) {
    const std::string input(3'000'000, 'x');
    const auto outcome = run_process({"cat"}, input);
    BOOST_TEST((outcome.value().output == input));
}

BOOST_AUTO_TEST_CASE(survives_a_program_that_reads_nothing) {
    const auto outcome = run_process({"true"}, std::string(3'000'000, 'x'));
    BOOST_TEST(outcome.value().exit_code == 0);
}

BOOST_AUTO_TEST_CASE(reports_a_missing_program) {
    BOOST_TEST(run_process({"no-such-program-anywhere"}).error().front().code == "program-missing");
}

BOOST_AUTO_TEST_CASE(stops_a_program_over_its_time) {
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(run_process({"sleep", "30"}, {}, {.time = 200ms}).error().front().code == "program-failed");
    BOOST_TEST((std::chrono::steady_clock::now() - start < 10s));
}

BOOST_AUTO_TEST_CASE(stops_a_program_over_its_output) {
    BOOST_TEST(run_process({"yes"}, {}, {.output = 1000}).error().front().code == "program-failed");
}

BOOST_AUTO_TEST_CASE(names_the_signal_that_ended_it) {
    BOOST_TEST(run_process({"sh", "-c", "kill -9 $$"}).value().exit_code == 137);
}

BOOST_AUTO_TEST_SUITE_END()
