/// Holds together what says how a plan is written: the reader, docs/plan.schema.json, and docs/plan-reference.md.

#include "plan/remarks.h"
#include "plan_text.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

using namespace planpaket;
using namespace planpaket::plan;
using nlohmann::json;
using Keys = toml::AskedKeys;

namespace {

std::string document(const std::string& name) {
    std::ifstream file(PROJECT_DIR "/docs/" + name);
    BOOST_REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Tables that stand in many places are described once; in some, every key is a name of the author's own.
void add_table(Keys& keys, const std::string& path, const std::set<std::string>& names) {
    const std::string last = path.substr(path.rfind('.') + 1);
    if (path == "text" || path == "documents.titles")
        return;
    const bool signatory = last == "signatory" || last == "attestor" || last == "manager";
    keys[signatory ? "signatory" : last == "silence" ? "silence" : path].insert(names.begin(), names.end());
}

/// The examples of the reference, put together.
std::string examples() {
    const std::string text = document("plan-reference.md");
    std::string result;
    for (std::size_t begin = 0; (begin = text.find("```toml\n", begin)) != std::string::npos;) {
        begin += std::string_view("```toml\n").size();
        const auto end = text.find("\n```\n", begin);
        result += text.substr(begin, end - begin) + "\n\n";
        begin = end;
    }
    return result;
}

Keys keys_of_reader() {
    Keys asked;
    ReadOptions options;
    options.asked = &asked;
    const auto plan = read_texts_as_files({{"plan.toml", examples()}}, "plan.toml", options);
    if (!plan)
        for (const auto& diagnostic : plan.error())
            BOOST_ERROR("example line " << diagnostic.span.line << " " << diagnostic.code << ": " << diagnostic.message);
    BOOST_REQUIRE(plan.has_value());
    for (const auto& remark : remarks(*plan))
        BOOST_ERROR("example line " << remark.span.line << " " << remark.code);
    Keys keys;
    for (const auto& [path, names] : asked)
        add_table(keys, path, names);
    return keys;
}

void walk_schema(const json& schema, const json& node, const std::string& path, Keys& keys) {
    if (node.contains("$ref")) {
        const json::json_pointer pointer(node["$ref"].get<std::string>().substr(1));
        walk_schema(schema, schema.at(pointer), path, keys);
    }
    for (const char* branch : {"allOf", "anyOf"})
        if (node.contains(branch))
            for (const auto& each : node[branch])
                walk_schema(schema, each, path, keys);
    if (node.contains("items"))
        walk_schema(schema, node["items"], path, keys);
    if (!node.contains("properties"))
        return;
    BOOST_TEST(node.value("additionalProperties", true) == false, path << " takes any key");
    std::set<std::string> names;
    for (const auto& [name, value] : node["properties"].items()) {
        names.insert(name);
        walk_schema(schema, value, path.empty() ? name : path + "." + name, keys);
    }
    add_table(keys, path, names);
}

Keys keys_of_schema() {
    const json schema = json::parse(document("plan.schema.json"));
    Keys keys;
    walk_schema(schema, schema, "", keys);
    return keys;
}

/// By heading, `[[name]]` or "The plan", the keys in the first column of the tables below it.
Keys keys_of_reference() {
    static const std::regex heading(R"(#+ `\[*([a-z._]+)\]*`)");
    static const std::regex row(R"(\| `([a-z_]+)` \|.*)");
    std::istringstream lines(document("plan-reference.md"));
    Keys keys;
    std::string path;
    bool in_tables = false;
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, heading) || line.starts_with("#")) {
            in_tables = !match.empty() || line == "## The plan";
            path = match.empty() ? "" : match[1].str();
        } else if (in_tables && std::regex_match(line, match, row)) {
            add_table(keys, path, {match[1].str()});
        }
    }
    return keys;
}

void check_same(const Keys& left, const std::string& left_name, const Keys& right, const std::string& right_name) {
    for (const auto& [path, names] : left)
        for (const auto& name : names)
            BOOST_TEST((right.contains(path) && right.at(path).contains(name)),
                       left_name << " has " << path << "." << name << ", " << right_name << " does not");
}

} // namespace

BOOST_AUTO_TEST_SUITE(format)

BOOST_AUTO_TEST_CASE(is_the_same_to_the_reader_the_schema_and_the_reference) {
    const Keys reader = keys_of_reader();
    const Keys schema = keys_of_schema();
    const Keys reference = keys_of_reference();
    BOOST_TEST(reader.size() > 20u);
    check_same(reader, "the reader", schema, "the schema");
    check_same(schema, "the schema", reader, "the reader");
    check_same(reader, "the reader", reference, "the reference");
    check_same(reference, "the reference", reader, "the reader");
}

BOOST_AUTO_TEST_CASE(has_every_remark_in_the_schema_and_the_reference) {
    const json schema = json::parse(document("plan.schema.json"));
    auto in_schema = schema["/definitions/silences/items/properties/remark/enum"_json_pointer].get<std::vector<std::string>>();
    BOOST_TEST(in_schema == remark_codes(), boost::test_tools::per_element());
    const std::string reference = document("plan-reference.md");
    for (const auto& code : remark_codes())
        BOOST_TEST(reference.find("| `" + code + "` |") != std::string::npos, code);
}

BOOST_AUTO_TEST_SUITE_END()
