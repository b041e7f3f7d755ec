#include "signature/restrictions.h"

#include <algorithm>

namespace planpaket::signature {

namespace {

/// The entry /P of a lock or of a certification's parameters. What is no permission allows nothing.
Permission read_permission(const Revision& revision, const Dictionary& parameters) {
    const auto& entry = revision.entry(parameters, "P");
    std::uint64_t value = 0;
    if (entry.is_null())
        return Permission::forms;
    return entry.whole(value) != nullptr && value >= 1 && value <= 3 ? static_cast<Permission>(value) : Permission::none;
}

FieldLock read_lock(const Revision& revision, const Dictionary& parameters) {
    const auto& action = revision.entry(parameters, "Action");
    const bool only = action.is_name("Include");
    if (!only && !action.is_name("Exclude"))
        return {};
    FieldLock lock{.scope = only ? FieldLock::Scope::only : FieldLock::Scope::all_but, .fields = {}};
    const auto* fields = revision.entry(parameters, "Fields").as<Array>();
    if (fields == nullptr)
        return {};
    for (const auto& each : *fields) {
        const auto* name = revision.resolve(each).as<String>();
        if (name == nullptr)
            return {};
        lock.fields.push_back(plain(*name));
    }
    return lock;
}

} // namespace

bool FieldLock::covers(std::string_view field) const {
    if (scope == Scope::all)
        return true;
    const bool named =
        std::ranges::any_of(fields, [&](const std::string& name) { return field == name || field.starts_with(name + "."); });
    return named == (scope == Scope::only);
}

bool Restrictions::locked(std::string_view field) const {
    return std::ranges::any_of(locks, [&](const FieldLock& lock) { return lock.covers(field); });
}

void Restrictions::add(const Restrictions& more) {
    if (more.permission)
        permission = permission ? std::min(*permission, *more.permission) : *more.permission;
    locks.insert(locks.end(), more.locks.begin(), more.locks.end());
}

std::optional<Permission> certification(const Revision& revision) {
    const auto& permissions = revision.dictionary(revision.catalog(), "Perms");
    const auto& signature = revision.dictionary(permissions, "DocMDP");
    for (const auto& each : revision.array(signature, "Reference")) {
        const auto* reference = revision.resolve(each).as<Dictionary>();
        if (reference != nullptr && revision.entry(*reference, "TransformMethod").is_name("DocMDP"))
            return read_permission(revision, revision.dictionary(*reference, "TransformParams"));
    }
    return permissions.find("DocMDP") != nullptr ? std::optional(Permission::forms) : std::nullopt;
}

Restrictions restrictions(const Revision& revision, const SignatureField& field) {
    Restrictions found{.permission = certification(revision), .locks = {}};
    const auto restrict = [&](Permission permission) {
        found.permission = found.permission ? std::min(*found.permission, permission) : permission;
    };
    if (const auto* signature = revision.get(field.value).as<Dictionary>())
        for (const auto& each : revision.array(*signature, "Reference")) {
            const auto* reference = revision.resolve(each).as<Dictionary>();
            if (reference == nullptr)
                continue;
            const auto& method = revision.entry(*reference, "TransformMethod");
            const auto& parameters = revision.dictionary(*reference, "TransformParams");
            if (method.is_name("FieldMDP"))
                found.locks.push_back(read_lock(revision, parameters));
            else if (method.is_name("DocMDP"))
                restrict(read_permission(revision, parameters));
        }
    if (const auto* dictionary = revision.get(field.number).as<Dictionary>())
        if (const auto& entry = revision.entry(*dictionary, "Lock"); !entry.is_null()) {
            const auto& lock = revision.dictionary(*dictionary, "Lock");
            found.locks.push_back(read_lock(revision, lock));
            if (lock.find("P") != nullptr)
                restrict(read_permission(revision, lock));
        }
    return found;
}

} // namespace planpaket::signature
