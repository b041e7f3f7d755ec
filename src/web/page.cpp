#include "web/page.h"
#include "pandoc/json.h"

#include "base/errors.h"
#include "base/translate.h"
#include "pandoc/nodes.h"
#include "pandoc/program.h"
#include "picture/svg.h"
#include "web/markup.h"
#include "web/merged.h"
#include "web/tables.h"
#include "xml/element.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace planpaket::web {

using base::tr;
using base::trf;
using xml::Element;

namespace {

constexpr float wide = 720, narrow = 240; ///< Widths of charts, in their units.

/// Draws the charts of a page, each twice: for wide windows and for phones.
class Charts {
public:
    Charts(const typeset::Style& style, const typeset::Fonts& fonts, const std::string& language)
        : style_(style), fonts_(fonts), language_(language) {}

    pandoc::Frame frame(const document::Figure& figure) {
        const bool linked = std::holds_alternative<document::TimelineChart>(figure.chart);
        const auto id = fmt::format("chart_{}", ++count_);
        const auto draw = [&](float width, bool is_narrow, const std::string& ending) {
            auto made = picture::draw(figure, style_, fonts_, language_,
                                      {.width = width, .narrow = is_narrow, .linked = linked, .id = id + ending});
            if (made)
                return std::move(made->svg);
            errors.insert(errors.end(), made.error().begin(), made.error().end());
            return std::string();
        };
        return {"<figure>\n<figcaption>",
                "</figcaption>\n" + draw(wide, false, "") + "\n" + draw(narrow, true, "_narrow") + "\n</figure>"};
    }

    base::Diagnostics errors;

private:
    const typeset::Style& style_;
    const typeset::Fonts& fonts_;
    const std::string& language_;
    int count_ = 0;
};

/// The table of contents: a list within a list for the second level.
std::string contents_list(const document::Document& page, const document::Contents& contents) {
    struct Entry {
        Element item;
        std::vector<Element> inner;
    };
    std::vector<Entry> entries;
    for (const auto& heading : pandoc::listed_headings(page, contents)) {
        Element item("li");
        item.add(Element("a").set("href", "#" + heading.id).add(heading.words));
        if (heading.level <= 1 || entries.empty())
            entries.push_back({std::move(item), {}});
        else
            entries.back().inner.push_back(std::move(item));
    }
    if (entries.empty())
        return {};
    Element list("ul");
    for (auto& [item, inner] : entries) {
        if (!inner.empty()) {
            Element below("ul");
            for (auto& each : inner)
                below.add(std::move(each));
            item.add(std::move(below));
        }
        list.add(std::move(item));
    }
    Element navigation("nav");
    navigation.set("class", "contents").set("aria-labelledby", "p_contents");
    navigation.add(Element("p").set("id", "p_contents").add(contents.title));
    navigation.add(std::move(list));
    return xml::write(navigation);
}

std::string options(const std::vector<document::Choice>& choices) {
    std::string out;
    for (const auto& choice : choices)
        out += xml::write(Element("option").set("value", choice.id).add(choice.name)) + "\n";
    return out;
}

std::string colour(const typeset::Colour& value) {
    const auto byte = [](float share) { return std::lround(std::clamp(share, 0.0F, 1.0F) * 255); };
    return fmt::format("#{:02x}{:02x}{:02x}", byte(value.red), byte(value.green), byte(value.blue));
}

/// The colours of the documents' style, for page.css to use.
std::string style_colours(const typeset::Style& style) {
    std::string out = ":root{";
    const auto add = [&](const char* name, const typeset::Colour& value) {
        out += fmt::format("--style-{}:{};", name, colour(value));
    };
    add("text", style.text);
    add("muted", style.muted);
    add("heading", style.heading);
    add("link", style.link);
    add("rule", style.rule);
    add("header-fill", style.header_fill);
    add("group-fill", style.group_fill);
    add("chart", style.chart);
    const auto& [red, green, blue] = style.chart;
    const auto& light = style.chart_light;
    add("chart-middle", {(red + light.red) / 2, (green + light.green) / 2, (blue + light.blue) / 2});
    add("chart-light", light);
    return out + "}\n";
}

std::string logo(const typeset::Style& style) {
    if (style.logo_bytes.empty())
        return {};
    const bool png = style.logo_bytes.starts_with("\x89PNG");
    Element image("img");
    image.set("class", "logo").set("alt", style.logo_alternative);
    image.set("src", fmt::format("data:image/{};base64,{}", png ? "png" : "jpeg", base64(style.logo_bytes)));
    return xml::write(image);
}

/// Text that would end its own element early.
void check_part(std::string_view text, std::string_view end, const char* file, base::Diagnostics& diagnostics) {
    if (text.find(end) != std::string_view::npos)
        diagnostics.push_back(base::error("unsafe-page-part", trf("{} holds '{}'", file, end),
                                          tr("write it so that these characters do not follow each other")));
}

std::string word(const Content& content, std::string_view name) {
    const auto found = std::ranges::find(content.words, name, &std::pair<std::string, std::string>::first);
    return found == content.words.end() ? std::string() : found->second;
}

/// The documents as HTML.
base::Result<std::string> body(const document::Document& whole, const Content& content, const typeset::Style& style,
                               const typeset::Fonts& fonts, const pandoc::ApiVersion& api) {
    Charts charts(style, fonts, whole.language);
    pandoc::Dialect dialect;
    dialect.markup = "html";
    dialect.title_is_heading = true;
    dialect.cell_attributes = true;
    dialect.figure = [&](const document::Figure& figure) { return charts.frame(figure); };
    dialect.contents = [&](const document::Contents& contents) { return contents_list(whole, contents); };
    auto tree = pandoc::tree(whole, dialect, api);
    if (!charts.errors.empty())
        return std::unexpected(std::move(charts.errors));
    const auto first = complete_tables(tree, whole, content.choices, word(content, "permalink"));
    auto& blocks = tree["blocks"];
    if (first < blocks.size()) // script puts its controls here
        blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(first),
                      pandoc::raw_block("html", "<div id=\"p_filter\"></div>"));
    // Quiet: in its sandbox, Debian's pandoc cannot read its own translations, and says so every time.
    return pandoc::convert(tree, {"--to", "html5", "--sandbox", "--quiet", "--wrap=none", "--section-divs"},
                           whole.name + ".html");
}

} // namespace

base::Result<std::string> page(Content content, const Look& look, const typeset::Style& style, const typeset::Fonts& fonts,
                               const pandoc::ApiVersion& api) {
    base::Diagnostics diagnostics;
    check_part(look.style, "</style", "page.css", diagnostics);
    check_part(look.script, "</script", "page.js", diagnostics);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    const auto whole = merged(std::move(content.documents));
    auto written = body(whole, content, style, fonts, api);
    if (!written)
        return written;

    const auto css = style_colours(style) + look.style;
    Element policy("meta");
    policy.set("http-equiv", "Content-Security-Policy");
    policy.set("content", fmt::format("default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; "
                                      "form-action 'none'",
                                      policy_hash(css), policy_hash(look.script)));
    std::map<std::string, std::string> values{{"language", escaped(whole.language)},
                                              {"title", escaped(whole.title)},
                                              {"description", escaped(whole.subject)},
                                              {"organisation", escaped(whole.author)},
                                              {"state", escaped(whole.running.state)},
                                              {"version", escaped(whole.running.version)},
                                              {"dnr", escaped(whole.running.dnr)},
                                              {"policy", xml::write(policy)},
                                              {"style", "<style>" + css + "</style>"},
                                              {"script", "<script>" + look.script + "</script>"},
                                              {"logo", logo(style)},
                                              {"documents", std::move(*written)},
                                              {"areas", options(content.choices.areas)},
                                              {"parties", options(content.choices.parties)},
                                              {"times", options(content.choices.times)}};
    for (const auto& [name, words] : content.words)
        values.emplace("words." + name, escaped(words));
    return fill(look.markup, look.source, values);
}

} // namespace planpaket::web
