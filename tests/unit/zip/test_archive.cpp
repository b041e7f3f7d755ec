#include "zip/archive.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::zip;

namespace {

/// What is wrong with an archive; "" if nothing.
std::string code(std::string_view bytes, const Limits& limits = {}) {
    const auto contents = read_archive(bytes, limits);
    return contents.wrong.empty() ? "" : contents.wrong.front().code;
}

/// An archive of one part, with a byte changed in its entry of the list at the end, counted from the entry's beginning.
std::string listed_with(std::size_t at, char value, std::string bytes = write_archive({{"a", "some words", false}})) {
    bytes[bytes.find("PK\x01\x02") + at] = value;
    return bytes;
}

constexpr Limits flat{.flat = true};

} // namespace

BOOST_AUTO_TEST_SUITE(archive)

BOOST_AUTO_TEST_CASE(gives_back_what_was_put_in) {
    const auto bytes = write_archive({{"mimetype", "text", true}, {"a/å.xml", std::string(100'000, 'x'), false}});
    BOOST_TEST(bytes.size() < 2000U);
    BOOST_TEST(bytes.substr(30, 12) == "mimetypetext"); // stored, and at its fixed place
    BOOST_TEST(is_archive(bytes));
    const auto contents = read_archive(bytes);
    BOOST_TEST(contents.wrong.empty());
    BOOST_REQUIRE(contents.parts.size() == 2U);
    BOOST_TEST(contents.parts[1].name == "a/å.xml");
    BOOST_TEST(contents.parts[1].bytes == std::string(100'000, 'x'));
}

BOOST_AUTO_TEST_CASE(is_the_same_for_the_same_parts) {
    const std::vector<Part> parts{{"a", "1", false}, {"b", "2", false}};
    BOOST_TEST(write_archive(parts) == write_archive(parts));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_archive) {
    BOOST_TEST(code("") == "no-zip");
    BOOST_TEST(code("PK\x03\x04 nonsense") == "no-zip");
    BOOST_TEST(!is_archive("nonsense"));
}

BOOST_AUTO_TEST_CASE(refuses_an_archive_cut_short_or_damaged_anywhere) {
    const auto whole = write_archive({{"a", "some words that are long enough to be compressed, compressed, compressed", false}});
    for (std::size_t length = 0; length < whole.size(); ++length)
        BOOST_TEST(code(whole.substr(0, length)) == "no-zip");
    for (std::size_t at = 31; at < 31 + 30; ++at) {
        auto damaged = whole;
        damaged[at] ^= 0x55;
        BOOST_TEST(code(damaged) == "no-zip", at);
    }
}

BOOST_AUTO_TEST_CASE(refuses_more_parts_or_bytes_than_the_limits) {
    const auto bytes = write_archive({{"a", "12345", false}, {"b", "12345", false}, {"c", "12345", false}});
    BOOST_TEST(code(bytes, {.parts = 3, .bytes = 15}) == "");
    BOOST_TEST(code(bytes, {.parts = 2}) == "zip-too-large");
    BOOST_TEST(code(bytes, {.bytes = 14}) == "zip-too-large");
    BOOST_TEST(read_archive(bytes, {.bytes = 14}).parts.empty());
}

BOOST_AUTO_TEST_CASE(finds_a_bomb_before_it_unpacks_it) {
    const auto bomb = write_archive({{"a", std::string(2 << 20, '0'), false}});
    BOOST_TEST(code(bomb) == "");
    BOOST_TEST(code(bomb, {.ratio = 200}) == "zip-too-large");
    BOOST_TEST(code(write_archive({{"a", std::string(1 << 20, '0'), false}}), {.ratio = 200}) == "");
    BOOST_TEST(code(listed_with(24 + 3, 1)) == "zip-too-large"); // 16 MiB more than there are
}

BOOST_AUTO_TEST_CASE(refuses_a_part_that_unpacks_to_another_size_than_it_says) {
    BOOST_TEST(code(listed_with(24, 9)) == "no-zip");
    BOOST_TEST(code(listed_with(24, 11)) == "no-zip");
}

BOOST_AUTO_TEST_CASE(refuses_parts_that_share_their_bytes) {
    auto bytes = write_archive({{"a", std::string(10'000, 'x'), true}, {"b", "", true}});
    const auto entry = bytes.find("PK\x01\x02");
    const auto other = bytes.find("PK\x01\x02", entry + 4);
    bytes.replace(other + 16, 12, bytes.substr(entry + 16, 12)); // checksum and sizes
    bytes.replace(other + 42, 4, bytes.substr(entry + 42, 4));   // place
    BOOST_TEST(code(bytes, {}) == "zip-too-large");
}

BOOST_AUTO_TEST_CASE(refuses_links_and_devices) {
    const auto unix_made = listed_with(5, 3);
    BOOST_TEST(code(listed_with(41, '\xa1', unix_made)) == "zip-link");
    BOOST_TEST(code(listed_with(41, '\x21', unix_made)) == "zip-link");
    BOOST_TEST(code(listed_with(41, '\x81', unix_made)) == "");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_encrypted_or_packed_otherwise) {
    BOOST_TEST(code(listed_with(8, 1)) == "zip-encrypted");
    BOOST_TEST(code(listed_with(10, 14)) == "zip-method"); // LZMA
}

BOOST_AUTO_TEST_CASE(refuses_folders_where_parts_have_to_be_flat) {
    for (const auto* name : {"a/b", "../a", "/a", "a\\b", "a/"})
        BOOST_TEST(code(write_archive({{name, "", false}}), flat) == "zip-folder", name);
    BOOST_TEST(code(write_archive({{"a..b", "", false}}), flat) == "");
    BOOST_TEST(code(write_archive({{"a/b", "", false}})) == "");
}

BOOST_AUTO_TEST_CASE(refuses_two_parts_of_one_name) {
    auto bytes = write_archive({{"a", "1", true}, {"b", "2", true}});
    bytes[bytes.rfind("b")] = 'a';
    BOOST_TEST(code(bytes) == "zip-duplicate");
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong_and_reads_the_rest) {
    const auto contents = read_archive(write_archive({{"a/b", "", false}, {"c", "1", false}, {"d/", "", false}}), flat);
    BOOST_TEST(contents.wrong.size() == 2U);
    BOOST_REQUIRE(contents.parts.size() == 1U);
    BOOST_TEST(contents.parts[0].name == "c");
}

BOOST_AUTO_TEST_SUITE_END()
