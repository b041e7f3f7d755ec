#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

namespace planpaket::compose {

using namespace document;

namespace {

std::string when_words(const Composition& composition, const plan::PlacedAction& placed) {
    return placed.action->when ? schedule_words(composition.terms, *placed.action->when) : std::string();
}

/// The words on one line: a telephone number.
std::string unbroken(const std::string& words) {
    std::string out;
    for (const char c : words)
        out += c == ' ' ? std::string("\u00A0") : std::string(1, c);
    return out;
}

Cell owner_cell(const Composition& composition, const plan::Owner& owner, std::size_t rows) {
    Blocks blocks;
    Inlines name;
    name.push_back(strong(line(owner.display_name(), owner.span)));
    blocks.push_back(paragraph(std::move(name)));
    if (owner.contact_public) {
        Inlines words;
        for (const auto* part : {&owner.contact_name, &owner.contact_email, &owner.contact_phone}) {
            if (part->empty())
                continue;
            if (!words.empty())
                words.push_back({LineBreak{}, owner.span});
            const auto value = part == &owner.contact_phone ? unbroken(part->value) : part->value;
            words.push_back(text(words.empty() ? fill(composition.terms.who_contact, {{"contact", value}}) : value, owner.span));
        }
        if (!words.empty()) {
            Inlines contact;
            contact.push_back(muted(std::move(words)));
            blocks.push_back(paragraph(std::move(contact)));
        }
    }
    auto out = cell(std::move(blocks));
    out.row_span = static_cast<unsigned>(rows);
    out.header = true;
    return out;
}

} // namespace

Blocks owner_listing(Composition& composition) {
    const auto& terms = composition.terms;
    const auto owners = plan::owner_listing(composition.plan);
    if (owners.empty())
        return {};
    Table table;
    table.summary = terms.table_owners;
    table.columns = {column(terms.column_party), column(terms.column_role), column(terms.column_number),
                     column(terms.column_action), column(terms.column_when)};
    std::size_t rows = 0;
    for (const auto& entry : owners)
        rows += entry.leads.size() + entry.takes_part.size();
    table.rows.reserve(rows);

    for (const auto& entry : owners) {
        bool first = true;
        const auto add = [&](const std::vector<plan::PlacedAction>& actions, const std::string& role) {
            for (const auto& placed : actions) {
                auto& row = table.rows.emplace_back();
                const bool first_of_role = &placed == actions.data();
                row.cells.reserve(3U + (first ? 1 : 0) + (first_of_role ? 1 : 0));
                if (first)
                    row.cells.push_back(owner_cell(composition, *entry.owner, entry.leads.size() + entry.takes_part.size()));
                first = false;
                if (first_of_role) {
                    row.cells.push_back(cell(role));
                    row.cells.back().row_span = static_cast<unsigned>(actions.size());
                }
                Inlines number;
                number.reserve(1);
                number.push_back(action_link(placed));
                row.cells.push_back(cell(std::move(number)));
                row.cells.push_back(cell(line(placed.action->title.value, placed.action->title.span)));
                row.cells.push_back(cell(when_words(composition, placed)));
            }
        };
        add(entry.leads, terms.who_leads);
        add(entry.takes_part, terms.who_takes_part);
    }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
