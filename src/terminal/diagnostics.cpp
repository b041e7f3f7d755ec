#include "terminal/diagnostics.h"

#include "base/errors.h"
#include "base/names.h"
#include "base/translate.h"
#include "terminal/source_line.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace planpaket::terminal {

using base::Diagnostic;
using base::Diagnostics;
using base::Severity;

namespace {

const char* colour_of(Severity severity) {
    switch (severity) {
    case Severity::error:
        return "\33[1;31m";
    case Severity::remark:
        return "\33[1;33m";
    }
    return "";
}

auto order(const Diagnostic& diagnostic) {
    const auto& span = diagnostic.span;
    return std::tuple(span.source, span.line, span.column, diagnostic.severity, std::string_view(diagnostic.code),
                      std::string_view(diagnostic.message), std::string_view(diagnostic.hint));
}

std::size_t count(const Diagnostics& diagnostics, Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(diagnostics, severity, &Diagnostic::severity));
}

std::string text_of(const base::Sources& sources, const Diagnostics& diagnostics, bool colour) {
    const char* reset = colour ? "\33[0m" : "";
    const char* bold = colour ? "\33[1m" : "";
    std::string text;
    LinePlace place;
    for (const auto& diagnostic : diagnostics) {
        const auto& span = diagnostic.span;
        const char* severity = colour ? colour_of(diagnostic.severity) : "";
        text += bold;
        text += span.source == 0 ? "planpaket" : sources.get(span.source).path;
        if (span.source != 0 && span.line != 0)
            text += fmt::format(":{}:{}", span.line, std::max(span.column, 1u));
        text += fmt::format(":{} {}{}[{}]{}: {}{}{}\n", reset, severity, name(diagnostic.severity), diagnostic.code, reset, bold,
                            diagnostic.message, reset);
        if (span.source != 0 && span.line != 0) {
            const auto shown = show_line(sources.line(span.source, span.line), span, place);
            text += fmt::format("  {}\n  {}{}{}\n", shown.text, severity, shown.marks, reset);
        }
        if (!diagnostic.hint.empty())
            text += fmt::format("  hint: {}\n", diagnostic.hint);
    }
    return text;
}

} // namespace

const char* name(Severity severity) {
    static constexpr base::Names<Severity> names{"error", "remark"};
    return names[severity];
}

void sort(Diagnostics& diagnostics) {
    std::ranges::stable_sort(diagnostics, {}, order);
    const auto repeated = std::ranges::unique(diagnostics, {}, order);
    diagnostics.erase(repeated.begin(), repeated.end());
}

std::string render_count(const Diagnostics& diagnostics) {
    const auto errors = count(diagnostics, Severity::error);
    const auto remarks = count(diagnostics, Severity::remark);
    std::string text;
    if (errors > 0)
        text = base::trn("{} error", "{} errors", errors);
    if (remarks > 0)
        text += (text.empty() ? "" : ", ") + base::trn("{} remark", "{} remarks", remarks);
    return text;
}

std::string render(const base::Sources& sources, std::vector<Diagnostics> groups, bool colour) {
    std::string text;
    Diagnostics all;
    for (auto& group : groups) {
        sort(group);
        text += text_of(sources, group, colour);
        base::append(all, group);
    }
    // What is said of the command line needs no sum.
    if (std::ranges::any_of(all, [](const Diagnostic& diagnostic) { return diagnostic.span.source != 0; }))
        text += render_count(all) + '\n';
    return text;
}

} // namespace planpaket::terminal
