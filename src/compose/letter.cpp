#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/compose.h"
#include "compose/words.h"
#include "markdown/address.h"

#include <algorithm>

namespace planpaket::compose {

using namespace document;

namespace {

/// The lines of a text that may hold line breaks.
void add_lines(Inlines& out, const plan::Text& words) {
    std::string_view rest = words.value;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (end > 0) {
            if (!out.empty())
                out.push_back({LineBreak{}, words.span});
            out.push_back(text(std::string(rest.substr(0, end)), words.span));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

Inline link_to(const plan::Text& words, const std::string& target) {
    return {Link{target, line(words.value, words.span), words.value}, words.span};
}

Inlines email(const plan::Text& words) {
    if (const auto address = markdown::outward_address("mailto:" + words.value))
        return {link_to(words, *address)};
    return line(words.value, words.span);
}

Inlines website(const plan::Text& words) {
    for (const auto* scheme : {"", "https://"})
        if (const auto address = markdown::outward_address(scheme + words.value))
            return {link_to(words, *address)};
    return line(words.value, words.span);
}

/// A field's name and value, one below the other; nothing without a value.
void add_field(Blocks& out, const std::string& label, Inlines value) {
    if (plain_text(value).empty())
        return;
    out.push_back(paragraph(label, ParagraphStyle::label));
    out.push_back(paragraph(std::move(value), ParagraphStyle::field));
}

std::string dnr(const Composition& composition) {
    const auto* body = composition.body;
    return body != nullptr && !body->dnr.empty() ? body->dnr.value : composition.plan.matter.dnr.value;
}

Blocks sender_blocks(const plan::Sender& from, bool whole) {
    Inlines words;
    if (!from.organisation.empty())
        words.push_back(strong(line(from.organisation.value, from.organisation.span)));
    for (const auto* part : {&from.unit, &from.municipality, &from.address})
        add_lines(words, *part);
    const auto add = [&](Inlines more) {
        if (!words.empty())
            words.push_back({LineBreak{}, {}});
        words.insert(words.end(), more.begin(), more.end());
    };
    if (whole && !from.phone.empty())
        add(line(from.phone.value, from.phone.span));
    if (whole && !from.email.empty())
        add(email(from.email));
    if (whole && !from.website.empty())
        add(website(from.website));
    Blocks out;
    if (!words.empty())
        out.push_back(paragraph(std::move(words), ParagraphStyle::address));
    return out;
}

Block side_by_side(Blocks left, Blocks right) {
    Columns columns;
    columns.columns.push_back(std::move(left));
    columns.columns.push_back(std::move(right));
    columns.weights = {1, 1};
    return {std::move(columns), {}};
}

} // namespace

Blocks sender(Composition& composition) {
    return sender_blocks(composition.plan.sender, true);
}

Blocks letterhead(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& matter = composition.plan.matter;
    auto left = sender_blocks(composition.plan.sender, false);
    Inlines officer;
    add_lines(officer, matter.officer);
    add_lines(officer, matter.officer_title);
    add_field(left, terms.letter_officer, std::move(officer));
    add_field(left, terms.letter_phone, line(matter.officer_phone.value, matter.officer_phone.span));
    if (!matter.officer_email.empty())
        add_field(left, terms.letter_email, email(matter.officer_email));

    Blocks right;
    auto& first = left.empty() ? left : right; // nobody sends it: then the facts stand on both sides
    add_field(first, terms.letter_dnr, line(dnr(composition)));
    add_field(first, terms.letter_date, line(day_words(terms, composition.date())));
    add_field(right, terms.letter_version, line(composition.plan.version.value));
    add_field(right, terms.letter_state, line(state_words(terms, composition.state)));
    Blocks out;
    out.push_back(side_by_side(std::move(left), std::move(right)));
    return out;
}

Blocks plan_facts(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& plan = composition.plan;
    Blocks left, right;
    add_field(left, terms.letter_sender, line(plan.sender.organisation.value, plan.sender.organisation.span));
    add_field(left, terms.letter_period, line(period_words(terms, plan)));
    add_field(left, terms.letter_dnr, line(dnr(composition)));
    if (composition.facts.collation == nullptr)
        add_field(right, terms.letter_state, line(state_words(terms, composition.state)));
    add_field(right, terms.letter_version, line(plan.version.value));
    add_field(right, terms.letter_date, line(day_words(terms, composition.date())));
    Blocks out;
    out.push_back(side_by_side(std::move(left), std::move(right)));
    return out;
}

Blocks contents(Composition& composition) {
    Blocks out;
    out.push_back({Contents{composition.terms.letter_contents, 2}, {}});
    return out;
}

std::vector<const Template*> appendices(const Composition& composition) {
    std::vector<const Template*> found;
    const auto names = documents_to_make(composition.plan, composition.templates);
    if (!names)
        return found;
    for (const auto& name : *names)
        if (const auto* page = composition.templates.find(name); page->appendix > 0)
            found.push_back(page);
    std::ranges::stable_sort(found, {}, &Template::appendix);
    return found;
}

Blocks attachments(Composition& composition) {
    std::vector<Inlines> items;
    for (const auto* page : appendices(composition))
        items.push_back(line(fill(composition.terms.attachment_item,
                                  {{"number", std::to_string(page->appendix)},
                                   {"title", document_title(composition.plan, composition.templates, page->name)}})));
    Blocks out;
    for (auto& item : items)
        out.push_back(paragraph(std::move(item)));
    return out;
}

Blocks recipients(Composition& composition) {
    Blocks out;
    for (const auto& recipient : composition.plan.recipient) {
        Inlines words;
        for (const auto* part : {&recipient.name, &recipient.organisation, &recipient.address})
            add_lines(words, *part);
        if (!recipient.email.empty()) {
            words.push_back({LineBreak{}, recipient.email.span});
            for (auto& item : email(recipient.email))
                words.push_back(std::move(item));
        }
        out.push_back(paragraph(std::move(words), ParagraphStyle::address));
    }
    return out;
}

Blocks checksums(Composition& composition) {
    const auto& terms = composition.terms;
    if (composition.facts.sent.empty())
        return {};
    Table table;
    table.summary = terms.table_files;
    table.columns = {column(terms.column_document), column(terms.column_file), column(terms.column_size, Align::right),
                     column(terms.column_checksum)};
    for (const auto& file : composition.facts.sent) {
        auto& row = table.rows.emplace_back();
        auto title = cell(file.title);
        title.header = true;
        row.cells = {std::move(title), cell(file.name),
                     cell(fill(terms.file_bytes, {{"bytes", number(terms, static_cast<std::size_t>(file.bytes))}})),
                     cell(file.sha256)};
    }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
