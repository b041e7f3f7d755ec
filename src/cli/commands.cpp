#include "cli/commands.h"

#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>

namespace planpaket::cli {

const std::vector<Command>& commands() {
    static const std::vector<Command> all{new_command(),        check_command(),   build_command(), show_command(),
                                          decide_command(),     archive_command(), sign_command(),  verify_command(),
                                          distribute_command(), collate_command(), help_command()};
    return all;
}

const Command* find_command(const std::string& name) {
    const auto found = std::ranges::find(commands(), name, &Command::name);
    return found == commands().end() ? nullptr : &*found;
}

Outcome unknown_command(const std::string& name, Context& context) {
    std::vector<std::string> names;
    for (const auto& command : commands())
        names.push_back(command.name);
    const auto near = base::nearest(name, names);
    return usage_error(context, base::trf("unknown command '{}'", name), near ? base::trf("did you mean '{}'?", *near) : "");
}

} // namespace planpaket::cli
