#include "compose/change_wording.h"

namespace planpaket::compose {

std::string plain_lines(const document::Blocks& blocks) {
    std::string out;
    const auto add = [&](const std::string& words) { out += (out.empty() || words.empty() ? "" : "\n") + words; };
    for (const auto& block : blocks) {
        if (const auto* paragraph = document::as<document::Paragraph>(block)) {
            add(document::plain_text(paragraph->inlines));
        } else if (const auto* list = document::as<document::List>(block)) {
            auto number = list->start;
            for (const auto& item : list->items)
                add((list->ordered ? std::to_string(number++) + ". " : "• ") + plain_lines(item));
        }
    }
    return out;
}

} // namespace planpaket::compose
