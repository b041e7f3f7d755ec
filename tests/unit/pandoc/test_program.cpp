/// pandoc as a program: stand-ins that behave as none should, put first on PATH.

#include "pandoc/json.h"
#include "pandoc/program.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace planpaket;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A folder with a script of the name "pandoc", alone on PATH but for the system's own programs.
class StandIn {
public:
    explicit StandIn(const std::string& script)
        : folder_(fs::temp_directory_path() / ("planpaket-pandoc-" + std::to_string(::getpid()))) {
        fs::create_directories(folder_);
        const auto path = folder_ / "pandoc";
        std::ofstream(path) << "#!/bin/sh\n" << script << '\n';
        fs::permissions(path, fs::perms::owner_all);
        set_path(folder_.string() + ":" + before_);
    }
    ~StandIn() {
        set_path(before_);
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    StandIn(const StandIn&) = delete;
    StandIn& operator=(const StandIn&) = delete;

    const fs::path& folder() const { return folder_; }
    static void set_path(const std::string& path) { ::setenv("PATH", path.c_str(), 1); }

private:
    std::string before_ = std::getenv("PATH");
    fs::path folder_;
};

const base::ProcessLimits short_limits{.time = 500ms, .output = 100'000, .file = 0};

base::Diagnostic fault_of(const std::string& script) {
    const StandIn stand_in(script);
    const auto made = pandoc::convert({{"blocks", pandoc::Json::array()}}, {"--to", "docx"}, "missiv.docx", short_limits);
    BOOST_REQUIRE(!made.has_value());
    return made.error().front();
}

/// Answers the two questions of find_program().
std::string answering(const std::string& version, const std::string& api) {
    return "case \"$*\" in *--version*) echo 'pandoc " + version + "';; *) echo '{\"pandoc-api-version\":" + api +
           ",\"meta\":{},\"blocks\":[]}';; esac";
}

} // namespace

BOOST_AUTO_TEST_SUITE(program)

BOOST_AUTO_TEST_CASE(asks_a_newer_pandoc_which_trees_it_reads) {
    const StandIn stand_in(answering("3.1.11", "[1,23,1]"));
    const auto found = pandoc::find_program(short_limits);
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->version == "3.1.11");
    BOOST_TEST((found->api == pandoc::ApiVersion{1, 23, 1}));
}

BOOST_AUTO_TEST_CASE(refuses_a_pandoc_that_reads_other_trees) {
    const StandIn stand_in(answering("1.9", "[1,12]"));
    BOOST_TEST(pandoc::find_program(short_limits).error().front().code == "pandoc-unusable");
}

BOOST_AUTO_TEST_CASE(refuses_a_program_that_answers_nonsense_about_itself) {
    for (const char* script :
         {"echo nonsense", "exit 1", "printf '[1,2'",
          "case \"$*\" in *--version*) echo pandoc 3.1;; *) echo '{\"pandoc-api-version\":\"1.22\"}';; esac"}) {
        const StandIn stand_in(script);
        BOOST_TEST(pandoc::find_program(short_limits).error().front().code == "pandoc-unusable", script);
    }
}

BOOST_AUTO_TEST_CASE(says_that_pandoc_is_missing_and_how_to_install_it) {
    const StandIn stand_in("");
    StandIn::set_path("/nowhere");
    const auto fault = pandoc::find_program(short_limits).error().front();
    BOOST_TEST(fault.code == "program-missing");
    BOOST_TEST(fault.hint.find("apt install pandoc") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(stops_a_pandoc_that_hangs) {
    const auto fault = fault_of("sleep 60");
    BOOST_TEST(fault.code == "pandoc-failed");
    BOOST_TEST(fault.message.starts_with("missiv.docx: "));
}

BOOST_AUTO_TEST_CASE(stops_a_pandoc_that_writes_without_end) {
    BOOST_TEST(
        fault_of("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done")
            .code == "pandoc-failed");
}

BOOST_AUTO_TEST_CASE(tells_of_a_pandoc_that_crashes) {
    const auto fault = fault_of("kill -SEGV $$");
    BOOST_TEST(fault.code == "pandoc-failed");
    BOOST_TEST(fault.message.find("signal 11") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_what_a_failing_pandoc_said) {
    const auto fault = fault_of("echo 'Unknown output format' >&2; exit 22");
    BOOST_TEST(fault.message.find("22") != std::string::npos);
    BOOST_TEST(fault.message.find("Unknown output format") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(takes_a_warning_for_a_fault) {
    BOOST_TEST(fault_of("echo '[WARNING] Not rendering' >&2; echo made").message.find("Not rendering") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(takes_silence_for_a_fault) {
    BOOST_TEST(fault_of("cat >/dev/null").code == "pandoc-failed");
}

BOOST_AUTO_TEST_CASE(lets_pandoc_write_no_file) {
    const StandIn stand_in("cat >/dev/null; exec dd if=/dev/zero of=\"${0%/*}/filled\" bs=1000 count=1000 2>/dev/null");
    const auto made = pandoc::convert({{"blocks", pandoc::Json::array()}}, {"--to", "docx"}, "missiv.docx", short_limits);
    BOOST_TEST(!made.has_value());
    BOOST_TEST(fs::file_size(stand_in.folder() / "filled") == 0U);
}

BOOST_AUTO_TEST_CASE(gives_the_tree_and_takes_the_answer) {
    const StandIn stand_in("cat");
    BOOST_TEST(pandoc::convert({{"blocks", pandoc::Json::array()}}, {"--to", "html"}, "page", short_limits).value() ==
               R"({"blocks":[]})");
}

BOOST_AUTO_TEST_SUITE_END()
