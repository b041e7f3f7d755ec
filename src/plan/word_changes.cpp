#include "plan/word_changes.h"

#include "plan/wording.h"

#include <algorithm>
#include <optional>

namespace planpaket::plan {

namespace {

/// A word or a mark, and the space after it.
struct Token {
    std::string_view text;
    std::string_view with_space;
    bool is_word = false;
};

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Bytes of the character there.
std::size_t length_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size() - at);
}

/// Whether a mark stands inside a word or number: "t.ex", "20–24", "1,5", "S:t", "e-post".
bool joins(std::string_view mark) {
    return mark == "-" || mark == "." || mark == "," || mark == ":" || mark == "'" || mark == "/" || mark == "@" || mark == "–" ||
           mark == "’" || mark == "_";
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < text.size() && is_space(text[at]))
        ++at;
    while (at < text.size()) {
        const auto start = at;
        const bool word = is_letter_at(text, at);
        at += length_at(text, at);
        while (word && at < text.size()) {
            auto next = at;
            if (!is_letter_at(text, next)) {
                const auto length = length_at(text, next);
                if (!joins(text.substr(next, length)))
                    break;
                next += length;
                if (next == text.size() || !is_letter_at(text, next))
                    break;
            }
            at = next + length_at(text, next);
        }
        const auto end = at;
        while (at < text.size() && is_space(text[at]))
            ++at;
        tokens.push_back({text.substr(start, end - start), text.substr(start, at - start), word});
    }
    return tokens;
}

constexpr auto unpaired = static_cast<std::size_t>(-1);

struct Point {
    long x, y; ///< Tokens of the earlier and of the later wording.
};

/// From the end along the path that was found to the beginning. trace[d] has how far each diagonal -d … d came in d steps.
std::vector<std::size_t> walk_back(const std::vector<std::vector<long>>& trace, Point end) {
    std::vector<std::size_t> out(static_cast<std::size_t>(end.y), unpaired);
    auto [x, y] = end;
    const auto walk_diagonal = [&](Point from) {
        while (x > from.x && y > from.y)
            out[static_cast<std::size_t>(--y)] = static_cast<std::size_t>(--x);
        x = from.x;
        y = from.y;
    };
    for (auto d = static_cast<long>(trace.size()); d > 0; --d) {
        const auto reach = [&](long k) { return trace[static_cast<std::size_t>(d - 1)][static_cast<std::size_t>(k + d - 1)]; };
        const auto k = x - y;
        const auto previous = k == -d || (k != d && reach(k - 1) < reach(k + 1)) ? k + 1 : k - 1;
        walk_diagonal({reach(previous), reach(previous) - previous});
    }
    walk_diagonal({0, 0});
    return out;
}

/// Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): for each token of the later wording the
/// one of the earlier that it is. Nothing if more than `limit` tokens differ.
std::optional<std::vector<std::size_t>> pairs(const std::vector<Token>& a, const std::vector<Token>& b, std::size_t limit) {
    const auto n = static_cast<long>(a.size());
    const auto m = static_cast<long>(b.size());
    const auto most = std::min(static_cast<long>(limit), n + m);
    std::vector<long> reach(static_cast<std::size_t>(2 * most + 3), 0); // by diagonal x - y
    const auto at = [&](long diagonal) -> long& { return reach[static_cast<std::size_t>(diagonal + most + 1)]; };
    std::vector<std::vector<long>> trace; // of each step the diagonals -step … step
    for (long step = 0; step <= most; ++step) {
        for (long k = -step; k <= step; k += 2) {
            long x = k == -step || (k != step && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && a[static_cast<std::size_t>(x)].text == b[static_cast<std::size_t>(x - k)].text)
                ++x;
            at(k) = x;
            if (x < n || x - k < m)
                continue;
            return walk_back(trace, {n, m});
        }
        auto& kept = trace.emplace_back();
        kept.reserve(static_cast<std::size_t>(2 * step + 1));
        for (long k = -step; k <= step; ++k)
            kept.push_back(at(k));
    }
    return std::nullopt;
}

/// A stretch of tokens that stayed or changed.
struct Stretch {
    bool kept = false;
    std::size_t before_from = 0, before_to = 0, after_from = 0, after_to = 0;
};

std::size_t words_in(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
    return static_cast<std::size_t>(std::count_if(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                                                  tokens.begin() + static_cast<std::ptrdiff_t>(to),
                                                  [](const Token& token) { return token.is_word; }));
}

std::vector<Stretch> stretches(const std::vector<Token>& a, const std::vector<Token>& b) {
    constexpr std::size_t most_differences = 500;
    std::size_t begin = 0;
    while (begin < a.size() && begin < b.size() && a[begin].text == b[begin].text)
        ++begin;
    std::size_t end = 0;
    while (end < a.size() - begin && end < b.size() - begin && a[a.size() - 1 - end].text == b[b.size() - 1 - end].text)
        ++end;
    const auto slice = [&](const std::vector<Token>& tokens) {
        return std::vector<Token>(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                  tokens.end() - static_cast<std::ptrdiff_t>(end));
    };
    std::vector<Stretch> out;
    const auto add = [&](bool kept, std::size_t before, std::size_t after) {
        if (before == 0 && after == 0)
            return;
        const auto from = out.empty() ? Stretch{} : out.back();
        if (!out.empty() && from.kept == kept) {
            out.back().before_to += before;
            out.back().after_to += after;
        } else {
            out.push_back({kept, from.before_to, from.before_to + before, from.after_to, from.after_to + after});
        }
    };
    add(true, begin, begin);
    const auto was = slice(a);
    const auto is = slice(b);
    if (const auto found = pairs(was, is, most_differences)) {
        std::size_t next = 0;
        for (const auto pair : *found) {
            if (pair == unpaired) {
                add(false, 0, 1);
                continue;
            }
            add(false, pair - next, 0);
            add(true, 1, 1);
            next = pair + 1;
        }
        add(false, was.size() - next, 0);
    } else {
        add(false, was.size(), is.size());
    }
    add(true, end, end);
    return out;
}

/// What stayed between changes counts as changed when it is no more than two words and less than what changed around it.
std::vector<Stretch> without_scraps(const std::vector<Stretch>& found, const std::vector<Token>& a, const std::vector<Token>& b) {
    const auto changed = [&](const Stretch& stretch) {
        return std::max(words_in(a, stretch.before_from, stretch.before_to), words_in(b, stretch.after_from, stretch.after_to));
    };
    std::vector<Stretch> out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto each = found[i];
        if (each.kept && i > 0 && i + 1 < found.size()) {
            const auto words = words_in(b, each.after_from, each.after_to);
            if (words <= 2 && words * 2 <= std::min(changed(out.back()), changed(found[i + 1])))
                each.kept = false;
        }
        if (!out.empty() && out.back().kept == each.kept) {
            out.back().before_to = each.before_to;
            out.back().after_to = each.after_to;
        } else {
            out.push_back(each);
        }
    }
    std::size_t kept = 0;
    for (const auto& each : out)
        kept += each.kept ? words_in(b, each.after_from, each.after_to) : 0;
    if (const auto words = std::max(words_in(a, 0, a.size()), words_in(b, 0, b.size())); kept * 5 < words)
        return {{false, 0, a.size(), 0, b.size()}};
    return out;
}

std::string joined(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
    std::string out;
    for (auto i = from; i < to; ++i)
        out += tokens[i].with_space;
    return out;
}

} // namespace

std::vector<WordRun> word_changes(std::string_view before, std::string_view after) {
    const auto a = tokens_of(before);
    const auto b = tokens_of(after);
    std::vector<WordRun> out;
    for (const auto& each : without_scraps(stretches(a, b), a, b)) {
        if (each.kept) {
            out.push_back({WordRun::Kind::kept, joined(b, each.after_from, each.after_to)});
            continue;
        }
        if (each.before_from != each.before_to)
            out.push_back({WordRun::Kind::removed, joined(a, each.before_from, each.before_to)});
        if (each.after_from != each.after_to)
            out.push_back({WordRun::Kind::added, joined(b, each.after_from, each.after_to)});
    }
    return out;
}

std::string shortened(std::string_view words, std::size_t first, std::size_t last, std::string_view gap) {
    constexpr std::size_t worthwhile = 4; // words left out
    const auto tokens = tokens_of(words);
    if (words_in(tokens, 0, tokens.size()) < first + last + worthwhile)
        return std::string(words);
    std::size_t head = 0, tail = tokens.size();
    for (std::size_t n = 0; n < first; ++head)
        n += tokens[head].is_word ? 1 : 0;
    for (std::size_t n = 0; n < last;)
        n += tokens[--tail].is_word ? 1 : 0;
    std::string out;
    for (std::size_t i = 0; i < head; ++i)
        out += i + 1 == head ? tokens[i].text : tokens[i].with_space;
    out += out.empty() ? "" : " ";
    out += gap;
    out += last == 0 ? "" : " ";
    return out + joined(tokens, tail, tokens.size());
}

} // namespace planpaket::plan
