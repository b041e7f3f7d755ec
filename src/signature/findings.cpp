#include "signature/findings.h"

#include "base/translate.h"

#include <algorithm>
#include <array>
#include <set>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t most_changes = 200;
constexpr std::size_t longest_detail = 200; ///< Bytes; nothing is added to one that is longer.

/// More than anybody's seal needs: an eighth of an A4 page.
bool is_large(const std::array<double, 4>& sides) {
    constexpr double page = 595 * 842;
    return (sides[2] - sides[0]) * (sides[3] - sides[1]) > page / 8;
}

} // namespace

Part part_of_catalog(std::string_view key) {
    static constexpr std::array<std::pair<std::string_view, Part::Kind>, 8> parts{{{"AA", Part::Kind::actions},
                                                                                   {"AF", Part::Kind::names},
                                                                                   {"AcroForm", Part::Kind::form},
                                                                                   {"Names", Part::Kind::names},
                                                                                   {"OCProperties", Part::Kind::layers},
                                                                                   {"OpenAction", Part::Kind::actions},
                                                                                   {"Outlines", Part::Kind::outline},
                                                                                   {"StructTreeRoot", Part::Kind::structure}}};
    const auto found = std::ranges::find(parts, key, [](const auto& each) { return each.first; });
    return {found == parts.end() ? Part::Kind::document : found->second};
}

void Findings::add(ChangeKind kind, const std::string& what, const std::string& detail, bool allowed) {
    const auto [told, is_new] = told_.try_emplace({kind, what}, changes_.size());
    if (is_new && changes_.size() < most_changes)
        changes_.push_back({kind, what, detail, allowed});
    if (is_new || detail.empty() || told->second >= changes_.size())
        return;
    auto& known = changes_[told->second].detail;
    if (known.size() < longest_detail && known.find(detail) == std::string::npos)
        known += (known.empty() ? "" : "; ") + detail;
}

void Findings::refuse(const Part& part, const std::string& detail) {
    add(ChangeKind::other, shown(part), detail, false);
}

std::string Findings::shown(const Part& part) {
    switch (part.kind) {
    case Part::Kind::document:
        return tr("the document was changed");
    case Part::Kind::page:
        return trf("page {} was changed", page_number(part.number));
    case Part::Kind::field:
        return trf("the field '{}' was changed", names_.contains(part.number) ? names_.at(part.number).name : std::string("?"));
    case Part::Kind::form:
        return tr("the form was changed");
    case Part::Kind::structure:
        return tr("what is read aloud was changed");
    case Part::Kind::outline:
        return tr("the bookmarks were changed");
    case Part::Kind::names:
        return tr("attached files or other named parts were changed");
    case Part::Kind::layers:
        return tr("the layers were changed");
    case Part::Kind::actions:
        return tr("what happens when the document is opened was changed");
    }
    return {};
}

std::size_t Findings::page_number(std::uint32_t object) {
    if (pages_.empty())
        for (const auto page : page_objects(before_))
            pages_.emplace(page, pages_.size() + 1);
    const auto found = pages_.find(object);
    return found == pages_.end() ? 0 : found->second;
}

bool Findings::allows(const SignatureField& field) const {
    return restrictions_.allow_signature(field.name) && (!field.is_ambiguous || restrictions_.locks.empty());
}

void Findings::tell_signed(const SignatureField& field) {
    const auto tell = [&](const std::string& what) {
        const bool is_locked = !allows(field) && restrictions_.permission != Permission::none;
        add(ChangeKind::signature, is_locked ? trf("{}, although it is locked", what) : what, "", allows(field));
    };
    if (field.value == 0)
        return tell(trf("an empty signature field '{}' was added", field.name));
    if (before_.find(field.value) != nullptr)
        return add(ChangeKind::other, trf("the field '{}' was signed with something that was there before", field.name),
                   trf("object {}", field.value), false);
    const auto* signature = after_.get(field.value).as<Dictionary>();
    // A timestamp changes nothing that any restriction minds, unless it is seen.
    if (signature != nullptr && after_.entry(*signature, "SubFilter").is_name("ETSI.RFC3161") && !can_be_seen(after_, field))
        add(ChangeKind::timestamp, trf("a document timestamp was added ('{}')", field.name), "", true);
    else
        tell(trf("'{}' was signed", field.name));
}

void Findings::tell_added(const SignatureField& field) {
    tell_signed(field);
    if (can_be_seen(after_, field))
        tell_cover(base::mark("the new field '{}' covers a part of page {}"), field,
                   restrictions_.permission.value_or(Permission::annotations) == Permission::annotations);
}

void Findings::tell_signed_since(const SignatureField& before, const SignatureField& after) {
    tell_signed(after);
    if (!can_be_seen(before_, before) && can_be_seen(after_, after))
        tell_cover(base::mark("the field '{}', which was not seen before, covers a part of page {}"), after);
    else if (shows_something(before_, before))
        tell_cover(base::mark("the field '{}', which showed something else before, covers a part of page {}"), after);
    else if (is_large(before.rectangle))
        tell_cover(base::mark("the field '{}' covers a large part of page {}"), after);
}

void Findings::tell_cover(const char* what, const SignatureField& field, bool allowed) {
    if (!shown_on_)
        shown_on_ = pages_of_annotations(after_);
    std::set<std::size_t> pages;
    for (const auto widget : field.widgets)
        if (const auto found = shown_on_->find(widget); found != shown_on_->end())
            pages.insert(found->second.begin(), found->second.end());
    if (pages.empty())
        pages.insert(page_number(field.page));
    for (const auto page : pages)
        add(ChangeKind::visible_field, trf(what, field.name, page), "", allowed && allows(field));
}

void Findings::tell_filled_in(std::uint32_t field) {
    const auto& [name, is_ambiguous] = names_.at(field);
    const bool is_locked = restrictions_.locked(name) || (is_ambiguous && !restrictions_.locks.empty());
    add(ChangeKind::form,
        is_locked ? trf("the field '{}' was filled in, although it is locked", name) : trf("the field '{}' was filled in", name),
        "", !is_locked);
}

void Findings::tell_annotation(const Part& page, std::uint32_t number, bool allowed) {
    add(ChangeKind::annotation, trf("an annotation was added to page {}", page_number(page.number)), trf("object {}", number),
        allowed);
}

} // namespace planpaket::signature
