#include "base/disk_world.h"
#include "base/memory_world.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

using namespace planpaket::base;

BOOST_AUTO_TEST_SUITE(memory_world)

BOOST_AUTO_TEST_CASE(reads_a_file_by_any_spelling_of_its_path) {
    MemoryWorld world;
    world.files["plans/a.toml"] = "id = 1";
    BOOST_TEST(world.read_file("plans/../plans/./a.toml", 100).value() == "id = 1");
}

BOOST_AUTO_TEST_CASE(refuses_a_file_over_the_limit) {
    MemoryWorld world;
    world.files["a"] = "12345";
    BOOST_TEST(world.read_file("a", 5).has_value());
    const auto result = world.read_file("a", 4);
    BOOST_REQUIRE(!result);
    BOOST_TEST(result.error().front().code == "file-too-large");
}

BOOST_AUTO_TEST_CASE(lists_a_folder_once_per_name_and_sorted) {
    MemoryWorld world;
    world.files = {{"t/sv/b.md", ""}, {"t/sv/a.md", ""}, {"t/style.toml", ""}, {"other", ""}};
    const std::vector<std::string> expected{"style.toml", "sv"};
    BOOST_TEST(world.list("t").value() == expected, boost::test_tools::per_element());
    BOOST_TEST(world.list("absent").error().front().code == "unreadable-folder");
}

BOOST_AUTO_TEST_CASE(source_date_epoch_takes_the_place_of_the_clock) {
    MemoryWorld world;
    world.time = std::chrono::sys_seconds(std::chrono::seconds(5));
    BOOST_TEST(world.now().time_since_epoch().count() == 5);
    world.variables["SOURCE_DATE_EPOCH"] = "1735689600";
    BOOST_TEST(world.now().time_since_epoch().count() == 1735689600);
    world.variables["SOURCE_DATE_EPOCH"] = "tomorrow";
    BOOST_TEST(world.now().time_since_epoch().count() == 5);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(disk_world)

BOOST_AUTO_TEST_CASE(says_why_a_file_cannot_be_read) {
    const DiskWorld world;
    BOOST_TEST(world.read_file("/absent/file", 10).error().front().code == "unreadable-file");
    BOOST_TEST(world.read_file("/", 10).error().front().code == "unreadable-file");
}

BOOST_AUTO_TEST_CASE(stops_reading_an_endless_file_at_the_limit) {
    const DiskWorld world;
    BOOST_TEST(world.read_file("/dev/zero", 1000).error().front().code == "file-too-large");
}

BOOST_AUTO_TEST_CASE(an_empty_variable_counts_as_unset) {
    ::setenv("PLANPAKET_TEST_VARIABLE", "", 1);
    BOOST_TEST(!DiskWorld().environment("PLANPAKET_TEST_VARIABLE").has_value());
    ::setenv("PLANPAKET_TEST_VARIABLE", "x", 1);
    BOOST_TEST(DiskWorld().environment("PLANPAKET_TEST_VARIABLE").value() == "x");
}

BOOST_AUTO_TEST_SUITE_END()
