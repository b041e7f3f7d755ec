#include "terminal/language.h"

#include <clocale>
#include <cstdlib>
#include <libintl.h>

namespace planpaket::terminal {

/// The locale that the user wants for messages, in the order that the C library asks; empty for none.
static std::string wanted_locale(const base::World& world) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const auto value = world.environment(name))
            return *value;
    return "";
}

void choose_language(const base::World& world, const std::string& catalogs) {
    if (std::setlocale(LC_CTYPE, "") == nullptr)
        std::setlocale(LC_CTYPE, "C.UTF-8");
    const auto wanted = wanted_locale(world);
    if (std::setlocale(LC_MESSAGES, "") == nullptr && std::setlocale(LC_MESSAGES, "C.UTF-8") != nullptr)
        // Small Debian systems have no locale but this one; gettext still follows LANGUAGE in it.
        ::setenv("LANGUAGE", wanted.substr(0, wanted.find_first_of(".@")).c_str(), 0);
    ::bindtextdomain("planpaket", catalogs.c_str());
    ::bind_textdomain_codeset("planpaket", "UTF-8");
}

} // namespace planpaket::terminal
