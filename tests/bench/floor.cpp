// The least that a libharu program can do with the words of a plan: read them, wrap them greedily, draw every cell once, save.
// The yardstick of scripts/bench. It knows no hyphenation, tags, links or bookmarks; cells.py describes what it reads.
//
//     floor CELLS.txt REGULAR.ttf BOLD.ttf OUT.pdf

#include <hpdf.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr float page_width = 841.89F, page_height = 595.28F, margin = 40, padding = 3, size = 8.5F, leading = 10.5F;

void stop(HPDF_STATUS error, HPDF_STATUS detail, void*) {
    std::fprintf(stderr, "floor: libharu error %#lx, %lu\n", error, detail);
    std::exit(1);
}

/// A font and the width of each character of the Basic Multilingual Plane in it, asked for once.
struct Face {
    HPDF_Font font;
    std::vector<float> widths = std::vector<float>(0x10000, -1);

    float width(unsigned code) {
        float& known = widths[code];
        if (known < 0)
            known = static_cast<float>(HPDF_Font_GetUnicodeWidth(font, static_cast<HPDF_UNICODE>(code))) * size / 1000;
        return known;
    }

    float width(std::string_view word) {
        float sum = 0;
        for (std::size_t at = 0; at < word.size();) {
            const auto byte = [&](std::size_t ahead) { return static_cast<unsigned char>(word[at + ahead]); };
            if (byte(0) < 0x80) {
                sum += width(byte(0));
                at += 1;
            } else if (byte(0) < 0xE0) {
                sum += width(((byte(0) & 0x1FU) << 6) | (byte(1) & 0x3FU));
                at += 2;
            } else {
                sum += width(((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU));
                at += 3;
            }
        }
        return sum;
    }
};

/// Lines no wider than `room`, unless one word alone is.
void wrap(std::string_view cell, Face& face, float room, std::vector<std::string>& lines) {
    lines.clear();
    const float space = face.width(' ');
    while (!cell.empty()) {
        const std::string_view paragraph = cell.substr(0, cell.find('\x1f'));
        cell.remove_prefix(std::min(cell.size(), paragraph.size() + 1));
        float used = 0;
        lines.emplace_back();
        for (std::size_t at = 0; at < paragraph.size();) {
            const std::string_view word = paragraph.substr(at, paragraph.find(' ', at) - at);
            at += word.size() + 1;
            const float width = face.width(word);
            if (used > 0 && used + space + width > room) {
                lines.emplace_back();
                used = 0;
            }
            if (used > 0) {
                lines.back() += ' ';
                used += space;
            }
            lines.back() += word;
            used += width;
        }
    }
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= line.size(); at += parts.back().size() + 1)
        parts.push_back(line.substr(at, line.find('\t', at) - at));
    return parts;
}

class Writer {
public:
    Writer(HPDF_Doc document, HPDF_Font regular, HPDF_Font bold) : document_(document), regular_{regular}, bold_{bold} {}

    void section(std::string_view title) {
        new_page();
        const std::string text(title);
        HPDF_Page_BeginText(page_);
        HPDF_Page_SetFontAndSize(page_, bold_.font, 14);
        HPDF_Page_TextOut(page_, margin, y_ - 14, text.c_str());
        HPDF_Page_EndText(page_);
        y_ -= 24;
    }

    void table(const std::vector<std::string_view>& parts) {
        columns_.clear();
        headings_.clear();
        float x = margin;
        for (std::size_t at = 1; at + 1 < parts.size(); at += 2) {
            float width = 0;
            std::from_chars(parts[at].data(), parts[at].data() + parts[at].size(), width);
            columns_.push_back({x, width});
            headings_.push_back(parts[at + 1]);
            x += width;
        }
        right_ = x;
        header();
    }

    /// A row of one line across the table.
    void group(std::string_view words) {
        if (lines_that_fit() < 3) {
            new_page();
            header();
        }
        cells_.resize(std::max<std::size_t>(cells_.size(), 1));
        cells_[0].assign(1, std::string(words));
        draw(1, 0, 1, bold_.font);
    }

    /// A row is kept whole on a page, or split between lines where it is longer than one.
    void row(const std::vector<std::string_view>& parts) {
        const std::size_t count = std::min(columns_.size(), parts.size() - 1);
        cells_.resize(std::max(cells_.size(), count));
        std::size_t longest = 0;
        for (std::size_t column = 0; column < count; ++column) {
            wrap(parts[column + 1], regular_, columns_[column].width - 2 * padding, cells_[column]);
            longest = std::max(longest, cells_[column].size());
        }
        if (lines_that_fit() < longest && y_ < top_) {
            new_page();
            header();
        }
        for (std::size_t from = 0; from < longest;) {
            const std::size_t part = std::min(longest - from, std::max<std::size_t>(lines_that_fit(), 1));
            draw(count, from, part, regular_.font);
            from += part;
            if (from < longest) {
                new_page();
                header();
            }
        }
    }

private:
    struct Column {
        float x, width;
    };

    std::size_t lines_that_fit() const { return static_cast<std::size_t>(std::max(0.0F, (y_ - margin - 2 * padding) / leading)); }

    void new_page() {
        page_ = HPDF_AddPage(document_);
        HPDF_Page_SetWidth(page_, page_width);
        HPDF_Page_SetHeight(page_, page_height);
        HPDF_Page_SetLineWidth(page_, 0.5F);
        HPDF_Page_SetTextLeading(page_, leading);
        y_ = page_height - margin;
    }

    void header() {
        cells_.resize(std::max(cells_.size(), columns_.size()));
        std::swap(cells_, kept_);
        cells_.resize(columns_.size());
        for (std::size_t column = 0; column < columns_.size(); ++column)
            cells_[column].assign(1, std::string(headings_[column]));
        draw(columns_.size(), 0, 1, bold_.font);
        std::swap(cells_, kept_);
        top_ = y_;
    }

    /// That many lines of each cell, and a rule below them.
    void draw(std::size_t count, std::size_t from, std::size_t lines, HPDF_Font font) {
        HPDF_Page_BeginText(page_);
        HPDF_Page_SetFontAndSize(page_, font, size);
        float pen_x = 0, pen_y = 0;
        for (std::size_t column = 0; column < count; ++column) {
            const auto& cell = cells_[column];
            const std::size_t end = std::min(cell.size(), from + lines);
            if (from >= end)
                continue;
            const float x = columns_[column].x + padding, y = y_ - padding - size;
            HPDF_Page_MoveTextPos(page_, x - pen_x, y - pen_y);
            HPDF_Page_ShowText(page_, cell[from].c_str());
            for (std::size_t line = from + 1; line < end; ++line)
                HPDF_Page_ShowTextNextLine(page_, cell[line].c_str());
            pen_x = x;
            pen_y = y - leading * static_cast<float>(end - from - 1);
        }
        HPDF_Page_EndText(page_);
        y_ -= leading * static_cast<float>(lines) + 2 * padding;
        HPDF_Page_MoveTo(page_, margin, y_);
        HPDF_Page_LineTo(page_, right_, y_);
        HPDF_Page_Stroke(page_);
    }

    HPDF_Doc document_;
    Face regular_, bold_;
    HPDF_Page page_ = nullptr;
    float y_ = 0, top_ = 0, right_ = 0;
    std::vector<Column> columns_;
    std::vector<std::string_view> headings_;
    std::vector<std::vector<std::string>> cells_, kept_;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fprintf(stderr, "usage: floor CELLS.txt REGULAR.ttf BOLD.ttf OUT.pdf\n");
        return 2;
    }
    std::ifstream file(argv[1], std::ios::binary | std::ios::ate);
    std::string text(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
    if (!file.seekg(0).read(text.data(), static_cast<std::streamsize>(text.size()))) {
        std::fprintf(stderr, "floor: cannot read %s\n", argv[1]);
        return 1;
    }

    HPDF_Doc document = HPDF_New(stop, nullptr);
    HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
    HPDF_SetPagesConfiguration(document, 100);
    HPDF_UseUTFEncodings(document);
    const auto load = [&](const char* path) {
        return HPDF_GetFont(document, HPDF_LoadTTFontFromFile(document, path, HPDF_TRUE), "UTF-8");
    };
    Writer writer(document, load(argv[2]), load(argv[3]));

    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const auto parts = split(line);
        if (parts[0] == "S" && parts.size() == 2)
            writer.section(parts[1]);
        else if (parts[0] == "T")
            writer.table(parts);
        else if (parts[0] == "G" && parts.size() == 2)
            writer.group(parts[1]);
        else if (parts[0] == "R" && parts.size() > 1)
            writer.row(parts);
    }
    HPDF_SaveToFile(document, argv[4]);
    HPDF_Free(document);
    return 0;
}
