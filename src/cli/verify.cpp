#include "cli/commands.h"

#include "base/translate.h"
#include "cli/options.h"
#include "receiving/receiving.h"

#include <algorithm>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'verify' needs a PDF, delivery, package or archive"),
                           "planpaket verify FILE.pdf --trust DIR");
    const auto format = arguments.value("format", "text");
    if (arguments.has("compare-pages") && arguments.has("no-compare-pages"))
        return usage_error(context, tr("--compare-pages and --no-compare-pages exclude each other"));
    const auto compare = arguments.has("compare-pages")      ? std::optional(true)
                         : arguments.has("no-compare-pages") ? std::optional(false)
                                                             : std::nullopt;
    const auto trust = trust_of(arguments, context);
    if (!trust)
        return fail(context, {base::Fault::signature, trust.error()});
    std::vector<verification::Verified> all;
    for (const auto& path : arguments.words) {
        all.push_back(receiving::verify(context.world, path, {*trust, compare, jobs_of(arguments)}));
        if (format == "text")
            context.out << as_text(all.back());
    }
    if (format == "json")
        context.out << verification::as_json(all, {});
    context.out << std::flush;
    std::vector<base::Diagnostics> groups;
    auto outcome = Outcome::done;
    for (auto& each : all) {
        if (!each.holds() && outcome != Outcome::signature_failed)
            outcome = each.kind == verification::Verified::Kind::archive ? Outcome::archive_refuses : Outcome::signature_failed;
        groups.push_back(std::move(each.wrong));
    }
    if (std::ranges::any_of(all, &verification::Verified::drawing_program_missing))
        groups.push_back({{base::Severity::remark,
                           "pages-not-compared",
                           {},
                           tr("pages were not compared with what was signed: the program pdftoppm is not installed"),
                           tr("install it: apt install poppler-utils; or say --no-compare-pages")}});
    report(context, std::move(groups));
    return outcome;
}

} // namespace

Command verify_command() {
    return {
        .name = "verify",
        .arguments = "FILE.pdf|FOLDER|ZIP|EML|PACKAGE|ARCHIVE…",
        .summary = mark("Say what holds of signatures, deliveries, packages and archives, and what does not"),
        .description =
            {mark("What is named may be a PDF; a delivery that 'distribute' made, in a folder, a ZIP file or a message (.eml); a "
                  "package as 'build' leaves it; or an archive. It is recognised by what it is, and nothing is written or "
                  "unpacked."),
             mark("Of a delivery: whether every file is there as it was sent, and nothing else, and whether what should be "
                  "signed is. "
                  "Of a package: whether every file is as it was made; PDFs may have been signed since. Of an archive: what "
                  "'archive "
                  "verify' says. Signatures in a delivery or package are verified too."),
             mark("For each signature: who signed and when, what was signed, what was changed afterwards and whether that is "
                  "allowed, the "
                  "chain to the certificates that you trust, whether one of them was revoked, and the level of the PAdES "
                  "baseline. "
                  "Nothing is fetched from the network."),
             mark("Of a delivery the pages are compared, too, if pdftoppm is installed: each page as it was when it was signed "
                  "and "
                  "as it is now, both drawn by that program. One that looks otherwise, where no later signature explains it, "
                  "makes "
                  "what was valid 'valid, but'."),
             mark("The verdict is valid, valid but (with something that one should know), indeterminate (nothing proves that "
                  "it was "
                  "made by whom it says) or invalid. The exit code is 13 unless all signatures are valid or valid but and all "
                  "deliveries and packages hold; 12 if an archive is "
                  "damaged.")},
        .options = {trust_option(),
                    {.name = "compare-pages",
                     .argument = "",
                     .description =
                         mark("Draw the pages as they were signed and as they are now, and tell which look otherwise")},
                    {.name = "no-compare-pages",
                     .argument = "",
                     .description = mark("Do not compare pages, as is done with deliveries otherwise")},
                    format_option({"text", "json"}, mark("text (default), or json on standard output"))},
        .examples = {{"planpaket verify plan.pdf --trust anchors", mark("See who signed a plan, and whether it is whole.")},
                     {"planpaket verify delivery.eml --trust anchors",
                      mark("Check what has come by mail: the files and the signatures.")},
                     {"planpaket verify --trust anchors --compare-pages plan.pdf",
                      mark("Have the pages drawn, too, as they were when each signed them and as they are now.")},
                     {"planpaket verify --trust anchors --format json *.pdf", mark("Let a program read the verdicts.")}},
        .completion = Completion::files,
        .run = run};
}

} // namespace planpaket::cli
