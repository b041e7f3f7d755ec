/// The only place that knows exit codes, and that meets the machine: arguments, locale, terminal, environment.

#include "base/disk_world.h"
#include "base/translate.h"
#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/parse.h"
#include "cli/version.h"
#include "terminal/language.h"

#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

namespace planpaket::cli {

static int exit_code(Outcome outcome) {
    switch (outcome) {
    case Outcome::done:
        return 0;
    case Outcome::fault:
        return 1;
    case Outcome::usage:
        return 2;
    case Outcome::remarks:
        return 3;
    case Outcome::plan_wrong:
        return 10;
    case Outcome::document_failed:
        return 11;
    case Outcome::archive_refuses:
        return 12;
    case Outcome::signature_failed:
        return 13;
    case Outcome::program_missing:
        return 14;
    case Outcome::delivery_failed:
        return 15;
    }
    return 1;
}

/// ../share from the program's own folder: so an installed program and a built one find what belongs to them.
static std::filesystem::path share_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share";
}

static Outcome run(const std::vector<std::string>& line, Context& context) {
    if (line.empty()) {
        context.err << manual();
        return Outcome::usage;
    }
    const auto& name = line.front();
    if (name == "--version" || name == "-V" || name == "version") {
        context.out << version_text();
        return Outcome::done;
    }
    if (name == "--help" || name == "-h") {
        context.out << manual();
        return Outcome::done;
    }
    const auto* command = find_command(name);
    if (command == nullptr)
        return unknown_command(name, context);
    const auto arguments = parse(*command, {line.begin() + 1, line.end()});
    if (!arguments)
        return usage_error(context, arguments.error().message, arguments.error().hint);
    if (arguments->has("help")) {
        context.out << manual(*command);
        return Outcome::done;
    }
    return command->run(*arguments, context);
}

static int start(const std::vector<std::string>& line) {
    const base::DiskWorld world;
    const auto share = share_folder();
    terminal::choose_language(world, (share / "locale").string());
    base::Sources sources([&](const std::string& path, std::size_t limit) -> std::optional<std::string> {
        auto text = world.read_file(path, limit);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    });
    const bool terminal = ::isatty(STDERR_FILENO) == 1 && world.environment("TERM").value_or("dumb") != "dumb";
    Context context{world,     world.environment("PLANPAKET_TEMPLATES").value_or((share / "planpaket/templates").string()),
                    sources,   std::cout,
                    std::cerr, terminal && !world.environment("NO_COLOR"),
                    terminal};
    auto outcome = Outcome::fault;
    try {
        outcome = run(line, context);
    } catch (const std::exception& fault) {
        context.err << base::trf("planpaket: a fault in the program itself: {}", fault.what()) << '\n';
    }
    if (!std::cout.flush()) {
        context.err << base::tr("planpaket: standard output could not be written") << '\n';
        return exit_code(outcome == Outcome::done ? Outcome::document_failed : outcome);
    }
    return exit_code(outcome);
}

} // namespace planpaket::cli

int main(int count, char** words) {
    return planpaket::cli::start({words + 1, words + std::max(count, 1)});
}
