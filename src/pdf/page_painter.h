#pragma once

/// Draws typeset pages with libharu, and notes what the structure tree needs to know of them.

#include "pdf/embedded_fonts.h"
#include "pdf/haru.h"
#include "typeset/page.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace planpaket::pdf {

/// Marked content of a structure node: `mcid` on page `page` (ISO 32000-1, 14.7.4.2).
struct MarkedContent {
    typeset::NodeId node;
    std::uint32_t page;
    std::uint32_t mcid;
};

/// A link's or signature field's rectangle on a page, in PDF coordinates.
struct PlacedLink {
    float left, bottom, right, top;
    std::uint32_t page;
    typeset::NodeId node;
    std::string target;
    std::string field; ///< Of a signature; empty for links.
};

/// A page in the file.
struct PaintedPage {
    ObjectNumber object = 0;
    float height = 0;
};

/// See the file comment. What is drawn goes into the file's body at once.
class PagePainter : public typeset::PageSink {
public:
    PagePainter(Haru& haru, EmbeddedFonts& fonts, FileBody& body) : haru_(haru), fonts_(fonts), body_(body) {}

    void page(const typeset::Page& page) override;
    void overlay(const typeset::Page& page) override;

    const std::vector<PaintedPage>& pages() const { return pages_; }
    const std::deque<PlacedLink>& links() const { return links_; }
    /// The marks of each page in drawing order.
    std::deque<MarkedContent> take_marks() { return std::move(marks_); }

    /// The name under which pages' resources know the logo.
    static constexpr const char* logo_name = "Logo";

private:
    HPDF_Page blank(const typeset::Page& page);
    void write(HPDF_Page painted, std::uint32_t index, ObjectNumber content);

    Haru& haru_;
    EmbeddedFonts& fonts_;
    FileBody& body_;
    std::vector<PaintedPage> pages_;
    std::deque<MarkedContent> marks_;
    std::deque<PlacedLink> links_;
};

} // namespace planpaket::pdf
