#pragma once

/// What a signature forbids from then on: by the document's certification (ISO 32000-1, 12.8.2.2), by locking fields (12.8.2.4
/// and table 233), and by the permissions of such a lock (ISO 32000-2, table 236).

#include "signature/fields.h"
#include "signature/revision.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

/// What a certification allows afterwards (table 254).
enum class Permission { none = 1, forms = 2, annotations = 3 };

struct FieldLock {
    enum class Scope { all, only, all_but };
    Scope scope = Scope::all;
    std::vector<std::string> fields; ///< Whole names; one that others are below stands for them too.

    bool covers(std::string_view field) const;
};

struct Restrictions {
    std::optional<Permission> permission; ///< The strictest of them; nothing if there is none.
    std::vector<FieldLock> locks;

    bool locked(std::string_view field) const;
    /// Makes them those of both.
    void add(const Restrictions& more);
    /// Whether a further signature is allowed in a field, new or not.
    bool allow_signature(std::string_view field) const { return permission != Permission::none && !locked(field); }
};

/// The certification of a file: what it allows; nothing if it is not certified.
std::optional<Permission> certification(const Revision& revision);

/// What the signature in a field of a file forbids. A lock that cannot be read locks everything.
Restrictions restrictions(const Revision& revision, const SignatureField& field);

} // namespace planpaket::signature
