#include "base/source.h"

namespace planpaket::base {

SourceId Sources::add(std::string path, std::string text) {
    const std::scoped_lock lock(mutex_);
    sources_.push_back({std::move(path), std::move(text)});
    return static_cast<SourceId>(sources_.size());
}

const Source& Sources::get(SourceId id) const {
    const std::scoped_lock lock(mutex_);
    return sources_.at(id - 1);
}

std::string_view Sources::line(SourceId id, std::uint32_t number) const {
    if (id == 0 || number == 0)
        return {};
    std::string_view rest = get(id).text;
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
