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
        entry.let_go = true;
    }
}

std::string_view Sources::text(SourceId id) const {
    const std::scoped_lock lock(mutex_);
    auto& entry = entries_.at(id - 1);
    if (entry.let_go) {
        auto text = reread_(entry.source.path, entry.size);
        if (text && text->size() == entry.size && std::hash<std::string_view>()(*text) == entry.hash)
            entry.source.text = std::move(*text);
        entry.let_go = false;
    }
    return entry.source.text;
}

std::string_view Sources::line(SourceId id, std::uint32_t number) const {
    if (id == 0 || number == 0)
        return {};
    std::string_view rest = text(id);
    for (std::uint32_t i = 1; i < number; ++i) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos)
            return {};
        rest.remove_prefix(end + 1);
    }
    auto line = rest.substr(0, rest.find('\n'));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace planpaket::base
