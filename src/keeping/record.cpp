#include "keeping/record.h"

#include "archive/date_time.h"
#include "base/names.h"
#include "base/translate.h"
#include "base/version.h"

#include <nlohmann/json.hpp>

namespace planpaket::keeping {

using nlohmann::ordered_json;

namespace {

constexpr const char* decisions_form = "planpaket-decisions-1";
constexpr const char* log_form = "planpaket-archive-log-1";

constexpr base::Names<VersionKind> kinds{"draft", "decision", "correction", "follow-up", "addition", "distribution"};

/// As plans write it.
const char* word(plan::Outcome outcome) {
    static constexpr base::Names<plan::Outcome> names{"decided", "decided-with-changes", "tabled", "referred-back"};
    return names[outcome];
}

ordered_json json_of(const std::vector<plan::Signatory>& signatories) {
    auto list = ordered_json::array();
    for (const auto& signatory : signatories)
        list.push_back({{"role", signatory.role.value}, {"name", signatory.name.value}});
    return list;
}

ordered_json json_of(const plan::Plan& plan, const plan::Decision& decision) {
    const auto* body = plan::find_body(plan, decision.body.value);
    ordered_json json{{"body", {{"id", decision.body.value}, {"name", body == nullptr ? "" : body->name.value}}},
                      {"date", plan::to_string(decision.date)},
                      {"paragraph", decision.paragraph.value}};
    json["dnr"] = !decision.dnr.empty()                   ? decision.dnr.value
                  : body != nullptr && !body->dnr.empty() ? body->dnr.value
                                                          : plan.matter.dnr.value;
    json["outcome"] = word(decision.outcome);
    json["immediate_approval"] = decision.immediate_approval;
    if (decision.approved)
        json["approved"] = plan::to_string(*decision.approved);
    if (decision.announced)
        json["announced"] = plan::to_string(*decision.announced);
    json["text"] = decision.text.value;
    json["signatory"] = json_of(decision.signatory);
    return json;
}

std::vector<std::string> texts_of(const nlohmann::ordered_json& root, const char* key) {
    std::vector<std::string> texts;
    if (root.contains(key) && root[key].is_array())
        for (const auto& each : root[key])
            texts.push_back(each.dump());
    return texts;
}

} // namespace

const char* name(VersionKind kind) {
    return kinds[kind];
}

std::string kind_word(const std::string& name) {
    using base::mark;
    static constexpr base::Names<VersionKind> words{mark("Draft"),     mark("Decision"), mark("Correction"),
                                                    mark("Follow-up"), mark("Addition"), mark("Distribution")};
    const auto kind = kinds.find(name);
    return kind ? base::tr(words[*kind]) : name;
}

std::string decisions_json(const plan::Plan& plan, bool draft) {
    ordered_json root{
        {"form", decisions_form},
        {"plan",
         {{"id", plan.id.value}, {"title", plan.title.value}, {"version", plan.version.value}, {"dnr", plan.matter.dnr.value}}},
        {"state", draft ? "draft" : "decided"},
        {"decisions", ordered_json::array()},
        {"corrections", ordered_json::array()}};
    for (const auto& decision : plan.decision)
        root["decisions"].push_back(json_of(plan, decision));
    for (const auto& correction : plan.correction)
        root["corrections"].push_back(
            {{"date", plan::to_string(correction.date)}, {"version", correction.version.value}, {"text", correction.text.value}});
    return root.dump(2) + '\n';
}

std::optional<StoredDecisions> read_decisions(const std::string& json) {
    const auto root = ordered_json::parse(json, nullptr, false);
    if (!root.is_object() || root.value("form", ordered_json()) != decisions_form)
        return std::nullopt;
    return StoredDecisions{root.value("state", ordered_json()) == "draft", texts_of(root, "decisions"),
                           texts_of(root, "corrections")};
}

std::string log_json(const LogEntry& entry) {
    ordered_json root{
        {"form", log_form},
        {"kind", name(entry.kind)},
        {"version", entry.version},
        {"previous", entry.previous},
        {"reason", entry.reason},
        {"created", archive::write_date_time(entry.created)},
        {"user", {{"name", entry.user}, {"address", entry.address}}},
        {"program", {{"name", "planpaket"}, {"version", base::program_version()}}},
        {"changes", {{"added", entry.changes.added}, {"changed", entry.changes.changed}, {"removed", entry.changes.removed}}}};
    return root.dump(2) + '\n';
}

std::optional<StoredLog> read_log(const std::string& json) {
    const auto root = ordered_json::parse(json, nullptr, false);
    if (!root.is_object() || root.value("form", ordered_json()) != log_form)
        return std::nullopt;
    const auto text = [&](const char* key) {
        return root.contains(key) && root[key].is_string() ? root[key].get<std::string>() : std::string();
    };
    return StoredLog{text("kind"), text("previous")};
}

} // namespace planpaket::keeping
