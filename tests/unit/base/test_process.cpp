#include "base/process.h"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

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

BOOST_AUTO_TEST_CASE(stops_a_program_that_is_silent_but_does_not_end) {
    BOOST_TEST(run_process({"sh", "-c", "exec >&- 2>&-; sleep 30"}, {}, {.time = 200ms}).error().front().code ==
               "program-failed");
}

BOOST_AUTO_TEST_CASE(ends_a_program_that_writes_a_file_beyond_its_limit) {
    const auto folder = std::filesystem::temp_directory_path() / ("planpaket-process-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto outcome =
        run_process({"dd", "if=/dev/zero", "of=" + (folder / "file").string(), "bs=1000", "count=9"}, {}, {.file = 2000});
    const auto size = std::filesystem::file_size(folder / "file");
    std::filesystem::remove_all(folder);
    BOOST_TEST(outcome.value().exit_code == 128 + SIGXFSZ);
    BOOST_TEST(size <= 2000U);
}

BOOST_AUTO_TEST_CASE(gives_a_program_no_more_memory_than_its_limit) {
    const std::vector<std::string> command{"dd", "if=/dev/zero", "of=/dev/null", "bs=256M", "count=1"};
    BOOST_TEST(run_process(command).value().exit_code == 0);
    BOOST_TEST(run_process(command, {}, {.memory = std::uint64_t{128} << 20U}).value().exit_code != 0);
}

BOOST_AUTO_TEST_CASE(leaves_no_process_of_a_stopped_program_behind) {
    // The grandchild has the pipe's writing end alone: reading ends when it is gone.
    const auto folder = std::filesystem::temp_directory_path() / ("planpaket-group-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto pipe = (folder / "pipe").string();
    BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reading = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    BOOST_TEST(!run_process({"sh", "-c", "sleep 30 >\"$0\" & echo ready; wait", pipe}, {}, {.time = 300ms}).has_value());
    pollfd closed{reading, POLLIN, 0};
    BOOST_TEST(::poll(&closed, 1, 10'000) == 1);
    BOOST_TEST((closed.revents & POLLHUP) != 0);
    ::close(reading);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
