#include "archive/inventory_summary.h"

#include "archive/json_object.h"

namespace planpaket::archive {

using base::tr;
using base::trf;

std::optional<InventorySummary> read_summary(std::string_view inventory, const std::string& where, Faults& faults) {
    const FaultSink sink{faults, where};
    simdjson::dom::document document;
    const auto root = parse_inventory(inventory, document, sink);
    if (!root)
        return std::nullopt;
    std::string_view id, head, created, message;
    if (root->at_key("id").get(id) != simdjson::SUCCESS || id.empty()) {
        sink.add("E037", tr("the id is no text, or empty"));
        return std::nullopt;
    }
    simdjson::dom::object versions, version;
    if (root->at_key("versions").get(versions) != simdjson::SUCCESS) {
        sink.add("E044", tr("'versions' is no object"));
        return std::nullopt;
    }
    if (root->at_key("head").get(head) != simdjson::SUCCESS || versions.at_key(head).get(version) != simdjson::SUCCESS) {
        sink.add("E040", tr("the head is not the name of a version"));
        return std::nullopt;
    }
    if (version.at_key("created").get(created) != simdjson::SUCCESS) {
        sink.add("E048", trf("the version {} has no '{}'", head, "created"));
        return std::nullopt;
    }
    if (version.at_key("message").get(message) != simdjson::SUCCESS)
        message = {};
    return InventorySummary{std::string(id), versions.size(), std::string(created), std::string(message)};
}

} // namespace planpaket::archive
