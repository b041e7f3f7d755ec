#include "pdf/cross_reference.h"

#include "base/sha256.h"

#include <utility>
#include <vector>

namespace planpaket::pdf {

namespace {

/// Consecutive objects.
struct Run {
    ObjectNumber first = 0, count = 0;
};

std::vector<Run> runs_of(const std::vector<ObjectNumber>& objects) {
    std::vector<Run> runs;
    for (const auto object : objects)
        if (!runs.empty() && runs.back().first + runs.back().count == object)
            ++runs.back().count;
        else
            runs.push_back({object, 1});
    return runs;
}

/// All up to `last` that are not among `objects`.
std::vector<Run> runs_without(const std::vector<ObjectNumber>& objects, ObjectNumber last) {
    std::vector<Run> runs;
    ObjectNumber first = 0;
    for (const auto& run : runs_of(objects)) {
        if (run.first > first)
            runs.push_back({first, run.first - first});
        first = run.first + run.count;
    }
    runs.push_back({first, last + 1 - first});
    return runs;
}

/// The rows of a cross-reference stream (7.5.8.3), each as its difference to the row above (PNG's "up" predictor, RFC 2083, 6.4).
/// `xref` is the stream's own number; it will stand at `start`.
std::string rows_of(const FileBody& body, const Objects& objects, const std::vector<Run>& runs, ObjectNumber xref,
                    std::size_t start) {
    std::string rows, above(7, '\0'), row;
    std::size_t count = 0;
    for (const auto& run : runs)
        count += run.count;
    rows.reserve((above.size() + 1) * count);
    const auto add = [&](ObjectNumber object) {
        const auto packed = objects.packed(object);
        const bool in_stream = packed.container != 0;
        const auto where = in_stream ? packed.container : object == xref ? start : body.offset(object);
        row.clear();
        row += static_cast<char>(in_stream ? 2 : where != 0 ? 1 : 0);
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            row += static_cast<char>((where >> shift) & 0xFFU);
        row += static_cast<char>(packed.index >> 8U);
        row += static_cast<char>(packed.index & 0xFFU);
        rows += '\2';
        for (std::size_t i = 0; i < row.size(); ++i)
            rows += static_cast<char>(row[i] - above[i]);
        std::swap(row, above);
    };
    for (const auto& run : runs)
        for (auto object = run.first; object < run.first + run.count; ++object)
            add(object);
    return rows;
}

/// A cross-reference stream with these entries, whose number is the last of the runs. Gives its place.
std::size_t add_section(FileBody& body, const Objects& objects, const std::vector<Run>& runs, const std::string& entries) {
    const auto start = body.bytes.size();
    const auto xref = runs.back().first + runs.back().count - 1;
    std::string dictionary = "/Type/XRef/Size ";
    append_integer(dictionary, static_cast<std::int64_t>(xref) + 1);
    dictionary += "/W[1 4 2]/Index[";
    for (const auto& run : runs) {
        append_integer(dictionary, run.first);
        dictionary += ' ';
        append_integer(dictionary, run.count);
        dictionary += ' ';
    }
    dictionary.back() = ']';
    dictionary += entries + "/DecodeParms<</Predictor 12/Columns 7>>";
    body.add(xref, {dictionary, deflate(rows_of(body, objects, runs, xref, start), 9), true});
    return start;
}

} // namespace

void add_cross_references(FileBody& body, Objects& objects, ObjectNumber root, ObjectNumber information) {
    std::string trailer = "/Root ";
    append_reference(trailer, root);
    trailer += "/Info ";
    append_reference(trailer, information);
    const auto digest = base::sha256(body.bytes.pieces()).substr(0, 32);
    trailer += "/ID[<" + digest + "><" + digest + ">]";
    auto leading = objects.leading();
    const auto all = add_section(body, objects, runs_without(leading, objects.reserve()), trailer);
    leading.push_back(objects.reserve());
    trailer += "/Prev ";
    append_integer(trailer, static_cast<std::int64_t>(all));
    const auto last = add_section(body, objects, runs_of(leading), trailer);
    std::string end = "startxref\n";
    append_integer(end, static_cast<std::int64_t>(last));
    body.bytes.append(end + "\n%%EOF\n");
}

} // namespace planpaket::pdf
