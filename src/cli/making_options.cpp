#include "cli/making_options.h"

#include "base/translate.h"

#include <algorithm>
#include <charconv>
#include <fmt/ranges.h>
#include <thread>

namespace planpaket::cli {

using base::trf;

namespace {

constexpr std::size_t most_jobs = 256;

/// 0 when the text is not a number from 1 to most_jobs.
std::size_t read_jobs(const std::string& text) {
    std::size_t jobs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
    return error == std::errc{} && end == text.data() + text.size() && jobs <= most_jobs ? jobs : 0;
}

} // namespace

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const auto format : making::all_formats)
        names.emplace_back(making::name_of(format));
    return names;
}

std::optional<Outcome> refuse_making_options(const Arguments& arguments, Context& context) {
    for (const auto& format : arguments.values("format")) {
        if (!making::format_named(format))
            return usage_error(context, trf("unknown format '{}'", format),
                               trf("the formats are {}", fmt::format("{}", fmt::join(format_names(), ", "))));
    }
    if (arguments.has("jobs") && read_jobs(arguments.value("jobs")) == 0)
        return usage_error(context, trf("'{}' is not a number of jobs", arguments.value("jobs")),
                           trf("a number from 1 to {}", most_jobs));
    return std::nullopt;
}

making::Formats formats_of(const Arguments& arguments) {
    if (!arguments.has("format"))
        return {making::Format::pdf, making::Format::docx};
    making::Formats formats;
    for (const auto& name : arguments.values("format"))
        formats.insert(making::format_named(name).value());
    return formats;
}

std::size_t jobs_of(const Arguments& arguments) {
    return arguments.has("jobs") ? read_jobs(arguments.value("jobs"))
                                 : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_jobs);
}

} // namespace planpaket::cli
