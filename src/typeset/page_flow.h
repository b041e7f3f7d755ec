#pragma once

/// Pages filled from top to bottom: where the next thing goes, and when a new page begins.

#include "document/document.h"
#include "typeset/page.h"
#include "typeset/style.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace planpaket::typeset {

/// See the file comment. All lengths in points.
class PageFlow {
public:
    PageFlow(const Style& style, PageSink& sink) : style_(style), sink_(sink) {}

    /// One page as wide as this and as long as what is set on it, without margins: a picture.
    PageFlow(const Style& style, PageSink& sink, float width);

    /// What follows stands on pages of this orientation; begins a new page if the open one has another and holds something.
    void set_orientation(document::Orientation orientation);
    void new_page();
    /// A new page unless the open one is still empty.
    void new_page_if_used();
    /// Hands over the last page.
    void finish();

    float left() const { return margins().left; }
    float width() const { return page_.width - margins().left - margins().right; }
    float y() const { return y_; }
    float bottom() const { return page_.height - margins().bottom; }
    float remaining() const { return bottom() - y_; }
    float capacity() const { return page_.height - margins().top - margins().bottom; } ///< Of an empty page.
    bool fresh() const { return y_ <= margins().top + 0.01F; }
    void advance(float height) { y_ += height; }

    Page& page() { return page_; }
    void add_destination(const std::string& id, float y);
    void add_bookmark(int level, std::string title, float y);

    /// Keeps the open page back until finish_held(): something on it waits for page numbers.
    void hold() { holding_ = true; }
    std::map<std::uint32_t, Page>& held() { return held_; }

    /// Width and height of each page so far.
    struct Size {
        float width, height;
    };
    const std::vector<Size>& sizes() const { return sizes_; }
    /// All that was added, each id once: the first place counts. Nothing is added after it.
    std::deque<Destination> take_destinations();
    std::vector<Bookmark> take_bookmarks() { return std::move(bookmarks_); }
    const Margins& margins() const { return picture_width_ > 0 ? none_ : landscape_ ? style_.landscape : style_.portrait; }

private:
    static constexpr Margins none_{0, 0, 0, 0};

    void open();
    void close();

    const Style& style_;
    PageSink& sink_;
    Page page_;
    float y_ = 0;
    float picture_width_ = 0; ///< 0 for paper.
    bool landscape_ = false;
    bool is_open_ = false;
    bool holding_ = false;
    std::map<std::uint32_t, Page> held_;
    std::vector<Size> sizes_;
    std::deque<Destination> destinations_;
    std::unordered_set<std::string_view> known_; ///< The ids in destinations_, which stay where they are.
    std::vector<Bookmark> bookmarks_;
};

} // namespace planpaket::typeset
