#include "signature/reservation.h"
#include "signature/revision.h"
#include "signature/update.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

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

} // namespace

BOOST_AUTO_TEST_SUITE(reader)

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

/// ISO 32000-1, 7.5.8.4: the table calls an object free that its stream has.
BOOST_AUTO_TEST_CASE(reads_and_signs_a_hybrid_file) {
    std::string bytes = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (const auto& body : page_of_nothing) {
        places.push_back(bytes.size());
        bytes += fmt::format("{} 0 obj\n{}\nendobj\n", places.size(), body);
    }
    const std::string packed = "5 0 (hidden)";
    const auto container = bytes.size();
    bytes +=
        fmt::format("4 0 obj\n<</Type/ObjStm/N 1/First 4/Length {}>>\nstream\n{}\nendstream\nendobj\n", packed.size(), packed);
    const auto stream = bytes.size();
    bytes += "6 0 obj\n<</Type/XRef/W[1 1 1]/Index[5 1]/Size 7/Length 3>>\nstream\n" + std::string("\x02\x04\x00", 3) +
             "\nendstream\nendobj\n";
    const auto start = bytes.size();
    bytes += "xref\n0 6\n0000000000 65535 f\r\n";
    for (const auto place : {places[0], places[1], places[2], container})
        bytes += fmt::format("{:010} 00000 n\r\n", place);
    bytes +=
        fmt::format("0000000000 00000 f\r\ntrailer\n<</Root 1 0 R/Size 7/XRefStm {}>>\nstartxref\n{}\n%%EOF\n", stream, start);
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
