#include "web/markup.h"

#include "base/nearest.h"
#include "base/sha256.h"
#include "base/translate.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <vector>

namespace planpaket::web {

using base::tr;
using base::trf;

std::string escaped(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string base64(std::string_view bytes) {
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? std::uint32_t{static_cast<unsigned char>(bytes[i + k])} : 0U;
        };
        const auto group = byte(0) << 16U | byte(1) << 8U | byte(2);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? digits[group >> (18U - 6U * k) & 0x3FU] : '=';
    }
    return out;
}

std::string policy_hash(std::string_view text) {
    const auto hex = base::sha256(text);
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(digit(hex[i]) << 4U | digit(hex[i + 1]));
    return "'sha256-" + base64(bytes) + "'";
}

namespace {

/// Places in a text that is gone through once, from front to back.
class Place {
public:
    Place(std::string_view text, base::SourceId source) : text_(text), source_(source) {}

    base::Span span(std::size_t from, std::size_t to) {
        const auto [line, column] = advance(from);
        const auto [end_line, end_column] = advance(to);
        return {source_, line, column, end_line, end_column};
    }

private:
    std::pair<std::uint32_t, std::uint32_t> advance(std::size_t to) {
        for (; at_ < to; ++at_) {
            if (text_[at_] == '\n') {
                ++line_;
                column_ = 1;
            } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
                ++column_;
            }
        }
        return {line_, column_};
    }

    std::string_view text_;
    base::SourceId source_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1, column_ = 1;
};

std::string trimmed(std::string_view words) {
    const auto first = words.find_first_not_of(" \t\n");
    if (first == std::string_view::npos)
        return {};
    return std::string(words.substr(first, words.find_last_not_of(" \t\n") - first + 1));
}

} // namespace

base::Result<std::string> fill(std::string_view text, base::SourceId source, const std::map<std::string, std::string>& values) {
    base::Diagnostics diagnostics;
    Place place(text, source);
    std::string out;
    std::size_t done = 0;
    for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", done)) {
        out += text.substr(done, open - done);
        const auto close = text.find("}}", open);
        if (close == std::string_view::npos) {
            diagnostics.push_back({base::Severity::error, "unclosed-placeholder", place.span(open, open + 2),
                                   tr("'{{' is not closed"), tr("write {{ name }} on one line")});
            done = text.size();
            break;
        }
        done = close + 2;
        const auto name = trimmed(text.substr(open + 2, close - open - 2));
        if (const auto value = values.find(name); value != values.end()) {
            out += value->second;
            continue;
        }
        std::vector<std::string> names;
        std::ranges::transform(values, std::back_inserter(names), [](const auto& entry) { return entry.first; });
        const auto near = base::nearest(name, names);
        diagnostics.push_back({base::Severity::error, "unknown-placeholder", place.span(open, done),
                               trf("there is no placeholder '{}'", name),
                               near ? trf("did you mean '{}'?", *near) : std::string(tr("docs/templates.md lists every name"))});
    }
    out += text.substr(done);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return out;
}

} // namespace planpaket::web
