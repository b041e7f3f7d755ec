#include "signature/spelling.h"

#include "base/translate.h"

#include <algorithm>
#include <vector>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t longest_end = 16;     ///< Bytes of white space after the last "%%EOF".
constexpr std::size_t longest_comment = 80; ///< Where writers say their name before it.
constexpr std::size_t most_blanks = 8;      ///< Spaces or empty lines in a row.
constexpr std::size_t row_size = 20;

/// Reads letter by letter.
class Letters {
public:
    Letters(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    std::size_t at() const { return at_; }
    bool word(std::string_view text) {
        const bool there = bytes_.substr(at_, text.size()) == text;
        at_ += there ? text.size() : 0;
        return there;
    }
    bool digits() {
        const auto from = at_;
        while (at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '9')
            ++at_;
        return at_ > from && at_ - from <= 10;
    }
    bool end_of_line() { return word("\r\n") || word("\n") || word("\r"); }
    void spaces() {
        for (std::size_t i = 0; i < most_blanks && word(" "); ++i)
            ;
    }
    void blank_lines() {
        for (std::size_t i = 0; i < most_blanks && (word(" ") || end_of_line()); ++i)
            ;
    }
    /// A line of a short comment, but not one that ends a file.
    bool comment() {
        if (bytes_.substr(at_, 1) != "%" || bytes_.substr(at_, 2) == "%%")
            return false;
        const auto end = bytes_.find_first_of("\r\n", at_);
        if (end == std::string_view::npos || end - at_ > longest_comment)
            return false;
        at_ = end;
        return end_of_line();
    }

private:
    std::string_view bytes_;
    std::size_t at_;
};

/// Of an object that is free the number of the next one stands where others have their offset.
bool is_row(std::string_view row) {
    return row[17] != 'f' || row.substr(0, 10) <= "0008388607";
}

bool is_table(std::string_view bytes, const Section& section) {
    Letters letters(bytes, section.from);
    if (!letters.word("xref"))
        return false;
    letters.spaces();
    bool good = letters.end_of_line();
    for (const auto& run : section.runs) {
        good = good && letters.digits() && letters.word(" ") && letters.digits();
        letters.spaces();
        good = good && letters.end_of_line() && letters.at() == run.at && section.rows.width() == row_size;
        if (!good)
            return false;
        for (std::uint32_t i = 0; i < run.count; ++i)
            if (!is_row(bytes.substr(run.at + i * row_size, row_size)))
                return false;
        letters = Letters(bytes, run.at + run.count * row_size);
    }
    letters.blank_lines();
    if (!letters.word("trailer"))
        return false;
    letters.blank_lines();
    return letters.word("<<");
}

/// "startxref", its number and "%%EOF" on lines of their own. Some programs say their name between them.
bool is_end(std::string_view bytes, std::size_t at) {
    Letters letters(bytes, at);
    letters.blank_lines();
    if (letters.comment())
        letters.blank_lines();
    if (!letters.word("startxref"))
        return false;
    letters.spaces();
    const bool good = letters.end_of_line() && letters.digits();
    letters.spaces();
    if (!good || !letters.end_of_line())
        return false;
    letters.blank_lines();
    letters.comment();
    return letters.word("%%EOF");
}

bool is_head(std::string_view bytes, std::uint64_t place) {
    const auto at = pointed_at(bytes, place);
    Letters letters(bytes, at.value_or(0));
    return at && letters.digits() && letters.word(" ") && letters.digits() && letters.word(" ") && letters.word("obj");
}

bool has_twice(std::vector<Run> runs) {
    std::ranges::sort(runs, {}, &Run::first);
    return std::ranges::adjacent_find(
               runs, [](const Run& a, const Run& b) { return b.count > 0 && a.first + a.count > b.first; }) != runs.end();
}

/// A stream has no other stream, and the stream of a table the same table before it (7.5.8.4).
bool leads_elsewhere(const Section& section, const Section* table) {
    if (section.is_stream && section.trailer.find("XRefStm") != nullptr)
        return true;
    const auto* previous = section.is_hybrid ? section.trailer.find("Prev") : nullptr;
    const auto* own = table != nullptr ? table->trailer.find("Prev") : nullptr;
    return previous != nullptr && (own == nullptr || *previous != *own);
}

std::string fault_in(const Revision& whole, const Section& section, std::size_t from) {
    const auto bytes = whole.bytes();
    if (!section.is_stream && !is_table(bytes, section))
        return trf("the cross-reference table at byte {} is not written to the letter", section.from);
    if (!section.is_hybrid && !is_end(bytes, section.to))
        return trf("the end after byte {} is not written to the letter", section.to);
    if (has_twice(section.runs))
        return trf("the cross-reference table at byte {} has a number twice", section.from);
    std::string fault;
    section.for_each_place([&](std::uint32_t number, const Place& place) {
        if (!fault.empty())
            return;
        if (place.kind == Place::Kind::plain && place.offset >= from && !is_head(bytes, place.offset))
            fault = trf("object {} does not stand where the cross-reference table says", number);
    });
    return fault;
}

/// What the first object says of a linearized file (annex F): readers then begin with the table behind it, as long as the file is
/// as long as it says.
struct Linearization {
    bool is_plain = true; ///< What is not plain some readers take for a length.
    std::uint64_t length = 0;
    std::size_t table = 0; ///< Where the table of the first page stands.
};

Linearization linearization(std::string_view bytes) {
    Parser parser(bytes, 0);
    const auto number = parser.integer();
    const auto generation = parser.integer();
    const auto object = number && generation && parser.take("obj") ? parser.object() : std::nullopt;
    const auto* dictionary = object ? object->as<Dictionary>() : nullptr;
    if (dictionary == nullptr)
        return {.is_plain = false};
    if (dictionary->find("Linearized") == nullptr)
        return {};
    Linearization found;
    const auto* length = dictionary->find("L");
    found.is_plain = length != nullptr && length->whole(found.length) != nullptr && parser.take("endobj");
    parser.skip_space();
    found.table = parser.at();
    return found;
}

/// Whether all readers begin with the same table, in the signed revision and now.
bool is_read_alike(const Revision& before, const Revision& whole) {
    const auto found = linearization(whole.bytes());
    return found.is_plain && found.length != whole.bytes().size() &&
           (found.length != before.bytes().size() || before.references().sections.front().from == found.table);
}

} // namespace

std::string misspelt(const Revision& before, const Revision& whole) {
    const auto bytes = whole.bytes();
    const auto from = before.bytes().size();
    const Section* table = nullptr; // that a hybrid belongs to
    for (const auto& section : whole.references().sections) {
        if (section.from >= from) {
            if (auto fault = fault_in(whole, section, from); !fault.empty())
                return fault;
            if (leads_elsewhere(section, table))
                return trf("the cross-reference table at byte {} leads to others than its section does", section.from);
        }
        table = &section;
    }
    const auto last = bytes.find_last_not_of("\r\n ");
    if (last == std::string_view::npos || bytes[last] != 'F' || bytes.size() - last > longest_end)
        return tr("something stands after the end of the file");
    if (!is_read_alike(before, whole))
        return tr("it says that it is linearized, and is not");
    return {};
}

} // namespace planpaket::signature
