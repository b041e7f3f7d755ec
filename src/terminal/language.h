#pragma once

#include "base/world.h"

#include <string>

namespace planpaket::terminal {

/// Sets the language of messages by the user's locale, with catalogs from the folder `catalogs`. Only messages and character
/// types follow the locale: numbers are read and written alike everywhere. A locale that is wanted but not installed still
/// chooses the language.
void choose_language(const base::World& world, const std::string& catalogs);

} // namespace planpaket::terminal
