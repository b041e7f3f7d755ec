#include "base/nearest.h"
#include "base/parallel.h"
#include "base/sha256.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <stdexcept>

using namespace planpaket::base;

BOOST_AUTO_TEST_SUITE(hashing)

BOOST_AUTO_TEST_CASE(agrees_with_the_standards_own_examples) {
    BOOST_TEST(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(did_you_mean)

BOOST_AUTO_TEST_CASE(finds_a_slip_of_the_finger) {
    const std::vector<std::string> words{"build", "check", "show"};
    BOOST_TEST(nearest("biuld", words).value() == "build");
    BOOST_TEST(nearest("chekc", words).value() == "check");
    BOOST_TEST(nearest("shw", words).value() == "show");
}

BOOST_AUTO_TEST_CASE(does_not_guess_wildly) {
    BOOST_TEST(!nearest("archive", {"build", "check", "show"}).has_value());
    BOOST_TEST(!nearest("", {"a"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(parallel)

BOOST_AUTO_TEST_CASE(gives_results_in_the_order_of_the_tasks) {
    for (const std::size_t jobs : {1u, 3u, 50u}) {
        std::vector<std::function<int()>> tasks;
        for (int i = 0; i < 100; ++i)
            tasks.push_back([i] {
                std::this_thread::sleep_for(std::chrono::microseconds((100 - i) * 10));
                return i;
            });
        const auto results = run_all(tasks, jobs);
        for (int i = 0; i < 100; ++i)
            BOOST_TEST(results[static_cast<std::size_t>(i)] == i);
    }
}

BOOST_AUTO_TEST_CASE(counts_what_is_done_up_to_all) {
    std::vector<std::function<int()>> tasks(20, [] { return 1; });
    std::vector<std::size_t> seen;
    run_all(tasks, 4, [&](std::size_t n) { seen.push_back(n); });
    BOOST_TEST(seen.size() == 20u);
    BOOST_TEST(seen.back() == 20u);
}

BOOST_AUTO_TEST_CASE(throws_the_first_exception_after_all_have_ended) {
    std::atomic<int> ended = 0;
    std::vector<std::function<int()>> tasks;
    tasks.push_back([&]() -> int { throw std::runtime_error("first"); });
    tasks.push_back([&]() -> int { throw std::logic_error("second"); });
    tasks.push_back([&] { return ++ended; });
    BOOST_CHECK_THROW(run_all(tasks, 2), std::runtime_error);
    BOOST_TEST(ended == 1);
}

BOOST_AUTO_TEST_SUITE_END()
