#include "compose/templates.h"
#include "compose/vocabulary.h"

#include "base/nearest.h"
#include "base/translate.h"
#include "markdown/markdown.h"
#include "toml/reader.h"

#include <algorithm>
#include <array>

namespace planpaket::compose {

namespace {

using base::tr;
using base::trf;

std::string_view trimmed(std::string_view words) {
    const auto first = words.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view() : words.substr(first, words.find_last_not_of(' ') + 1 - first);
}

std::uint32_t characters(std::string_view bytes) {
    return static_cast<std::uint32_t>(std::ranges::count_if(bytes, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// What is between the braces, if the text is nothing but one pair of them.
std::optional<std::string_view> only_braces(std::string_view words) {
    words = trimmed(words);
    if (!words.starts_with("{{") || !words.ends_with("}}") || words.find("}}") != words.size() - 2)
        return std::nullopt;
    return trimmed(words.substr(2, words.size() - 4));
}

template <class T>
T chosen(const toml::LocatedString& asked, std::span<const std::pair<std::string_view, T>> values,
         base::Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const auto& [name, value] : values) {
        if (name == asked.value)
            return value;
        names.emplace_back(name);
    }
    std::string list;
    for (const auto& name : names)
        list += (list.empty() ? "" : ", ") + name;
    diagnostics.push_back({base::Severity::error, "bad-value", asked.span, trf("'{}' is not one of the values", asked.value),
                           trf("write one of: {}", list)});
    return values.front().second;
}

class Reader {
public:
    explicit Reader(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// Splits each text at its braces, so that every placeholder is a text of its own.
    document::Inlines split(const document::Inlines& inlines) {
        document::Inlines out;
        for (const auto& item : inlines) {
            if (const auto* text = std::get_if<document::Text>(&item.value)) {
                split_text(text->text, item.span, out);
                continue;
            }
            auto copy = item;
            if (auto* children = document::children(copy))
                *children = split(*children);
            out.push_back(std::move(copy));
        }
        return out;
    }

    void read(document::Blocks blocks, Template& page) {
        for (auto& block : blocks)
            part(std::move(block), page);
        for (const auto& open : open_)
            report("unclosed-if", open.span, tr("this 'if' has no 'end'"),
                   tr("close it with {{ end }} in a paragraph of its own"));
        while (!open_.empty())
            close(page);
        if (titles_ == 0)
            report("no-title", {page_span_.source, 0, 0, 0, 0}, tr("the template has no title"),
                   tr("begin with a line such as: # {{ document.title }}"));
    }

    void set_place(const base::Span& span) { page_span_ = span; }

    /// Whether the template names anything of an earlier plan.
    bool compares() const { return compares_; }

private:
    struct Open {
        Choice choice;
        base::Span span;
        bool in_else = false;
    };

    void report(const char* code, const base::Span& span, std::string message, std::string hint) {
        diagnostics_.push_back({base::Severity::error, code, span, std::move(message), std::move(hint)});
    }

    void report_unknown(const char* code, const base::Span& span, std::string message, std::string_view name, bool as_condition) {
        const auto near = nearest_name(name, as_condition);
        report(code, span, std::move(message),
               near ? trf("did you mean '{}'?", *near) : tr("docs/templates.md lists every name"));
    }

    Parts& current(Template& page) {
        if (open_.empty())
            return page.parts;
        auto& open = open_.back();
        return open.in_else ? open.choice.otherwise : open.choice.then;
    }

    void close(Template& page) {
        auto open = std::move(open_.back());
        open_.pop_back();
        current(page).push_back({std::move(open.choice), open.span});
    }

    void part(document::Block block, Template& page) {
        const auto span = block.span;
        if (auto* paragraph = document::as<document::Paragraph>(block)) {
            const auto text = document::plain_text(paragraph->inlines);
            if (const auto words = only_braces(text)) {
                command(*words, paragraph->inlines.empty() ? span : paragraph->inlines.front().span, page);
                return;
            }
        }
        if (const auto* heading = document::as<document::Heading>(block))
            check_level(heading->level, span);
        split_block(block);
        current(page).push_back({std::move(block), span});
    }

    void check_level(int level, const base::Span& span) {
        if (level == 0 && (++titles_ > 1 || !open_.empty()))
            report("no-title", span, tr("a document has one title, and always"), tr("begin every other heading with ##"));
        if (level > level_ + 1)
            report("heading-jump", span, trf("the heading has {} signs # where {} would follow", level + 1, level_ + 2),
                   tr("take away signs, or put the heading between in"));
        level_ = level;
    }

    void split_block(document::Block& block) {
        if (auto* paragraph = document::as<document::Paragraph>(block))
            paragraph->inlines = split(paragraph->inlines);
        else if (auto* heading = document::as<document::Heading>(block))
            heading->inlines = split(heading->inlines);
        else if (auto* list = document::as<document::List>(block))
            for (auto& item : list->items)
                for (auto& inner : item)
                    split_block(inner);
    }

    void split_text(std::string_view words, const base::Span& span, document::Inlines& out) {
        std::size_t done = 0;
        const auto place = [&](std::size_t from, std::size_t to) {
            const auto column = span.column + characters(words.substr(0, from));
            return base::Span{span.source, span.line, column, span.end_line, column + characters(words.substr(from, to - from))};
        };
        const auto keep = [&](std::size_t from, std::size_t to) {
            if (to > from)
                out.push_back({document::Text{std::string(words.substr(from, to - from))}, place(from, to)});
        };
        while (done < words.size()) {
            const auto open = words.find("{{", done);
            const auto stray = words.find("}}", done);
            if (stray < open) {
                report("unclosed-placeholder", place(stray, stray + 2), tr("'}}' closes nothing"),
                       tr("write {{ name }} on one line"));
                return;
            }
            keep(done, std::min(open, words.size()));
            if (open == std::string_view::npos)
                return;
            const auto end = words.find("}}", open);
            if (end == std::string_view::npos) {
                report("unclosed-placeholder", place(open, open + 2), tr("'{{' is not closed"),
                       tr("write {{ name }} on one line"));
                return;
            }
            const auto name = trimmed(words.substr(open + 2, end - open - 2));
            note_comparison(name);
            const auto where = place(open, end + 2);
            if (find_placeholder(name) != nullptr)
                out.push_back({document::Text{"{{" + std::string(name) + "}}"}, where});
            else
                refuse_in_text(name, where);
            done = end + 2;
        }
    }

    void refuse_in_text(std::string_view name, const base::Span& where) {
        if (is_prose(name))
            report("prose-in-text", where, trf("'{}' can hold several paragraphs and cannot stand inside a text", name),
                   tr("put it in a paragraph of its own, with an empty line before and after"));
        else if (find_directive(name) != nullptr || name == "end" || name == "else" || name.starts_with("if "))
            report("directive-in-text", where, trf("'{}' cannot stand inside a text", name),
                   tr("put it in a paragraph of its own, with an empty line before and after"));
        else
            report_unknown("unknown-placeholder", where, trf("there is no placeholder '{}'", name), name, false);
    }

    void command(std::string_view words, const base::Span& span, Template& page) {
        if (words == "end" || words == "else") {
            if (open_.empty() || (words == "else" && open_.back().in_else))
                report("stray-end", span, trf("'{}' belongs to no 'if'", words), tr("begin with {{ if … }}"));
            else if (words == "end")
                close(page);
            else
                open_.back().in_else = true;
            return;
        }
        if (words == "if" || words.starts_with("if ")) {
            begin_choice(trimmed(words.substr(2)), span);
            return;
        }
        if (const auto* directive = find_directive(words)) {
            page.lists_files = page.lists_files || directive->name == "checksums";
            note_comparison(words);
            current(page).push_back({Generated{directive}, span});
        } else if (is_prose(words)) {
            note_text(words, page);
            current(page).push_back({Prose{std::string(words)}, span});
        } else if (find_placeholder(words) != nullptr) {
            document::Paragraph paragraph;
            paragraph.inlines.push_back({document::Text{"{{" + std::string(words) + "}}"}, span});
            current(page).push_back({document::Block{std::move(paragraph), span}, span});
        } else {
            report_unknown("unknown-directive", span, trf("there is no part or placeholder '{}'", words), words, false);
        }
    }

    void begin_choice(std::string_view condition, const base::Span& span) {
        Choice choice;
        if (condition.starts_with("not ")) {
            choice.negated = true;
            condition = trimmed(condition.substr(4));
        }
        choice.condition = condition;
        note_comparison(condition);
        if (find_condition(condition) == nullptr && find_directive(condition) == nullptr &&
            find_placeholder(condition) == nullptr && !is_prose(condition))
            report_unknown("unknown-condition", span, trf("there is no condition '{}'", condition), condition, true);
        open_.push_back({std::move(choice), span});
    }

    void note_comparison(std::string_view name) {
        compares_ = compares_ || name.starts_with("earlier") || name.starts_with("changes") || name == "counts.changes";
    }

    static void note_text(std::string_view name, Template& page) {
        if (name.starts_with("text."))
            page.texts.emplace_back(name.substr(5));
    }

    base::Diagnostics& diagnostics_;
    base::Span page_span_;
    std::vector<Open> open_;
    int level_ = -1;
    int titles_ = 0;
    bool compares_ = false;
};

constexpr std::array<std::pair<std::string_view, When>, 7> when_values{{{"always", When::always},
                                                                        {"decision", When::decision},
                                                                        {"decided", When::decided},
                                                                        {"followed-up", When::followed_up},
                                                                        {"recipients", When::recipients},
                                                                        {"earlier", When::earlier},
                                                                        {"collation", When::collation}}};
constexpr std::array<std::pair<std::string_view, plan::BodyKind>, 3> body_values{
    {{"committee", plan::BodyKind::committee},
     {"steering-group", plan::BodyKind::steering_group},
     {"other", plan::BodyKind::other}}};

void read_front_matter(toml::TableReader& table, Template& page, Reader& reader, base::Diagnostics& diagnostics) {
    const auto line = [&](const char* key, bool required) {
        const auto text = required || table.has(key) ? table.string(key) : std::nullopt;
        if (!text) {
            if (required)
                table.required(key);
            return document::Inlines{};
        }
        const auto& whole = text->span;
        const base::Span span{whole.source, whole.line, whole.column + 1U, whole.end_line, whole.end_column}; // After the quote.
        auto words = reader.split({{document::Text{text->value}, span}});
        for (const auto& item : words)
            if (const auto* part = std::get_if<document::Text>(&item.value);
                part != nullptr && part->text == "{{document.title}}")
                diagnostics.push_back({base::Severity::error, "bad-value", item.span, tr("a title cannot hold itself"),
                                       tr("write its words, or {{ plan.title }}")});
        return words;
    };
    page.title = line("title", true);
    page.subject = line("subject", false);
    page.order = static_cast<int>(table.number("order").value_or(0));
    page.appendix = static_cast<int>(table.number("appendix").value_or(0));
    if (const auto when = table.string("when"))
        page.when = chosen<When>(*when, when_values, diagnostics);
    if (const auto body = table.string("body"))
        page.body = chosen<plan::BodyKind>(*body, body_values, diagnostics);
    table.finish();
}

} // namespace

base::Result<Template> read_template(base::Sources& sources, std::string name, std::string path, const std::string& text) {
    base::Diagnostics diagnostics;
    Template page;
    page.name = std::move(name);
    const auto whole = sources.add(path, text);

    constexpr std::string_view fence = "+++\n";
    const auto close = text.starts_with(fence) ? text.find("\n+++\n") : std::string::npos;
    if (close == std::string::npos) {
        diagnostics.push_back({base::Severity::error,
                               "no-front-matter",
                               {whole, 1, 1, 1, 1},
                               tr("the template does not begin with its title and order between two lines of +++"),
                               tr("begin with: +++, title = \"…\", order = 10, +++, each on a line of its own")});
        return std::unexpected(std::move(diagnostics));
    }
    // The front matter alone, on the lines where it stands in the file.
    const auto front = sources.add(path, "\n" + text.substr(fence.size(), close + 1 - fence.size()));
    Reader reader(diagnostics);
    toml::read_file(sources, front, diagnostics,
                    [&](toml::TableReader& table) { read_front_matter(table, page, reader, diagnostics); });

    const auto body = close + 5;
    const auto first_line = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, body), '\n') + 1);
    const base::Span span{whole, first_line, 1, first_line, 1};
    reader.set_place(span);
    reader.read(markdown::read(std::string_view(text).substr(body), span, markdown::Flavour::page, nullptr, diagnostics), page);
    page.compares = reader.compares();
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return page;
}

} // namespace planpaket::compose
