#include "signature/extension.h"

#include "signature/appendix.h"
#include "signature/changes.h"

#include <algorithm>

namespace planpaket::signature {

bool only_signed_since(std::string_view original, std::string_view bytes) {
    if (!bytes.starts_with(original))
        return false;
    if (bytes.size() == original.size())
        return true;
    const auto before = Revision::open(original, {}), after = Revision::open(bytes, {});
    if (!before || !after || !unaccounted(*after, original.size()).empty())
        return false;
    FormerRevisions former(*after);
    return std::ranges::all_of(changes_between(*before, *after, {}, former), &Change::allowed) && before->damage().empty() &&
           after->damage().empty();
}

} // namespace planpaket::signature
