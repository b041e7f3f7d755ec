#include "typeset/page_flow.h"

#include <utility>

namespace planpaket::typeset {

namespace {

// A4, ISO 216, in points.
constexpr float short_edge = 595.276F;
constexpr float long_edge = 841.89F;

constexpr float endless = 1.0e7F;

} // namespace

PageFlow::PageFlow(const Style& style, PageSink& sink, float width) : style_(style), sink_(sink), picture_width_(width) {
    open();
}

void PageFlow::open() {
    page_.index = static_cast<std::uint32_t>(sizes_.size());
    page_.width = picture_width_ > 0 ? picture_width_ : landscape_ ? long_edge : short_edge;
    page_.height = picture_width_ > 0 ? endless : landscape_ ? short_edge : long_edge;
    page_.glyphs.clear();
    page_.items.clear();
    page_.links.clear();
    sizes_.push_back({page_.width, page_.height});
    y_ = margins().top;
    is_open_ = true;
}

void PageFlow::close() {
    if (!is_open_)
        return;
    if (std::exchange(holding_, false))
        held_.emplace(page_.index, page_);
    else
        sink_.page(page_);
    is_open_ = false;
}

void PageFlow::set_orientation(document::Orientation orientation) {
    const bool landscape = orientation == document::Orientation::landscape;
    if (is_open_ && landscape == landscape_)
        return;
    if (is_open_ && fresh() && page_.items.empty()) {
        sizes_.pop_back();
        is_open_ = false;
    }
    close();
    landscape_ = landscape;
    open();
}

void PageFlow::new_page() {
    close();
    open();
}

void PageFlow::new_page_if_used() {
    if (!fresh())
        new_page();
}

void PageFlow::finish() {
    if (is_open_ && page_.items.empty() && sizes_.size() > 1) {
        sizes_.pop_back(); // a break after the last block
        is_open_ = false;
    }
    close();
}

void PageFlow::add_destination(const std::string& id, float y) {
    if (id.empty() || known_.contains(id))
        return;
    destinations_.push_back({id, page_.index, y});
    known_.insert(destinations_.back().id);
}

std::deque<Destination> PageFlow::take_destinations() {
    known_.clear();
    return std::move(destinations_);
}

void PageFlow::add_bookmark(int level, std::string title, float y) {
    bookmarks_.push_back({level, std::move(title), page_.index, y});
}

} // namespace planpaket::typeset
