#include "plan/field_changes.h"

#include <algorithm>

namespace planpaket::plan {

namespace {

bool same_texts(const std::vector<Text>& a, const std::vector<Text>& b) {
    return std::ranges::equal(a, b, {}, &Text::value, &Text::value);
}

bool same_signatories(const std::vector<Signatory>& a, const std::vector<Signatory>& b) {
    return std::ranges::equal(a, b, [](const Signatory& left, const Signatory& right) {
        return left.role.value == right.role.value && left.name.value == right.name.value;
    });
}

bool has_contact(const Owner& owner) {
    return !owner.contact_name.empty() || !owner.contact_email.empty() || !owner.contact_phone.empty();
}

bool same_contact(const Owner& a, const Owner& b) {
    if (!has_contact(a) && !has_contact(b))
        return true;
    return a.contact_name.value == b.contact_name.value && a.contact_email.value == b.contact_email.value &&
           a.contact_phone.value == b.contact_phone.value && a.contact_public == b.contact_public;
}

/// Takes the fields of two items one after the other.
class Comparison {
public:
    Comparison(const FieldRules& rules, std::vector<FieldChange>& out) : rules_(rules), out_(out) {}

    void plain(Field field, const Text& a, const Text& b) {
        if (a.value != b.value)
            add(field, a.empty() ? Value{} : &a, b.empty() ? Value{} : &b);
    }
    void prose(Field field, const Text& a, const Text& b) {
        if (a.value != b.value)
            add(field, a.empty() ? Value{} : Prose{&a}, b.empty() ? Value{} : Prose{&b});
    }
    void proses(Field field, const std::vector<Text>& a, const std::vector<Text>& b) {
        if (!same_texts(a, b))
            add(field, a.empty() ? Value{} : Proses{&a}, b.empty() ? Value{} : Proses{&b});
    }
    void names(Field field, const std::vector<Id>& a, const std::vector<Id>& b) {
        if (!same_texts(a, b))
            add(field, a.empty() ? Value{} : Names{&a}, b.empty() ? Value{} : Names{&b});
    }
    void reference(Field field, Noun noun, const Id& a, const Id& b) {
        if (!same(noun, a, b))
            add(field, a.empty() ? Value{} : Reference{noun, &a}, b.empty() ? Value{} : Reference{noun, &b});
    }
    void references(Field field, Noun noun, const std::vector<Id>& a, const std::vector<Id>& b) {
        if (!std::ranges::equal(a, b, [&](const Id& left, const Id& right) { return same(noun, left, right); }))
            add(field, a.empty() ? Value{} : References{noun, &a}, b.empty() ? Value{} : References{noun, &b});
    }
    void date(Field field, const std::optional<Date>& a, const std::optional<Date>& b) {
        if (a != b)
            add(field, a ? Value{*a} : Value{}, b ? Value{*b} : Value{});
    }
    template <class Plain>
    void value(Field field, Plain a, Plain b) {
        if (a != b)
            add(field, a, b);
    }
    void signatories(Field field, const std::vector<Signatory>& a, const std::vector<Signatory>& b) {
        if (!same_signatories(a, b))
            add(field, a.empty() ? Value{} : &a, b.empty() ? Value{} : &b);
    }
    void schedule(const std::optional<Schedule>& a, const std::optional<Schedule>& b) {
        const bool equal = a.has_value() == b.has_value() &&
                           (!a || (a->kind == b->kind && a->from == b->from && a->to == b->to && a->text.value == b->text.value));
        if (!equal)
            add(Field::when, a ? Value{&*a} : Value{}, b ? Value{&*b} : Value{});
    }
    void follow_up(const FollowUp* a, const FollowUp* b) {
        if (rules_.next_plan && b == nullptr)
            return;
        const bool equal =
            (a == nullptr) == (b == nullptr) &&
            (a == nullptr ||
             (a->status == b->status && a->text.value == b->text.value && same_texts(a->evidence, b->evidence) &&
              a->date == b->date &&
              std::ranges::equal(a->commitment, b->commitment, [&](const Commitment& left, const Commitment& right) {
                  return same(Noun::owner, left.owner, right.owner) && left.text.value == right.text.value;
              })));
        if (!equal)
            add(Field::followup, a != nullptr ? Value{a} : Value{}, b != nullptr ? Value{b} : Value{});
    }

    void item(const Area& a, const Area& b) {
        plain(Field::title, a.title, b.title);
        prose(Field::text, a.text, b.text);
        value(Field::kind, a.kind, b.kind);
        references(Field::strategies, Noun::strategy, a.strategies, b.strategies);
    }
    void item(const Problem& a, const Problem& b) {
        plain(Field::title, a.title, b.title);
        prose(Field::text, a.text, b.text);
        reference(Field::place, Noun::place, a.place, b.place);
        reference(Field::group, Noun::group, a.group, b.group);
    }
    void item(const Cause& a, const Cause& b) { prose(Field::text, a.text, b.text); }
    void item(const Action& a, const Action& b) {
        plain(Field::title, a.title, b.title);
        prose(Field::text, a.text, b.text);
        value(Field::kind, a.kind, b.kind);
        value(Field::with_police, a.with_police, b.with_police);
        value(Field::effect, a.effect, b.effect);
        schedule(a.when, b.when);
        references(Field::lead, Noun::owner, a.lead, b.lead);
        references(Field::participants, Noun::owner, a.participants, b.participants);
        prose(Field::who, a.who, b.who);
        references(Field::resources, Noun::resource, a.resources, b.resources);
        references(Field::strategies, Noun::strategy, a.strategies, b.strategies);
        if (!rules_.next_plan)
            value(Field::is_new, a.is_new, b.is_new);
        follow_up(a.followup.get(), b.followup.get());
    }
    void item(const Goal& a, const Goal& b) {
        prose(Field::text, a.text, b.text);
        plain(Field::measure, a.measure, b.measure);
        date(Field::by, a.by, b.by);
    }
    void item(const Target& a, const Target& b) {
        reference(Field::area, Noun::area, a.area, b.area);
        reference(Field::place, Noun::place, a.place, b.place);
        prose(Field::text, a.text, b.text);
        date(Field::by, a.by, b.by);
    }
    void item(const Owner& a, const Owner& b) {
        plain(Field::name, a.name, b.name);
        plain(Field::organisation, a.organisation, b.organisation);
        plain(Field::unit, a.unit, b.unit);
        plain(Field::role, a.role, b.role);
        value(Field::kind, a.kind, b.kind);
        if (!same_contact(a, b))
            add(Field::contact, has_contact(a) ? Value{Contact{&a}} : Value{}, has_contact(b) ? Value{Contact{&b}} : Value{});
    }
    void item(const Subject& a, const Subject& b) {
        plain(Field::name, a.name, b.name);
        plain(Field::label, a.label, b.label);
        prose(Field::text, a.text, b.text);
    }
    void item(const Strategy& a, const Strategy& b) {
        plain(Field::name, a.name, b.name);
        prose(Field::text, a.text, b.text);
    }
    void item(const Resource& a, const Resource& b) {
        plain(Field::name, a.name, b.name);
        plain(Field::organisation, a.organisation, b.organisation);
        prose(Field::text, a.text, b.text);
        plain(Field::url, a.url, b.url);
        plain(Field::language_of, a.language, b.language);
    }
    void item(const Body& a, const Body& b) {
        plain(Field::name, a.name, b.name);
        plain(Field::definite, a.definite, b.definite);
        value(Field::kind, a.kind, b.kind);
        plain(Field::dnr, a.dnr, b.dnr);
        value(Field::immediate_approval, a.immediate_approval, b.immediate_approval);
        proses(Field::proposal, a.proposal, b.proposal);
        signatories(Field::signatory, a.signatory, b.signatory);
        signatories(Field::attestor, a.attestor, b.attestor);
    }
    void item(const Recipient& a, const Recipient& b) {
        plain(Field::name, a.name, b.name);
        plain(Field::organisation, a.organisation, b.organisation);
        plain(Field::email, a.email, b.email);
        plain(Field::address, a.address, b.address);
        names(Field::documents, a.documents, b.documents);
        names(Field::formats, a.formats, b.formats);
        plain(Field::language_of, a.language, b.language);
    }
    void item(const NamedText& a, const NamedText& b) { prose(Field::text, a.text, b.text); }
    void item(const Plan& a, const Plan& b) {
        plain(Field::id, a.id, b.id);
        plain(Field::title, a.title, b.title);
        plain(Field::subtitle, a.subtitle, b.subtitle);
        plain(Field::version, a.version, b.version);
        date(Field::date, a.date, b.date);
        if (a.from != b.from || a.to != b.to)
            add(Field::period, Period{a.from, a.to}, Period{b.from, b.to});
        plain(Field::language, a.language, b.language);
    }
    void item(const Sender& a, const Sender& b) {
        plain(Field::organisation, a.organisation, b.organisation);
        plain(Field::unit, a.unit, b.unit);
        plain(Field::municipality, a.municipality, b.municipality);
        plain(Field::address, a.address, b.address);
        plain(Field::email, a.email, b.email);
        plain(Field::phone, a.phone, b.phone);
        plain(Field::website, a.website, b.website);
        plain(Field::definite, a.definite, b.definite);
    }
    void item(const Case& a, const Case& b) {
        plain(Field::dnr, a.dnr, b.dnr);
        plain(Field::officer, a.officer, b.officer);
        plain(Field::officer_title, a.officer_title, b.officer_title);
        plain(Field::officer_phone, a.officer_phone, b.officer_phone);
        plain(Field::officer_email, a.officer_email, b.officer_email);
        signatories(Field::manager, a.manager, b.manager);
    }
    void item(const Documents& a, const Documents& b) {
        names(Field::include, a.include, b.include);
        const bool equal = std::ranges::equal(a.titles, b.titles, [](const auto& left, const auto& right) {
            return left.first == right.first && left.second.value == right.second.value;
        });
        if (!equal)
            add(Field::titles, a.titles.empty() ? Value{} : Titles{&a.titles}, b.titles.empty() ? Value{} : Titles{&b.titles});
    }

private:
    void add(Field field, Value was, Value is) { out_.push_back({field, was, is}); }

    bool same(Noun noun, const Id& a, const Id& b) const {
        return a.empty() || b.empty() ? a.empty() == b.empty() : rules_.same(noun, a.value, b.value);
    }

    const FieldRules& rules_;
    std::vector<FieldChange>& out_;
};

std::string joined(const Text& first, const Text& second) {
    return first.value + '\0' + second.value;
}

struct Content {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const Area* item) const { return joined(item->title, item->text); }
    std::string operator()(const Problem* item) const { return joined(item->title, item->text); }
    std::string operator()(const Cause* item) const { return item->text.value; }
    std::string operator()(const Action* item) const { return joined(item->title, item->text); }
    std::string operator()(const Goal* item) const { return item->text.value; }
    std::string operator()(const Target* item) const { return item->text.value; }
    std::string operator()(const Owner* item) const { return item->display_name(); }
    std::string operator()(const Subject* item) const { return joined(item->name, item->text); }
    std::string operator()(const Strategy* item) const { return joined(item->name, item->text); }
    std::string operator()(const Resource* item) const { return joined(item->name, item->text); }
    std::string operator()(const Body* item) const { return item->name.value; }
    std::string operator()(const Recipient* item) const { return joined(item->name, item->organisation); }
    std::string operator()(const NamedText* item) const { return item->text.value; }
    std::string operator()(const Plan*) const { return {}; }
    std::string operator()(const Sender*) const { return {}; }
    std::string operator()(const Case*) const { return {}; }
    std::string operator()(const Documents*) const { return {}; }
};

} // namespace

std::vector<FieldChange> field_changes(const Item& before, const Item& after, const FieldRules& rules) {
    std::vector<FieldChange> out;
    Comparison comparison(rules, out);
    std::visit(
        [&](auto item) {
            if constexpr (!std::is_same_v<decltype(item), std::monostate>)
                comparison.item(*item, *std::get<decltype(item)>(after));
        },
        before);
    return out;
}

std::string content(const Item& item) {
    return std::visit(Content{}, item);
}

} // namespace planpaket::plan
