#include "plan/id.h"

#include <algorithm>

namespace planpaket::plan {

static constexpr std::size_t longest_id = 100;

bool is_id(std::string_view text) {
    if (text.empty() || text.size() > longest_id || text.front() == '-' || text.back() == '-' ||
        text.find("--") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string id_like(std::string_view text) {
    std::string id;
    for (std::size_t i = 0; i < text.size() && id.size() < longest_id; ++i) {
        const auto c = static_cast<char>(text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]);
        const std::string_view two = text.substr(i, 2);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (two == "å" || two == "ä" || two == "Å" || two == "Ä")
            id += 'a';
        else if (two == "ö" || two == "Ö")
            id += 'o';
        else if (two == "é" || two == "É")
            id += 'e';
        else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u && !id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id;
}

} // namespace planpaket::plan
