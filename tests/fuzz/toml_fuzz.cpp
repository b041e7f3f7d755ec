/// Reads any bytes as TOML twice: by toml/, which cuts a file into statements, and by toml++ as a whole. They must agree on
/// whether it is TOML, and on its values.

#include "toml/encoding.h"
#include "toml/parse.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <toml++/toml.h>

namespace planpaket::fuzz {

static void disagree(const char* what) {
    std::fprintf(stderr, "toml/ and toml++ disagree: %s\n", what);
    std::abort();
}

static void compare(const toml::Table& ours, const ::toml::table& theirs);

static void compare(const toml::Node& ours, const ::toml::node& theirs) {
    if (const auto* text = theirs.as_string()) {
        if (ours.type != toml::ValueType::string || std::get<std::string>(ours.content) != text->get())
            disagree("a text");
        const auto& place = text->source();
        if (ours.span.line != place.begin.line || ours.span.column != place.begin.column ||
            ours.span.end_line != place.end.line || ours.span.end_column != place.end.column)
            disagree("the place of a text");
    } else if (const auto* integer = theirs.as_integer()) {
        if (ours.type != toml::ValueType::integer || std::get<std::int64_t>(ours.content) != integer->get())
            disagree("a number");
    } else if (const auto* array = theirs.as_array()) {
        if (ours.type != toml::ValueType::array)
            disagree("a list");
        const auto& items = std::get<std::vector<toml::Node>>(ours.content);
        if (items.size() != array->size())
            disagree("the length of a list");
        for (std::size_t i = 0; i < items.size(); ++i)
            compare(items[i], *array->get(i));
    } else if (const auto* table = theirs.as_table()) {
        if (ours.type != toml::ValueType::table)
            disagree("a table");
        compare(ours.table(), *table);
    }
}

static void compare(const toml::Table& ours, const ::toml::table& theirs) {
    if (ours.entries.size() != theirs.size())
        disagree("the size of a table");
    for (const auto& entry : ours.entries) {
        const auto* node = theirs.get(entry.key);
        if (!node)
            disagree("a key");
        compare(entry.node, *node);
    }
}

static void read_twice(std::string_view text) {
    base::Diagnostics diagnostics;
    if (toml::repaired_text(text, 1, diagnostics))
        return;
    toml::Table ours;
    const bool right = toml::parse(text, 1, {}, ours, diagnostics);
    for (const auto& diagnostic : diagnostics)
        if (diagnostic.code == "nesting-too-deep" || diagnostic.code == "control-character")
            return;
    try {
        const auto theirs = ::toml::parse(text);
        if (!right || !diagnostics.empty())
            disagree("only toml++ takes it");
        compare(ours, theirs);
    } catch (const ::toml::parse_error& error) {
        if (diagnostics.empty())
            disagree(error.what());
    }
}

} // namespace planpaket::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    planpaket::fuzz::read_twice({reinterpret_cast<const char*>(data), size});
    return 0;
}
