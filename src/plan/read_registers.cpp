#include "base/translate.h"
#include "plan/fields.h"
#include "plan/tables.h"

#include <algorithm>

namespace planpaket::plan {

using base::tr;
using base::trf;
using toml::TableReader;

Owner read_owner(TableReader& table) {
    Owner owner;
    owner.span = table.span();
    owner.id = defined_id(table);
    owner.organisation = line(table, "organisation");
    owner.unit = line(table, "unit");
    owner.role = line(table, "role");
    const bool described = !owner.organisation.empty() || !owner.unit.empty() || !owner.role.empty();
    owner.name = described ? line(table, "name") : required_line(table, "name");
    owner.kind = choice(table, "kind", OwnerKind::role,
                        {{"organisation", OwnerKind::organisation},
                         {"unit", OwnerKind::unit},
                         {"role", OwnerKind::role},
                         {"group", OwnerKind::group},
                         {"person", OwnerKind::person}});
    if (auto contact = table.table("contact")) {
        owner.contact_name = line(*contact, "name");
        owner.contact_email = line(*contact, "email");
        owner.contact_phone = line(*contact, "phone");
        owner.contact_public = flag(*contact, "public");
        contact->finish();
    }
    owner.silence = silences(table);
    table.finish();
    return owner;
}

Subject read_subject(TableReader& table) {
    Subject subject;
    subject.span = table.span();
    subject.id = defined_id(table);
    subject.name = required_line(table, "name");
    subject.label = line(table, "label");
    subject.text = prose(table, "text");
    table.finish();
    return subject;
}

Target read_target(TableReader& table) {
    Target target;
    target.span = table.span();
    target.id = defined_id(table);
    target.area = reference(table, "area");
    target.place = reference(table, "place");
    if (target.area.empty() == target.place.empty())
        table.error(target.area.empty() ? table.span() : table.key_span("place"), "target-needs-one-subject",
                    target.area.empty() ? tr("this target says neither for which area nor for which place")
                                        : tr("this target is for an area and a place at once"),
                    tr("give it either area = \"…\" or place = \"…\""));
    target.text = required_prose(table, "text");
    target.by = required_date(table, "by").value_or(Date{});
    target.silence = silences(table);
    table.finish();
    return target;
}

/// A web address that documents link to: nothing but http and https, so that a link can start no program.
static Text web_address(TableReader& table, std::string_view key) {
    Text url = required_line(table, key);
    const bool web = url.value.starts_with("https://") || url.value.starts_with("http://");
    if (!url.empty() && (!web || std::any_of(url.value.begin(), url.value.end(), [](char c) { return c == ' ' || c == '\t'; })))
        table.error(url.span, "invalid-url", trf("'{}' is no web address", url.value),
                    tr("write it whole: https://…, without spaces"));
    return url;
}

Resource read_resource(TableReader& table) {
    Resource resource;
    resource.span = table.span();
    resource.id = defined_id(table);
    resource.name = required_line(table, "name");
    resource.organisation = line(table, "organisation");
    resource.text = required_prose(table, "text");
    resource.url = web_address(table, "url");
    resource.language = language(table, "language");
    table.finish();
    return resource;
}

Strategy read_strategy(TableReader& table) {
    Strategy strategy;
    strategy.span = table.span();
    strategy.id = defined_id(table);
    strategy.name = required_line(table, "name");
    strategy.text = required_prose(table, "text");
    table.finish();
    return strategy;
}

Body read_body(TableReader& table) {
    Body body;
    body.span = table.span();
    body.id = defined_id(table);
    body.name = required_line(table, "name");
    body.definite = line(table, "definite");
    body.kind =
        choice(table, "kind", BodyKind::other,
               {{"steering-group", BodyKind::steering_group}, {"committee", BodyKind::committee}, {"other", BodyKind::other}});
    body.dnr = line(table, "dnr");
    body.immediate_approval = flag(table, "immediate_approval");
    body.proposal = proses(table, "proposal");
    body.signatory = signatories(table, "signatory");
    body.attestor = signatories(table, "attestor");
    table.finish();
    return body;
}

Recipient read_recipient(TableReader& table) {
    Recipient recipient;
    recipient.span = table.span();
    recipient.id = defined_id(table);
    recipient.name = required_line(table, "name");
    recipient.organisation = line(table, "organisation");
    recipient.email = line(table, "email");
    recipient.address = prose(table, "address");
    recipient.documents = references(table, "documents");
    recipient.formats = references(table, "formats");
    const std::vector<std::string> formats = {"pdf", "docx", "odt", "html", "toml"};
    for (const auto& format : recipient.formats)
        if (!format.empty() && std::find(formats.begin(), formats.end(), format.value) == formats.end())
            report_unknown_value(table, format.value, format.span, formats);
    recipient.language = language(table, "language");
    table.finish();
    return recipient;
}

District read_district(TableReader& table) {
    District district;
    district.span = table.span();
    district.id = defined_id(table);
    district.name = required_line(table, "name");
    district.organisation = line(table, "organisation");
    district.plan = required_reference(table, "plan");
    district.due = required_date(table, "due").value_or(Date{});
    table.finish();
    return district;
}

} // namespace planpaket::plan
