#include "receiving/collation_csv.h"

#include "base/csv.h"
#include "base/sha256.h"
#include "compose/words.h"

#include <fmt/format.h>

namespace planpaket::receiving {

using base::Table;
using collation::Collation;
using collation::PlannedAction;

namespace {

std::string iso(std::chrono::sys_days day) {
    return plan::to_string(compose::as_day(day));
}

std::string deadline(const PlannedAction& action) {
    const auto day = action.when ? action.when->deadline() : std::nullopt;
    return day ? iso(*day) : std::string();
}

std::string when(const compose::Terms& terms, const PlannedAction& action) {
    return action.when ? compose::schedule_words(terms, *action.when) : std::string();
}

std::string group_name(const plan::TimeGroup& group) {
    switch (group.kind) {
    case plan::TimeKind::earlier:
        return "earlier";
    case plan::TimeKind::quarter:
        return fmt::format("{}-Q{}", group.year, group.quarter);
    case plan::TimeKind::later:
        return "later";
    case plan::TimeKind::continuous:
        return "continuous";
    case plan::TimeKind::undated:
        return "undated";
    }
    return {};
}

Table deliveries(const Collation& city) {
    Table out;
    out.header = {"district", "plan",          "delivery", "title", "version",    "dnr",
                  "decided",  "decision-date", "due",      "sent",  "signatures", "findings"};
    for (const auto& district : city.districts) {
        std::string findings;
        for (const auto finding : district.findings)
            findings += (findings.empty() ? "" : "; ") + std::string(name(finding));
        const auto due = iso(district.expected->due.last_day());
        auto& row = out.rows.emplace_back();
        row = {district.expected->name.value, district.expected->plan.value};
        if (district.delivery == nullptr) {
            row.insert(row.end(), {"", "", "", "", "", "", due, "", "", findings});
            continue;
        }
        const auto& delivery = *district.delivery;
        const auto* plan = delivery.plan ? &*delivery.plan : nullptr;
        row.insert(row.end(), {delivery.name, delivery.plan_title, delivery.version, plan != nullptr ? plan->dnr : "",
                               plan == nullptr ? ""
                               : plan->decided ? "yes"
                                               : "no",
                               plan != nullptr && plan->decision_date ? plan::to_string(*plan->decision_date) : "", due,
                               delivery.date ? iso(*delivery.date) : "", name(delivery.signatures), findings});
    }
    for (const auto& refused : city.refused)
        out.rows.push_back({"", refused.plan_id, refused.name, "", "", "", "", "", "", "", "", name(refused.refusal)});
    return out;
}

Table figures(const Collation& city) {
    Table out;
    out.header = {"district",        "area",          "kind",           "problems", "causes", "actions",
                  "stated-problems", "stated-causes", "stated-actions", "agrees"};
    for (const auto& district : city.districts)
        for (const auto& area : district.areas) {
            const auto& own = area.figures;
            const bool known = district.delivery->stated.has_value();
            auto& row = out.rows.emplace_back();
            row = {district.expected->name.value,
                   own.title,
                   own.kind == plan::AreaKind::central ? "central" : "local",
                   std::to_string(own.problems),
                   std::to_string(own.causes),
                   std::to_string(own.actions)};
            if (area.stated)
                row.insert(row.end(), {std::to_string(area.stated->problems), std::to_string(area.stated->causes),
                                       std::to_string(area.stated->actions)});
            else
                row.insert(row.end(), {"", "", ""});
            row.push_back(!known ? "" : area.differs ? "no" : "yes");
        }
    return out;
}

Table parties(const Collation& city, const compose::Terms& terms) {
    Table out;
    out.header = {"party", "district", "role", "number", "action", "when", "deadline"};
    for (const auto& owner : city.owners)
        for (const auto& share : owner.shares) {
            const auto add = [&](const std::vector<const PlannedAction*>& actions, const char* role) {
                for (const auto* action : actions)
                    out.rows.push_back({owner.name, share.district->expected->name.value, role, action->number, action->title,
                                        when(terms, *action), deadline(*action)});
            };
            add(share.leads, "leads");
            add(share.takes_part, "takes-part");
        }
    return out;
}

Table schedule(const Collation& city, const compose::Terms& terms) {
    Table out;
    out.header = {"time", "deadline", "when", "district", "number", "action", "leads"};
    for (const auto& group : city.due)
        for (const auto& each : group.actions) {
            std::string leads;
            for (const auto party : each.action->leads)
                leads += (leads.empty() ? "" : "; ") + each.district->delivery->plan->parties[party].name;
            out.rows.push_back({group_name(group.time), deadline(*each.action), when(terms, *each.action),
                                each.district->expected->name.value, each.action->number, each.action->title, leads});
        }
    return out;
}

} // namespace

std::vector<making::MadeFile> collation_tables(const Collation& city, const compose::Terms& terms) {
    std::vector<making::MadeFile> files;
    const auto add = [&](const std::string& table, const Table& rows) {
        making::MadeFile file{table,
                              making::Format::csv,
                              table + "." + std::string(making::name_of(making::Format::csv)),
                              base::Bytes(base::as_csv(rows)),
                              {}};
        file.sha256 = base::sha256(file.bytes.pieces());
        files.push_back(std::move(file));
    };
    add("leveranser", deliveries(city));
    add("antal", figures(city));
    add("parter", parties(city, terms));
    add("tidsplan", schedule(city, terms));
    return files;
}

} // namespace planpaket::receiving
