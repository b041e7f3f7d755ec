#include "cli/archive.h"

#include "base/nearest.h"
#include "base/translate.h"
#include "cli/options.h"

#include <algorithm>
#include <array>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

struct Part {
    const char* name;
    Outcome (*run)(const Arguments&, Context&);
};

constexpr std::array parts{Part{"add", archive_add},      Part{"list", archive_list},       Part{"show", archive_show},
                           Part{"diff", archive_diff},    Part{"restore", archive_restore}, Part{"export", archive_export},
                           Part{"verify", archive_verify}};

std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const auto& part : parts)
        names.push_back(part.name);
    return names;
}

/// The first word says what to do; the rest is for that.
Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'archive' needs a word that says what to do"),
                           "planpaket archive add|list|show|diff|restore|export|verify");
    const auto found = std::ranges::find(parts, arguments.words.front(), [](const Part& part) { return std::string(part.name); });
    if (found == parts.end()) {
        const auto near = base::nearest(arguments.words.front(), names());
        return usage_error(context, trf("unknown word '{}' after 'archive'", arguments.words.front()),
                           near ? trf("did you mean '{}'?", *near)
                                : "planpaket archive add|list|show|diff|restore|export|verify");
    }
    auto rest = arguments;
    rest.words.erase(rest.words.begin());
    return found->run(rest, context);
}

} // namespace

std::string store_folder(const Arguments& arguments) {
    return arguments.value("store", "archive");
}

std::optional<bool> wants_json(const Arguments& arguments, Context& context) {
    const auto format = arguments.value("format", "text");
    if (format == "text" || format == "json")
        return format == "json";
    usage_error(context, trf("unknown format '{}'", format), trf("the formats are {}", "text, json"));
    return std::nullopt;
}

Command archive_command() {
    return {
        .name = "archive",
        .arguments = "add|list|show|diff|restore|export|verify …",
        .summary = mark("Keep decided versions so that they can be shown and proved unchanged"),
        .description =
            {mark("'add PLAN.toml' makes the documents and stores them with the plan, the templates, the decisions and a log as "
                  "a new version. What is decided is never changed: after a decision a changed plan is stored only with a new "
                  "decision, with a correction that the documents state, or, where only the follow-up is new, with --reason. "
                  "Without any decision it is stored only with --draft."),
             mark("'list' shows the plans of the store, 'show PLAN-ID' the versions of one, 'show PLAN-ID VERSION' the files "
                  "of one version with their SHA-512."),
             mark("'diff A B' says what differs between two plans: files, or versions in the store (PLAN-ID@v2; v2 is one of "
                  "the other's plan). Areas, problems, actions, goals, parties, times and texts that are added, removed, moved "
                  "or changed are told each once, with the words that changed, on the terminal or as a document."),
             mark("'restore PLAN-ID [VERSION]' writes the files of a version into a new folder, each checked against its "
                  "digest. It writes over nothing."),
             mark("'export PLAN-ID [VERSION] --sip' makes a submission package for an e-archive, by E-ARK SIP 2.1.0 (FGS "
                  "Paketstruktur 2.0): METS, PREMIS, the documents and their source, with checksums; a folder, or a ZIP file if "
                  "the name given with -o ends so."),
             mark("'verify [PATH]' checks the store, or any OCFL storage root or object of version 1.0 or 1.1, and names "
                  "each fault by the code of the OCFL specification. With --rebuild it also makes the documents anew from "
                  "the stored plan and compares them byte for byte."),
             mark("The store is an ordinary folder of plain files: docs/archive.md says how to read and check it without "
                  "planpaket.")},
        .options = {{.name = "store",
                     .letter = 's',
                     .argument = "DIR",
                     .description = mark("The folder of the store (default: archive)"),
                     .completion = Completion::folders},
                    {.name = "draft", .argument = "", .description = mark("add: store a plan that is not decided, as a draft")},
                    {.name = "reason",
                     .argument = "TEXT",
                     .description = mark("add: why a decided plan is stored anew; written into the version")},
                    {.name = "package",
                     .argument = "DIR",
                     .description = mark("add: store this package, made by 'build' from the plan as it is now, with what "
                                         "people have put into it"),
                     .completion = Completion::folders},
                    {.name = "signed",
                     .argument = "FILE…",
                     .description = mark("add: store these files, too, such as signed copies"),
                     .completion = Completion::files,
                     .list = true},
                    {.name = "user",
                     .argument = "NAME",
                     .description = mark("add: who stores the version (default: the plan's case officer, else its sender)")},
                    {.name = "address",
                     .argument = "URI",
                     .description = mark("add: that person's address, such as mailto:name@example.org")},
                    templates_option(),
                    {.name = "output",
                     .letter = 'o',
                     .argument = "DIR",
                     .description = mark("restore, export: the new folder (default: PLAN-ID-VERSION), or FILE.zip; diff: the "
                                         "document's file"),
                     .completion = Completion::folders},
                    {.name = "sip", .argument = "", .description = mark("export: make a submission package")},
                    {.name = "creator",
                     .argument = "NAME",
                     .description = mark("export: the organisation whose archive it belongs to (default: the plan's sender)")},
                    {.name = "submitter",
                     .argument = "NAME",
                     .description = mark("export: the organisation that hands it over (default: the same)")},
                    {.name = "agreement", .argument = "TEXT", .description = mark("export: the submission agreement")},
                    {.name = "rebuild",
                     .argument = "",
                     .description = mark("verify: make the documents of each version anew and compare them")},
                    {.name = "strict", .argument = "", .description = mark("verify: warnings count as errors do")},
                    {.name = "format",
                     .argument = "FORMAT",
                     .description =
                         mark("list, show, diff, restore, verify: text (default) or json; diff also pdf, docx, odt or html"),
                     .completion = Completion::words,
                     .words = {"text", "json", "pdf", "docx", "odt", "html"},
                     .open = true},
                    jobs_option(mark("Do so many things at once (default: as many as there are processor cores)"))},
        .examples = {{"planpaket archive add plan.toml", mark("Store the decided plan with its documents.")},
                     {"planpaket archive add plan.toml --reason \"Uppföljning 2025\"",
                      mark("Store the follow-up of a decided plan.")},
                     {"planpaket archive show hasselby-vallingby-2025 v2", mark("Show what a version holds.")},
                     {"planpaket archive diff hasselby-vallingby-2025@v1 v2", mark("Show what a new version changed.")},
                     {"planpaket archive diff plan-2025.toml plan-2026.toml --format pdf -o nytt.pdf",
                      mark("Make a document of what is new since last year.")},
                     {"planpaket archive restore hasselby-vallingby-2025 v1 -o handlingar", mark("Get the first version back.")},
                     {"planpaket archive verify /srv/ocfl", mark("Check any OCFL store, digest by digest.")}},
        .completion = Completion::words,
        .words = names(),
        .run = run};
}

} // namespace planpaket::cli
