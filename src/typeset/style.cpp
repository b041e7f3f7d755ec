#include "typeset/style.h"

#include "base/translate.h"
#include "toml/reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace planpaket::typeset {

namespace {

constexpr float points_per_mm = 72 / 25.4F;

/// Reads the tables of a style file into a Style.
class StyleReader {
public:
    StyleReader(Style& style, base::Diagnostics& diagnostics) : style_(style), diagnostics_(diagnostics) {}

    void read(toml::TableReader& top) {
        within(top, "font", [&](auto& table) { read_font(table); });
        within(top, "size", [&](auto& table) { read_sizes(table); });
        within(top, "spacing", [&](auto& table) { read_spacing(table); });
        within(top, "page", [&](auto& table) {
            margins(table, "portrait-mm", style_.portrait);
            margins(table, "landscape-mm", style_.landscape);
        });
        within(top, "colour", [&](auto& table) { read_colours(table); });
        within(top, "hyphenation", [&](auto& table) { read_hyphenation(table); });
        within(top, "logo", [&](auto& table) { read_logo(table); });
        top.finish();
    }

private:
    template <class Read>
    void within(toml::TableReader& top, std::string_view key, Read read) {
        if (auto table = top.table(key)) {
            read(*table);
            table->finish();
        }
    }

    void read_font(toml::TableReader& table) {
        text(table, "family", style_.family);
        if (table.has("fallback"))
            style_.fallback = texts(table, "fallback");
    }

    void read_sizes(toml::TableReader& table) {
        length(table, "body", style_.body_size, 6, 24);
        length(table, "table", style_.table_size, 6, 24);
        length(table, "note", style_.note_size, 6, 24);
        length(table, "running", style_.running_size, 6, 24);
        length(table, "title", style_.title_size, 6, 60);
        numbers(table, "headings", style_.heading_sizes, 6, 60);
    }

    void read_spacing(toml::TableReader& table) {
        length(table, "line", style_.line_height, 1, 3);
        length(table, "table-line", style_.table_line_height, 1, 3);
        length(table, "paragraph", style_.paragraph_space, 0, 60);
        length(table, "cell", style_.cell_padding, 1, 30);
    }

    void read_colours(toml::TableReader& table) {
        colour(table, "text", style_.text);
        colour(table, "muted", style_.muted);
        colour(table, "heading", style_.heading);
        colour(table, "link", style_.link);
        colour(table, "rule", style_.rule);
        colour(table, "header-fill", style_.header_fill);
        colour(table, "group-fill", style_.group_fill);
        colour(table, "chart", style_.chart);
        colour(table, "chart-light", style_.chart_light);
    }

    void read_hyphenation(toml::TableReader& table) {
        text(table, "folder", style_.hyphenation_folder);
        style_.hyphenation_exceptions = texts(table, "exceptions");
    }

    void read_logo(toml::TableReader& table) {
        if (auto file = table.string("file")) {
            style_.logo = std::move(file->value);
            style_.logo_span = file->span;
            if (style_.logo.find("..") != std::string::npos || style_.logo.starts_with('/'))
                fault("unusable-logo", style_.logo_span, base::tr("the logo is not in the folder of the style file"),
                      base::tr("put it beside style.toml and name the file alone"));
        }
        text(table, "alternative", style_.logo_alternative);
        length(table, "height", style_.logo_height, 5, 200);
        if (!style_.logo.empty() && style_.logo_alternative.find_first_not_of(' ') == std::string::npos)
            fault("logo-without-alternative", table.span(), base::tr("the logo has no alternative text"),
                  base::tr("say in a few words what it shows: alternative = \"…\""));
    }

    static void text(toml::TableReader& table, std::string_view key, std::string& out) {
        if (auto value = table.string(key))
            out = std::move(value->value);
    }

    static std::vector<std::string> texts(toml::TableReader& table, std::string_view key) {
        std::vector<std::string> out;
        for (auto& item : table.strings(key))
            out.push_back(std::move(item.value));
        return out;
    }

    void length(toml::TableReader& table, std::string_view key, float& out, double least, double most) {
        if (const auto value = table.number(key)) {
            if (*value >= least && *value <= most)
                out = static_cast<float>(*value);
            else
                out_of_range(table, key, least, most);
        }
    }

    /// False if there is something wrong with them, which is reported then.
    bool numbers(toml::TableReader& table, std::string_view key, std::vector<float>& out, double least, double most) {
        const auto value = table.value(key);
        if (!value)
            return true;
        std::vector<float> read;
        if (value->type() == toml::ValueType::array) {
            for (const auto& item : value->as_array()) {
                if (const auto number = number_of(item); number && *number >= least && *number <= most)
                    read.push_back(static_cast<float>(*number));
                else {
                    out_of_range(table, key, least, most);
                    return false;
                }
            }
        }
        if (read.empty()) {
            fault("wrong-type", value->span(), base::trf("'{}' is not a list of numbers", key),
                  base::tr("write numbers in brackets: [15, 12, 10.5]"));
            return false;
        }
        out = std::move(read);
        return true;
    }

    static std::optional<double> number_of(const toml::Value& value) {
        if (value.type() == toml::ValueType::integer || value.type() == toml::ValueType::floating)
            return value.as_number();
        return std::nullopt;
    }

    void margins(toml::TableReader& table, std::string_view key, Margins& out) {
        std::vector<float> sides;
        if (!table.has(key))
            return;
        if (!numbers(table, key, sides, 10, 80))
            return;
        if (sides.size() == 4)
            out = {sides[0] * points_per_mm, sides[1] * points_per_mm, sides[2] * points_per_mm, sides[3] * points_per_mm};
        else
            fault("wrong-type", table.value(key)->span(), base::trf("'{}' does not hold four margins", key),
                  base::tr("write the top, right, bottom and left margin in millimetres: [22, 24, 22, 28]"));
    }

    void colour(toml::TableReader& table, std::string_view key, Colour& out) {
        const auto value = table.string(key);
        if (!value)
            return;
        unsigned rgb = 0;
        const auto& text = value->value;
        const bool form = text.size() == 7 && text[0] == '#';
        const auto end = text.data() + text.size();
        if (!form || std::from_chars(text.data() + 1, end, rgb, 16).ptr != end) {
            fault("wrong-colour", value->span, base::trf("'{}' is not a colour", text),
                  base::tr("write it as six hexadecimal digits: \"#1a2b3c\""));
            return;
        }
        const auto part = [&](unsigned shift) { return static_cast<float>((rgb >> shift) & 0xFFU) / 255; };
        out = {part(16), part(8), part(0)};
    }

    void out_of_range(toml::TableReader& table, std::string_view key, double least, double most) {
        const auto value = table.value(key);
        fault("out-of-range", value ? value->span() : table.span(), base::trf("'{}' is outside {}–{}", key, least, most),
              base::tr("write a number within the range"));
    }

    void fault(std::string code, base::Span span, std::string message, std::string hint) {
        diagnostics_.push_back({.severity = base::Severity::error,
                                .code = std::move(code),
                                .span = span,
                                .message = std::move(message),
                                .hint = std::move(hint)});
    }

    Style& style_;
    base::Diagnostics& diagnostics_;
};

} // namespace

base::Result<Style> read_style(const base::Sources& sources, base::SourceId source) {
    Style style;
    base::Diagnostics diagnostics;
    toml::read_file(sources, source, diagnostics, [&](toml::TableReader& top) { StyleReader(style, diagnostics).read(top); });
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return style;
}

} // namespace planpaket::typeset
