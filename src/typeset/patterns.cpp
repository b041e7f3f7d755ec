#include "typeset/patterns.h"

#include <algorithm>

namespace planpaket::typeset {

namespace {

constexpr std::size_t longest_pattern = 100;

/// Lines that set something, at the head of a file, and that the typesetting has its own values for.
bool is_setting(std::string_view line) {
    return line.starts_with("LEFTHYPHENMIN") || line.starts_with("RIGHTHYPHENMIN") || line.starts_with("COMPOUNDLEFTHYPHENMIN") ||
           line.starts_with("COMPOUNDRIGHTHYPHENMIN");
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<Patterns> Patterns::read(std::string_view file) {
    Patterns patterns;
    bool first = true;
    while (!file.empty()) {
        const auto end = std::min(file.find('\n'), file.size());
        auto line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (first) {
            patterns.character_set_ = line;
            first = false;
        } else if (line.find_first_of("/=") != std::string_view::npos || line.starts_with("NEXTLEVEL") ||
                   line.starts_with("NOHYPHEN") || line.size() > longest_pattern) {
            return std::nullopt;
        } else if (!line.empty() && line.front() != '%' && line.front() != '#' && !is_setting(line)) {
            patterns.add(line);
        }
    }
    return patterns;
}

std::size_t Patterns::slot(std::uint32_t from, unsigned char byte) const {
    const auto mask = steps_.size() - 1;
    auto at = (from * 0x9E3779B1U ^ byte * 0x85EBCA6BU) * std::size_t{0x9E3779B97F4A7C15U} >> 32 & mask;
    while (steps_[at].to != 0 && (steps_[at].from != from || steps_[at].byte != byte))
        at = (at + 1) & mask;
    return at;
}

void Patterns::grow() {
    std::vector<Step> old(steps_.size() * 2);
    old.swap(steps_);
    for (const auto& step : old)
        if (step.to != 0)
            steps_[slot(step.from, step.byte)] = step;
}

void Patterns::add(std::string_view pattern) {
    std::uint32_t node = 0;
    std::string weights(1, '0');
    for (const char c : pattern) {
        if (is_digit(c)) {
            weights.back() = c;
            continue;
        }
        if (values_.size() * 2 > steps_.size())
            grow();
        auto& step = steps_[slot(node, static_cast<unsigned char>(c))];
        if (step.to == 0) {
            step = {node, static_cast<std::uint32_t>(values_.size()), static_cast<unsigned char>(c)};
            values_.push_back(0);
        }
        node = step.to;
        weights += '0';
    }
    values_[node] = static_cast<std::uint32_t>(weights_.size());
    weights_ += static_cast<char>(weights.size());
    weights_ += weights;
}

std::vector<bool> Patterns::divisions(std::string_view word) const {
    const auto framed = "." + std::string(word) + ".";
    std::string highest(framed.size() + 1, '0'); // before each byte, and after the last
    for (std::size_t start = 0; start < framed.size(); ++start) {
        std::uint32_t node = 0;
        for (auto at = start; at < framed.size(); ++at) {
            node = steps_[slot(node, static_cast<unsigned char>(framed[at]))].to;
            if (node == 0)
                break;
            const auto values = values_[node];
            if (values == 0)
                continue;
            const auto count = static_cast<std::size_t>(weights_[values]);
            for (std::size_t i = 0; i < count; ++i)
                highest[start + i] = std::max(highest[start + i], weights_[values + 1 + i]);
        }
    }
    std::vector<bool> divided(word.size());
    for (std::size_t i = 0; i + 1 < word.size(); ++i)
        divided[i] = (highest[i + 2] - '0') % 2 == 1;
    return divided;
}

} // namespace planpaket::typeset
