#include "opened_file.h"

#include "pdf/colour_profile.h"
#include "pdf/metadata.h"
#include "pdf/syntax.h"

#include <boost/test/unit_test.hpp>
#include <zlib.h>

using namespace planpaket;

namespace {

std::string number(double value, int decimals = 2) {
    std::string out;
    pdf::append_number(out, value, decimals);
    return out;
}

std::string text(std::string_view utf8) {
    std::string out;
    pdf::append_text(out, utf8);
    return out;
}

std::string literal(std::string_view bytes) {
    std::string out;
    pdf::append_literal(out, bytes);
    return out;
}

std::uint32_t u32(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(syntax)

BOOST_AUTO_TEST_CASE(writes_numbers_without_trailing_zeros) {
    BOOST_TEST(number(12) == "12");
    BOOST_TEST(number(12.5) == "12.5");
    BOOST_TEST(number(12.05) == "12.05");
    BOOST_TEST(number(0.25, 3) == "0.25");
}

BOOST_AUTO_TEST_CASE(rounds_numbers_to_their_decimals) {
    BOOST_TEST(number(0.126) == "0.13");
    BOOST_TEST(number(1.999) == "2");
    BOOST_TEST(number(7.7, 0) == "8");
}

BOOST_AUTO_TEST_CASE(writes_negative_numbers) {
    BOOST_TEST(number(-0.5) == "-0.5");
    BOOST_TEST(number(-3.07) == "-3.07");
    BOOST_TEST(number(-0.001) == "0");
}

BOOST_AUTO_TEST_CASE(writes_references) {
    std::string out;
    pdf::append_reference(out, 12);
    BOOST_TEST(out == "12 0 R");
}

BOOST_AUTO_TEST_CASE(writes_ascii_text_as_a_literal) {
    BOOST_TEST(text("Plan 2025") == "(Plan 2025)");
}

BOOST_AUTO_TEST_CASE(writes_swedish_text_in_the_encoding_of_documents) {
    BOOST_TEST(text("åäö") == "(\xE5\xE4\xF6)");
    BOOST_TEST(text("§") == "(\xA7)");
    BOOST_TEST(text("3–5") == "(3\x85\x35)");
}

BOOST_AUTO_TEST_CASE(writes_other_text_as_utf16_with_a_byte_order_mark) {
    BOOST_TEST(text("å→") == "<FEFF00E52192>");
}

BOOST_AUTO_TEST_CASE(writes_text_that_qpdf_reads_as_the_same) {
    for (const auto* words :
         {"Åtgärder – Hässelby (2025)", "a\\b", "€ ”citat” … •", "þÿ", "ÿþ", "ï»¿", "→ ✓ ł Ž", "\U0001F600", "a\u00ADb"})
        BOOST_TEST(QPDFObjectHandle::parse(text(words)).getUTF8Value() == words);
}

BOOST_AUTO_TEST_CASE(writes_astral_characters_as_surrogates) {
    BOOST_TEST(text("\U0001F600") == "<FEFFD83DDE00>");
}

BOOST_AUTO_TEST_CASE(escapes_what_would_end_a_literal) {
    BOOST_TEST(literal("a(b)c\\d") == "(a\\(b\\)c\\\\d)");
    BOOST_TEST(literal("a\rb") == "(a\\rb)");
}

BOOST_AUTO_TEST_CASE(deflates_to_what_inflates_again) {
    std::string bytes;
    for (int i = 0; i < 5000; ++i)
        bytes += static_cast<char>(i * i % 251);
    for (const int level : {0, 4, 9}) {
        const auto packed = pdf::deflate(bytes, level);
        std::string out(bytes.size(), '\0');
        auto size = static_cast<uLongf>(out.size());
        BOOST_TEST(uncompress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(packed.data()),
                              static_cast<uLong>(packed.size())) == Z_OK);
        BOOST_TEST((out == bytes));
    }
}

BOOST_AUTO_TEST_CASE(deflates_nothing_to_a_stream) {
    BOOST_TEST(!pdf::deflate("", 9).empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(metadata)

BOOST_AUTO_TEST_CASE(escapes_the_title) {
    document::Document document;
    document.title = "Unga & <torget>";
    document.language = "sv";
    BOOST_TEST(pdf::xmp_packet(document).find("Unga &amp; &lt;torget&gt;") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(claims_both_standards) {
    const auto xmp = pdf::xmp_packet({});
    for (const auto* claim : {"<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"})
        BOOST_TEST(xmp.find(claim) != std::string::npos, claim);
}

BOOST_AUTO_TEST_CASE(states_the_same_date_in_both_places) {
    document::Document document;
    document.date = std::chrono::sys_days{std::chrono::year{2025} / 4 / 24} + std::chrono::hours{9};
    BOOST_TEST(pdf::xmp_packet(document).find("<xmp:CreateDate>2025-04-24T09:00:00Z<") != std::string::npos);
    BOOST_TEST(pdf::information(document).find("/CreationDate(D:20250424090000Z)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(colour_profile)

BOOST_AUTO_TEST_CASE(states_its_own_size) {
    const auto profile = pdf::srgb_profile();
    BOOST_TEST(u32(profile, 0) == profile.size());
    BOOST_TEST(profile.substr(36, 4) == "acsp");
}

BOOST_AUTO_TEST_CASE(has_each_tag_inside_on_a_boundary_of_four) {
    const auto profile = pdf::srgb_profile();
    const auto count = u32(profile, 128);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto offset = u32(profile, 132 + 12 * i + 4), size = u32(profile, 132 + 12 * i + 8);
        BOOST_TEST(offset % 4 == 0u);
        BOOST_TEST(offset >= 132 + 12 * count);
        BOOST_TEST(offset + size <= profile.size());
    }
}

BOOST_AUTO_TEST_CASE(has_the_tags_that_a_display_profile_needs) {
    const auto profile = pdf::srgb_profile();
    std::string tags;
    for (std::uint32_t i = 0; i < u32(profile, 128); ++i)
        tags += profile.substr(132 + 12 * i, 4) + " ";
    for (const auto* tag : {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "chad"})
        BOOST_TEST(tags.find(tag) != std::string::npos, tag);
}

BOOST_AUTO_TEST_CASE(has_primaries_that_sum_to_white) {
    const auto profile = pdf::srgb_profile();
    std::vector<double> sum(3), white(3);
    for (std::uint32_t i = 0; i < u32(profile, 128); ++i) {
        const auto tag = profile.substr(132 + 12 * i, 4);
        const auto offset = u32(profile, 132 + 12 * i + 4);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double value = static_cast<std::int32_t>(u32(profile, offset + 8 + 4 * axis)) / 65536.0;
            if (tag == "rXYZ" || tag == "gXYZ" || tag == "bXYZ")
                sum[axis] += value;
            if (tag == "wtpt")
                white[axis] = value;
        }
    }
    for (std::size_t axis = 0; axis < 3; ++axis)
        BOOST_TEST(sum[axis] == white[axis], boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_SUITE_END()
