/// Reads any bytes as a plan, with its remarks and figures, and checks that every diagnostic speaks of a place that there is.
/// A line "# ---" divides the main file from one that it may include by any name.

#include "plan/figures.h"
#include "plan/read.h"
#include "plan/remarks.h"

#include <cstdint>
#include <cstdlib>

using namespace planpaket;

static std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1 : 0;
    return count;
}

/// Stops the run at a diagnostic that points beyond the lines of its file, or at nothing.
static void check_place(const base::Sources& sources, const base::Diagnostic& diagnostic) {
    const auto& span = diagnostic.span;
    if (diagnostic.code.empty() || diagnostic.message.empty())
        std::abort();
    if (diagnostic.code == "unreadable-file" || diagnostic.code == "file-too-large" || diagnostic.code == "wrong-encoding")
        return;
    const bool forward = span.end_line > span.line || (span.end_line == span.line && span.end_column > span.column);
    if (span.source == 0 || span.line == 0 || span.column == 0 || !forward)
        std::abort();
    // One beyond the end is where something is missing. Bytes that are not UTF-8 may count as several characters.
    const std::string_view line = sources.line(span.source, span.line);
    if (span.column > std::max(code_points(line), line.size()) + 1)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t divider = input.find("# ---\n");
    const plan::FileAccess files{
        [&](const std::string& path) -> base::Result<std::string> {
            if (path == "plan.toml")
                return input.substr(0, divider);
            if (divider != std::string::npos)
                return input.substr(divider);
            return std::unexpected(base::Diagnostics{{{}, "unreadable-file", {}, "There is no such file", ""}});
        },
        {}};
    base::Sources sources;
    const auto plan = plan::read(sources, "plan.toml", files, {.documents = {"missiv"}, .limits = {}, .asked = nullptr});
    if (!plan) {
        if (plan.error().empty())
            std::abort();
        for (const auto& diagnostic : plan.error())
            check_place(sources, diagnostic);
        return 0;
    }
    for (const auto& remark : plan::remarks(*plan))
        check_place(sources, remark);
    if (plan::counts(*plan).actions != plan::placed_actions(*plan).size())
        std::abort();
    plan::owner_listing(*plan);
    plan::timeline(*plan);
    plan::names(*plan);
    plan::state(*plan);
    return 0;
}
