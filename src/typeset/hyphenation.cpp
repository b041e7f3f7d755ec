#include "typeset/hyphenation.h"

#include "typeset/code_points.h"
#include "typeset/patterns.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <hyphen.h>
#include <iterator>
#include <map>
#include <mutex>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

namespace planpaket::typeset {

namespace {

constexpr std::size_t shortest_word = 6;
constexpr std::size_t shortest_part = 3;
constexpr std::size_t longest_word = 1000;

struct DictDeleter {
    void operator()(HyphenDict* dict) const { hnj_hyphen_free(dict); }
};

struct ConverterDeleter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::u32string lower(std::u32string_view word) {
    std::u32string out;
    for (const auto c : word)
        out += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    return out;
}

/// "hyph_sv_SE.dic" for "sv" or "sv-SE", the first by name where several fit.
std::filesystem::path dictionary_file(const std::filesystem::path& folder, std::string_view language) {
    std::string name = "hyph_" + std::string(language);
    std::replace(name.begin(), name.end(), '-', '_');
    std::error_code error;
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto stem = entry.path().stem().string();
        if (entry.path().extension() == ".dic" && (stem == name || stem.starts_with(name + "_")))
            found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    // Swedish as written in Sweden before that of Finland, and so on: the country named as the language itself comes first.
    const auto home = std::find_if(found.begin(), found.end(), [&](const auto& path) {
        const auto stem = path.stem().string();
        return stem == name || stem == "hyph_sv_SE" || stem == "hyph_en_GB";
    });
    return home != found.end() ? *home : found.empty() ? std::filesystem::path() : found.front();
}

} // namespace

struct Hyphenation::Dictionary {
    std::optional<Patterns> patterns;
    std::unique_ptr<HyphenDict, DictDeleter> dict; ///< For what is more than plain patterns.
    bool utf8 = false;
    std::unordered_map<char32_t, char> bytes; ///< What the dictionary's 8-bit character set can say.

    explicit Dictionary(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        const std::string file{std::istreambuf_iterator<char>(stream), {}};
        patterns = Patterns::read(file);
        if (!patterns)
            dict.reset(hnj_hyphen_load(path.c_str()));
        const std::string character_set = patterns ? patterns->character_set() : dict ? dict->cset : "UTF-8";
        utf8 = character_set == "UTF-8";
        if (utf8)
            return;
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<UConverter, ConverterDeleter> converter(ucnv_open(character_set.c_str(), &status));
        for (int byte = 1; byte < 256 && U_SUCCESS(status); ++byte) {
            const char source = static_cast<char>(byte);
            UChar target[2] = {};
            UErrorCode each = U_ZERO_ERROR;
            if (ucnv_toUChars(converter.get(), target, 2, &source, 1, &each) == 1 && target[0] != 0xFFFD)
                bytes.emplace(target[0], source);
        }
    }

    /// For each byte of a word in the dictionary's character set, whether the word may be divided after it as it is spelt.
    std::vector<bool> divisions(const std::string& word) const {
        if (patterns)
            return patterns->divisions(word);
        std::vector<bool> divided(word.size());
        if (!dict)
            return divided;
        std::vector<char> marks(word.size() + 5);
        char** replacements = nullptr;
        int* positions = nullptr;
        int* cuts = nullptr;
        hnj_hyphen_hyphenate2(dict.get(), word.data(), static_cast<int>(word.size()), marks.data(), nullptr, &replacements,
                              &positions, &cuts);
        for (std::size_t i = 0; i < word.size(); ++i) {
            const bool changes_spelling = replacements != nullptr && replacements[i] != nullptr;
            divided[i] = (marks[i] & 1) != 0 && !changes_spelling;
            if (changes_spelling)
                std::free(replacements[i]);
        }
        std::free(replacements);
        std::free(positions);
        std::free(cuts);
        return divided;
    }
};

std::shared_ptr<const Hyphenation> Hyphenation::load(const Style& style, std::string_view language) {
    static std::mutex mutex;
    static std::map<std::vector<std::string>, std::shared_ptr<const Hyphenation>> known;
    auto key = style.hyphenation_exceptions;
    key.emplace_back(language);
    key.push_back(style.hyphenation_folder);
    const std::scoped_lock lock(mutex);
    auto& dictionary = known[std::move(key)];
    if (!dictionary)
        dictionary = read(style, language);
    return dictionary;
}

std::shared_ptr<const Hyphenation> Hyphenation::read(const Style& style, std::string_view language) {
    auto hyphenation = std::shared_ptr<Hyphenation>(new Hyphenation);
    const auto file = dictionary_file(style.hyphenation_folder, language);
    if (!file.empty())
        hyphenation->dictionary_ = std::make_unique<Dictionary>(file);
    for (const auto& exception : style.hyphenation_exceptions) {
        std::u32string word;
        std::vector<std::size_t> places;
        for (const auto c : lower(code_points(from_utf8(exception))))
            if (c == U'-')
                places.push_back(word.size());
            else
                word += c;
        hyphenation->exceptions_.insert_or_assign(word, places);
    }
    return hyphenation;
}

Hyphenation::~Hyphenation() = default;

std::vector<std::size_t> Hyphenation::places(std::u32string_view word) const {
    if (word.size() < shortest_word || word.size() > longest_word)
        return {};
    const auto lowered = lower(word);
    if (const auto it = exceptions_.find(lowered); it != exceptions_.end())
        return it->second;
    if (!dictionary_)
        return {};
    std::string encoded;
    std::vector<std::size_t> character_after; // per byte, the number of characters up to and with it
    for (std::size_t i = 0; i < lowered.size(); ++i) {
        if (dictionary_->utf8) {
            icu::UnicodeString(static_cast<UChar32>(lowered[i])).toUTF8String(encoded);
        } else {
            const auto it = dictionary_->bytes.find(lowered[i]);
            if (it == dictionary_->bytes.end())
                return {};
            encoded += it->second;
        }
        character_after.resize(encoded.size(), i + 1);
    }
    const auto divided = dictionary_->divisions(encoded);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < encoded.size(); ++i)
        if (divided[i] && (found.empty() || found.back() != character_after[i]))
            found.push_back(character_after[i]);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto place = found[i];
        // Swedish patterns put a break on both sides of a linking s (om-rå-de-s-po-li-ser): the one after it is right.
        const bool before_linking_letter = i + 1 < found.size() && found[i + 1] == place + 1;
        if (place >= shortest_part && place + shortest_part <= lowered.size() && !before_linking_letter)
            places.push_back(place);
    }
    return places;
}

} // namespace planpaket::typeset
