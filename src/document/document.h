#pragma once

/// The tree that every output is made from. It says what stands in a document and what each part is, never how it looks;
/// it knows no plan and no output format.

#include "base/source.h"

#include <chrono>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace planpaket::document {

struct Inline;
struct Block;
using Inlines = std::vector<Inline>;
using Blocks = std::vector<Block>;

/// A value kept apart, which reads as the value itself. There are very many blocks and inlines: only the common kinds stand in
/// them, so that they stay small.
template <class T>
class Boxed {
public:
    Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
    Boxed(const Boxed& other) : value_(std::make_unique<T>(*other.value_)) {}
    Boxed(Boxed&&) noexcept = default;
    Boxed& operator=(Boxed other) noexcept {
        value_ = std::move(other.value_);
        return *this;
    }
    ~Boxed() = default;

    operator const T&() const { return *value_; }
    operator T&() { return *value_; }
    const T& operator*() const { return *value_; }
    T& operator*() { return *value_; }

private:
    std::unique_ptr<T> value_; ///< Null only when moved from.
};

struct Text {
    std::string text; ///< UTF-8. U+00A0 and U+2011 keep words together; other white space is a plain space.
};
struct Emphasis {
    Inlines children;
};
struct Strong {
    Inlines children;
};
/// Secondary words: a number, a unit, a source. Set lighter.
struct Muted {
    Inlines children;
};
/// `target` is a URL (http, https, mailto, tel) or `#id` of a block in the same document.
struct Link {
    std::string target;
    Inlines children;
    std::string description; ///< What the link leads to, for those who cannot see its surroundings; never empty.
};
/// Words in another language than the document's (BCP 47).
struct Foreign {
    std::string language;
    Inlines children;
};
struct LineBreak {};

struct Inline {
    std::variant<Text, Emphasis, Strong, Muted, Boxed<Link>, Boxed<Foreign>, LineBreak> value;
    base::Span span; ///< The place in the plan or the template that it came from.
};

enum class ParagraphStyle {
    body,
    lead,   ///< An introduction, a summary: larger.
    note,   ///< A rule, a source, a caption-like remark: smaller.
    label,  ///< The name of a field that follows: "Diarienummer".
    field,  ///< The value after a label.
    address ///< Lines of an address or a sender.
};
struct Paragraph {
    Inlines inlines;
    ParagraphStyle style = ParagraphStyle::body;
};

/// Level 0 is the document's title, of which there is one; then 1, 2, … without gaps.
struct Heading {
    int level = 1;
    Inlines inlines;
    std::string number; ///< "2" or empty; shown before the words.
    std::string id;     ///< What `#id` links lead to; may be empty.
    bool in_contents = true;
};

struct List {
    bool ordered = false;
    int start = 1;
    std::vector<Blocks> items;
};

enum class Align { left, right, centre };

struct Column {
    Inlines heading;
    Align align = Align::left;
};

struct Cell {
    Blocks blocks;
    unsigned row_span = 1;
    unsigned column_span = 1;
    bool header = false; ///< A row header: it names what the row is about.
    std::string id;      ///< What `#id` links lead to; may be empty.
};

enum class RowKind {
    body,
    group, ///< A heading inside the table that spans the rows until the next group: one cell across all columns.
    total  ///< A sum of the rows above.
};
struct Row {
    RowKind kind = RowKind::body;
    std::vector<Cell> cells; ///< Without the places that a span from above or from the left covers.
    std::string id;          ///< What `#id` links lead to; may be empty.
};

struct Table {
    Inlines caption;     ///< May be empty when a heading stands just above.
    std::string summary; ///< How the table is built, for those who cannot see it.
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// Spans and dates over time, in groups.
struct TimelineChart {
    enum class MarkKind { date, span, continuous };
    struct Mark {
        std::string label;
        std::string id; ///< Of the action; the label links to it when the document has it.
        MarkKind kind = MarkKind::date;
        std::chrono::sys_days from, to; ///< First and last day. continuous: where it is drawn from and to.
    };
    struct Group {
        std::string label;
        std::vector<Mark> marks;
    };
    std::chrono::sys_days from, to;       ///< The first and last day of the axis.
    std::vector<std::string> month_names; ///< Twelve, short, as the axis shows them.
    std::vector<Group> groups;
};

/// Horizontal bars: for each row one value per series.
struct BarChart {
    struct Row {
        std::string label;
        std::vector<std::size_t> values;
    };
    std::vector<std::string> series;
    std::vector<Row> rows;
};

/// A picture. The same facts stand as text or a table beside it.
struct Figure {
    Inlines caption;
    std::string alternative; ///< What the picture shows, in words; never empty.
    std::variant<TimelineChart, BarChart> chart;
};

/// A table of contents of the headings that have in_contents, down to `depth`.
struct Contents {
    std::string title;
    int depth = 2;
};

/// Blocks side by side: a letterhead, facts in two columns. Read left column first.
struct Columns {
    std::vector<Blocks> columns;
    std::vector<double> weights; ///< Relative widths, one per column.
};

/// A place for a signature by hand or by a visible seal.
struct Signature {
    std::string role;
    std::string name;       ///< May be empty: a line to write it on.
    std::string field;      ///< Stable name of the signature field, of id form.
    std::string date_label; ///< "Datum"
    std::string name_label; ///< "Namnförtydligande"
};

enum class Orientation { portrait, landscape };
/// What follows stands on pages of this orientation. A new page begins unless the last one already has it and is empty.
struct PageLayout {
    Orientation orientation = Orientation::portrait;
};
struct PageBreak {};

struct Block {
    std::variant<Paragraph, Boxed<Heading>, List, Boxed<Table>, Boxed<Figure>, Boxed<Contents>, Boxed<Columns>, Boxed<Signature>,
                 PageLayout, PageBreak>
        value;
    base::Span span;
};

/// Whether a T stands apart from the blocks or inlines that it is a kind of.
template <class T, class Variant>
constexpr bool is_boxed = false;
template <class T, class... Kinds>
constexpr bool is_boxed<T, std::variant<Kinds...>> = (std::is_same_v<Boxed<T>, Kinds> || ...);

/// The block or inline as a T, or null if it is of another kind: `as<Heading>(block)`.
template <class T, class Node>
auto as(Node& node) -> std::conditional_t<std::is_const_v<Node>, const T*, T*> {
    if constexpr (is_boxed<T, decltype(Node::value)>) {
        auto* boxed = std::get_if<Boxed<T>>(&node.value);
        return boxed != nullptr ? &**boxed : nullptr;
    } else {
        return std::get_if<T>(&node.value);
    }
}

/// The inlines inside an inline; null if it is of a kind that has none.
Inlines* children(Inline& item);
const Inlines* children(const Inline& item);

/// What stands on every page.
struct Running {
    std::string title;   ///< Of the plan.
    std::string version; ///< "Version 1.0"
    std::string dnr;     ///< "Dnr HVS 2025/123"; may be empty.
    std::string state;   ///< "Utkast", "Beslutad 2025-04-24, § 12"
    std::string page;    ///< "Sida {page} ({pages})": with those two placeholders.
};

struct Document {
    std::string name; ///< File name without ending: "bilaga-1-atgardsplan".
    std::string title;
    std::string language; ///< BCP 47
    std::string author;   ///< The sending organisation.
    std::string subject;
    std::vector<std::string> keywords;
    /// For programs, where the document states how many problems, causes and actions areas have: the area's id and the three
    /// numbers, "oppna-drogscener 2 2 2".
    std::vector<std::string> counts;
    bool draft = true;
    std::chrono::sys_seconds date; ///< The date written into the file: from the plan, never from the clock.
    Running running;
    std::string continued; ///< The mark on what goes on from the page before: "forts."
    Blocks blocks;
};

/// Inlines that are just these words.
Inlines words(std::string text);

/// The words of inlines, without markup; a line break becomes a space.
std::string plain_text(const Inlines& inlines);

} // namespace planpaket::document
