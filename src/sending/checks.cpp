#include "sending/checks.h"

#include "base/translate.h"
#include "plan/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace planpaket::sending {

using base::tr;
using base::trf;
using signature::Verdict;

namespace {

constexpr const char* not_decided = "not-decided";
constexpr const char* not_archived = "not-archived";
constexpr const char* not_signed = "not-signed";
constexpr const char* not_trusted = "not-trusted";
constexpr const char* changed_after_signing = "changed-after-signing";

std::string reasons(const signature::SignatureReport& signature) {
    const auto who = signature.signer.empty() ? signature.field : signature.signer;
    std::vector<std::string> texts;
    for (const auto& reason : signature.reasons)
        texts.push_back(reason.text);
    return texts.empty() ? who : fmt::format("{}: {}", who, fmt::join(texts, "; "));
}

void check_signatures(const OutgoingFile& file, std::vector<FailedCheck>& failed) {
    const auto& name = file.file.name;
    if (!file.unreadable.empty()) {
        failed.push_back({changed_after_signing, trf("{} cannot be verified: {}", name, file.unreadable.front().message),
                          tr("store the signed copy as it was signed: planpaket archive add PLAN.toml --signed FILE.pdf")});
        return;
    }
    if (!file.report)
        return;
    if (!file.report->empty_fields.empty())
        failed.push_back({not_signed,
                          trf("{} is not signed by all that it is to be signed by: {}", name,
                              fmt::format("{}", fmt::join(file.report->empty_fields, ", "))),
                          tr("sign it, and store the signed copy: planpaket archive add PLAN.toml --signed FILE.pdf")});
    for (const auto& signature : file.report->signatures) {
        if (signature.verdict == Verdict::invalid)
            failed.push_back({changed_after_signing, trf("a signature of {} does not hold: {}", name, reasons(signature)),
                              tr("'planpaket verify' says more")});
        if (signature.verdict == Verdict::indeterminate)
            failed.push_back({not_trusted, trf("nothing proves who signed {}: {}", name, reasons(signature)),
                              tr("name the folder of the certificates that you trust with --trust")});
    }
}

} // namespace

const std::vector<std::string>& outgoing_checks() {
    static const std::vector<std::string> all{not_decided, not_archived, not_signed, not_trusted, changed_after_signing};
    return all;
}

bool concerns_signatures(const std::string& check) {
    return check == not_signed || check == not_trusted || check == changed_after_signing;
}

std::vector<FailedCheck> check_outgoing(const OutgoingVersion& outgoing, const std::vector<OutgoingFile>& files) {
    std::vector<FailedCheck> failed;
    if (outgoing.draft || !plan::state(outgoing.plan.plan).decided)
        failed.push_back({not_decided, trf("{} is not decided", outgoing.version),
                          tr("record the decision with 'planpaket decide' and store the plan anew")});
    if (!outgoing.as_archived)
        failed.push_back({not_archived, trf("the plan is not the one that is stored as {}", outgoing.version),
                          tr("store it with 'planpaket archive add', or name the stored version: PLAN-ID@v2")});
    for (const auto& file : files) {
        if (!file.is_archived)
            failed.push_back({not_archived,
                              trf("the signed copy of {} is not the stored document with signatures added", file.file.name),
                              tr("sign the stored document, and store that copy")});
        check_signatures(file, failed);
    }
    return failed;
}

} // namespace planpaket::sending
