#include "archive/declaration.h"

#include "base/translate.h"

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

/// The codes of what may be wrong with a declaration.
struct Codes {
    const char* missing;
    const char* several;
    const char* unknown;
    const char* content;
};

Codes codes_of(Declares what) {
    switch (what) {
    case Declares::object:
        return {"E003", "E003", "E006", "E007"};
    case Declares::root:
        return {"E069", "E076", "E079", "E080"};
    }
    return {};
}

std::string value_prefix(Declares what) {
    switch (what) {
    case Declares::object:
        return "ocfl_object_";
    case Declares::root:
        return "ocfl_";
    }
    return {};
}

} // namespace

std::string declaration_name(Declares what, Specification specification) {
    return "0=" + value_prefix(what) + number(specification);
}

std::string declaration_text(Declares what, Specification specification) {
    return value_prefix(what) + number(specification) + '\n';
}

bool is_declaration(std::string_view name, Declares what) {
    const auto prefix = "0=" + value_prefix(what);
    return name.starts_with(prefix) && name.size() > prefix.size() && name[prefix.size()] >= '0' && name[prefix.size()] <= '9';
}

std::optional<Specification> read_declaration(const std::string& folder, const std::vector<base::Entry>& entries, Declares what,
                                              const std::string& where, Faults& faults) {
    const auto codes = codes_of(what);
    std::optional<Specification> highest;
    std::size_t count = 0;
    for (const auto& entry : entries) {
        if (!entry.name.starts_with("0="))
            continue;
        ++count;
        const auto place = base::join(where, entry.name);
        const auto specification = is_declaration(entry.name, what)
                                       ? find_specification(entry.name.substr(2 + value_prefix(what).size()))
                                       : std::nullopt;
        if (!specification) {
            faults.push_back({codes.unknown, place, tr("the file declares no known version of the specification")});
            continue;
        }
        const auto text = base::read_file(base::join(folder, entry.name), 1024);
        if (!text || *text != declaration_text(what, *specification))
            faults.push_back({codes.content, place, tr("the file does not hold what its name declares")});
        highest = std::max(highest, specification);
    }
    if (count == 0)
        faults.push_back({codes.missing, where, tr("there is no declaration of the version of the specification")});
    if (count > 1)
        faults.push_back({codes.several, where, trf("there are {} declarations of the version of the specification", count)});
    return highest;
}

} // namespace planpaket::archive
