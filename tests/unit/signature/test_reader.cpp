#include "allocated.h"
#include "signature/appendix.h"
#include "signature/reservation.h"
#include "signature/revision.h"
#include "signature/update.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <zlib.h>

using namespace planpaket::signature;

namespace {

/// A file of these objects, numbered from 1, with one table. `trailer` stands in its trailer beside /Root and /Size.
std::string file_of(const std::vector<std::string>& objects, const std::string& trailer = {}) {
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::string rows = "0000000000 65535 f\r\n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        rows += fmt::format("{:010} 00000 n\r\n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto start = out.size();
    return out + fmt::format("xref\n0 {}\n{}trailer\n<</Root 1 0 R/Size {}{}>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, rows,
                             objects.size() + 1, trailer, start);
}

const std::vector<std::string> page_of_nothing{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"};

std::string code_of(const std::string& bytes) {
    const auto revision = Revision::open(bytes, "file.pdf");
    return revision ? "" : revision.error().front().code;
}

std::string written(std::string_view text) {
    Parser parser(text);
    const auto object = parser.object();
    std::string out;
    if (object)
        append(out, *object);
    return object && parser.at() == text.size() ? out : "refused";
}

/// A stream's dictionary and data, of these entries besides its length.
std::string stream_of(const std::string& entries, const std::string& data) {
    return fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", entries, data.size(), data);
}

/// A file whose catalog and page tree are in the file itself as objects 1 and 2, all of `packed` in object 3 numbered from 4, and
/// the cross-reference stream after them. `container` is object 3 as it stands between "obj" and "endobj".
std::string packed_file(const std::string& container, std::size_t packed) {
    std::string out = "%PDF-1.7\n", rows = std::string(6, '\0');
    const auto add = [&](const std::string& body) {
        rows += {
            '\1', static_cast<char>(out.size() >> 16U), static_cast<char>(out.size() >> 8U), static_cast<char>(out.size()), 0, 0};
        out += fmt::format("{} 0 obj\n{}\nendobj\n", rows.size() / 6 - 1, body);
    };
    add("<</Type/Catalog/Pages 2 0 R>>");
    add("<</Type/Pages/Kids[]/Count 0>>");
    add(container);
    for (std::size_t i = 0; i < packed; ++i)
        rows += {'\2', 0, 0, 3, static_cast<char>(i >> 8U), static_cast<char>(i)};
    const auto start = out.size();
    return out + fmt::format("{} 0 obj\n", 4 + packed) +
           stream_of(fmt::format("/Type/XRef/Root 1 0 R/Size {}/Index[0 {}]/W[1 3 2]", 5 + packed, 4 + packed), rows) +
           fmt::format("\nendobj\nstartxref\n{}\n%%EOF\n", start);
}

/// The file with objects appended. Offsets point at `space`, which stands before each object and before the table.
std::string appended(const std::string& bytes, const std::vector<std::pair<std::uint32_t, std::string>>& objects,
                     const std::string& trailer = {}, const std::string& space = {}) {
    std::string out = bytes, rows;
    for (const auto& [number, body] : objects) {
        rows += fmt::format("{} 1\n{:010} 00000 n\r\n", number, out.size());
        out += fmt::format("{}{} 0 obj\n{}\nendobj\n", space, number, body);
    }
    const auto start = out.size();
    const auto revision = Revision::open(bytes, "file.pdf");
    return out + fmt::format("{}xref\n{}trailer\n<</Root 1 0 R/Size 99/Prev {}{}>>\nstartxref\n{}\n%%EOF\n", space, rows,
                             revision ? revision->references().sections.front().from : 0, trailer, start);
}

/// What appendix.h says of all that follows the first `size` bytes.
std::string unaccounted_in(const std::string& bytes, std::size_t size) {
    const auto revision = Revision::open(bytes, "file.pdf");
    return revision ? unaccounted(*revision, size) : revision.error().front().message;
}

/// ISO 32000-1, 7.5.8.4: the table calls object 5 free, which its stream has in object 4. `stream` is where the stream begins.
std::string hybrid_file(std::size_t& stream) {
    std::string bytes = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (const auto& body : page_of_nothing) {
        places.push_back(bytes.size());
        bytes += fmt::format("{} 0 obj\n{}\nendobj\n", places.size(), body);
    }
    places.push_back(bytes.size());
    bytes += fmt::format("4 0 obj\n{}\nendobj\n", stream_of("/Type/ObjStm/N 1/First 4", "5 0 (hidden)"));
    stream = bytes.size();
    bytes +=
        fmt::format("6 0 obj\n{}\nendobj\n", stream_of("/Type/XRef/W[1 1 1]/Index[5 1]/Size 7", std::string("\x02\x04\x00", 3)));
    const auto start = bytes.size();
    bytes += "xref\n0 6\n0000000000 65535 f\r\n";
    for (const auto place : places)
        bytes += fmt::format("{:010} 00000 n\r\n", place);
    return bytes +
           fmt::format("0000000000 00000 f\r\ntrailer\n<</Root 1 0 R/Size 7/XRefStm {}>>\nstartxref\n{}\n%%EOF\n", stream, start);
}

/// The bytes in /FlateDecode.
std::string deflated(const std::string& bytes) {
    auto size = ::compressBound(bytes.size());
    std::string out(size, '\0');
    BOOST_REQUIRE(::compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                             bytes.size()) == Z_OK);
    out.resize(size);
    return out;
}

/// What signing visibly says of a file with this structure tree root as object 4.
std::string signed_with_tags(const std::string& structure, const std::vector<std::string>& more = {}) {
    auto objects = page_of_nothing;
    objects[0] = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>";
    objects.push_back(structure);
    objects.insert(objects.end(), more.begin(), more.end());
    SignatureRequest request;
    request.room = 64;
    request.place = SealPlace{.page = 0, .rectangle = {1, 1, 5, 5}};
    const auto reservation = reserve(file_of(objects), "file.pdf", request);
    return reservation ? "signed" : reservation.error().front().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(reader)

BOOST_AUTO_TEST_CASE(a_large_dictionary_is_sorted_and_a_small_one_stands_as_it_was_written) {
    const auto of = [](std::size_t count, std::size_t step) {
        std::string text = "<<";
        for (std::size_t i = 0; i < count; ++i)
            text += fmt::format("/K{} {}", i * step % count, i * step % count);
        return *Parser(text + ">>").object()->as<Dictionary>();
    };
    BOOST_TEST(written("<</Z 1/A 2>>") == "<</Z 1/A 2>>");
    for (const std::size_t count : {Dictionary::few, Dictionary::few + 1, std::size_t{100'003}}) {
        auto one = of(count, 1);
        const auto other = of(count, 7);
        // Sorted, so that nothing has to look at all of them.
        BOOST_TEST((count <= Dictionary::few || std::ranges::is_sorted(one.entries, {}, &Entry::key)));
        BOOST_TEST((one == other));
        BOOST_TEST((*one.find("K7") == number(7)));
        BOOST_TEST(one.find("K") == nullptr);
        one.set("K7", number(8));
        BOOST_TEST((one != other));
        one.set("K7", number(7));
        one.set("J", number(1));
        BOOST_TEST(one.entries.size() == count + 1);
        BOOST_TEST((*one.find("J") == number(1) && *one.find("K7") == number(7)));
        one.erase("J");
        BOOST_TEST((one == other));
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_key_that_stands_twice_however_many_there_are) {
    for (const int count : {1, 31, 32, 33, 1000}) {
        std::string text = "<<";
        for (int i = 0; i < count; ++i)
            text += fmt::format("/K{} 1", i);
        BOOST_TEST(written(text + ">>") != "refused");
        BOOST_TEST(written(text + "/K0 1>>") == "refused");
        BOOST_TEST(written(text + fmt::format("/#4b{} 1>>", count / 2)) == "refused");
    }
}

BOOST_AUTO_TEST_CASE(a_text_string_shows_text_and_nothing_that_steers) {
    const auto shown = [](std::string bytes) { return plain({std::move(bytes)}); };
    BOOST_TEST(shown("Br\xE5 \x1B[2K\x7F\x9B") == "Brå ?[2K??");
    BOOST_TEST(shown("\xEF\xBB\xBF"
                     "Brå 😀") == "Brå 😀");
    BOOST_TEST(shown("\xEF\xBB\xBF"
                     "a\x1B[2K\r\x7F\xC2\x9B"
                     "b") == "a?[2K???b");
    // Marks of direction: U+202E, U+2066, U+200F, U+061C.
    BOOST_TEST(shown("\xEF\xBB\xBF\xE2\x80\xAE"
                     "fdp\xE2\x81\xA6\xE2\x80\x8F\xD8\x9C") == "?fdp???");
    BOOST_TEST(shown(std::string("\xFE\xFF\x20\x2E\0\x85\0a\x20\x69", 10)) == "??a?");
    // Half a surrogate, an overlong slash, a continuation that is none, one alone, an end that is missing, beyond U+10FFFF.
    BOOST_TEST(shown(std::string("\xFE\xFF\xD8\0\0a", 6)) == "?a");
    BOOST_TEST(shown("\xEF\xBB\xBF\xC0\xAF") == "??");
    BOOST_TEST(shown("\xEF\xBB\xBF\xE0\x80\xAF") == "???");
    BOOST_TEST(shown("\xEF\xBB\xBF\xC3(\xE5(") == "?(?(");
    BOOST_TEST(shown("\xEF\xBB\xBF\x80\xED\xA0\x80\xE2\x82") == "??????");
    BOOST_TEST(shown("\xEF\xBB\xBF\xF4\x90\x80\x80\xF8") == "?????");
    // What is written of broken bytes is no other character either.
    BOOST_TEST(plain(*text("\xC3(").as<String>()) == "?(");
}

/// Each object is a string that holds all that follow: read one by one they would be the square of the file.
BOOST_AUTO_TEST_CASE(objects_that_lie_over_each_other_are_damage) {
    constexpr std::size_t count = 3000;
    std::string bytes = "%PDF-1.7\n", rows = "0000000000 65535 f\r\n";
    const auto add = [&](std::size_t number, const char* body) {
        rows += fmt::format("{:010} 00000 n\r\n", bytes.size());
        bytes += fmt::format("{} 0 obj{}", number, body);
    };
    add(1, "<</Type/Catalog/Pages 2 0 R>>endobj\n");
    add(2, "<</Type/Pages/Kids[]/Count 0>>endobj\n");
    for (std::size_t i = 0; i < count; ++i)
        add(3 + i, "(");
    for (std::size_t i = 0; i < count; ++i)
        bytes += ")endobj";
    const auto start = bytes.size();
    bytes += fmt::format("\nxref\n0 {}\n{}trailer\n<</Root 1 0 R/Size {}>>\nstartxref\n{}\n%%EOF\n", count + 3, rows, count + 3,
                         start);
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision);
    BOOST_TEST(revision->find(3) != nullptr);
    BOOST_TEST(revision->damage() == "");
    const auto before = allocated();
    for (std::uint32_t i = 0; i < count; ++i)
        revision->find(3 + i);
    BOOST_TEST(revision->damage() == "its objects lie over each other");
    BOOST_TEST(allocated() - before < 8 * bytes.size() + 1'000'000);
}

BOOST_AUTO_TEST_CASE(an_object_stream_is_unpacked_once_however_many_ask) {
    constexpr std::size_t count = 2000;
    std::string head, body;
    for (std::size_t i = 0; i < count; ++i) {
        head += fmt::format("{} {} ", 4 + i, body.size());
        body += fmt::format("({})", i);
    }
    const auto entries = fmt::format("/Type/ObjStm/N {}/First {}", count, head.size());
    const std::string padding(1'000'000, ' ');
    for (const auto& [data, good] : {std::pair(head + body + padding, true),
                                     {head + body + ")" + padding, true},
                                     {head + ")" + body.substr(1) + padding, false},
                                     {padding, false}}) {
        const auto bytes = packed_file(stream_of(entries, data), count);
        const auto revision = Revision::open(bytes, "file.pdf");
        BOOST_REQUIRE(revision);
        const auto before = allocated();
        for (std::uint32_t i = 0; i < count; ++i)
            BOOST_TEST((revision->get(4 + i).as<String>() != nullptr) == good);
        BOOST_TEST(allocated() - before < 3 * bytes.size());
        BOOST_TEST(revision->damage().empty() == good);
    }
}

BOOST_AUTO_TEST_CASE(objects_of_an_object_stream_stand_one_after_the_other) {
    for (const auto& [head, good] : {std::pair("4 0 5 3 ", true), {"5 0 4 3 ", true}, {"4 3 5 0 ", false}, {"4 0 5 0 ", false}}) {
        const auto bytes = packed_file(stream_of("/Type/ObjStm/N 2/First 8", std::string(head) + "(a)(b)"), 2);
        const auto revision = Revision::open(bytes, "file.pdf");
        BOOST_REQUIRE(revision);
        revision->find(std::string_view(head).starts_with("5") ? 0 : 4);
        BOOST_TEST(revision->damage().empty() == good, head);
    }
}

BOOST_AUTO_TEST_CASE(object_streams_grow_to_so_many_bytes_and_no_more) {
    for (const auto& [spaces, damage] : {std::pair(7'000'000, ""), {30'000'000, "its object streams unpack to more than"}}) {
        const auto bytes = packed_file(stream_of("/Type/ObjStm/N 1/First 4/Filter/FlateDecode",
                                                 deflated("4 0 (a)" + std::string(static_cast<std::size_t>(spaces), ' '))),
                                       1);
        const auto revision = Revision::open(bytes, "file.pdf");
        BOOST_REQUIRE(revision);
        revision->find(4);
        BOOST_TEST(revision->damage().starts_with(damage));
        BOOST_TEST(revision->damage().empty() == (spaces == 7'000'000));
    }
}

/// ISO 32000-1, 7.5.7 forbids it only for the length of an object stream itself.
BOOST_AUTO_TEST_CASE(a_length_may_stand_in_an_object_stream) {
    const std::string packed = "4 0 5";
    auto bytes = packed_file(stream_of("/Type/ObjStm/N 1/First 4", packed), 1);
    const auto longer = appended(bytes, {{6, "<</Length 4 0 R>>\nstream\nhello\nendstream"}});
    const auto again = Revision::open(longer, "file.pdf");
    BOOST_REQUIRE(again);
    BOOST_REQUIRE(again->find(6) != nullptr);
    BOOST_TEST(again->stream_bytes(*again->find(6)).value() == "hello");
    BOOST_TEST(unaccounted(*again, bytes.size()) == "");
    // Its own would lead in a circle.
    bytes = packed_file(fmt::format("<</Type/ObjStm/N 1/First 4/Length 4 0 R>>\nstream\n{}\nendstream", packed), 1);
    const auto circular = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(circular);
    BOOST_TEST(circular->find(4) == nullptr);
    BOOST_TEST(circular->damage() != "");
}

BOOST_AUTO_TEST_CASE(an_offset_may_point_at_a_little_space_before_what_it_means) {
    const auto first = file_of(page_of_nothing);
    for (const char* space : {"", "\n", " \t\r\n\f "}) {
        const auto bytes = appended(first, {{4, "(new)"}, {5, "(newer)"}}, "", space);
        const auto revision = Revision::open(bytes, "file.pdf");
        BOOST_REQUIRE(revision);
        BOOST_TEST(revision->get(4).as<String>()->bytes == "new");
        BOOST_TEST(bytes.substr(revision->find(5)->from).starts_with("5 0 obj"));
        BOOST_TEST(bytes.substr(revision->references().sections.front().from).starts_with("xref"));
        BOOST_TEST(unaccounted(*revision, first.size()) == "");
        // What is written after it points at the table itself.
        Update update(*revision);
        update.add(std::string("(newest)"));
        BOOST_TEST(unaccounted_in(bytes + update.write(), first.size()) == "");
    }
    for (const char* other : {"          ", "%\n", "x ", "1 "}) {
        const auto bytes = appended(first, {{4, "(new)"}}, "", other);
        BOOST_TEST(!Revision::open(bytes, "file.pdf"), other);
    }
    auto bytes = appended(first, {{4, "(new)"}});
    bytes.replace(bytes.find("4 0 obj") - 1, 1, "%"); // a comment, in which the object is hidden
    const auto moved = fmt::format("{:010}", bytes.find("%4 0 obj"));
    bytes.replace(bytes.find("4 1\n") + 4, 10, moved);
    BOOST_TEST(unaccounted_in(bytes, first.size() - 1) == "object 4 does not stand where the cross-reference table says");
}

BOOST_AUTO_TEST_CASE(all_that_is_appended_has_to_be_said_and_may_be_said_twice) {
    const auto first = file_of(page_of_nothing);
    const auto second = appended(first, {{4, "(new)"}});
    BOOST_TEST(unaccounted_in(second, first.size()) == "");
    // A table of all that was appended so far.
    const auto row = second.substr(second.find("4 1\n"), 24);
    auto third = appended(second, {{5, "(newer)"}});
    third.insert(third.rfind("5 1\n"), row);
    BOOST_TEST(unaccounted_in(third, first.size()) == "");
    BOOST_TEST(unaccounted_in(appended(first, {{4, "(new)\nendobj\n5 0 obj\n(hidden)"}}), first.size()).starts_with("byte "));
    // The same place under two numbers, and an object in another's string.
    auto twice = appended(first, {{4, "(new)"}});
    twice.insert(twice.find("4 1\n"), "5" + row.substr(1));
    BOOST_TEST(unaccounted_in(twice, first.size()) == "objects overlap in what was appended");
    auto inside = appended(first, {{4, "(5 0 obj(hidden)endobj)"}});
    inside.insert(inside.find("4 1\n"), fmt::format("5 1\n{:010} 00000 n\r\n", inside.find("5 0 obj")));
    BOOST_TEST(unaccounted_in(inside, first.size()) == "objects overlap in what was appended");
}

BOOST_AUTO_TEST_CASE(a_large_object_that_is_named_again_and_again_is_read_once) {
    const auto first = file_of(page_of_nothing);
    auto bytes = appended(first, {{4, "[" + std::string(200'000, ' ') + "]"}});
    const auto at = bytes.find("4 0 obj");
    std::string rows;
    for (std::uint32_t i = 5; i < 5000; ++i)
        rows += fmt::format("{} 1\n{:010} 00000 n\r\n", i, at);
    bytes.insert(bytes.find("4 1\n"), rows);
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision);
    const auto before = allocated();
    for (std::uint32_t i = 4; i < 5000; ++i)
        BOOST_TEST((revision->find(i) != nullptr) == (i == 4));
    BOOST_TEST(unaccounted(*revision, first.size()) == "objects overlap in what was appended");
    BOOST_TEST(allocated() - before < 8 * bytes.size());
}

BOOST_AUTO_TEST_CASE(keys_of_the_structure_tree_are_counted_within_bounds) {
    const std::string refused = "file.pdf is damaged: its structure tree leaves no number for another element";
    for (const char* good :
         {"/ParentTreeNextKey 5/ParentTree<</Nums[]>>", "/ParentTreeNextKey 2147483646", "/ParentTree<</Nums[3 9 0 R]>>",
          "/ParentTree<</Nums[2147483645 9 0 R]>>", "", "/ParentTree<</Kids[5 0 R 5 0 R]>>"})
        BOOST_TEST(signed_with_tags(fmt::format("<</Type/StructTreeRoot{}>>", good), {"<</Kids[5 0 R 5 0 R]/Nums[3 9 0 R]>>"}) ==
                       "signed",
                   good);
    for (const char* bad : {"/ParentTreeNextKey 9223372036854775807", "/ParentTreeNextKey -9223372036854775808",
                            "/ParentTreeNextKey 18446744073709551615", "/ParentTreeNextKey 2147483647", "/ParentTreeNextKey 1.5",
                            "/ParentTreeNextKey -1", "/ParentTree<</Nums[18446744073709551615 9 0 R]>>",
                            "/ParentTree<</Nums[2147483646 9 0 R]>>", "/ParentTree<</Nums[/A 9 0 R]>>"})
        BOOST_TEST(signed_with_tags(fmt::format("<</Type/StructTreeRoot{}>>", bad)) == refused, bad);
}

BOOST_AUTO_TEST_CASE(writes_an_object_as_it_was_read) {
    for (const char* text : {"null", "true", "-0.50", "(a\\(b\\))", "/Name#20x", "12 0 R", "[1 2 0 R (x)]", "<</A 1/B [/C]>>"}) {
        const auto again = written(text);
        BOOST_TEST(written(again) == again, text);
        BOOST_TEST(again != "refused", text);
    }
    BOOST_TEST(written("<48 65 6c6c 6f>") == "(Hello)");
    BOOST_TEST(written("(\\101\\r\\\n)") == "(A\\r)");
}

BOOST_AUTO_TEST_CASE(refuses_what_readers_would_guess_at) {
    for (const char* text : {"1.2.3", "--5", "(open", "<4x>", "[1 2", "<</A 1/A 2>>", "<</A>>", "/A#0", "R", ""})
        BOOST_TEST(written(text) == "refused", text);
}

BOOST_AUTO_TEST_CASE(refuses_objects_that_nest_too_deeply) {
    BOOST_TEST(written(std::string(60, '[') + std::string(60, ']')) != "refused");
    BOOST_TEST(written(std::string(100'000, '[') + std::string(100'000, ']')) == "refused");
}

BOOST_AUTO_TEST_CASE(names_what_is_wrong_with_a_file) {
    BOOST_TEST(code_of(file_of(page_of_nothing)) == "");
    BOOST_TEST(code_of("plan") == "not-a-pdf");
    BOOST_TEST(code_of(file_of(page_of_nothing) + "more") == "damaged-pdf");
    BOOST_TEST(code_of(file_of(page_of_nothing, "/Encrypt 3 0 R")) == "encrypted-pdf");
    BOOST_TEST(code_of(file_of(page_of_nothing, "/Prev 15")) == "damaged-pdf");
    BOOST_TEST(code_of(file_of({"<</Type/Catalog>>"})) == "damaged-pdf");
}

BOOST_AUTO_TEST_CASE(an_object_under_another_number_is_damage) {
    auto bytes = file_of(page_of_nothing);
    bytes.replace(bytes.find("3 0 obj"), 7, "4 0 obj");
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision);
    BOOST_TEST(revision->get(3).is_null());
    BOOST_TEST(!revision->damage().empty());
}

BOOST_AUTO_TEST_CASE(an_update_leaves_what_was_there) {
    const auto bytes = file_of(page_of_nothing, "/ID[<01><02>]");
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision);
    Update update(*revision);
    const auto added = update.add(std::string("(new)"));
    auto page = update.current(3);
    page.set("Rotate", name("Quarter"));
    update.set(3, page);
    const auto longer = bytes + update.write();
    const auto again = Revision::open(longer, "file.pdf");
    BOOST_REQUIRE(again);
    BOOST_TEST(again->get(added).as<String>()->bytes == "new");
    BOOST_TEST(again->get(3).as<Dictionary>()->find("Rotate")->is_name("Quarter"));
    const auto& ids = again->array(again->trailer(), "ID");
    BOOST_REQUIRE(ids.size() == 2u);
    BOOST_TEST(ids[0].as<String>()->bytes == "\x01");
    BOOST_TEST(ids[1].as<String>()->bytes != "\x02");
}

BOOST_AUTO_TEST_CASE(reads_and_signs_a_hybrid_file) {
    std::size_t stream = 0;
    const auto bytes = hybrid_file(stream);
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision);
    BOOST_REQUIRE(revision->get(5).as<String>() != nullptr);
    BOOST_TEST(revision->get(5).as<String>()->bytes == "hidden");
    SignatureRequest request;
    request.room = 64;
    const auto reservation = reserve(bytes, "file.pdf", request);
    BOOST_REQUIRE(reservation);
    BOOST_TEST(reservation->bytes.starts_with(bytes));
    const auto again = Revision::open(reservation->bytes, "file.pdf");
    BOOST_REQUIRE(again);
    BOOST_TEST(again->get(5).as<String>()->bytes == "hidden");
    BOOST_TEST(again->damage() == "");
    // The stream has no row for itself; its number is taken all the same.
    BOOST_TEST(revision->size() == 7);
    BOOST_TEST(!again->references().find(6));
}

BOOST_AUTO_TEST_CASE(a_trailer_may_repeat_where_the_stream_of_the_one_before_is_if_that_makes_no_difference) {
    std::size_t stream = 0;
    const auto hybrid = hybrid_file(stream);
    const auto repeated = fmt::format("/XRefStm {}", stream);
    const auto hidden = [](const std::string& bytes) {
        const auto revision = Revision::open(bytes, "file.pdf");
        const auto* text = revision ? revision->get(5).as<String>() : nullptr;
        return text != nullptr ? text->bytes : "refused";
    };
    // As a word processor saves: all in the first revision, then an empty table that says where the stream is.
    auto original = hybrid;
    original.erase(original.find(repeated), repeated.size());
    original.insert(original.rfind("startxref"), std::string(repeated.size(), ' '));
    const auto empty = appended(original, {}, repeated);
    BOOST_TEST(hidden(empty) == "hidden");
    BOOST_TEST(hidden(appended(empty, {})) == "hidden");
    BOOST_TEST(hidden(appended(empty, {{7, "(new)"}}, repeated)) == "hidden");
    BOOST_TEST(hidden(appended(empty, {{5, "(newer)"}}, repeated)) == "newer");
    BOOST_TEST(unaccounted_in(appended(empty, {{7, "(new)"}}, repeated), empty.size()) == "");
    // A table that has objects stands between: does its row count, or the stream's?
    BOOST_TEST(hidden(appended(hybrid, {{7, "(new)"}}, repeated)) == "refused");
    BOOST_TEST(hidden(appended(appended(original, {{5, "(newer)"}}, repeated), {}, repeated)) == "refused");
    // Repeated twice, or with another between.
    BOOST_TEST(hidden(appended(appended(empty, {}, repeated), {}, repeated)) == "refused");
    BOOST_TEST(hidden(appended(appended(empty, {{5, "(newer)"}}), {}, repeated)) == "refused");
    // What the newer table frees is free for some readers, and for others in the stream.
    auto freed = appended(empty, {{5, "(newer)"}}, repeated);
    freed[freed.rfind(" n\r\n") + 1] = 'f';
    BOOST_TEST(hidden(freed) == "refused");
}

BOOST_AUTO_TEST_CASE(signs_nothing_whose_objects_could_not_be_numbered) {
    for (const auto& [first, is_signed] : {std::pair(8'388'000, true), {8'388'606, false}}) {
        auto bytes = file_of(page_of_nothing);
        bytes.replace(bytes.find("trailer"), 0, fmt::format("{} 1\n0000000000 00000 f\r\n", first));
        SignatureRequest request;
        request.room = 64;
        const auto reservation = reserve(bytes, "file.pdf", request);
        BOOST_TEST(reservation.has_value() == is_signed);
        BOOST_TEST((!reservation || Revision::open(reservation->bytes, "file.pdf")));
    }
}

BOOST_AUTO_TEST_CASE(the_place_of_a_signature_is_what_its_byte_range_leaves_out) {
    SignatureRequest request;
    request.room = 100;
    auto reservation = reserve(file_of(page_of_nothing), "file.pdf", request);
    BOOST_REQUIRE(reservation);
    BOOST_TEST(reservation->bytes[reservation->from] == '<');
    BOOST_TEST(reservation->bytes[reservation->to - 1] == '>');
    BOOST_TEST(reservation->bytes.find(fmt::format("/ByteRange[0 {} {} {}]", reservation->from, reservation->to,
                                                   reservation->bytes.size() - reservation->to)) != std::string::npos);
    BOOST_TEST(fill(*reservation, std::string(100, 'x')));
    BOOST_TEST(!fill(*reservation, std::string(101, 'x')));
}

BOOST_AUTO_TEST_CASE(overwrites_nothing_that_is_referred_to_as_something_else) {
    SignatureRequest request;
    request.room = 100;
    const std::string catalog = "<</Type/Catalog/Pages 2 0 R", page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]";
    for (const auto& [more_of_catalog, more_of_page] :
         {std::pair("", "/Annots 1 0 R"), std::pair("", "/Annots 4 0 R"), std::pair("/AcroForm<</Fields 2 0 R>>", ""),
          std::pair("/AcroForm 4 0 R", "")}) {
        auto objects = page_of_nothing;
        objects[0] = catalog + more_of_catalog + ">>";
        objects[2] = page + more_of_page + ">>";
        objects.emplace_back("<</Length 2>>\nstream\nq\n\nendstream");
        const auto reservation = reserve(file_of(objects), "file.pdf", request);
        BOOST_REQUIRE(!reservation);
        BOOST_TEST(reservation.error().front().code == "damaged-pdf");
    }
}

BOOST_AUTO_TEST_SUITE_END()
