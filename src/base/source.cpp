#include "base/source.h"

namespace planpaket::base {

SourceId Sources::add(std::string path, std::string text) {
    const std::scoped_lock lock(mutex_);
    entries_.push_back({{std::move(path), std::move(text)}});
    return static_cast<SourceId>(entries_.size());
}

const Source& Sources::get(SourceId id) const {
    const std::scoped_lock lock(mutex_);
    return entries_.at(id - 1).source;
}

void Sources::let_go() {
    const std::scoped_lock lock(mutex_);
    if (!reread_)
        return;
    for (auto& entry : entries_) {
        if (entry.let_go)
            continue;
        entry.size = entry.source.text.size();
        entry.hash = std::hash<std::string_view>()(entry.source.text);
        std::string().swap(entry.source.text); // an assignment would keep the memory
        std::vector<std::size_t>().swap(entry.line_ends);
        entry.let_go = true;
    }
}

Sources::Entry& Sources::with_text(SourceId id) const {
    auto& entry = entries_.at(id - 1);
    if (entry.let_go) {
        auto text = reread_(entry.source.path, entry.size);
        if (text && text->size() == entry.size && std::hash<std::string_view>()(*text) == entry.hash)
            entry.source.text = std::move(*text);
        entry.let_go = false;
    }
    return entry;
}

std::string_view Sources::line(SourceId id, std::uint32_t number) const {
    if (id == 0 || number == 0)
        return {};
    const std::scoped_lock lock(mutex_);
    auto& entry = with_text(id);
    const std::string_view text = entry.source.text;
    auto& ends = entry.line_ends;
    if (ends.empty()) {
        for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1))
            ends.push_back(end);
        ends.push_back(text.size());
    }
    if (number > ends.size())
        return {};
    const auto begin = number == 1 ? 0 : ends[number - 2] + 1;
    auto line = text.substr(begin, ends[number - 1] - begin);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace planpaket::base
