#pragma once

/// Words as they were shaped for one document, kept for the next: the documents of a package say much in the same words.

#include "typeset/hyphenation.h"
#include "typeset/page.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace planpaket::typeset {

/// Lengths of words are in 1/1000 em: a width in points is `width × size / 1000`.
struct Division {
    std::uint32_t glyph = 0; ///< The first glyph after the division.
    float width = 0;         ///< Of the glyphs before it.
    bool hyphen = false;     ///< A hyphen is to be drawn; false after one that the word has itself, a slash, a dash.
};

/// What stands between two spaces.
struct Word {
    std::vector<Glyph> glyphs;
    std::vector<Division> divisions; ///< In order.
    float width = 0;
    char32_t missing = 0; ///< A character that no face can draw; 0 if all can be drawn.
};

struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using ByWords = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;

/// Those of documents in one language, divided in one way.
struct ShapedWords {
    std::shared_ptr<const Hyphenation> hyphenation; ///< Of the language.
    std::vector<ByWords<Word>> own;                 ///< Per face.
    std::map<std::pair<std::string, FaceId>, ByWords<Word>> foreign;
    ByWords<bool> breaks; ///< Whether a line may end at the space in "one two".
};

/// Where they lie between documents. For many threads: what one of them has taken, no other sees until it is back.
class WordShelf {
public:
    /// What lies there for this hyphenation, or none yet.
    ShapedWords take(std::shared_ptr<const Hyphenation> hyphenation, std::size_t faces);
    /// A long document's own words go: they would take room that its pages need.
    void put_back(ShapedWords words);

private:
    std::mutex mutex_;
    std::vector<ShapedWords> waiting_;
};

} // namespace planpaket::typeset
