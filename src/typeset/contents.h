#pragma once

#include "typeset/page_flow.h"
#include "typeset/setting.h"

#include <string>
#include <vector>

namespace planpaket::typeset {

/// A heading as the table of contents lists it.
struct ContentsEntry {
    int level = 1;
    std::string words;      ///< With its number.
    std::string id;         ///< Of the heading.
    std::uint32_t page = 0; ///< From 0; known when the heading is placed.
};

/// A table of contents: its lines are placed when it is met, its page numbers drawn when they are known.
class ContentsSetter {
public:
    ContentsSetter(Setting& setting, PageFlow& flow) : setting_(setting), flow_(flow) {}

    /// Places a line per entry, from the flow's place on, and holds the pages back.
    void place(const std::vector<ContentsEntry>& entries, NodeId parent);

    /// Draws the page numbers and makes the lines lead to the headings.
    void number(const std::vector<ContentsEntry>& entries);

private:
    struct Place {
        std::uint32_t page;
        float y, height, words_end;
        NodeId node;
    };
    Setting& setting_;
    PageFlow& flow_;
    std::vector<Place> places_;
    float left_ = 0, width_ = 0;
};

} // namespace planpaket::typeset
