#include "toml/encoding.h"

#include "base/translate.h"

#include <algorithm>

namespace planpaket::toml {

using base::tr;
using base::trf;

static constexpr std::size_t most_reports = 20;

/// The length in bytes of the well-formed UTF-8 sequence (Unicode 15, table 3-7) that the text starts with; 0 if there is none.
static std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return byte(1) >= low && byte(1) <= high && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return byte(1) >= low && byte(1) <= high && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

static unsigned code_point(std::string_view sequence) {
    const auto bits = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]) & 0x3Fu; };
    const auto first = static_cast<unsigned char>(sequence[0]);
    switch (sequence.size()) {
    case 1:
        return first;
    case 2:
        return (first & 0x1Fu) << 6 | bits(1);
    case 3:
        return (first & 0x0Fu) << 12 | bits(1) << 6 | bits(2);
    default:
        return (first & 0x07u) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
    }
}

static constexpr unsigned byte_order_mark = 0xFEFF;

/// The controls of ISO 646 and ISO 8859, the two characters that no XML may hold, and a byte order mark, which has a meaning at
/// the beginning of a file alone.
static bool is_control(unsigned c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF || c == byte_order_mark;
}

/// Whether a byte can begin no character that is_control or needs a closer look.
static bool is_plain(char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

bool has_control_character(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = is_plain(text.front()) ? 1 : std::max<std::size_t>(sequence_length(text), 1);
        if (!is_plain(text.front()) && is_control(code_point(text.substr(0, length))))
            return true;
        text.remove_prefix(length);
    }
    return false;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

namespace {

/// Walks over a text, copying it only from the first thing that has to be replaced.
class Repair {
public:
    Repair(std::string_view text, base::SourceId source, base::Diagnostics& diagnostics)
        : text_(text), source_(source), diagnostics_(diagnostics) {}

    std::optional<std::string> run() {
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (is_plain(c)) {
                take(1);
                continue;
            }
            const std::size_t length = sequence_length(text_.substr(position_, 4));
            const bool line_end = c == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n';
            if (length == 0)
                replace_byte();
            else if (!line_end && is_control(code_point(text_.substr(position_, length))) && !is_first_mark(length))
                replace_control(length);
            else
                take(length);
        }
        return std::move(repaired_);
    }

private:
    bool is_first_mark(std::size_t length) const {
        return position_ == 0 && code_point(text_.substr(0, length)) == byte_order_mark;
    }

    void take(std::size_t length) {
        if (repaired_)
            repaired_->append(text_, position_, length);
        if (text_[position_] == '\n') {
            ++line_;
            line_begin_ = position_ + 1;
        }
        position_ += length;
    }

    void replace(std::size_t length, std::string_view by) {
        if (!repaired_)
            repaired_ = std::string(text_.substr(0, position_));
        repaired_->append(by);
        position_ += length;
    }

    /// Bytes that are not UTF-8 stand for one character each, as in the eight-bit encodings that they most often come from.
    base::Span here() const {
        std::uint32_t column = 1;
        for (std::size_t i = line_begin_; i < position_; ++column)
            i += std::max<std::size_t>(sequence_length(text_.substr(i, 4)), 1);
        return {source_, line_, column, line_, column + 1};
    }

    void replace_byte() {
        const unsigned byte = static_cast<unsigned char>(text_[position_]);
        if (!wrong_encoding_)
            diagnostics_.push_back(
                {.code = "wrong-encoding",
                 .span = here(),
                 .message = trf("the file is not UTF-8: byte {:02X} begins no character here", byte),
                 .hint = tr("it looks like Windows-1252 or Latin-1; open it in its editor and save it with the "
                            "encoding UTF-8")});
        wrong_encoding_ = true;
        replace(1, "?");
    }

    void replace_control(std::size_t length) {
        const unsigned c = code_point(text_.substr(position_, length));
        if (controls_++ < most_reports)
            diagnostics_.push_back({.code = "control-character",
                                    .span = here(),
                                    .message = trf("there is a control character here: U+{:04X}", c),
                                    .hint = c == '\r' ? tr("save the file with line ends of Unix or Windows")
                                                      : tr("delete it; it often comes along with text pasted from elsewhere")});
        replace(length, " ");
    }

    std::string_view text_;
    base::SourceId source_;
    base::Diagnostics& diagnostics_;
    std::optional<std::string> repaired_;
    std::size_t position_ = 0;
    std::size_t line_begin_ = 0;
    std::uint32_t line_ = 1;
    std::size_t controls_ = 0;
    bool wrong_encoding_ = false;
};

} // namespace

std::optional<std::string> repaired_text(std::string_view text, base::SourceId source, base::Diagnostics& diagnostics) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        diagnostics.push_back({.code = "wrong-encoding",
                               .span = {source, 1, 1, 1, 2},
                               .message = tr("the file is UTF-16, not UTF-8"),
                               .hint = tr("open it in its editor and save it with the encoding UTF-8")});
        return std::string();
    }
    return Repair(text, source, diagnostics).run();
}

} // namespace planpaket::toml
