#include "signature/page_comparison.h"
#include "small_file.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace planpaket::signature;
using namespace small_file;

namespace {

Report report_of(std::size_t size, Verdict verdict = Verdict::valid) {
    Report report{.verdict = verdict, .signatures = {}, .empty_fields = {}};
    auto& signature = report.signatures.emplace_back();
    signature.field = "chair";
    signature.signer = "Karin Ek";
    signature.verdict = verdict;
    signature.size = size;
    return report;
}

/// What is told of a signature of `before` in the file that it grew into.
std::vector<std::string> told(const std::string& before, const std::string& after, const std::vector<Change>& changes = {}) {
    auto report = report_of(before.size());
    report.signatures.front().changes = changes;
    const auto compared = compare_pages(after, report, {.drawing = {}, .jobs = 2});
    BOOST_TEST(!compared.program_missing);
    BOOST_TEST(compared.trouble == "");
    const auto& signature = report.signatures.front();
    BOOST_TEST((signature.verdict == (signature.reasons.empty() ? Verdict::valid : Verdict::valid_but)));
    BOOST_TEST((report.verdict == signature.verdict));
    std::vector<std::string> texts;
    for (const auto& each : signature.reasons)
        texts.push_back(each.text);
    return texts;
}

const std::vector<std::string> nothing;

struct Script {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("planpaket-drawing-" + std::to_string(::getpid()));

    explicit Script(const std::string& text) {
        std::ofstream(path) << "#!/bin/sh\n" << text << '\n';
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    }
    ~Script() { std::filesystem::remove(path); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(page_comparison)

BOOST_AUTO_TEST_CASE(names_the_pages_that_look_otherwise) {
    const auto before = two_pages();
    BOOST_TEST(told(before, with(before, {{6, black_square}, {4, page("/Resources<<>>")}})) == nothing);
    BOOST_TEST(told(before,
                    with(before, {{4, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 6 0 R>>"}, {6, black_square}})) ==
               std::vector<std::string>{"page 2 looks otherwise than when Karin Ek signed it"});
    BOOST_TEST(told(before, with(before, {{5, black_square}})) ==
               std::vector<std::string>{"pages 1–2 look otherwise than when Karin Ek signed them"});
}

BOOST_AUTO_TEST_CASE(sees_colours_of_the_same_grey) {
    const auto drawn = [](const std::string& colour) { return stream(colour + " rg 0 0 300 200 re f"); };
    const auto before = with(two_pages(), {{5, drawn("0.4 0.4 0.4")}});
    BOOST_TEST(told(before, with(before, {{5, drawn("0.4 0.4 0.41")}})).size() == 1U);
    BOOST_TEST(told(before, with(before, {{5, drawn("0.6 0.287 0.465")}})).size() == 1U);
}

BOOST_AUTO_TEST_CASE(tells_of_pages_of_another_size_and_of_those_that_came_or_went) {
    const auto before = two_pages();
    BOOST_TEST(told(before, with(before, {{4, page("/CropBox[0 0 300 100]")}})).size() == 1U);
    BOOST_TEST(told(before, with(before, {{2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"}})) ==
               std::vector<std::string>{"page 2 looks otherwise than when Karin Ek signed it"});
    BOOST_TEST(told(before, with(before, {{2, "<</Type/Pages/Kids[3 0 R 4 0 R 6 0 R]/Count 3>>"}, {6, page()}})) ==
               std::vector<std::string>{"page 3 looks otherwise than when Karin Ek signed it"});
}

BOOST_AUTO_TEST_CASE(compares_every_page_of_a_long_file) {
    for (const int count : {15, 16, 17, 33}) {
        small_file::Objects objects{{1, catalog("")}, {5, stream("")}};
        std::string kids;
        for (int i = 0; i < count; ++i) {
            const int number = 100 + i;
            objects[number] = page();
            kids += fmt::format("{} 0 R ", number);
        }
        objects[2] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, count);
        const auto before = with({}, objects);
        objects = {{99 + count, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 6 0 R>>"}, {6, black_square}};
        BOOST_TEST(told(before, with(before, objects)) ==
                   std::vector<std::string>{fmt::format("page {} looks otherwise than when Karin Ek signed it", count)});
    }
}

BOOST_AUTO_TEST_CASE(a_field_signed_since_explains_what_is_drawn_there_and_nothing_else) {
    for (const char* rectangle : {"20 20 120 60", "120 60 20 20", "20 60 120 20"})
        for (const char* more :
             {"", "/Rotate 90", "/Rotate -180", "/Rotate 270/CropBox[10 10 200 150]", "/CropBox[-10 -5 100 500]"}) {
            const auto before = two_pages(page(more));
            BOOST_TEST(told(before, signed_since(before, rectangle, more)) == nothing, rectangle << more);
            const auto both = with(signed_since(before, rectangle, more), {{5, stream("0 100 m 300 100 l S")}});
            BOOST_TEST(told(before, both).size() == 1U, rectangle << more);
        }
}

BOOST_AUTO_TEST_CASE(a_field_explains_only_the_page_that_lists_it) {
    const auto before = two_pages();
    const auto after = with(before, {{1, catalog("10 0 R")},
                                     {4, page("/Annots[11 0 R]")},
                                     {10, field("chair", "20 20 120 60")},
                                     {11, "<</Type/Annot/Subtype/Stamp/Rect[20 20 120 60]/F 4/AP<</N 20 0 R>>>>"},
                                     {20, appearance},
                                     {21, signature_value}});
    BOOST_TEST(told(before, after) == std::vector<std::string>{"page 2 looks otherwise than when Karin Ek signed it"});
}

BOOST_AUTO_TEST_CASE(a_field_that_was_signed_already_explains_nothing) {
    const auto before = signed_since(two_pages(), "20 20 120 60");
    BOOST_TEST(told(before, with(before, {{20, stream("0 0 5 5 re f", "/Type/XObject/Subtype/Form/BBox[0 0 10 10]")}})).size() ==
               1U);
}

BOOST_AUTO_TEST_CASE(a_prepared_field_explains_its_seal_by_its_only_kid_too) {
    const auto widget = [](const std::string& rectangle) {
        return "<</Type/Annot/Subtype/Widget/Parent 10 0 R/F 4/AP<</N 20 0 R>>/Rect[" + rectangle + "]>>";
    };
    const auto prepared = [&](const std::string& rectangle, const std::string& value) {
        return small_file::Objects{{1, catalog("10 0 R")},
                                   {3, page("/Annots[11 0 R]")},
                                   {10, "<</FT/Sig/T(chair)/Kids[11 0 R]" + value + ">>"},
                                   {11, widget(rectangle)},
                                   {20, appearance},
                                   {21, signature_value}};
    };
    const auto before = with(two_pages(), prepared("20 20 120 60", ""));
    BOOST_TEST(told(before, with(before, prepared("0 0 0 0", "/V 21 0 R"))) == nothing);
    BOOST_TEST(told(before, with(before, prepared("0 0 0 0", ""))).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_field_over_most_of_a_page_explains_nothing) {
    const auto before = two_pages();
    BOOST_TEST(told(before, signed_since(before, "0 0 300 80")) == nothing);
    BOOST_TEST(told(before, signed_since(before, "0 0 300 120")).size() == 1U);
}

BOOST_AUTO_TEST_CASE(forms_and_annotations_explain_where_they_were_allowed) {
    const auto before = two_pages();
    const auto after = [&](const char* subtype) {
        return with(before, {{3, page("/Annots[11 0 R]")},
                             {11, fmt::format("<</Type/Annot/Subtype/{}/Rect[20 20 120 60]/F 4/AP<</N 20 0 R>>>>", subtype)},
                             {20, appearance}});
    };
    const auto change = [](ChangeKind kind, bool allowed) { return std::vector<Change>{{kind, "", "", allowed}}; };
    BOOST_TEST(told(before, after("Widget"), change(ChangeKind::form, true)) == nothing);
    BOOST_TEST(told(before, after("Stamp"), change(ChangeKind::annotation, true)) == nothing);
    BOOST_TEST(told(before, after("Widget"), change(ChangeKind::annotation, true)).size() == 1U);
    BOOST_TEST(told(before, after("Widget"), change(ChangeKind::form, false)).size() == 1U);
    BOOST_TEST(told(before, after("Stamp"), change(ChangeKind::form, true)).size() == 1U);
}

BOOST_AUTO_TEST_CASE(looks_only_at_what_holds_and_has_something_after_it) {
    const auto before = two_pages();
    const auto after = with(before, {{5, black_square}});
    const ComparisonLimits limits{.drawing = {.program = "no-such-program-anywhere"}, .jobs = 1};
    for (const auto verdict : {Verdict::indeterminate, Verdict::invalid}) {
        auto report = report_of(before.size(), verdict);
        BOOST_TEST(!compare_pages(after, report, limits).program_missing);
        BOOST_TEST((report.verdict == verdict));
        BOOST_TEST(report.signatures.front().reasons.empty());
    }
    auto whole = report_of(after.size());
    BOOST_TEST(!compare_pages(after, whole, limits).program_missing);
}

BOOST_AUTO_TEST_CASE(never_makes_a_verdict_better) {
    const auto before = two_pages();
    const auto after = with(before, {{5, black_square}});
    auto report = report_of(before.size());
    report.signatures.push_back(report_of(after.size(), Verdict::indeterminate).signatures.front());
    report.verdict = Verdict::indeterminate;
    compare_pages(after, report, {.drawing = {}, .jobs = 1});
    BOOST_TEST((report.verdict == Verdict::indeterminate));
    BOOST_TEST((report.signatures.front().verdict == Verdict::valid_but));
    BOOST_TEST((report.signatures.back().verdict == Verdict::indeterminate));
}

BOOST_AUTO_TEST_CASE(tells_what_goes_wrong_with_the_program_and_changes_no_verdict) {
    using namespace std::chrono_literals;
    const auto before = two_pages();
    const auto after = with(before, {{5, black_square}});
    const auto compared = [&](const std::string& program) {
        auto report = report_of(before.size());
        const auto result = compare_pages(after, report, {.drawing = {.program = program, .time = 200ms}, .jobs = 1});
        BOOST_TEST((report.verdict == Verdict::valid));
        BOOST_TEST(report.signatures.front().reasons.empty());
        return result;
    };
    BOOST_TEST(compared("no-such-program-anywhere").program_missing);
    {
        const Script hanging("sleep 30");
        BOOST_TEST(compared(hanging.path).trouble.find("took too long") != std::string::npos);
    }
    {
        const Script crashing("kill -SEGV $$");
        BOOST_TEST(compared(crashing.path).trouble.find("ended with exit code 139 at page 1") != std::string::npos);
    }
    {
        const Script babbling("echo P6; echo 100000 100000; echo 255");
        BOOST_TEST(compared(babbling.path).trouble.find("ended with exit code 0 at page 1") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(tells_that_pages_beyond_the_limit_were_not_compared) {
    small_file::Objects objects{{1, catalog("")}, {5, stream("")}};
    std::string kids;
    for (std::uint32_t number = 100; number < 140; ++number) {
        objects[number] = page();
        kids += fmt::format("{} 0 R ", number);
    }
    objects[2] = fmt::format("<</Type/Pages/Kids[{}]/Count 40>>", kids);
    const auto before = with({}, objects);
    auto report = report_of(before.size());
    const auto compared = compare_pages(with(before, {{6, "null"}}), report, {.drawing = {}, .pages = 20, .jobs = 1});
    BOOST_TEST(compared.trouble == "it has more than 20 pages");
}

BOOST_AUTO_TEST_SUITE_END()
