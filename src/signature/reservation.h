#pragma once

/// A signature field and its dictionary appended to a file, with the place that the signature will take (ISO 32000-1, 12.8).

#include "base/diagnostic.h"
#include "signature/restrictions.h"
#include "signature/update.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace planpaket::signature {

enum class SignatureKind { signature, document_timestamp };

/// A new field's place on a page.
struct SealPlace {
    int page = -1; ///< From 0, or from the last, which is -1.
    std::array<double, 4> rectangle{};
};

/// What is drawn in a visible field: a form XObject's object, and what it says in words.
struct Seal {
    std::uint32_t appearance = 0;
    std::string words;
};
/// Puts the seal's objects into the update. Width and height are the field's, in points.
using DrawSeal = std::function<base::Result<Seal>(Update& update, double width, double height)>;

struct SignatureRequest {
    SignatureKind kind = SignatureKind::signature;
    std::string field;  ///< Its name; empty: a new one that is not seen.
    std::string label;  ///< /TU of a new field: what those hear who do not see it.
    std::string signer; ///< /Name; may be empty, as may be the next two.
    std::string reason;
    std::string location;
    std::chrono::sys_seconds time{}; ///< /M
    std::optional<Permission> certify;
    std::optional<SealPlace> place; ///< For a new field that is seen.
    DrawSeal draw_seal;             ///< Null: nothing is drawn.
    std::size_t room = 0;           ///< Bytes of DER to reserve.
};

/// A file with an empty place for a signature.
struct Reservation {
    std::string bytes;
    std::size_t from = 0, to = 0; ///< The place: from '<' up to and with '>'.
    std::string field;            ///< Its name.

    std::string_view before() const { return std::string_view(bytes).substr(0, from); }
    std::string_view after() const { return std::string_view(bytes).substr(to); }
    std::size_t room() const { return (to - from - 2) / 2; }
};

/// Appends field and dictionary to `bytes`. Errors: those of Revision::open, "no-page", "field-taken" (signed already, or no
/// signature field), "field-locked" (by an earlier signature), "certified" (no signature allowed, or none but the first may
/// certify), "no-place" (a seal, but nowhere to put it).
base::Result<Reservation> reserve(std::string bytes, const std::string& path, const SignatureRequest& request);

/// Puts the signature into its place. False if it is too long for it.
bool fill(Reservation& reservation, std::string_view der);

} // namespace planpaket::signature
