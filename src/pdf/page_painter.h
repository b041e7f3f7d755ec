#pragma once

/// Draws typeset pages with libharu, and notes what the structure tree needs to know of them.

#include "pdf/embedded_fonts.h"
#include "pdf/haru.h"
#include "typeset/page.h"

#include <string>
#include <vector>

namespace planpaket::pdf {

/// Marked content of a structure node: `mcid` on page `page` (ISO 32000-1, 14.7.4.2).
struct MarkedContent {
    typeset::NodeId node;
    std::uint32_t page;
    std::uint32_t mcid;
};

/// A link's rectangle on a page, in PDF coordinates.
struct PlacedLink {
    float left, bottom, right, top;
    std::uint32_t page;
    typeset::NodeId node;
    std::string target;
};

/// A page with what is drawn on it, compressed.
struct PaintedPage {
    HPDF_Page page = nullptr;
    std::string body, overlay;
    std::uint32_t marks = 0; ///< Number of marked contents.
};

/// See the file comment.
class PagePainter : public typeset::PageSink {
public:
    PagePainter(Haru& haru, EmbeddedFonts& fonts) : haru_(haru), fonts_(fonts) {}

    void page(const typeset::Page& page) override;
    void overlay(const typeset::Page& page) override;

    const std::vector<PaintedPage>& pages() const { return pages_; }
    std::vector<PaintedPage>& pages() { return pages_; }
    const std::vector<MarkedContent>& marks() const { return marks_; } ///< In drawing order, page by page.
    const std::vector<PlacedLink>& links() const { return links_; }

    /// The name under which pages' resources know the logo.
    static constexpr const char* logo_name = "Logo";

private:
    PaintedPage& painted(const typeset::Page& page);

    Haru& haru_;
    EmbeddedFonts& fonts_;
    std::vector<PaintedPage> pages_;
    std::vector<MarkedContent> marks_;
    std::vector<PlacedLink> links_;
};

} // namespace planpaket::pdf
