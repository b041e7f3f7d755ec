#include "cli/options.h"

#include "base/translate.h"

#include <algorithm>
#include <thread>

namespace planpaket::cli {

using base::mark;

namespace {

constexpr std::size_t most_jobs = 256;

} // namespace

Option format_option(std::vector<std::string> formats, const char* description) {
    return {.name = "format",
            .argument = "FORMAT",
            .description = description,
            .completion = Completion::words,
            .words = std::move(formats),
            .unknown = mark("unknown format '{}'"),
            .known = mark("the formats are {}")};
}

Option document_formats_option(const char* description) {
    std::vector<std::string> names;
    for (const auto format : making::all_formats)
        names.emplace_back(making::name_of(format));
    auto option = format_option(std::move(names), description);
    option.argument = "FORMAT…";
    option.list = true;
    return option;
}

making::Formats formats_of(const Arguments& arguments) {
    if (!arguments.has("format"))
        return {making::Format::pdf, making::Format::docx};
    making::Formats formats;
    for (const auto& name : arguments.values("format"))
        formats.insert(making::format_named(name).value());
    return formats;
}

Option trust_option() {
    return {.name = "trust",
            .argument = "DIR",
            .description = mark("The certificates that you trust, and CRLs if you have some: .pem, .crt, .cer, .der, .crl"),
            .completion = Completion::folders};
}

base::Result<signature::Trust> trust_of(const Arguments& arguments, const Context& context) {
    return arguments.has("trust") ? signature::read_trust(context.world, arguments.value("trust")) : signature::Trust{};
}

Option jobs_option(const char* description) {
    return {.name = "jobs",
            .letter = 'j',
            .argument = "N",
            .description = description,
            .number = Range{1, most_jobs},
            .unknown = mark("'{}' is not a number of jobs")};
}

std::size_t jobs_of(const Arguments& arguments) {
    return arguments.number("jobs", std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_jobs));
}

} // namespace planpaket::cli
