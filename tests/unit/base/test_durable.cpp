#include "base/durable.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sys/stat.h>

namespace planpaket::base {

namespace {

namespace fs = std::filesystem;

/// A folder for one test.
struct Folder {
    Folder() : path(fs::temp_directory_path() / ("planpaket-durable-" + std::to_string(::getpid()))) {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }

    std::string write(const char* name, const char* text) const {
        std::ofstream(path / name) << text;
        return (path / name).string();
    }
    std::string read(const char* name) const {
        std::ifstream file(path / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path path;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(durable, Folder)

BOOST_AUTO_TEST_CASE(exchanges_in_one_step_and_in_several) {
    const auto aside = (path / "aside").string();
    BOOST_TEST(exchange(write("new", "new"), write("old", "old"), aside, true));
    BOOST_TEST(read("old") == "new");
    BOOST_TEST(read("new") == "old");
    BOOST_TEST(exchange((path / "new").string(), (path / "old").string(), aside, false));
    BOOST_TEST(read("old") == "old");
    BOOST_TEST(read("aside") == "new");
}

BOOST_AUTO_TEST_CASE(leaves_the_target_where_it_was_when_nothing_is_staged) {
    const auto target = write("target", "old");
    BOOST_TEST(!exchange((path / "absent").string(), target, (path / "aside").string(), false));
    BOOST_TEST(errno == ENOENT);
    BOOST_TEST(read("target") == "old");
}

BOOST_AUTO_TEST_CASE(gives_a_new_file_the_permissions_that_the_mask_leaves) {
    const auto mask = ::umask(027);
    const FileBeside beside(path / "plan.toml", 0666);
    ::umask(mask);
    struct stat found {};
    BOOST_REQUIRE(::fstat(beside.file.get(), &found) == 0);
    BOOST_TEST((found.st_mode & 0777U) == 0640U);
    BOOST_TEST((fs::path(beside.path).parent_path() == path));
}

BOOST_AUTO_TEST_CASE(says_that_a_folder_which_is_not_there_was_not_brought_to_the_disk) {
    BOOST_TEST(sync_folder(path));
    BOOST_TEST(sync_folder(""));
    BOOST_TEST(!sync_folder(path / "absent"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace planpaket::base
