#include "distribution/journal.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace planpaket::distribution;

namespace {

namespace fs = std::filesystem;

/// A folder that is gone with the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("planpaket-journal-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string file() const { return (path / "journals/plan.jsonl").string(); }
};

const Undertaking about{.object = "planpaket:plan",
                        .version = "v2",
                        .number = 3,
                        .started = "2026-03-24T10:00:00Z",
                        .server = "smtp://localhost",
                        .from = "a@example.se"};

Sent sent_to(const std::string& id, SentState state = SentState::waiting) {
    Sent sent;
    sent.recipient_id = id;
    sent.recipient_name = "Mottagare med ett långt namn";
    sent.state = state;
    return sent;
}

void append(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::app | std::ios::binary) << text;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(journal, Folder)

BOOST_AUTO_TEST_CASE(knows_each_recipient_again) {
    {
        auto journal = Journal::open(file(), about);
        BOOST_REQUIRE(journal);
        BOOST_TEST(journal->note(Stage::sending, sent_to("en-mottagare-med-langt-id")).empty());
        BOOST_TEST(journal->note(Stage::settled, sent_to("en-mottagare-med-langt-id", SentState::accepted)).empty());
        BOOST_TEST(journal->note(Stage::sending, sent_to("kort")).empty());
        BOOST_TEST(journal->note(Stage::ending, sent_to("kort")).empty());
        BOOST_TEST(journal->note(Stage::sending, sent_to("sist")).empty());
    }
    const auto found = Journal::find(file());
    BOOST_REQUIRE((found && *found));
    BOOST_TEST((*found)->number == 3U);
    BOOST_TEST((*found)->version == "v2");
    const auto again = Journal::open(file(), {});
    BOOST_REQUIRE(again);
    BOOST_TEST(again->undertaking().from == "a@example.se");
    const auto outcomes = again->outcomes();
    BOOST_REQUIRE(outcomes.size() == 3U);
    BOOST_TEST((outcomes[0].state == SentState::accepted));
    BOOST_TEST((outcomes[1].state == SentState::unknown));
    BOOST_TEST((outcomes[2].state == SentState::waiting));
}

BOOST_AUTO_TEST_CASE(drops_what_is_half_written_and_goes_on_behind_what_is_whole) {
    BOOST_REQUIRE((Journal::open(file(), about)));
    append(file(), R"({"stage":"settled","sent":{"recip)");
    auto journal = Journal::open(file(), {});
    BOOST_REQUIRE(journal);
    BOOST_TEST(journal->progress().empty());
    BOOST_TEST(journal->note(Stage::settled, sent_to("en", SentState::accepted)).empty());
    const auto again = Journal::open(file(), {});
    BOOST_REQUIRE(again);
    BOOST_TEST(again->progress().size() == 1U);
}

BOOST_AUTO_TEST_CASE(refuses_a_whole_line_that_it_did_not_write) {
    BOOST_REQUIRE((Journal::open(file(), about)));
    for (const auto* line : {"nonsense\n", "{}\n",
                             R"({"stage":"lost","sent":{"recipient":{"id":"a"}}})"
                             "\n"}) {
        const auto size = fs::file_size(file());
        append(file(), line);
        const auto read = Journal::open(file(), {});
        BOOST_REQUIRE(!read);
        BOOST_TEST(read.error().front().code == "damaged-journal");
        fs::resize_file(file(), size);
    }
}

BOOST_AUTO_TEST_CASE(is_gone_with_its_folder_when_it_is_removed) {
    auto journal = Journal::open(file(), about);
    BOOST_REQUIRE(journal);
    BOOST_TEST(journal->remove().empty());
    BOOST_TEST(!fs::exists(path / "journals"));
    const auto found = Journal::find(file());
    BOOST_REQUIRE(found);
    BOOST_TEST(!*found);
}

BOOST_AUTO_TEST_SUITE_END()
