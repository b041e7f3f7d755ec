#include "cli/commands.h"

#include "archive/verify.h"
#include "base/folder.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/verified.h"
#include "distribution/received.h"
#include "making/check_package.h"
#include "making/manifest.h"
#include "signature/extension.h"
#include "signature/page_comparison.h"
#include "verification/archive_report.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <thread>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;

/// Looks at one thing after the other.
class Verification {
public:
    /// `compare`: whether pages are compared; if that is open, those of deliveries are.
    Verification(const signature::Trust& trust, std::optional<bool> compare, Context& context)
        : trust_(trust), compare_(compare), context_(context) {}

    /// What is there is recognised by what it is, not by its name.
    Verified of(const std::string& path) {
        verified_ = {};
        verified_.path = path;
        if (base::folder_identity(base::join(path, ".")) != 0)
            folder();
        else
            file();
        return std::move(verified_);
    }

    /// Whether pages were not compared that should have been, because the program that draws them is not installed.
    bool drawing_program_missing() const { return drawing_program_missing_; }

private:
    const signature::Trust& trust_;
    std::optional<bool> compare_;
    Context& context_;
    Verified verified_;
    bool drawing_program_missing_ = false;

    void add(const base::Diagnostics& wrong) { verified_.wrong.insert(verified_.wrong.end(), wrong.begin(), wrong.end()); }

    void add(const char* code, std::string message, std::string hint = {}) {
        verified_.wrong.push_back({base::Severity::error, code, {}, std::move(message), std::move(hint)});
    }

    /// Says where something is wrong that does not say so itself.
    void add_place() {
        for (auto& each : verified_.wrong)
            each.message = trf("{}: {}", verified_.path, each.message);
    }

    void folder() {
        const auto entries = base::list_folder(base::join(verified_.path, "."));
        if (!entries)
            return add(entries.error());
        const auto has = [&](std::string_view name) {
            return std::ranges::find(*entries, name, &base::Entry::name) != entries->end();
        };
        if (has(distribution::delivery_name) || has(distribution::checksums_name)) {
            delivery(distribution::receive(verified_.path));
        } else if (has(making::manifest_name)) {
            package();
        } else if (has("inventory.json") ||
                   std::ranges::any_of(*entries, [](const auto& each) { return each.name.starts_with("0=ocfl_"); })) {
            archive();
        } else {
            add("nothing-to-verify", trf("{} is no delivery, package or archive", verified_.path),
                trf("a delivery has a {}, a package a {}", distribution::delivery_name, making::manifest_name));
        }
    }

    void file() {
        const auto bytes = context_.world.read_file(verified_.path, largest_file);
        if (!bytes)
            return add(bytes.error());
        constexpr std::size_t header_within = 1024; // where readers look for it
        if (std::string_view(*bytes).substr(0, header_within).find("%PDF-") == std::string_view::npos) {
            auto received = distribution::receive_bytes(*bytes);
            if (received.wrong.empty() || received.wrong.front().code != "no-message")
                return delivery(std::move(received));
        }
        document(verified_.path, *bytes);
    }

    void document(const std::string& name, std::string_view bytes) {
        auto report = signature::verify(bytes, name, trust_, context_.world.now());
        if (!report)
            return add(report.error());
        if (compare_.value_or(verified_.kind == Verified::Kind::delivery))
            compare_pages(name, bytes, *report);
        verified_.documents.push_back({name, bytes.size(), std::move(*report)});
    }

    void compare_pages(const std::string& name, std::string_view bytes, signature::Report& report) {
        if (drawing_program_missing_)
            return;
        const auto compared =
            signature::compare_pages(bytes, report, {.drawing = {}, .jobs = std::max(1U, std::thread::hardware_concurrency())});
        drawing_program_missing_ = compared.program_missing;
        if (!compared.trouble.empty())
            verified_.wrong.push_back(
                {base::Severity::remark,
                 "pages-not-compared",
                 {},
                 trf("not all pages of '{}' could be compared with what was signed: {}", name, compared.trouble),
                 tr("look at the file as it was signed: its first bytes, as many as are said above")});
    }

    /// A PDF in a delivery or package, and whether it is signed as it should be; nothing is said of it if that is open.
    void document_within(const std::string& name, std::string_view bytes, std::optional<bool> should_be_signed) {
        const auto before = verified_.documents.size();
        document(name, bytes);
        if (verified_.documents.size() == before)
            return;
        auto& report = verified_.documents.back();
        const bool is_signed = !report.report.signatures.empty();
        if (should_be_signed && *should_be_signed && !is_signed)
            add("not-signed", trf("'{}' should be signed, and is not", name));
        if (should_be_signed && !*should_be_signed && is_signed)
            add("signed-unexpectedly", trf("'{}' is signed, and should not be", name));
        if (is_signed && report.report.verdict == signature::Verdict::invalid)
            add("bad-signature", trf("'{}' has a signature that is not valid", name));
        if (is_signed && report.report.verdict == signature::Verdict::indeterminate)
            add("unproven-signature", trf("nothing proves who has signed '{}'", name),
                tr("name the certificates that you trust: --trust DIR"));
        report.path = trf("{}: {}", verified_.path, name);
        if (!is_signed)
            verified_.documents.pop_back();
    }

    static bool is_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

    void delivery(distribution::ReceivedDelivery received) {
        verified_.kind = Verified::Kind::delivery;
        verified_.carrier = received.carrier;
        verified_.wrong = std::move(received.wrong);
        std::map<std::string, bool> should_be_signed;
        if (received.delivery) {
            verified_.files = received.delivery->files.size();
            for (const auto& file : received.delivery->files)
                if (file.kind == distribution::FileKind::document)
                    should_be_signed.emplace(file.name, file.is_signed);
        }
        for (const auto& [name, signed_] : should_be_signed)
            if (const auto file = received.files.find(name);
                signed_ && file != received.files.end() && !is_pdf(file->second.bytes))
                add("not-signed", trf("'{}' should be signed, and is not", name));
        for (const auto& [name, file] : received.files) {
            const auto expected = should_be_signed.find(name);
            if (is_pdf(file.bytes))
                document_within(name, file.bytes,
                                expected == should_be_signed.end() ? std::nullopt : std::optional(expected->second));
        }
        verified_.delivery = std::move(received.delivery);
        add_place();
    }

    void package() {
        verified_.kind = Verified::Kind::package;
        const auto folder = distribution::read_folder(verified_.path);
        const auto checked = making::check_package(folder);
        verified_.files = checked.files;
        verified_.wrong = checked.wrong;
        for (const auto& file : folder.files) {
            const auto before = verified_.documents.size();
            if (is_pdf(file.bytes))
                document_within(file.name, file.bytes, std::nullopt);
            const auto made = checked.extended.find(file.name);
            if (made != checked.extended.end() &&
                (verified_.documents.size() == before ||
                 !signature::only_signed_since(std::string_view(file.bytes).substr(0, made->second), file.bytes)))
                add("changed-file", trf("'{}' is not as it was made", file.name), tr("build the package anew"));
        }
        add_place();
    }

    void archive() {
        verified_.kind = Verified::Kind::archive;
        const auto jobs = archive_jobs({}, context_);
        auto verdict = archive::verify(verified_.path, *jobs);
        if (!verdict)
            return add(verdict.error());
        add(verification::diagnostics_of(*verdict));
        add_place();
        verified_.archive = std::move(*verdict);
    }
};

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'verify' needs a PDF, delivery, package or archive"),
                           "planpaket verify FILE.pdf --trust DIR");
    const auto format = arguments.value("format", "text");
    if (format != "text" && format != "json")
        return usage_error(context, trf("unknown format '{}'", format), trf("the formats are {}", "text, json"));
    if (arguments.has("compare-pages") && arguments.has("no-compare-pages"))
        return usage_error(context, tr("--compare-pages and --no-compare-pages exclude each other"));
    const auto compare = arguments.has("compare-pages")      ? std::optional(true)
                         : arguments.has("no-compare-pages") ? std::optional(false)
                                                             : std::nullopt;
    signature::Trust trust;
    if (arguments.has("trust")) {
        auto read = signature::read_trust(context.world, arguments.value("trust"));
        if (!read) {
            report(context, read.error());
            return Outcome::signature_failed;
        }
        trust = std::move(*read);
    }
    Verification verification(trust, compare, context);
    std::vector<Verified> all;
    for (const auto& path : arguments.words) {
        all.push_back(verification.of(path));
        if (format == "text")
            context.out << as_text(all.back());
    }
    if (format == "json")
        context.out << as_json(all, {});
    context.out << std::flush;
    std::vector<base::Diagnostics> groups;
    auto outcome = Outcome::done;
    for (auto& each : all) {
        if (!each.holds() && outcome != Outcome::signature_failed)
            outcome = each.kind == Verified::Kind::archive ? Outcome::archive_refuses : Outcome::signature_failed;
        groups.push_back(std::move(each.wrong));
    }
    if (verification.drawing_program_missing())
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
        .options = {{.name = "trust",
                     .argument = "DIR",
                     .description =
                         mark("The certificates that you trust, and CRLs if you have some: .pem, .crt, .cer, .der, .crl"),
                     .completion = Completion::folders},
                    {.name = "compare-pages",
                     .argument = "",
                     .description =
                         mark("Draw the pages as they were signed and as they are now, and tell which look otherwise")},
                    {.name = "no-compare-pages",
                     .argument = "",
                     .description = mark("Do not compare pages, as is done with deliveries otherwise")},
                    {.name = "format",
                     .argument = "FORMAT",
                     .description = mark("text (default), or json on standard output"),
                     .completion = Completion::words,
                     .words = {"text", "json"}}},
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
