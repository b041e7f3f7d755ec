#pragma once

/// What the fuzz target of signatures rests on: an authority that is trusted, who signs, and what a reader of a file can see of
/// it.

#include "signature/key.h"
#include "signature/revision.h"
#include "signature/verify.h"

namespace planpaket::fuzz {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'790'000'000)};

/// Made in memory when it is first asked for.
struct World {
    signature::Identity signer;
    signature::Trust trust;                        ///< The authority that issued the signer's certificate.
    std::string good_list, revoked_list, response; ///< Of the authority: CRLs and an OCSP response, as DER.
    std::string authority;                         ///< Its certificate, as DER.
};
const World& world();

/// The bytes signed with a new field, which is seen if `is_visible`. Nothing if they cannot be signed.
std::optional<std::string> sign(std::string bytes, bool is_visible);

/// What differs between two revisions that a reader could see: pages with all that they lead to, but for annotations, and what
/// the catalog leads to, but for what later signatures may add to. Empty if nothing does. It rests on nothing but Revision.
std::string visible_difference(const signature::Revision& before, const signature::Revision& after);

/// The annotations with an area on the pages of the one that are not in the other.
std::size_t new_visible_annotations(const signature::Revision& before, const signature::Revision& after);

} // namespace planpaket::fuzz
