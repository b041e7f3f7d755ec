#include "pdf/page_painter.h"

#include <array>
#include <cmath>
#include <hpdf_streams.h>
#include <optional>

namespace planpaket::pdf {

namespace {

/// Level of compression of a page's contents: a document of few pages is made small, one of many quickly.
int compression(std::uint32_t page) {
    constexpr std::uint32_t few_pages = 40;
    return page < few_pages ? 6 : 4;
}

/// Draws the items of one page. Graphics go through libharu; words are raw operators, since libharu cannot kern.
class ItemPainter {
public:
    ItemPainter(HPDF_Page page, const typeset::Page& source, EmbeddedFonts& fonts)
        : page_(page), stream_(static_cast<HPDF_PageAttr>(page->attr)->stream), source_(source), fonts_(fonts) {}

    void draw(const typeset::TextItem& item) {
        begin_text();
        set_colour(item.colour);
        const float y = source_.height - item.baseline;
        bool first_run = true;
        for (auto i = item.first; i < item.last;) {
            const auto face = static_cast<typeset::FaceId>(source_.glyphs[i].face);
            auto end = i;
            while (end < item.last && source_.glyphs[end].face == face)
                ++end;
            set_font(face, item.size);
            if (first_run)
                move_to(item.x, y);
            first_run = false;
            show(i, end);
            i = end;
        }
    }

    void draw(const typeset::RectangleItem& item) {
        end_text();
        set_fill(item.fill);
        HPDF_Page_Rectangle(page_, rounded(item.x), up(item.y + item.height), rounded(item.width), rounded(item.height));
        HPDF_Page_Fill(page_);
    }

    void draw(const typeset::LineItem& item) {
        end_text();
        if (!stroke_ || *stroke_ != item.colour)
            HPDF_Page_SetRGBStroke(page_, item.colour.red, item.colour.green, item.colour.blue);
        stroke_ = item.colour;
        if (width_ != item.width)
            HPDF_Page_SetLineWidth(page_, item.width);
        width_ = item.width;
        if (dash_ != item.dash || gap_ != item.gap) {
            const auto whole = [](float length) { return static_cast<HPDF_UINT16>(length < 1 ? 1 : length); };
            const std::array pattern{whole(item.dash), whole(item.gap)};
            HPDF_Page_SetDash(page_, pattern.data(), item.dash <= 0 ? 0 : item.gap > 0 ? 2 : 1, 0);
        }
        dash_ = item.dash;
        gap_ = item.gap;
        HPDF_Page_MoveTo(page_, rounded(item.x1), up(item.y1));
        HPDF_Page_LineTo(page_, rounded(item.x2), up(item.y2));
        HPDF_Page_Stroke(page_);
    }

    void draw(const typeset::PolygonItem& item) {
        end_text();
        set_fill(item.fill);
        bool first = true;
        for (const auto& [x, y] : item.points) {
            if (first)
                HPDF_Page_MoveTo(page_, rounded(x), up(y));
            else
                HPDF_Page_LineTo(page_, rounded(x), up(y));
            first = false;
        }
        HPDF_Page_ClosePath(page_);
        HPDF_Page_Fill(page_);
    }

    void draw(const typeset::LogoItem& item) {
        end_text();
        HPDF_Page_GSave(page_);
        HPDF_Page_Concat(page_, item.width, 0, 0, item.height, item.x, source_.height - item.y - item.height);
        raw("/");
        raw(PagePainter::logo_name);
        raw(" Do\n");
        HPDF_Page_GRestore(page_);
    }

    void begin_mark(const char* role, std::uint32_t mcid) {
        end_text();
        text_ += '/';
        text_ += role;
        text_ += "<</MCID ";
        append_integer(text_, mcid);
        text_ += ">>BDC\n";
        flush();
    }
    void begin_artifact(bool pagination) {
        end_text();
        raw(pagination ? "/Artifact<</Type/Pagination>>BDC\n" : "/Artifact BMC\n");
    }
    void end_mark() {
        end_text();
        raw("EMC\n");
    }

private:
    /// To a hundredth of a point, as the words are: libharu writes all the decimals that it gets.
    static float rounded(float length) { return static_cast<float>(std::lround(length * 100)) / 100; }
    float up(float y) const { return rounded(source_.height - y); }

    void raw(const char* operators) { HPDF_Stream_WriteStr(stream_, operators); }
    void flush() {
        HPDF_Stream_Write(stream_, reinterpret_cast<const HPDF_BYTE*>(text_.data()), static_cast<HPDF_UINT>(text_.size()));
        text_.clear();
    }

    void begin_text() {
        if (in_text_)
            return;
        text_ += "BT\n";
        in_text_ = true;
        at_x_ = at_y_ = 0;
    }

    void end_text() {
        if (!in_text_)
            return;
        text_ += "ET\n";
        flush();
        in_text_ = false;
    }

    void set_font(typeset::FaceId face, float size) {
        if (face_ == face && size_ == size)
            return;
        face_ = face;
        size_ = size;
        text_ += "/F";
        append_integer(text_, face);
        text_ += ' ';
        append_number(text_, size);
        text_ += " Tf\n";
    }

    void set_colour(const typeset::Colour& colour) {
        if (fill_ && *fill_ == colour)
            return;
        fill_ = colour;
        append_number(text_, colour.red, 3);
        text_ += ' ';
        append_number(text_, colour.green, 3);
        text_ += ' ';
        append_number(text_, colour.blue, 3);
        text_ += " rg\n";
    }

    void set_fill(const typeset::Colour& colour) {
        if (fill_ && *fill_ == colour)
            return;
        fill_ = colour;
        HPDF_Page_SetRGBFill(page_, colour.red, colour.green, colour.blue);
    }

    void move_to(float x, float y) {
        append_number(text_, x - at_x_);
        text_ += ' ';
        append_number(text_, y - at_y_);
        text_ += " Td\n";
        // What was written is rounded: the next move starts from there.
        at_x_ += rounded(x - at_x_);
        at_y_ += rounded(y - at_y_);
    }

    void show(std::uint32_t first, std::uint32_t last) {
        text_ += "[(";
        for (auto i = first; i < last; ++i) {
            const auto& glyph = source_.glyphs[i];
            const auto cid = fonts_.cid(glyph);
            text_ += static_cast<char>(cid >> 8U);
            text_ += static_cast<char>(cid & 0xFFU);
            if (glyph.adjust != 0 && i + 1 < last) {
                text_ += ')';
                append_integer(text_, -glyph.adjust);
                text_ += '(';
            }
        }
        text_ += ")]TJ\n";
    }

    HPDF_Page page_;
    HPDF_Stream stream_;
    const typeset::Page& source_;
    EmbeddedFonts& fonts_;
    std::string text_;
    bool in_text_ = false;
    float at_x_ = 0, at_y_ = 0;
    int face_ = -1;
    float size_ = 0, width_ = -1, dash_ = 0, gap_ = 0;
    std::optional<typeset::Colour> fill_, stroke_;
};

const char* tag_of(const typeset::Item& item) {
    return std::holds_alternative<typeset::TextItem>(item) ? "Span" : "Figure";
}

typeset::NodeId node_of(const typeset::Item& item) {
    return std::visit([](const auto& value) { return value.node; }, item);
}

} // namespace

HPDF_Page PagePainter::blank(const typeset::Page& page) {
    if (pages_.size() <= page.index)
        pages_.resize(page.index + 1);
    const auto painted = haru_.page(page.index, page.width, page.height);
    pages_[page.index] = {number_of(painted), page.height};
    return painted;
}

/// What has been drawn on the page since it was last written becomes the object.
void PagePainter::write(HPDF_Page painted, std::uint32_t index, ObjectNumber content) {
    body_.add(content, {{}, deflate(Haru::take_content(painted), compression(index)), true});
}

void PagePainter::page(const typeset::Page& page) {
    const auto painted = blank(page);
    HPDF_Page_GSave(painted); // the running heads that follow start from a clean state
    ItemPainter painter(painted, page, fonts_);
    std::optional<typeset::NodeId> open;
    std::uint32_t marks = 0;
    for (const auto& item : page.items) {
        const auto node = node_of(item);
        if (open != node) {
            if (open)
                painter.end_mark();
            if (node == typeset::artifact) {
                painter.begin_artifact(false);
            } else {
                painter.begin_mark(tag_of(item), marks);
                marks_.push_back({node, page.index, marks++});
            }
            open = node;
        }
        std::visit([&](const auto& value) { painter.draw(value); }, item);
    }
    if (open)
        painter.end_mark();
    HPDF_Page_GRestore(painted);
    write(painted, page.index, Haru::content_of(painted));
    for (const auto& link : page.links)
        links_.push_back({link.x, page.height - link.y - link.height, link.x + link.width, page.height - link.y, page.index,
                          link.node, link.target, link.field});
}

void PagePainter::overlay(const typeset::Page& page) {
    const auto painted = blank(page);
    ItemPainter painter(painted, page, fonts_);
    painter.begin_artifact(true);
    for (const auto& item : page.items)
        std::visit([&](const auto& value) { painter.draw(value); }, item);
    painter.end_mark();
    write(painted, page.index, haru_.add_content(painted));
}

} // namespace planpaket::pdf
