#include "pandoc/program.h"
#include "pandoc/json.h"

#include "base/errors.h"
#include "base/translate.h"

#include <algorithm>
#include <csignal>
#include <future>

namespace planpaket::pandoc {

using base::tr;
using base::trf;

namespace {

base::Diagnostics missing() {
    return {base::error("program-missing", tr("the program pandoc, which makes DOCX, ODT and HTML, is not installed"),
                        tr("install it: apt install pandoc"))};
}

/// What it said, fit for a message: its first words on one line.
std::string excerpt(const std::string& said) {
    constexpr std::size_t most = 300;
    std::string line;
    for (const char c : said.substr(0, most))
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    while (!line.empty() &&
           (line.back() == ' ' || (said.size() > most && (static_cast<unsigned char>(line.back()) & 0x80U) != 0)))
        line.pop_back(); // perhaps half a character
    return line + (said.size() > most ? "…" : "");
}

/// Runs pandoc with a heap of its own limit. It lives too shortly for its collector to be worth much: a nursery that stays in the
/// processor's cache, nothing older than that looked through before it is 64 MiB, and no clock that it waits for at its end.
base::Result<base::ProcessOutcome> run(const std::vector<std::string>& arguments, std::string_view input,
                                       const base::ProcessLimits& limits) {
    std::vector<std::string> command{"pandoc", "+RTS", "-M4g", "-A2m", "-O64m", "-V0", "-RTS"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto outcome = base::run_process(command, input, limits);
    if (!outcome && outcome.error().front().code == "program-missing")
        return std::unexpected(missing());
    return outcome;
}

/// {1, 22, …} from `{"pandoc-api-version":[1,22,2,1],…}`; empty if that is not what it is.
ApiVersion api_of(const std::string& tree) {
    const auto json = Json::parse(tree, nullptr, false);
    const auto version = json.is_object() ? json.find("pandoc-api-version") : json.end();
    ApiVersion api;
    if (!json.is_object() || version == json.end() || !version->is_array())
        return {};
    for (const auto& part : *version) {
        if (!part.is_number_integer())
            return {};
        api.push_back(part.get<int>());
    }
    return api;
}

std::string version_of(const std::string& text) {
    const std::string name = "pandoc ";
    return text.starts_with(name) ? text.substr(name.size(), text.find_first_of("\r\n") - name.size()) : std::string();
}

} // namespace

base::ProcessLimits default_limits() {
    return {.time = std::chrono::seconds(60), .output = 256u << 20, .file = 0};
}

base::Result<Program> find_program(const base::ProcessLimits& limits) {
    auto asking = std::async(std::launch::async, [&] { return run({"--version"}, {}, limits); });
    const auto empty = run({"--from", "markdown", "--to", "json"}, "\n", limits);
    const auto version = asking.get();
    if (!version)
        return std::unexpected(version.error());
    if (!empty)
        return std::unexpected(empty.error());
    Program program{version_of(version->output), api_of(empty->output)};
    if (version->exit_code != 0 || empty->exit_code != 0 || program.version.empty() || program.api.empty())
        return base::refuse("pandoc-unusable", tr("the program pandoc does not answer as pandoc does"),
                            tr("look at what 'pandoc --version' says; a whole one comes with apt install pandoc"));
    if (program.api.size() < 2 || program.api[0] != 1 || (program.api[1] != 22 && program.api[1] != 23))
        return base::refuse("pandoc-unusable",
                            trf("pandoc {} reads other documents than those that this version can write", program.version),
                            tr("pandoc 2.11 to 3.x is needed"));
    return program;
}

base::Result<std::string> convert(const Json& tree, const std::vector<std::string>& options, std::string_view name,
                                  const base::ProcessLimits& limits) {
    std::vector<std::string> arguments{"--data-dir", "/dev/null", "--from", "json", "--output", "-"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    auto outcome = run(arguments, tree.dump(), limits);
    if (!outcome)
        return std::unexpected(
            outcome.error().front().code == "program-missing"
                ? outcome.error()
                : base::Diagnostics{base::error("pandoc-failed", trf("{}: {}", name, outcome.error().front().message))});
    if (outcome->exit_code == 128 + SIGXFSZ)
        return base::refuse("pandoc-failed", trf("{}: pandoc wrote to a file, and was stopped", name));
    if (outcome->exit_code > 128 && outcome->exit_code <= 128 + SIGRTMAX) // beyond are codes of its own: 251 is a full heap
        return base::refuse("pandoc-failed", trf("{}: pandoc was ended by signal {}", name, outcome->exit_code - 128));
    if (outcome->exit_code != 0)
        return base::refuse("pandoc-failed",
                            trf("{}: pandoc failed with exit code {}: {}", name, outcome->exit_code, excerpt(outcome->errors)));
    // Our trees give it nothing to warn of: then something did not come out as it stands.
    if (!outcome->errors.empty())
        return base::refuse("pandoc-failed", trf("{}: pandoc warned: {}", name, excerpt(outcome->errors)));
    if (outcome->output.empty())
        return base::refuse("pandoc-failed", trf("{}: pandoc made nothing", name));
    return std::move(outcome->output);
}

} // namespace planpaket::pandoc
