#include "distribution/record.h"

#include "base/names.h"

#include "distribution/json_members.h"

namespace planpaket::distribution {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr const char* form = "planpaket-distribution-1";
constexpr base::Names<Method> methods{"smtp", "message-files", "folders"};
constexpr base::Names<SentState> states{"waiting", "accepted", "refused", "unknown", "written"};

} // namespace

const char* name(Method method) {
    return methods[method];
}

const char* name(SentState state) {
    return states[state];
}

ordered_json json_of(const Sent& sent) {
    ordered_json root{{"recipient", {{"id", sent.recipient_id}, {"name", sent.recipient_name}, {"address", sent.address}}},
                      {"state", name(sent.state)},
                      {"time", sent.time},
                      {"answer", sent.answer},
                      {"message", {{"id", sent.message_id}, {"size", sent.size}, {"sha256", sent.sha256}}},
                      {"files", ordered_json::array()}};
    for (const auto& file : sent.files)
        root["files"].push_back({{"name", file.name}, {"size", file.size}, {"sha256", file.sha256}});
    return root;
}

std::optional<Sent> sent_of(const json& root) {
    if (!root.is_object())
        return std::nullopt;
    const auto& recipient = member(root, "recipient");
    const auto& message = member(root, "message");
    Sent sent{.recipient_id = text(recipient, "id"),
              .recipient_name = text(recipient, "name"),
              .address = text(recipient, "address"),
              .state = states.find(text(root, "state")).value_or(SentState::unknown),
              .time = text(root, "time"),
              .message_id = text(message, "id"),
              .size = number(message, "size"),
              .sha256 = text(message, "sha256"),
              .answer = text(root, "answer"),
              .files = {}};
    for (const auto& file : objects(root, "files"))
        sent.files.push_back({text(file, "name"), number(file, "size"), text(file, "sha256")});
    return sent.recipient_id.empty() ? std::nullopt : std::optional(std::move(sent));
}

std::string record_json(const Record& record) {
    ordered_json root{
        {"form", form},
        {"program", {{"name", "planpaket"}, {"version", record.program_version}}},
        {"plan", {{"id", record.plan_id}, {"title", record.plan_title}, {"version", record.plan_version}, {"dnr", record.dnr}}},
        {"version", record.version},
        {"method", name(record.method)},
        {"server", record.server},
        {"from", record.from},
        {"started", record.started},
        {"finished", record.finished},
        {"overrides", ordered_json::array()},
        {"sent", ordered_json::array()}};
    for (const auto& each : record.overrides)
        root["overrides"].push_back({{"check", each.check}, {"reason", each.reason}});
    for (const auto& each : record.sent)
        root["sent"].push_back(json_of(each));
    return root.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

std::optional<Record> read_record(std::string_view bytes) {
    const auto root = json::parse(bytes, nullptr, false);
    if (!root.is_object() || text(root, "form") != form)
        return std::nullopt;
    const auto& plan = member(root, "plan");
    Record record{.plan_id = text(plan, "id"),
                  .plan_title = text(plan, "title"),
                  .plan_version = text(plan, "version"),
                  .dnr = text(plan, "dnr"),
                  .version = text(root, "version"),
                  .method = methods.find(text(root, "method")).value_or(Method::smtp),
                  .started = text(root, "started"),
                  .finished = text(root, "finished"),
                  .server = text(root, "server"),
                  .from = text(root, "from"),
                  .program_version = text(member(root, "program"), "version"),
                  .overrides = {},
                  .sent = {}};
    for (const auto& each : objects(root, "overrides"))
        record.overrides.push_back({text(each, "check"), text(each, "reason")});
    for (const auto& each : objects(root, "sent"))
        if (auto sent = sent_of(each))
            record.sent.push_back(std::move(*sent));
    return record;
}

} // namespace planpaket::distribution
