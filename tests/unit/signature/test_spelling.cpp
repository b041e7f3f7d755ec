#include "signature/spelling.h"

#include "small_pdf.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::signature;
using namespace planpaket::signature::test;

namespace {

const Bodies pages{
    {1, "<</Type/Catalog/Pages 2 0 R>>"}, {2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"}, {3, "<</Type/Page/Parent 2 0 R>>"}};

/// What is said of an update of object 3 in which the last `from` stands as `to`.
std::string said(const std::string& from, const std::string& to, const std::string& before = file_of(pages)) {
    auto bytes = updated(before, {{3, pages.at(3)}});
    const auto at = bytes.rfind(from);
    BOOST_REQUIRE(at != std::string::npos);
    bytes.replace(at, from.size(), to);
    const auto revision = Revision::open(bytes, "file.pdf");
    const auto was = Revision::open(before, "file.pdf");
    return revision && was ? misspelt(*was, *revision) : "cannot be read";
}

} // namespace

BOOST_AUTO_TEST_SUITE(spelling)

BOOST_AUTO_TEST_CASE(takes_updates_as_programs_write_them) {
    BOOST_TEST(said("%%EOF\n", "%%EOF") == "");
    BOOST_TEST(said("%%EOF\n", "%%EOF\r\n\n") == "");
    BOOST_TEST(said(">>\nstartxref", ">>\n%iText-5.5.13\nstartxref") == "");
    BOOST_TEST(said("startxref\n", "startxref\r\n") == "");
    BOOST_TEST(said("00000 n\r\n", "00000 n \n") == "");
    BOOST_TEST(said("trailer\n", "trailer ") == "");
}

BOOST_AUTO_TEST_CASE(refuses_what_some_readers_take_for_damage) {
    const std::string comment(100, 'x');
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"%%EOF\n", "%%EOF\n" + std::string(30, '\n')},
                                   {"startxref\n", "startxref\n%x\n"},
                                   {">>\nstartxref", ">>\n%" + comment + "\nstartxref"},
                                   {"\n%%EOF", "\n%" + comment + "\n%%EOF"},
                                   {"startxref\n", std::string("startxref\0\n", 11)},
                                   {"xref\n3 1", "xref\n%x\n3 1"},
                                   {"xref\n3 1", "xref\n\n3 1"},
                                   {"xref\n3 1", "xref\n3  1"},
                                   {" 00000 n\r\n", " 0 n\n"},
                                   {" 00000 n\r\n", " 00000 n\n"},
                                   {"3 0 obj", "3  0 obj"}})
        BOOST_TEST(said(from, to) != "", from << " as " << to);
}

BOOST_AUTO_TEST_CASE(refuses_a_number_that_stands_twice_in_a_table) {
    const auto before = file_of(pages);
    auto bytes = updated(before, {{3, pages.at(3)}});
    const auto row = bytes.substr(bytes.rfind("\nxref\n3 1\n") + 6, 4 + 20);
    bytes.insert(bytes.rfind("trailer"), row);
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision.has_value());
    const auto was = Revision::open(before, "file.pdf");
    BOOST_REQUIRE(was.has_value());
    BOOST_TEST(misspelt(*was, *revision).find("twice") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_a_free_row_with_the_place_of_an_object) {
    BOOST_TEST(said("xref\n3 1", "xref\n9 1\n9999999999 00000 f\r\n3 1") != "");
    BOOST_TEST(said("xref\n3 1", "xref\n9 1\n0000000000 00001 f\r\n3 1") == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_file_that_is_linearized_just_as_it_is_now) {
    auto objects = pages;
    objects[1] = "<</Linearized 1/L 0000/Type/Catalog/Pages 2 0 R>>";
    auto before = file_of(objects);
    const auto length = updated(before, {{3, pages.at(3)}}).size();
    before.replace(before.find("/L 0000"), 7, "/L 0" + std::to_string(length));
    BOOST_TEST(said("%%EOF\n", "%%EOF\n", before).find("linearized") != std::string::npos);
    const auto longer = [&](const std::string& length_now) {
        auto other = before;
        other.replace(other.find("/L 0"), 7, length_now);
        return said("%%EOF\n", "%%EOF\n", other);
    };
    BOOST_TEST(longer("/L 0100") == "");
    BOOST_TEST(longer("/L +100") != "");
    BOOST_TEST(longer("/L 1.00") != "");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_linearized_when_it_was_signed_begins_with_the_table_of_its_first_page) {
    auto objects = pages;
    objects[1] = "<</Linearized 1/L 0000/Type/Catalog/Pages 2 0 R>>";
    auto before = file_of(objects);
    before.replace(before.find("/L 0000"), 7, "/L 0" + std::to_string(before.size()));
    BOOST_TEST(said("%%EOF\n", "%%EOF\n", before).find("linearized") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_signed_may_be_spelt_as_it_is) {
    auto before = file_of(pages);
    before.replace(before.rfind("0 1\n"), 4, "0  1\n");
    BOOST_TEST(said("%%EOF\n", "%%EOF\n", before) == "");
}

BOOST_AUTO_TEST_SUITE_END()
