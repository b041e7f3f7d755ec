#pragma once

/// Where references lead from what was added to a document.

#include "signature/revision.h"

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_set>

namespace planpaket::signature {

class Reach {
public:
    using Objects = std::unordered_set<std::uint32_t>;

    /// `changed`: objects that are new or otherwise than before. Both must outlive this.
    Reach(const Revision& revision, const Objects& changed) : revision_(revision), changed_(changed) {}

    /// Follows all references in an object, but not those that only point back (tolerances.h). Whether a changed object was met
    /// that had not been met before.
    bool follow(const Object& object);
    bool met(std::uint32_t number) const { return met_.contains(number); }
    /// Changed objects that refer to what is not there, and that: some readers then take the whole file for damaged.
    const std::map<std::uint32_t, std::uint32_t>& nowhere() const { return nowhere_; }

private:
    const Revision& revision_;
    const Objects& changed_;
    Objects met_;
    std::map<std::uint32_t, std::uint32_t> nowhere_;
};

/// The revisions that a file had before the last.
class FormerRevisions {
public:
    /// `revision` must outlive it.
    explicit FormerRevisions(const Revision& revision) : revision_(revision) {}

    /// Whether something led to an object in the revision that brought it. Of many revisions not all are looked at.
    bool reached(std::uint32_t number);

private:
    struct Former {
        explicit Former(Revision opened);
        Revision revision;
        Reach::Objects none;
        Reach reach; ///< From the trailer.
    };

    const Revision& revision_;
    std::map<std::size_t, std::unique_ptr<Former>> former_; ///< By where they end.
};

/// Whether references lead from an object to a stream, or to more objects than one wants to look at.
bool leads_to_stream(const Revision& revision, const Object& object);

} // namespace planpaket::signature
