#include "plan/fields.h"
#include "plan/tables.h"

namespace planpaket::plan {

using toml::TableReader;

Sender read_sender(TableReader& table) {
    Sender sender;
    sender.organisation = required_line(table, "organisation");
    sender.unit = line(table, "unit");
    sender.municipality = line(table, "municipality");
    sender.address = prose(table, "address");
    sender.email = line(table, "email");
    sender.phone = line(table, "phone");
    sender.website = line(table, "website");
    sender.definite = line(table, "definite");
    table.finish();
    return sender;
}

Case read_case(TableReader& table) {
    Case matter;
    matter.dnr = line(table, "dnr");
    matter.dnr_pattern = line(table, "dnr_pattern");
    matter.officer = line(table, "officer");
    matter.officer_title = line(table, "officer_title");
    matter.officer_phone = line(table, "officer_phone");
    matter.officer_email = line(table, "officer_email");
    matter.manager = signatories(table, "manager");
    table.finish();
    return matter;
}

Documents read_documents(TableReader& table) {
    Documents documents;
    documents.include = references(table, "include");
    if (auto titles = table.table("titles"))
        for (const auto& name : titles->keys())
            documents.titles.emplace_back(name, line(*titles, name));
    table.finish();
    return documents;
}

Decision read_decision(TableReader& table) {
    Decision decision;
    decision.span = table.span();
    decision.body = required_reference(table, "body");
    const auto date = required_day(table, "date");
    decision.date = date.value_or(Date{});
    decision.paragraph = line(table, "paragraph");
    decision.dnr = line(table, "dnr");
    decision.outcome = choice(table, "outcome", Outcome::decided,
                              {{"decided", Outcome::decided},
                               {"decided-with-changes", Outcome::decided_with_changes},
                               {"tabled", Outcome::tabled},
                               {"referred-back", Outcome::referred_back}});
    decision.immediate_approval = flag(table, "immediate_approval");
    decision.approved = day(table, "approved");
    decision.announced = day(table, "announced");
    check_order(table, date, decision.approved, "approved");
    check_order(table, decision.approved ? decision.approved : date, decision.announced, "announced");
    decision.text = prose(table, "text");
    decision.signatory = signatories(table, "signatory");
    table.finish();
    return decision;
}

Correction read_correction(TableReader& table) {
    Correction correction;
    correction.span = table.span();
    correction.date = required_day(table, "date").value_or(Date{});
    correction.version = required_line(table, "version");
    correction.text = required_prose(table, "text");
    table.finish();
    return correction;
}

std::vector<NamedText> read_texts(TableReader& table) {
    std::vector<NamedText> texts;
    for (const auto& name : table.keys()) {
        check_id_form(table, name, table.key_span(name));
        texts.push_back({name, prose(table, name)});
    }
    table.finish();
    return texts;
}

} // namespace planpaket::plan
