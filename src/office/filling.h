#pragma once

/// What DOCX and ODT have in common: places in a document that are marked for pandoc, and filled in after it.

#include "base/diagnostic.h"
#include "document/document.h"
#include "office/picture.h"
#include "pandoc/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::office {

/// The styles of empty paragraphs that mark such places. No text can have one of them.
namespace marks {
inline constexpr const char *figure = "MarkFigure", *contents = "MarkContents", *portrait = "MarkPortrait",
                            *landscape = "MarkLandscape", *page_break = "MarkPageBreak";
} // namespace marks

/// Has a dialect mark them. `mark`: an empty paragraph in a style, as markup.
void set_marks(pandoc::Dialect& dialect, std::string (*mark)(const char* style));

/// A paragraph up to so many bytes stays with the table or list that it leads to.
inline constexpr std::size_t longest_lead = 400;

/// A paragraph up to so many bytes is a line or little more. Several that end a document stay together: none alone on a page.
inline constexpr std::size_t short_ending = 120;

/// What pandoc made is not what the tree said.
base::Diagnostics differs();

/// What goes into the places, in the order of the document.
class Fillings {
public:
    Fillings(const document::Document& document, std::vector<std::vector<Picture>> charts);

    /// The next table of contents or the pictures of the next figure; null when there are no more.
    const document::Contents* next_contents();
    const std::vector<Picture>* next_charts();
    /// How many tables of contents have been asked for, and whether all figures have.
    std::size_t contents_taken() const { return next_contents_; }
    bool complete() const { return next_chart_ == charts_.size(); }

    /// All pictures that the document shows, with its logo.
    std::vector<Picture> pictures(const std::optional<Picture>& logo) &&;

private:
    std::vector<const document::Contents*> contents_;
    std::vector<std::vector<Picture>> charts_;
    std::size_t next_contents_ = 0, next_chart_ = 0;
};

} // namespace planpaket::office
