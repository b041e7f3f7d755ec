#pragma once

/// What the values of two revisions have to be for a tolerance, or to be the same.

#include "signature/revision.h"
#include "signature/tolerances.h"

namespace planpaket::signature {

/// Whether an entry's value afterwards, `y`, is of a type; `x` is what it was, or null.
bool fits(Type type, const Revision& before, const Object* x, const Revision& after, const Object& y);

bool is_stream(const Revision& revision, const Object& object);

/// Whether two numbers are the same in that role, however they are written (7.3.3): "612.0" for "612" in a rectangle only, since
/// readers may take a real where an integer is wanted for something else.
bool same_number(const Number& x, const Number& y, Role role);

} // namespace planpaket::signature
