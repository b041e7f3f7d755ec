#include "archive/json_object.h"

#include "archive/inventory.h"

namespace planpaket::archive {

static constexpr std::size_t depth_limit = 16; // an inventory needs six

std::optional<simdjson::dom::object> parse_inventory(std::string_view text, simdjson::dom::document& document,
                                                     const FaultSink& sink) {
    if (text.size() > inventory_limit) {
        sink.add("limit", base::trf("the inventory is larger than {} bytes", inventory_limit));
        return std::nullopt;
    }
    thread_local simdjson::dom::parser parser(inventory_limit); // its own memory is used again
    auto error = parser.allocate(std::max<std::size_t>(text.size(), parser.capacity()), depth_limit);
    simdjson::dom::object root;
    if (error == simdjson::SUCCESS)
        error = parser.parse_into_document(document, text.data(), text.size()).get(root);
    if (error == simdjson::SUCCESS)
        return root;
    sink.add("E033", base::trf("the inventory is no JSON object: {}", simdjson::error_message(error)));
    return std::nullopt;
}

} // namespace planpaket::archive
