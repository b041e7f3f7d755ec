#include "archive/write_inventory.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planpaket::archive {

namespace {

using nlohmann::ordered_json;

/// A JSON string. A whole tree of JSON would cost more than all else that adding a version does.
std::string quoted(std::string_view text) {
    return ordered_json(text).dump();
}

/// { digest: [path, …], … }; files of one digest stand together already, or are brought together here.
void append_block(std::string& text, const std::vector<DigestPath>& files, std::string_view margin) {
    text += '{';
    std::string_view previous;
    for (const auto& file : files) {
        if (file.digest == previous) {
            text += ", ";
        } else {
            text += previous.empty() ? "\n" : "],\n";
            text += margin;
            text += quoted(file.digest);
            text += ": [";
        }
        if (!file.path.empty())
            text += quoted(file.path);
        previous = file.digest;
    }
    text += previous.empty() ? "}" : "]\n" + std::string(margin.substr(1)) + '}';
}

} // namespace

std::string write_inventory(const Inventory& inventory) {
    std::string text;
    const auto member = [&](std::string_view margin, const char* key, std::string_view value) {
        text += fmt::format("{}\"{}\": {},\n", margin, key, quoted(value));
    };
    text += "{\n";
    member(" ", "id", inventory.id);
    member(" ", "type", fmt::format("https://ocfl.io/{}/spec/#inventory", number(inventory.specification)));
    member(" ", "digestAlgorithm", inventory.algorithm);
    member(" ", "head", inventory.head);
    if (inventory.names_content_directory)
        member(" ", "contentDirectory", inventory.content_directory);
    text += " \"manifest\": ";
    append_block(text, inventory.manifest, "  ");
    if (!inventory.fixity.empty()) {
        text += ",\n \"fixity\": {";
        const char* separator = "\n";
        for (const auto& block : inventory.fixity) {
            text += fmt::format("{}  {}: ", separator, quoted(block.algorithm));
            append_block(text, block.files, "   ");
            separator = ",\n";
        }
        text += "\n }";
    }
    text += ",\n \"versions\": {";
    const char* separator = "\n";
    for (const auto& version : inventory.versions) {
        text += fmt::format("{}  {}: {{\n", separator, quoted(version.name));
        member("   ", "created", version.created);
        if (version.message)
            member("   ", "message", *version.message);
        if (version.user_name) {
            text += fmt::format("   \"user\": {{\"name\": {}", quoted(*version.user_name));
            if (version.user_address)
                text += fmt::format(", \"address\": {}", quoted(*version.user_address));
            text += "},\n";
        }
        text += "   \"state\": ";
        append_block(text, version.state, "    ");
        text += "\n  }";
        separator = ",\n";
    }
    return text + "\n }\n}\n";
}

} // namespace planpaket::archive
