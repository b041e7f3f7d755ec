#include "pdf/outline.h"

namespace planpaket::pdf {

namespace {

/// Places of items in the list, counted from 1; 0 is the root, or none.
struct Links {
    std::size_t parent = 0, previous = 0, next = 0, first = 0, last = 0, children = 0;
};

std::vector<Links> linked(const std::vector<OutlineItem>& items) {
    std::vector<Links> links(items.size() + 1);
    std::vector<std::size_t> open{0};
    for (std::size_t i = 1; i <= items.size(); ++i) {
        while (open.size() > 1 && items[open.back() - 1].level >= items[i - 1].level)
            open.pop_back();
        auto& parent = links[open.back()];
        links[i].parent = open.back();
        links[i].previous = parent.last;
        if (parent.last != 0)
            links[parent.last].next = i;
        else
            parent.first = i;
        parent.last = i;
        ++parent.children;
        open.push_back(i);
    }
    return links;
}

} // namespace

ObjectNumber write_outline(Objects& objects, const std::vector<OutlineItem>& items) {
    const auto links = linked(items);
    const auto root = objects.reserve(links.size());
    for (std::size_t i = 0; i < links.size(); ++i) {
        std::string body = "<<";
        const auto refer = [&](const char* key, std::size_t item) {
            body += key;
            append_reference(body, root + static_cast<ObjectNumber>(item));
        };
        if (i == 0) {
            body += "/Type/Outlines";
        } else {
            body += "/Title";
            append_text(body, items[i - 1].title);
            body += "/Dest" + items[i - 1].destination;
            refer("/Parent ", links[i].parent);
        }
        if (links[i].previous != 0)
            refer("/Prev ", links[i].previous);
        if (links[i].next != 0)
            refer("/Next ", links[i].next);
        if (links[i].children != 0) {
            refer("/First ", links[i].first);
            refer("/Last ", links[i].last);
            body += "/Count ";
            append_integer(body,
                           i == 0 ? static_cast<std::int64_t>(links[i].children) : -static_cast<std::int64_t>(links[i].children));
        }
        objects.set(root + static_cast<ObjectNumber>(i), body + ">>");
    }
    return root;
}

} // namespace planpaket::pdf
