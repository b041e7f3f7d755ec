#pragma once

/// Hyphenation patterns as Liang wrote them ("Word Hy-phen-a-tion by Com-put-er", 1983), in files of libhyphen's form.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::typeset {

/// The patterns of one file, read some ten times as quickly as libhyphen does, which is felt at every start. Only the plain kind:
/// no second level for the parts of compounds, no change of spelling.
class Patterns {
public:
    /// Nothing when the file is of another kind, which is libhyphen's to read.
    static std::optional<Patterns> read(std::string_view file);

    /// The character set of words: "UTF-8", or one of eight bits ("ISO8859-1").
    const std::string& character_set() const { return character_set_; }

    /// For each byte of a word in small letters, whether the word may be divided after it.
    std::vector<bool> divisions(std::string_view word) const;

private:
    /// A step of the tree of patterns: from a node, by a byte, to the next node.
    struct Step {
        std::uint32_t from = 0;
        std::uint32_t to = 0; ///< 0: no step stands here, as no step leads to the root.
        unsigned char byte = 0;
    };

    void add(std::string_view pattern);
    std::size_t slot(std::uint32_t from, unsigned char byte) const;
    void grow();

    std::string character_set_;
    std::vector<Step> steps_ = std::vector<Step>(1 << 16); ///< A table with open addresses, at most half full.
    std::vector<std::uint32_t> values_ = {0};              ///< Per node, where its pattern's values begin; 0 if none ends here.
    std::string weights_ = std::string(1, '\0');           ///< The values of patterns: their number, then each.
};

} // namespace planpaket::typeset
