#include "typeset/shaped_words.h"

#include <algorithm>

namespace planpaket::typeset {

ShapedWords WordShelf::take(std::shared_ptr<const Hyphenation> hyphenation, std::size_t faces) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find(waiting_, hyphenation, &ShapedWords::hyphenation);
    if (found == waiting_.end())
        return {std::move(hyphenation), std::vector<ByWords<Word>>(faces), {}, {}};
    auto words = std::move(*found);
    waiting_.erase(found);
    return words;
}

void WordShelf::put_back(ShapedWords words) {
    constexpr std::size_t most = 10'000;
    std::size_t count = words.breaks.size();
    for (const auto& face : words.own)
        count += face.size();
    if (count > most)
        return;
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(words));
}

} // namespace planpaket::typeset
