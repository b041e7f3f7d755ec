#pragma once

/// Setting blocks of text: from the document's blocks to lines in a galley.

#include "typeset/galley.h"

namespace planpaket::typeset {

/// What all setting of one document shares.
struct Setting {
    Words& words;
    const Style& style;
    Structure& structure;
    base::Diagnostics& diagnostics;
};

/// Sizes of a place where text stands: running text or a table.
struct Measure {
    float width = 0;
    float size = 10;
    float line_height = 1.3F; ///< × size
    float paragraph_space = 6;
};

/// Sets paragraphs, lists and headings at the end of a galley. With `parent` artifact no structure is made.
/// Precondition: the blocks are such as may stand in a table cell.
void set_blocks(Setting& setting, const document::Blocks& blocks, const Measure& measure, NodeId parent, Galley& galley,
                document::Align align = document::Align::left, Weight weight = Weight::regular);

/// Sets one paragraph at the end of a galley, with the given look.
struct ParagraphForm {
    TextStyle look;
    float x = 0;
    float width = 0;
    float line_height = 12; ///< points
    float space_before = 0;
    document::Align align = document::Align::left;
    bool keep_with_next = false;
    bool balanced = false; ///< Its lines are made about equally long: a heading.
};
SetParagraph& set_paragraph(Setting& setting, const document::Inlines& inlines, const ParagraphForm& form, NodeId node,
                            Galley& galley);

} // namespace planpaket::typeset
