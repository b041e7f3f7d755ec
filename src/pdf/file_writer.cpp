#include "pdf/file_writer.h"

#include "base/sha256.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

namespace planpaket::pdf {

namespace {

constexpr std::size_t objects_per_stream = 200;
constexpr int object_compression = 6;

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
    return {entries, std::string(body.substr(start + 8, length)), false};
}

/// A libharu dictionary with entries added before its end.
std::string with_entries(std::string_view dictionary, std::string_view entries) {
    const auto end = dictionary.rfind(">>");
    std::string out(dictionary.substr(0, end));
    out += entries;
    out += ">>";
    return out;
}

/// Collects objects and writes the file.
class FileWriter {
public:
    explicit FileWriter(std::size_t count) : entries_(count) {
        out_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"; // a comment of high bytes says that the file is binary (7.5.2)
    }

    void add(ObjectNumber object, std::string body) {
        group_.emplace_back(object, std::move(body));
        if (group_.size() == objects_per_stream)
            flush();
    }

    void add(ObjectNumber object, const StreamObject& stream) {
        begin(object);
        out_ += "<<";
        out_ += stream.entries;
        if (stream.deflated)
            out_ += "/Filter/FlateDecode";
        out_ += "/Length ";
        append_integer(out_, static_cast<std::int64_t>(stream.bytes.size()));
        out_ += ">>\nstream\n";
        out_ += stream.bytes;
        out_ += "\nendstream\nendobj\n";
    }

    std::string finish(ObjectNumber root, ObjectNumber information) {
        flush();
        const auto xref = static_cast<ObjectNumber>(entries_.size());
        entries_.push_back({1, out_.size(), 0});
        const auto start = out_.size();
        std::string rows = rows_of_table();
        const auto digest = base::sha256(out_).substr(0, 32);
        std::string dictionary = "/Type/XRef/Size ";
        append_integer(dictionary, static_cast<std::int64_t>(entries_.size()));
        dictionary += "/W[1 4 2]/Root ";
        append_reference(dictionary, root);
        dictionary += "/Info ";
        append_reference(dictionary, information);
        dictionary += "/ID[<" + digest + "><" + digest + ">]/DecodeParms<</Predictor 12/Columns 7>>";
        entries_.pop_back();
        entries_.push_back({});
        add(xref, StreamObject{dictionary, deflate(rows, 9), true});
        out_ += "startxref\n";
        append_integer(out_, static_cast<std::int64_t>(start));
        out_ += "\n%%EOF\n";
        return std::move(out_);
    }

private:
    struct Entry {
        int type = 0; ///< 0 free, 1 at an offset, 2 in an object stream (7.5.8.3)
        std::size_t where = 0;
        std::size_t index = 0;
    };

    void begin(ObjectNumber object) {
        entry(object) = {1, out_.size(), 0};
        append_integer(out_, object);
        out_ += " 0 obj\n";
    }

    Entry& entry(ObjectNumber object) {
        if (object >= entries_.size())
            entries_.resize(object + 1);
        return entries_[object];
    }

    void flush() {
        if (group_.empty())
            return;
        const auto container = static_cast<ObjectNumber>(entries_.size());
        std::string numbers, bodies;
        for (std::size_t i = 0; i < group_.size(); ++i) {
            append_integer(numbers, group_[i].first);
            numbers += ' ';
            append_integer(numbers, static_cast<std::int64_t>(bodies.size()));
            numbers += ' ';
            bodies += group_[i].second;
            bodies += '\n';
            entry(group_[i].first) = {2, container, i};
        }
        std::string dictionary = "/Type/ObjStm/N ";
        append_integer(dictionary, static_cast<std::int64_t>(group_.size()));
        dictionary += "/First ";
        append_integer(dictionary, static_cast<std::int64_t>(numbers.size()));
        group_.clear();
        add(container, StreamObject{dictionary, deflate(numbers + bodies, object_compression), true});
    }

    /// The cross-reference table, each row as its difference to the row above (PNG's "up" predictor, RFC 2083, 6.4).
    std::string rows_of_table() const {
        std::string rows;
        std::string above(7, '\0');
        for (const auto& entry : entries_) {
            std::string row;
            row += static_cast<char>(entry.type);
            for (const unsigned shift : {24U, 16U, 8U, 0U})
                row += static_cast<char>((entry.where >> shift) & 0xFFU);
            row += static_cast<char>((entry.index >> 8U) & 0xFFU);
            row += static_cast<char>(entry.index & 0xFFU);
            rows += '\2';
            for (std::size_t i = 0; i < row.size(); ++i)
                rows += static_cast<char>(row[i] - above[i]);
            above = row;
        }
        return rows;
    }

    std::string out_;
    std::vector<Entry> entries_;
    std::vector<std::pair<ObjectNumber, std::string>> group_;
};

} // namespace

ObjectNumber object_count(std::string_view haru) {
    return static_cast<ObjectNumber>(HaruFile(haru).count());
}

std::string write_file(std::string_view haru, const Changes& changes, Objects& objects) {
    const HaruFile file(haru);
    FileWriter writer(objects.end());
    // libharu writes the length of each stream as an object of its own; ours stand in the streams.
    std::vector<bool> is_length(file.count());
    for (std::size_t i = 1; i < file.count(); ++i)
        if (file.in_use(i) && is_stream(file.body(i)))
            if (const auto length = number_after(file.body(i).substr(0, 400), "/Length "); length < file.count())
                is_length[length] = true;
    for (std::size_t i = 1; i < file.count(); ++i) {
        const auto object = static_cast<ObjectNumber>(i);
        if (!file.in_use(i) || is_length[i])
            continue;
        if (const auto stream = changes.streams.find(object); stream != changes.streams.end()) {
            writer.add(object, stream->second);
        } else if (const auto body = changes.bodies.find(object); body != changes.bodies.end()) {
            writer.add(object, body->second);
        } else if (i == file.root()) {
            writer.add(object, with_entries(file.body(i), changes.catalog));
        } else if (i == file.information()) {
            writer.add(object, changes.information);
        } else if (const auto added = changes.additions.find(object); added != changes.additions.end()) {
            writer.add(object, with_entries(file.body(i), added->second));
        } else if (is_stream(file.body(i))) {
            const auto length = number_after(file.body(i).substr(0, 400), "/Length ");
            writer.add(object, own_stream(file.body(i), number_at(file.body(length), 0)));
        } else {
            writer.add(object, std::string(file.body(i)));
        }
    }
    for (auto& [object, body] : objects.bodies())
        writer.add(object, std::move(body));
    for (const auto& [object, stream] : objects.streams())
        writer.add(object, stream);
    return writer.finish(static_cast<ObjectNumber>(file.root()), static_cast<ObjectNumber>(file.information()));
}

} // namespace planpaket::pdf
