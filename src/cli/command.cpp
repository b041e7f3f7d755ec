#include "cli/command.h"

#include "base/errors.h"
#include "base/translate.h"
#include "terminal/diagnostics.h"

#include <algorithm>
#include <ostream>

namespace planpaket::cli {

std::string Arguments::value(const std::string& name, const std::string& otherwise) const {
    const auto found = options.find(name);
    return found == options.end() || found->second.empty() ? otherwise : found->second.front();
}

std::optional<std::string> Arguments::given(const std::string& name) const {
    return has(name) ? std::optional(value(name)) : std::nullopt;
}

std::size_t Arguments::number(const std::string& name, std::size_t otherwise) const {
    return has(name) ? std::stoull(value(name)) : otherwise;
}

std::vector<std::string> Arguments::values(const std::string& name) const {
    std::vector<std::string> values;
    if (const auto found = options.find(name); found != options.end())
        for (const auto& value : found->second)
            for (std::size_t at = 0; at <= value.size();) {
                const auto end = std::min(value.find(',', at), value.size());
                if (end > at)
                    values.push_back(value.substr(at, end - at));
                at = end + 1;
            }
    return values;
}

Option templates_option() {
    return {.name = "templates",
            .argument = "DIR",
            .description =
                base::mark("Use the templates in this folder; without it, PLANPAKET_TEMPLATES, else the program's own"),
            .completion = Completion::folders};
}

std::string templates_folder(const Arguments& arguments, const Context& context) {
    return arguments.value("templates", context.templates);
}

void report(Context& context, std::vector<base::Diagnostics> groups) {
    context.err << terminal::render(context.sources, std::move(groups), context.colour) << std::flush;
}

void report(Context& context, base::Diagnostics diagnostics) {
    report(context, std::vector<base::Diagnostics>{std::move(diagnostics)});
}

static Outcome outcome_of(base::Fault fault) {
    switch (fault) {
    case base::Fault::request:
        return Outcome::usage;
    case base::Fault::plan:
        return Outcome::plan_wrong;
    case base::Fault::document:
        return Outcome::document_failed;
    case base::Fault::program:
        return Outcome::program_missing;
    case base::Fault::archive:
        return Outcome::archive_refuses;
    case base::Fault::signature:
        return Outcome::signature_failed;
    case base::Fault::delivery:
        return Outcome::delivery_failed;
    }
    return Outcome::fault;
}

Outcome fail(Context& context, base::Failure failure) {
    report(context, std::move(failure.groups));
    return outcome_of(failure.fault);
}

Outcome usage_error(Context& context, const std::string& message, const std::string& hint) {
    report(context, {base::error("usage", message, hint.empty() ? base::tr("see 'planpaket help'") : hint)});
    return Outcome::usage;
}

} // namespace planpaket::cli
