#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"
#include "plan/id.h"

#include <set>

namespace planpaket::compose {

using namespace document;

namespace {

/// Fields are named by who signs for whom, so that names stay when signatories come and go: "lokal-styrgrupp-polisomradeschef".
std::string field_name(const std::string& prefix, const std::string& role, std::set<std::string>& taken) {
    const auto word = plan::id_like(role);
    const auto stem = word.empty() ? prefix : prefix + "-" + word;
    auto name = stem;
    for (int number = 2; !taken.insert(name).second; ++number)
        name = stem + "-" + std::to_string(number);
    return name;
}

Blocks signature_blocks(const Composition& composition, const std::vector<plan::Signatory>& who, const std::string& prefix) {
    Blocks out;
    std::set<std::string> taken;
    for (const auto& signatory : who) {
        Signature signature;
        signature.role = signatory.role.value;
        signature.name = signatory.name.value;
        signature.field = field_name(prefix, signatory.role.value, taken);
        signature.date_label = composition.terms.signature_date;
        signature.name_label = composition.terms.signature_name;
        out.push_back({std::move(signature), signatory.role.span});
    }
    return out;
}

} // namespace

Blocks proposal(Composition& composition) {
    if (composition.body == nullptr || composition.body->proposal.empty())
        return {};
    List list;
    list.ordered = true;
    for (const auto& item : composition.body->proposal)
        list.items.push_back(composition.prose(item));
    Blocks out;
    out.push_back({std::move(list), composition.body->span});
    return out;
}

Blocks decisions(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& plan = composition.plan;
    if (plan.decision.empty())
        return {};
    Table table;
    table.summary = terms.table_decisions;
    table.columns = {column(terms.column_body), column(terms.column_date), column(terms.column_paragraph),
                     column(terms.column_dnr), column(terms.column_outcome)};
    for (const auto& decision : plan.decision) {
        const auto* body = plan::find_body(plan, decision.body.value);
        const auto& dnr = !decision.dnr.empty()                   ? decision.dnr
                          : body != nullptr && !body->dnr.empty() ? body->dnr
                                                                  : plan.matter.dnr;
        auto& row = table.rows.emplace_back();
        auto name = cell(body != nullptr ? body->name.value : decision.body.value);
        name.header = true;
        row.cells = {std::move(name), cell(date_words(terms, decision.date)), cell(decision.paragraph.value), cell(dnr.value),
                     cell(outcome_words(terms, decision.outcome))};
    }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

Blocks corrections(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_corrections;
    table.columns = {column(terms.column_date), column(terms.letter_version), column(terms.column_correction)};
    for (const auto& correction : composition.plan.correction)
        table.rows.emplace_back().cells = {cell(date_words(terms, correction.date)), cell(correction.version.value),
                                           cell(composition.prose(correction.text))};
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

Blocks signatures(Composition& composition) {
    const auto* decision = composition.decision;
    const auto* body = composition.body;
    if (decision != nullptr && !decision->signatory.empty())
        return signature_blocks(composition, decision->signatory, decision->body.value);
    return body != nullptr ? signature_blocks(composition, body->signatory, body->id.value) : Blocks{};
}

Blocks attestors(Composition& composition) {
    const auto* body = composition.body;
    return body != nullptr ? signature_blocks(composition, body->attestor, body->id.value + "-attest") : Blocks{};
}

Blocks managers(Composition& composition) {
    return signature_blocks(composition, composition.plan.matter.manager, "manager");
}

} // namespace planpaket::compose
