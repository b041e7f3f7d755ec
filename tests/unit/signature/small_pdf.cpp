#include "small_pdf.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::signature::test {

namespace {

void append_objects(std::string& out, const Bodies& objects, std::string& table) {
    for (const auto& [number, body] : objects) {
        table += fmt::format("{} 1\n{:010} 00000 n\r\n", number, out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
    }
}

int number_after(const std::string& file, const std::string& word) {
    const auto at = file.rfind(word);
    return at == std::string::npos ? 0 : std::stoi(file.substr(at + word.size()));
}

} // namespace

std::string file_of(const Bodies& objects, const std::string& trailer) {
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::string table = "xref\n0 1\n0000000000 65535 f\r\n";
    append_objects(out, objects, table);
    const auto start = out.size();
    return out + fmt::format("{}trailer\n<</Root 1 0 R/Size {}{}>>\nstartxref\n{}\n%%EOF\n", table, objects.rbegin()->first + 1,
                             trailer, start);
}

std::string updated(const std::string& file, const Bodies& objects, const std::string& trailer, int root) {
    auto out = file;
    std::string table = "xref\n";
    append_objects(out, objects, table);
    const auto start = out.size();
    const int highest = objects.empty() ? 0 : objects.rbegin()->first;
    return out + fmt::format("{}trailer\n<</Root {} 0 R/Size {}/Prev {}{}>>\nstartxref\n{}\n%%EOF\n", table, root,
                             std::max(number_after(file, "/Size "), highest + 1), number_after(file, "startxref\n"), trailer,
                             start);
}

std::string stream(const std::string& data, const std::string& entries) {
    return fmt::format("<</Length {}{}>>\nstream\n{}\nendstream", data.size(), entries, data);
}

} // namespace planpaket::signature::test
