#include "receiving/verify.h"

#include "archive/verify.h"
#include "base/errors.h"
#include "base/folder.h"
#include "base/translate.h"
#include "distribution/received.h"
#include "making/check_package.h"
#include "making/manifest.h"
#include "signature/extension.h"
#include "signature/page_comparison.h"
#include "verification/archive_report.h"

#include <algorithm>
#include <map>

namespace planpaket::receiving {

using base::tr;
using base::trf;
using verification::Verified;

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;

/// Looks at one thing.
class Verification {
public:
    Verification(const base::World& world, const std::string& path, const Verifying& how) : world_(world), how_(how) {
        verified_.path = path;
    }

    Verified run() {
        if (base::folder_identity(base::join(verified_.path, ".")) != 0)
            folder();
        else
            file();
        return std::move(verified_);
    }

private:
    const base::World& world_;
    const Verifying& how_;
    Verified verified_;

    void add(const base::Diagnostics& wrong) { base::append(verified_.wrong, wrong); }

    void add(const char* code, std::string message, std::string hint = {}) {
        verified_.wrong.push_back(base::error(code, std::move(message), std::move(hint)));
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
        const auto bytes = world_.read_file(verified_.path, largest_file);
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
        auto report = signature::verify(bytes, name, how_.trust, world_.now());
        if (!report)
            return add(report.error());
        if (how_.compare_pages.value_or(verified_.kind == Verified::Kind::delivery))
            compare_pages(name, bytes, *report);
        verified_.documents.push_back({name, bytes.size(), std::move(*report)});
    }

    void compare_pages(const std::string& name, std::string_view bytes, signature::Report& report) {
        if (verified_.drawing_program_missing)
            return;
        const auto compared = signature::compare_pages(bytes, report, {.drawing = {}, .jobs = how_.jobs});
        verified_.drawing_program_missing = compared.program_missing;
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
        auto verdict = archive::verify(verified_.path, how_.jobs);
        if (!verdict)
            return add(verdict.error());
        add(verification::diagnostics_of(*verdict));
        add_place();
        verified_.archive = std::move(*verdict);
    }
};

} // namespace

Verified verify(const base::World& world, const std::string& path, const Verifying& how) {
    return Verification(world, path, how).run();
}

} // namespace planpaket::receiving
