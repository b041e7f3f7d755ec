/// Cross-reference tables and streams as hostile files have them. What reading takes is counted in bytes asked of the allocator,
/// which is the same on every machine: a table copied anew for each of its subsections asks for thousands of times its size.

#include "allocated.h"
#include "signature/revision.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket::signature;

namespace {

constexpr std::uint32_t many = 120'000;

const std::string head =
    "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n";
const std::size_t catalog_at = head.find("1 0 obj"), pages_at = head.find("2 0 obj");

std::string row(std::size_t offset, char kind = 'n') {
    return fmt::format("{:010} 00000 {}\r\n", offset, kind);
}

std::string with_table(const std::string& body, const std::string& table, const std::string& trailer = "/Root 1 0 R/Size 9") {
    return body + "xref\n" + table + fmt::format("trailer\n<<{}>>\nstartxref\n{}\n%%EOF\n", trailer, body.size());
}

/// A stream of rows of a kind, a place in three bytes and nothing else.
std::string with_stream(const std::string& body, const std::string& index, const std::string& rows) {
    return body +
           fmt::format("3 0 obj\n<</Type/XRef/Root 1 0 R/Size 8388608/W[1 3 0]/Index[{}]/Length {}>>\nstream\n", index,
                       rows.size()) +
           rows + fmt::format("\nendstream\nendobj\nstartxref\n{}\n%%EOF\n", body.size());
}

std::string stream_row(std::size_t offset) {
    return {'\1', static_cast<char>(offset >> 16U), static_cast<char>(offset >> 8U), static_cast<char>(offset)};
}

std::string places_of(const std::string& bytes) {
    const auto found = read_cross_references(bytes);
    if (!found)
        return "refused";
    std::string out;
    found->for_each_place([&](std::uint32_t number, const Place& place) {
        out += fmt::format("{}{}:{}", out.empty() ? "" : " ", number,
                           place.kind == Place::Kind::free ? "free" : std::to_string(place.offset));
        BOOST_TEST((found->find(number) == place));
    });
    BOOST_TEST(!found->find(found->size()));
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(cross_reference)

BOOST_AUTO_TEST_CASE(a_table_of_many_subsections_takes_memory_for_its_rows_and_no_more) {
    std::string table = "1 2\n" + row(catalog_at) + row(pages_at);
    for (std::uint32_t i = 0; i < many; ++i)
        table += fmt::format("{} 1\n{}", 10 + 2 * i, row(pages_at));
    const auto bytes = with_table(head, table);
    const auto before = allocated();
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_TEST(allocated() - before < 64 * bytes.size());
    BOOST_REQUIRE(revision);
    BOOST_TEST(revision->size() == 10 + 2 * many - 1);
    BOOST_TEST(revision->references().find(10 + many)->offset == pages_at);
    BOOST_TEST(!revision->references().find(11 + many));
}

BOOST_AUTO_TEST_CASE(a_stream_of_many_subsections_takes_memory_for_its_rows_and_no_more) {
    std::string index = "1 2", rows = stream_row(catalog_at) + stream_row(pages_at);
    for (std::uint32_t i = 0; i < many; ++i) {
        index += fmt::format(" {} 1", 10 + 2 * i);
        rows += stream_row(pages_at);
    }
    const auto bytes = with_stream(head, index, rows);
    const auto before = allocated();
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_TEST(allocated() - before < 64 * bytes.size());
    BOOST_REQUIRE(revision);
    BOOST_TEST(revision->references().find(10 + many)->offset == pages_at);
    BOOST_TEST(!revision->references().find(11 + many));
}

BOOST_AUTO_TEST_CASE(rows_that_are_only_promised_take_no_memory) {
    for (const auto& bytes : {with_stream(head, "1 8000000", stream_row(catalog_at) + stream_row(pages_at)),
                              with_table(head, "1 8000000\n" + row(catalog_at) + row(pages_at))}) {
        const auto before = allocated();
        BOOST_TEST(!Revision::open(bytes, "file.pdf"));
        BOOST_TEST(allocated() - before < 1U << 16U);
    }
    // Rows that no subsection speaks of: the stream is copied, and that is all.
    const auto bytes = with_stream(head, "1 2", stream_row(catalog_at) + stream_row(pages_at) + std::string(8'000'000, '\0'));
    const auto before = allocated();
    BOOST_TEST(Revision::open(bytes, "file.pdf").has_value());
    BOOST_TEST(allocated() - before < 2 * bytes.size());
}

BOOST_AUTO_TEST_CASE(revisions_that_name_the_same_objects_again_and_again_take_memory_for_their_rows_and_no_more) {
    // Every second number in the newest table, and a thousand tables of all numbers below it.
    constexpr std::uint32_t numbers = 2000;
    std::string all = fmt::format("0 {}\n", numbers), bytes = head, trailer = "/Root 1 0 R/Size 9";
    for (std::uint32_t i = 0; i < numbers; ++i)
        all += row(i == 1 ? catalog_at : pages_at);
    for (int i = 0; i < 1000; ++i) {
        const auto at = bytes.size();
        bytes += "xref\n" + all + fmt::format("trailer\n<<{}>>\nstartxref\n{}\n%%EOF\n", trailer, at);
        trailer = fmt::format("/Root 1 0 R/Size 9/Prev {}", at);
    }
    std::string second;
    for (std::uint32_t i = 0; i < numbers; i += 2)
        second += fmt::format("{} 1\n{}", i, row(7));
    bytes = with_table(bytes, second, trailer);
    const auto before = allocated();
    const auto found = read_cross_references(bytes);
    BOOST_TEST(allocated() - before < bytes.size());
    BOOST_REQUIRE(found);
    BOOST_TEST(found->size() == numbers);
    BOOST_TEST(found->find(10)->offset == 7);
    BOOST_TEST(found->find(11)->offset == pages_at);
}

BOOST_AUTO_TEST_CASE(the_newest_place_counts_however_the_subsections_lie) {
    const auto older =
        with_table("%PDF-1.7\n", "0 8\n" + row(0, 'f') + row(1) + row(2) + row(3) + row(4) + row(5) + row(6) + row(7));
    const auto after = [&](const std::string& table) { return places_of(with_table(older, table, "/Root 1 0 R/Size 9/Prev 9")); };
    BOOST_TEST(after("") == "0:free 1:1 2:2 3:3 4:4 5:5 6:6 7:7");
    BOOST_TEST(after("2 1\n" + row(22)) == "0:free 1:1 2:22 3:3 4:4 5:5 6:6 7:7");
    BOOST_TEST(after("6 4\n" + row(66) + row(77) + row(88) + row(99)) == "0:free 1:1 2:2 3:3 4:4 5:5 6:66 7:77 8:88 9:99");
    BOOST_TEST(after("5 1\n" + row(0, 'f') + "0 2\n" + row(0, 'f') + row(11)) == "0:free 1:11 2:2 3:3 4:4 5:free 6:6 7:7");
    // In one table the first of two counts.
    BOOST_TEST(after("3 2\n" + row(33) + row(44) + "2 3\n" + row(222) + row(333) + row(444)) ==
               "0:free 1:1 2:222 3:33 4:44 5:5 6:6 7:7");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_written_carelessly_says_the_same) {
    const std::string strict = "0 3\n" + row(0, 'f') + row(17) + row(4);
    BOOST_TEST(places_of(with_table("%PDF-1.7\n", strict)) == "0:free 1:17 2:4");
    for (const char* table : {"0 3\n0000000000 65535 f\n0000000017 00000 n\n0000000004 00000 n\n", "0 3\n0 65535 f 17 0 n 4 0 n ",
                              "0 2\n0000000000 65535 f\r\n0000000017 00000 n\r\n 2 1 % the last\n4 0 n\n"})
        BOOST_TEST(places_of(with_table("%PDF-1.7\n", table)) == "0:free 1:17 2:4", table);
    for (const char* table : {"0 1\n0000000000 65536 f\r\n", "0 1\n00000000x0 65535 f\r\n", "0 1\n0000000000 65535 g\r\n",
                              "0 2\n0000000000 65535 f\r\n", "0 1\n0000000000 65535 f\r\n0000000000 65535 f\r\n",
                              "8388607 1\n0000000000 65535 f\r\n"})
        BOOST_TEST(places_of(with_table("%PDF-1.7\n", table)) == "refused", table);
}

BOOST_AUTO_TEST_CASE(a_row_that_nobody_asks_for_is_damage_only_to_those_who_read_all) {
    const auto broken_table = "1 4\n" + row(catalog_at) + row(pages_at) + row(7, 'x') + row(pages_at);
    const auto broken_stream = stream_row(catalog_at) + stream_row(pages_at) + "\7\7\7\7" + stream_row(pages_at);
    for (const auto& bytes : {with_table(head, broken_table), with_stream(head, "1 4", broken_stream)}) {
        BOOST_TEST(!Revision::open(bytes, "file.pdf"));
        const auto revision = Revision::open(bytes, "file.pdf", Tables::as_needed);
        BOOST_REQUIRE(revision);
        BOOST_TEST(revision->get(2).as<Dictionary>() != nullptr);
        BOOST_TEST(revision->damage() == "");
        BOOST_TEST(revision->get(3).is_null());
        BOOST_TEST(revision->damage() == "object 3 cannot be read");
    }
    // A table is not taken for one of another layout, whichever rows are looked at.
    const auto careless = with_table(head, fmt::format("1 2\n{:010} 00000 n\n{:010} 00000 n\n", catalog_at, pages_at));
    BOOST_TEST(Revision::open(careless, "file.pdf", Tables::as_needed).has_value());
}

BOOST_AUTO_TEST_CASE(an_older_stream_is_decoded_when_a_row_of_it_is_asked_for) {
    const auto older = with_stream(head, "5 1", "");
    const auto newer =
        with_table(older, "1 2\n" + row(catalog_at) + row(pages_at), fmt::format("/Root 1 0 R/Size 9/Prev {}", head.size()));
    BOOST_TEST(!Revision::open(newer, "file.pdf"));
    const auto revision = Revision::open(newer, "file.pdf", Tables::as_needed);
    BOOST_REQUIRE(revision);
    BOOST_TEST(revision->size() == 6); // its numbers are known all the same
    BOOST_TEST(revision->get(5).is_null());
    BOOST_TEST(!revision->damage().empty());
}

BOOST_AUTO_TEST_SUITE_END()
