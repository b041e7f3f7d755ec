#include "base/memory_file.h"
#include "base/process.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;

BOOST_AUTO_TEST_SUITE(memory_file)

BOOST_AUTO_TEST_CASE(is_read_by_other_programs_as_often_as_they_like) {
    const std::string words(100'000, 'x');
    const base::MemoryFile file(words);
    BOOST_REQUIRE(!file.path().empty());
    const base::MemoryFile other("y");
    for (int i = 0; i < 2; ++i)
        BOOST_TEST(base::run_process({"cat", file.path(), other.path()}).value().output == words + "y");
}

BOOST_AUTO_TEST_CASE(cannot_be_changed) {
    const base::MemoryFile file("before");
    BOOST_TEST(base::run_process({"sh", "-c", "echo after >\"$0\"", file.path()}).value().exit_code != 0);
    BOOST_TEST(base::run_process({"cat", file.path()}).value().output == "before");
}

BOOST_AUTO_TEST_SUITE_END()
