#include "base/disk_world.h"
#include "base/package.h"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace planpaket::base;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test. A manifest is "ours" and the listed names, one per line.
struct Place {
    Place() {
        std::string pattern = (fs::temp_directory_path() / "planpaket-package-XXXXXX").string();
        root = ::mkdtemp(pattern.data());
        place = {(root / "output").string(), "plan", "manifest", listed, true};
    }
    ~Place() { fs::remove_all(root); }

    static std::optional<std::vector<std::string>> listed(const std::string& manifest) {
        if (!manifest.starts_with("ours\n"))
            return std::nullopt;
        std::vector<std::string> names;
        for (std::size_t at = 5; at < manifest.size(); at = manifest.find('\n', at) + 1)
            names.push_back(manifest.substr(at, manifest.find('\n', at) - at));
        return names;
    }
    fs::path target() const { return root / "output" / "plan"; }
    void put(const fs::path& path, const std::string& text) const {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    std::string text(const fs::path& path) const { return DiskWorld().read_file(path.string(), 1 << 20).value_or("(absent)"); }
    std::vector<std::string> names(const fs::path& path) const { return DiskWorld().list(path.string()).value(); }

    fs::path root;
    PackagePlace place;
};

const std::vector<PackageFile> first{{"a.pdf", "A1"}, {"b.pdf", "B1"}, {"manifest", "ours\na.pdf\nb.pdf\n"}};
const std::vector<PackageFile> second{{"a.pdf", "A2"}, {"manifest", "ours\na.pdf\n"}};

using Names = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(package, Place)

BOOST_AUTO_TEST_CASE(makes_the_output_folder_and_the_package) {
    BOOST_TEST(write_package(place, first).empty());
    BOOST_TEST(text(target() / "b.pdf") == "B1");
    BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(replaces_an_older_package_whole) {
    for (const bool exchange : {true, false}) {
        place.exchange = exchange;
        BOOST_TEST(write_package(place, first).empty());
        BOOST_TEST(write_package(place, second).empty());
        BOOST_TEST(text(target() / "a.pdf") == "A2");
        BOOST_TEST(!fs::exists(target() / "b.pdf"));
        BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(takes_along_what_people_have_put_there) {
    for (const bool exchange : {true, false}) {
        place.exchange = exchange;
        BOOST_TEST(write_package(place, first).empty());
        put(target() / "notes.txt", "mine");
        put(target() / "pages/1.png", "picture");
        BOOST_TEST(write_package(place, second).empty());
        BOOST_TEST(text(target() / "notes.txt") == "mine");
        BOOST_TEST(text(target() / "pages/1.png") == "picture");
        BOOST_TEST(text(target() / "a.pdf") == "A2");
        BOOST_TEST(!fs::exists(target() / "b.pdf"));
        BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
        fs::remove_all(target());
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_foreign_file_in_the_way_of_a_new_one) {
    BOOST_TEST(write_package(place, second).empty());
    put(target() / "b.pdf", "mine");
    const auto diagnostics = write_package(place, first);
    BOOST_REQUIRE(diagnostics.size() == 1u);
    BOOST_TEST(diagnostics.front().code == "not-a-package");
    BOOST_TEST(text(target() / "b.pdf") == "mine");
    BOOST_TEST(text(target() / "a.pdf") == "A2");
}

BOOST_AUTO_TEST_CASE(refuses_to_replace_anything_else) {
    const auto refused = [&] {
        const auto diagnostics = write_package(place, first);
        return diagnostics.size() == 1 && diagnostics.front().code == "not-a-package";
    };
    put(target() / "letter.txt", "mine");
    BOOST_TEST(refused());
    put(target() / "manifest", "theirs");
    BOOST_TEST(refused());
    BOOST_TEST(text(target() / "letter.txt") == "mine");
    fs::remove_all(target());
    put(target(), "a file");
    BOOST_TEST(refused());
    fs::remove(target());
    put(root / "elsewhere/manifest", "ours\n");
    fs::create_directory_symlink(root / "elsewhere", target());
    BOOST_TEST(refused());
    BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(fills_an_empty_folder) {
    fs::create_directories(target());
    BOOST_TEST(write_package(place, first).empty());
    BOOST_TEST(text(target() / "a.pdf") == "A1");
}

BOOST_AUTO_TEST_CASE(leaves_the_old_package_when_a_file_cannot_be_written) {
    BOOST_TEST(write_package(place, first).empty());
    auto broken = second;
    broken.push_back({std::string(300, 'n'), "a name too long for any file system"});
    const auto diagnostics = write_package(place, broken);
    BOOST_REQUIRE(diagnostics.size() == 1u);
    BOOST_TEST(diagnostics.front().code == "unwritable");
    BOOST_TEST(text(target() / "a.pdf") == "A1");
    BOOST_TEST(text(target() / "b.pdf") == "B1");
    BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(says_when_the_output_folder_cannot_be_made) {
    put(root / "output", "a file");
    const auto diagnostics = write_package(place, first);
    BOOST_REQUIRE(diagnostics.size() == 1u);
    BOOST_TEST(diagnostics.front().code == "unwritable");
}

BOOST_AUTO_TEST_CASE(clears_what_a_killed_run_left) {
    BOOST_TEST(write_package(place, first).empty());
    put(root / "output/.plan.staged/a.pdf", "half");
    put(root / "output/.plan.lock", "");
    put(root / "output/.other.staged/a.pdf", "not ours to clear");
    BOOST_TEST(write_package(place, second).empty());
    const Names expected{".other.staged", "plan"};
    BOOST_TEST(names(root / "output") == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(moves_back_a_package_that_was_killed_while_moved_aside) {
    BOOST_TEST(write_package(place, first).empty());
    put(target() / "notes.txt", "mine");
    fs::rename(target(), root / "output/.plan.previous");
    put(root / "output/.plan.staged/a.pdf", "A2");
    BOOST_TEST(write_package(place, second).empty());
    BOOST_TEST(text(target() / "notes.txt") == "mine");
    BOOST_TEST(text(target() / "a.pdf") == "A2");
    BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(many_writers_at_once_leave_one_whole_package) {
    std::vector<std::jthread> writers;
    std::atomic<int> failures = 0;
    for (int i = 0; i < 8; ++i)
        writers.emplace_back([&, i] {
            for (int round = 0; round < 10; ++round)
                failures += write_package(place, i % 2 == 0 ? first : second).empty() ? 0 : 1;
        });
    writers.clear();
    BOOST_TEST(failures == 0);
    const bool whole = text(target() / "a.pdf") == (fs::exists(target() / "b.pdf") ? "A1" : "A2");
    BOOST_TEST(whole);
    BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_writer_killed_at_any_moment_leaves_one_whole_package) {
    for (const bool exchange : {true, false}) {
        place.exchange = exchange;
        BOOST_TEST(write_package(place, first).empty());
        for (int i = 0; i < 60; ++i) {
            const pid_t child = ::fork();
            BOOST_REQUIRE(child >= 0);
            if (child == 0) {
                for (int round = 0;; ++round)
                    write_package(place, round % 2 == 0 ? second : first);
            }
            std::this_thread::sleep_for(std::chrono::microseconds(500 + i * 137));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            // With exchange the package is whole at once; without it, after the next run has moved it back.
            if (!exchange)
                write_package({place.output, "plan", "manifest", listed, false}, {{std::string(300, 'n'), ""}});
            const auto a = text(target() / "a.pdf");
            BOOST_TEST(a == (fs::exists(target() / "b.pdf") ? "A1" : "A2"));
            BOOST_TEST(text(target() / "manifest") == (a == "A1" ? first : second).back().bytes.pieces().front());
        }
        BOOST_TEST(write_package(place, first).empty());
        BOOST_TEST(names(root / "output") == Names{"plan"}, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_SUITE_END()
