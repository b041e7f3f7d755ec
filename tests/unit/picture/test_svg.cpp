#include "picture/svg.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>
#include <stdexcept>

using namespace planpaket;
using namespace std::chrono;
using document::TimelineChart;

namespace {

const typeset::Style style{};

const typeset::Fonts& fonts() {
    static const auto loaded = typeset::Fonts::load(style);
    if (!loaded)
        throw std::runtime_error(loaded.error().front().message);
    return **loaded;
}

document::Figure timeline() {
    TimelineChart chart;
    chart.from = 2025y / January / 1;
    chart.to = 2025y / December / 31;
    chart.month_names = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};
    chart.groups = {
        {"1 Narkotika & alkohol",
         {{"1.1 Öppna fritidsgården på fredagar", "oppna", TimelineChart::MarkKind::date, 2025y / March / 1, 2025y / March / 31},
          {"1.2 Utbilda personalen", "utbilda", TimelineChart::MarkKind::span, 2025y / April / 1, 2025y / June / 30},
          {"1.3 Vandra på kvällarna", "", TimelineChart::MarkKind::continuous, 2025y / January / 1, 2025y / December / 31}}}};
    document::Figure figure;
    figure.caption = document::words("Åtgärderna över tid");
    figure.alternative = "Diagram över 3 åtgärder.";
    figure.chart = std::move(chart);
    return figure;
}

document::Figure bars() {
    document::Figure figure;
    figure.caption = document::words("Antal per område");
    figure.alternative = "Stapeldiagram.";
    figure.chart = document::BarChart{{"Problem", "Orsaker", "Åtgärder"}, {{"Narkotika", {2, 3, 5}}, {"Eget område", {0, 0, 0}}}};
    return figure;
}

std::string draw(const document::Figure& figure, const picture::Form& form = {}) {
    const auto picture = picture::draw(figure, style, fonts(), "sv", form);
    BOOST_REQUIRE(picture);
    return picture->svg;
}

std::size_t count(const std::string& text, const std::string& pattern) {
    const std::regex expression(pattern);
    return static_cast<std::size_t>(std::distance(std::sregex_iterator(text.begin(), text.end(), expression), {}));
}

/// The words of all text elements, in order.
std::string words(const std::string& svg) {
    std::string out;
    const std::regex expression("<text[^>]*>([^<]*)</text>");
    for (std::sregex_iterator it(svg.begin(), svg.end(), expression); it != std::sregex_iterator(); ++it)
        out += (out.empty() ? "" : " ") + (*it)[1].str();
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(svg)

BOOST_AUTO_TEST_CASE(draws_the_words_of_a_timeline_as_words) {
    BOOST_TEST(
        words(draw(timeline())) ==
        "2025 jan feb mar apr maj jun jul aug sep okt nov dec 1 Narkotika &amp; alkohol 1.1 Öppna fritidsgården på fredagar "
        "1.2 Utbilda personalen 1.3 Vandra på kvällarna");
}

BOOST_AUTO_TEST_CASE(draws_each_kind_of_mark_by_its_shape) {
    const auto svg = draw(timeline());
    BOOST_TEST(count(svg, "<polygon class=\"mark\"") == 1U);       // the date's diamond
    BOOST_TEST(count(svg, "<rect class=\"mark\"") == 1U);          // the span
    BOOST_TEST(count(svg, "<rect class=\"mark-light\"") == 1U);    // continuous work
    BOOST_TEST(count(svg, "<polygon class=\"mark-light\"") == 1U); // its arrow
}

BOOST_AUTO_TEST_CASE(draws_bars_with_their_values_and_three_fills) {
    const auto svg = draw(bars());
    BOOST_TEST(words(svg) == "Problem Orsaker Åtgärder Narkotika 2 3 5 Eget område 0 0 0");
    for (const auto* use : {"mark", "mark-50", "mark-light"})
        BOOST_TEST(count(svg, std::string("<rect class=\"") + use + "\"") == 2U, use); // in the legend and as a bar
}

BOOST_AUTO_TEST_CASE(is_named_and_described) {
    const auto svg = draw(timeline(), {.id = "bild-1"});
    BOOST_TEST(svg.find("role=\"img\" aria-labelledby=\"bild-1-title\" aria-describedby=\"bild-1-desc\"") != std::string::npos);
    BOOST_TEST(svg.find("<title id=\"bild-1-title\">Åtgärderna över tid</title>") != std::string::npos);
    BOOST_TEST(svg.find("<desc id=\"bild-1-desc\">Diagram över 3 åtgärder.</desc>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(links_labels_to_actions_only_where_it_is_told_to) {
    BOOST_TEST(count(draw(timeline()), "<a ") == 0U);
    const auto svg = draw(timeline(), {.linked = true});
    BOOST_TEST(count(svg, "<a href=\"#oppna\">") == 1U);
    BOOST_TEST(count(svg, "<a href=\"#utbilda\">") == 1U);
    BOOST_TEST(count(svg, "<a ") == 2U); // a mark without an id has none
    BOOST_TEST(count(svg, "role=\"group\"") == 1U);
}

BOOST_AUTO_TEST_CASE(makes_one_link_of_a_label_of_several_lines) {
    auto figure = timeline();
    std::get<TimelineChart>(figure.chart).groups.front().marks.front().label = "1.1 " + std::string(6, 'x') +
                                                                               " en åtgärd med ett "
                                                                               "namn som är så långt att det tar flera rader";
    const auto svg = draw(figure, {.width = 340, .linked = true});
    BOOST_TEST(count(svg, "<a href=\"#oppna\">\n<text[^>]*>[^<]*</text>\n<text") == 1U);
    BOOST_TEST(count(svg, "<a ") == 2U);
}

BOOST_AUTO_TEST_CASE(draws_the_same_bytes_every_time) {
    BOOST_TEST(draw(timeline(), {.id = "a"}) == draw(timeline(), {.id = "a"}));
}

BOOST_AUTO_TEST_CASE(gives_colours_that_are_the_same_uses_of_their_own) {
    auto plain = style;
    plain.text = plain.muted = plain.link = plain.rule = plain.chart = plain.chart_light = {0, 0, 0};
    const auto picture = picture::draw(timeline(), plain, fonts(), "sv", {.linked = true});
    BOOST_REQUIRE(picture);
    for (const auto* use : {"ink", "link", "rule", "mark", "mark-light"})
        BOOST_TEST(count(picture->svg, std::string("class=\"") + use + "\"") > 0U, use);
    BOOST_TEST(count(picture->svg, "\"#(?!000000)[0-9a-f]{6}\"") == 0U);
}

BOOST_AUTO_TEST_CASE(keeps_everything_inside_the_picture) {
    for (const bool narrow : {false, true}) {
        const auto picture = picture::draw(timeline(), style, fonts(), "sv", {.width = 340, .narrow = narrow});
        BOOST_REQUIRE(picture);
        const std::regex expression(" (x|y)[12]?=\"([-0-9.]+)\"");
        const auto& svg = picture->svg;
        for (std::sregex_iterator it(svg.begin(), svg.end(), expression); it != std::sregex_iterator(); ++it) {
            const auto at = std::stof((*it)[2].str());
            BOOST_TEST(at >= 0);
            BOOST_TEST(at <= ((*it)[1] == "x" ? picture->width : picture->height) + 0.01F);
        }
    }
}

BOOST_AUTO_TEST_CASE(reports_a_character_that_no_font_has) {
    auto figure = timeline();
    std::get<TimelineChart>(figure.chart).groups.front().label = "\U00013000";
    const auto picture = picture::draw(figure, style, fonts(), "sv", {});
    BOOST_REQUIRE(!picture);
    BOOST_TEST(picture.error().front().code == "missing-glyph");
}

BOOST_AUTO_TEST_SUITE_END()
