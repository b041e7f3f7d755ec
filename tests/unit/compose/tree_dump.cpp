#include "tree_dump.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

using namespace planpaket::document;

namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};

class Dump {
public:
    std::string out;

    void document(const Document& item) {
        add(0, "document {} ({}){}", item.name, item.language, item.draft ? " draft" : "");
        add(1, "title: {}", item.title);
        add(1, "author: {}", item.author);
        add(1, "subject: {}", item.subject);
        add(1, "date: {:%Y-%m-%d}", fmt::gmtime(std::chrono::system_clock::to_time_t(item.date)));
        const auto& running = item.running;
        add(1, "running: {} | {} | {} | {} | {}", running.title, running.version, running.dnr, running.state, running.page);
        add(1, "continued: {}", item.continued);
        blocks(item.blocks, 0);
    }

    void blocks(const Blocks& items, std::size_t depth) {
        for (const auto& item : items)
            block(item, depth);
    }

private:
    template <class... Args>
    void add(std::size_t depth, fmt::format_string<Args...> form, Args&&... args) {
        out.append(depth * 2, ' ');
        out += fmt::format(form, std::forward<Args>(args)...);
        out += '\n';
    }

    static const char* style(ParagraphStyle style) {
        switch (style) {
        case ParagraphStyle::body:
            return "p";
        case ParagraphStyle::lead:
            return "lead";
        case ParagraphStyle::note:
            return "note";
        case ParagraphStyle::label:
            return "label";
        case ParagraphStyle::field:
            return "field";
        case ParagraphStyle::address:
            return "address";
        }
        return "?";
    }

    static std::string id(const std::string& name) { return name.empty() ? std::string() : " #" + name; }

    void block(const Block& item, std::size_t depth) {
        std::visit(overloaded{[&](const Paragraph& it) { add(depth, "{}: {}", style(it.style), tree_dump(it.inlines)); },
                              [&](const Heading& it) {
                                  add(depth, "h{}{}{}: {}", it.level, id(it.id), it.number.empty() ? "" : " " + it.number,
                                      tree_dump(it.inlines));
                              },
                              [&](const List& it) {
                                  add(depth, "{}", it.ordered ? fmt::format("numbered from {}", it.start) : "list");
                                  for (const auto& entry : it.items) {
                                      add(depth + 1, "item");
                                      blocks(entry, depth + 2);
                                  }
                              },
                              [&](const Table& it) { table(it, depth); }, [&](const Figure& it) { figure(it, depth); },
                              [&](const Contents& it) { add(depth, "contents to depth {}: {}", it.depth, it.title); },
                              [&](const Columns& it) {
                                  add(depth, "columns {}", fmt::join(it.weights, " "));
                                  for (const auto& column : it.columns) {
                                      add(depth + 1, "column");
                                      blocks(column, depth + 2);
                                  }
                              },
                              [&](const Signature& it) {
                                  add(depth, "signature {}: {} | {} | {} | {}", it.field, it.role, it.name, it.date_label,
                                      it.name_label);
                              },
                              [&](const PageLayout& it) {
                                  add(depth, "{} pages", it.orientation == Orientation::landscape ? "landscape" : "portrait");
                              },
                              [&](const PageBreak&) { add(depth, "page break"); }},
                   item.value);
    }

    void table(const Table& it, std::size_t depth) {
        std::string columns;
        for (const auto& column : it.columns)
            columns += " | " + tree_dump(column.heading) + (column.align == Align::right ? " (right)" : "");
        add(depth, "table{}", columns);
        add(depth + 1, "summary: {}", it.summary);
        for (const auto& row : it.rows) {
            add(depth + 1, "{}{}",
                row.kind == RowKind::body    ? "row"
                : row.kind == RowKind::group ? "group"
                                             : "total",
                id(row.id));
            for (const auto& cell : row.cells) {
                add(depth + 2, "{}{}{}{}", cell.header ? "header" : "cell", id(cell.id),
                    cell.row_span > 1 ? fmt::format(" rows {}", cell.row_span) : "",
                    cell.column_span > 1 ? fmt::format(" columns {}", cell.column_span) : "");
                blocks(cell.blocks, depth + 3);
            }
        }
    }

    void figure(const Figure& it, std::size_t depth) {
        add(depth, "figure: {}", tree_dump(it.caption));
        add(depth + 1, "alternative: {}", it.alternative);
        std::visit(overloaded{[&](const TimelineChart& chart) {
                                  add(depth + 1, "timeline {} to {}, months {}", day(chart.from), day(chart.to),
                                      fmt::join(chart.month_names, " "));
                                  for (const auto& group : chart.groups) {
                                      add(depth + 2, "group: {}", group.label);
                                      for (const auto& mark : group.marks)
                                          add(depth + 3, "{} {} to {}{}: {}",
                                              mark.kind == TimelineChart::MarkKind::date   ? "date"
                                              : mark.kind == TimelineChart::MarkKind::span ? "span"
                                                                                           : "continuous",
                                              day(mark.from), day(mark.to), id(mark.id), mark.label);
                                  }
                              },
                              [&](const BarChart& chart) {
                                  add(depth + 1, "bars: {}", fmt::join(chart.series, ", "));
                                  for (const auto& row : chart.rows)
                                      add(depth + 2, "{}: {}", row.label, fmt::join(row.values, " "));
                              }},
                   it.chart);
    }

    static std::string day(std::chrono::sys_days value) {
        const std::chrono::year_month_day date(value);
        return fmt::format("{}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()));
    }
};

} // namespace

std::string tree_dump(const Inlines& inlines) {
    std::string out;
    for (const auto& item : inlines)
        std::visit(overloaded{[&](const Text& it) { out += it.text; }, [&](const LineBreak&) { out += "↵"; },
                              [&](const Emphasis& it) { out += "*" + tree_dump(it.children) + "*"; },
                              [&](const Strong& it) { out += "**" + tree_dump(it.children) + "**"; },
                              [&](const Muted& it) { out += "~" + tree_dump(it.children) + "~"; },
                              [&](const Foreign& it) { out += "<" + it.language + ": " + tree_dump(it.children) + ">"; },
                              [&](const Link& it) {
                                  out += "[" + tree_dump(it.children) + "](" + it.target + " \"" + it.description + "\")";
                              }},
                   item.value);
    return out;
}

std::string tree_dump(const Blocks& blocks) {
    Dump dump;
    dump.blocks(blocks, 0);
    return dump.out;
}

std::string tree_dump(const Document& document) {
    Dump dump;
    dump.document(document);
    return dump.out;
}
