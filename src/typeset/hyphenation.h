#pragma once

/// Where words may be divided, by the patterns of libhyphen's dictionaries: read here where they are plain, by libhyphen where
/// not.

#include "typeset/style.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::typeset {

/// The dictionary of one language. Immutable after load: many threads may use it.
class Hyphenation {
public:
    /// The dictionary for a BCP 47 language in the style's folder; one that divides nothing if there is none. Reading one takes
    /// milliseconds: it is done once in a process, and who asks meanwhile waits.
    static std::shared_ptr<const Hyphenation> load(const Style& style, std::string_view language);
    ~Hyphenation();

    /// The places where `word` (letters only) may be divided, as numbers of characters from its start, rising.
    /// None in words of under six letters; at least three letters stand on each side; never two places one letter apart.
    std::vector<std::size_t> places(std::u32string_view word) const;

private:
    static std::shared_ptr<const Hyphenation> read(const Style& style, std::string_view language);

    Hyphenation() = default;
    struct Dictionary;
    std::unique_ptr<Dictionary> dictionary_;
    std::unordered_map<std::u32string, std::vector<std::size_t>> exceptions_;
};

} // namespace planpaket::typeset
