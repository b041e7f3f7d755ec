#include "cli/verify.h"

#include "base/translate.h"
#include "cli/report.h"
#include "cli/signature_report.h"

#include <algorithm>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'verify' needs a PDF"), "planpaket verify FILE.pdf --trust DIR");
    const auto format = arguments.value("format", "text");
    if (format != "text" && format != "json")
        return usage_error(context, trf("unknown format '{}'", format), trf("the formats are {}", "text, json"));
    signature::Trust trust;
    if (arguments.has("trust")) {
        auto read = signature::read_trust(context.world, arguments.value("trust"));
        if (!read) {
            report(context, read.error());
            return Outcome::signature_failed;
        }
        trust = std::move(*read);
    }
    std::vector<base::Diagnostics> groups;
    std::vector<FileReport> reports;
    for (const auto& path : arguments.words) {
        const auto bytes = context.world.read_file(path, largest_file);
        if (!bytes) {
            groups.push_back(bytes.error());
            continue;
        }
        auto verified = signature::verify(*bytes, path, trust, context.world.now());
        if (verified)
            reports.push_back({path, bytes->size(), std::move(*verified)});
        else
            groups.push_back(verified.error());
    }
    if (format == "json")
        context.out << as_json(reports, groups);
    else
        for (const auto& each : reports)
            context.out << as_text(each);
    const bool good = groups.empty() && std::ranges::all_of(reports, [](const auto& each) {
                          return !each.report.signatures.empty() && each.report.verdict <= signature::Verdict::valid_but;
                      });
    report(context, std::move(groups));
    return good ? Outcome::done : Outcome::signature_failed;
}

} // namespace

Command verify_command() {
    return {.name = "verify",
            .arguments = "FILE.pdf…",
            .summary = mark("Say what holds of the signatures in PDFs, and what does not"),
            .description =
                {mark("For each signature: who signed and when, what was signed, what was changed afterwards and whether that is "
                      "allowed, the "
                      "chain to the certificates that you trust, whether one of them was revoked, and the level of the PAdES "
                      "baseline. "
                      "Nothing is fetched from the network."),
                 mark("The verdict is valid, valid but (with something that one should know), indeterminate (nothing proves that "
                      "it was "
                      "made by whom it says) or invalid. The exit code is 13 unless all signatures are valid or valid but.")},
            .options = {{.name = "trust",
                         .argument = "DIR",
                         .description =
                             mark("The certificates that you trust, and CRLs if you have some: .pem, .crt, .cer, .der, .crl"),
                         .completion = Completion::folders},
                        {.name = "format",
                         .argument = "FORMAT",
                         .description = mark("text (default), or json on standard output"),
                         .completion = Completion::words,
                         .words = {"text", "json"}}},
            .examples = {{"planpaket verify plan.pdf --trust anchors", mark("See who signed a plan, and whether it is whole.")},
                         {"planpaket verify --trust anchors --format json *.pdf", mark("Let a program read the verdicts.")}},
            .completion = Completion::files,
            .run = run};
}

} // namespace planpaket::cli
