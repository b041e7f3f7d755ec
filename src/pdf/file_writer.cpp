#include "pdf/file_writer.h"

#include "pdf/cross_reference.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

namespace planpaket::pdf {

namespace {

std::size_t number_at(std::string_view text, std::size_t at) {
    std::size_t value = 0;
    std::from_chars(text.data() + at, text.data() + text.size(), value);
    return value;
}

/// The number after a key, 0 if the key is not there.
std::size_t number_after(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    return at == std::string_view::npos ? 0 : number_at(text, at + key.size());
}

/// A file as libharu writes it: one cross-reference table, whole and in order.
class HaruFile {
public:
    explicit HaruFile(std::string_view bytes) : bytes_(bytes) {
        const auto start = bytes.rfind("startxref");
        if (start == std::string_view::npos)
            throw std::runtime_error("libharu wrote no cross-reference table");
        table_ = number_at(bytes, bytes.find_first_of("0123456789", start));
        const auto header = bytes.find("0 ", table_);
        count_ = number_at(bytes, header + 2);
        entries_ = bytes.find('\n', header) + 1;
        const auto trailer = bytes.substr(entries_ + 20 * count_);
        root_ = number_after(trailer, "/Root ");
        information_ = number_after(trailer, "/Info ");
        for (std::size_t i = 1; i < count_; ++i)
            if (in_use(i))
                ends_.emplace(offset(i), 0);
        auto next = table_;
        for (auto it = ends_.rbegin(); it != ends_.rend(); ++it) {
            it->second = next;
            next = it->first;
        }
    }

    std::size_t count() const { return count_; }
    std::size_t root() const { return root_; }
    std::size_t information() const { return information_; }
    bool in_use(std::size_t object) const { return bytes_[entries_ + 20 * object + 17] == 'n'; }

    /// What stands between "obj" and "endobj".
    std::string_view body(std::size_t object) const {
        const auto from = bytes_.find("obj", offset(object)) + 3;
        auto text = bytes_.substr(from, ends_.at(offset(object)) - from);
        text = text.substr(0, text.rfind("endobj"));
        while (!text.empty() && (text.front() == '\n' || text.front() == '\r'))
            text.remove_prefix(1);
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
            text.remove_suffix(1);
        return text;
    }

private:
    std::size_t offset(std::size_t object) const {
        return number_at(bytes_, bytes_.find_first_not_of('0', entries_ + 20 * object));
    }

    std::string_view bytes_;
    std::size_t table_ = 0, count_ = 0, entries_ = 0, root_ = 0, information_ = 0;
    std::map<std::size_t, std::size_t> ends_; ///< By offset.
};

bool is_stream(std::string_view body) {
    return body.ends_with("endstream");
}

/// A stream of libharu's, its length no longer an object of its own.
StreamObject own_stream(std::string_view body, std::size_t length) {
    const auto start = body.find("stream\r\n");
    std::string entries(body.substr(0, start));
    entries = entries.substr(entries.find("<<") + 2, entries.rfind(">>") - entries.find("<<") - 2);
    if (const auto at = entries.find("/Length "); at != std::string::npos)
        entries.erase(at, entries.find('R', at) + 1 - at);
    const auto bytes = body.substr(start + 8, length);
    const bool compressed = entries.find("/Filter") != std::string::npos;
    return {entries, compressed ? std::string(bytes) : deflate(bytes, 9), !compressed};
}

/// A libharu dictionary with entries added before its end.
std::string with_entries(std::string_view dictionary, std::string_view entries) {
    const auto end = dictionary.rfind(">>");
    std::string out(dictionary.substr(0, end));
    out += entries;
    out += ">>";
    return out;
}

} // namespace

ObjectNumber object_count(std::string_view haru) {
    return static_cast<ObjectNumber>(HaruFile(haru).count());
}

base::Bytes write_file(std::string_view haru, const Changes& changes, Objects& objects, FileBody& body) {
    const HaruFile file(haru);
    // libharu writes the length of each stream as an object of its own; ours stand in the streams.
    std::vector<bool> is_length(file.count());
    for (std::size_t i = 1; i < file.count(); ++i)
        if (file.in_use(i) && is_stream(file.body(i)))
            if (const auto length = number_after(file.body(i).substr(0, 400), "/Length "); length < file.count())
                is_length[length] = true;
    std::set<std::size_t> leading{file.root()};
    for (std::size_t node : changes.leading_pages)
        while (node != 0 && leading.insert(node).second)
            node = number_after(file.body(node), "/Parent ");
    for (std::size_t i = 1; i < file.count(); ++i) {
        const auto object = static_cast<ObjectNumber>(i);
        if (!file.in_use(i) || is_length[i] || body.offset(object) != 0)
            continue;
        if (i == file.information()) {
            objects.set(object, changes.information);
            continue;
        }
        if (is_stream(file.body(i))) {
            const auto length = number_after(file.body(i).substr(0, 400), "/Length ");
            objects.set(object, own_stream(file.body(i), number_at(file.body(length), 0)));
            continue;
        }
        const auto added = changes.additions.find(object);
        const auto whole = i == file.root()                   ? with_entries(file.body(i), changes.catalog)
                           : added != changes.additions.end() ? with_entries(file.body(i), added->second)
                                                              : std::string(file.body(i));
        if (leading.contains(i))
            objects.set_leading(object, whole);
        else
            objects.set(object, whole);
    }
    objects.finish();
    add_cross_references(body, objects, static_cast<ObjectNumber>(file.root()), static_cast<ObjectNumber>(file.information()));
    return std::move(body.bytes);
}

} // namespace planpaket::pdf
