#include "receiving/collected.h"

#include "base/errors.h"
#include "base/translate.h"
#include "distribution/received.h"
#include "plan/read.h"
#include "signature/metadata.h"
#include "signature/verify.h"

#include <algorithm>
#include <filesystem>

namespace planpaket::receiving {

using base::tr;
using base::trf;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_told = 5;
constexpr const char* summary_name = "bilaga-2-sammanstallning";

/// "leveranser/bromma.zip" and "leveranser/bromma/" without what stands before.
std::string last_name(const std::string& path) {
    const auto plain = fs::path(path).lexically_normal();
    return plain.has_filename() ? plain.filename().string() : plain.parent_path().filename().string();
}

/// What is wrong with a delivery, each fact after the delivery's path; of very many facts only the first.
base::Diagnostics told(const std::string& path, const base::Diagnostics& wrong) {
    base::Diagnostics out;
    for (const auto& each : wrong) {
        if (out.size() == most_told)
            break;
        out.push_back(base::error(each.code, path + ": " + each.message, each.hint));
    }
    return out;
}

collation::Refusal refusal_of(const base::Diagnostics& wrong) {
    const auto has = [&](const char* code) { return std::ranges::find(wrong, code, &base::Diagnostic::code) != wrong.end(); };
    if (has("newer-delivery"))
        return collation::Refusal::newer;
    return has("no-delivery") ? collation::Refusal::foreign : collation::Refusal::broken;
}

/// Reads the plan that was delivered; its files are found by their paths from the main one.
base::Result<collation::DistrictPlan> read_plan(const distribution::ReceivedDelivery& received) {
    std::map<std::string, const std::string*> files;
    std::string main;
    for (const auto& file : received.delivery->files)
        if (file.kind == distribution::FileKind::plan) {
            main = main.empty() ? file.path : main;
            files.emplace(file.path, received.intact(file));
        }
    const auto absent = [](const std::string& path) {
        return base::Diagnostics{
            {.code = "no-plan", .span = {}, .message = trf("the file '{}' of the plan was not delivered", path), .hint = {}}};
    };
    if (main.empty())
        return std::unexpected(base::Diagnostics{{.code = "no-plan",
                                                  .span = {},
                                                  .message = tr("it holds no plan to count"),
                                                  .hint = tr("have the plan's file sent along (the format 'toml')")}});
    base::Sources sources;
    const auto plan = plan::read(sources, main,
                                 {.read = [&](const std::string& path) -> base::Result<std::string> {
                                      const auto found = files.find(path);
                                      if (found == files.end() || found->second == nullptr)
                                          return std::unexpected(absent(path));
                                      return *found->second;
                                  },
                                  .resolve = {}});
    if (!plan) {
        const auto& first = plan.error().front();
        return std::unexpected(base::Diagnostics{
            {.code = "unreadable-plan",
             .span = {},
             .message = trf("the plan cannot be read (line {}: {})", static_cast<std::uint32_t>(first.span.line), first.message),
             .hint = first.hint}});
    }
    if (plan->id.value != received.delivery->plan_id)
        return std::unexpected(base::Diagnostics{{.code = "other-plan",
                                                  .span = {},
                                                  .message = trf("it says that it is of the plan '{}', and holds the plan '{}'",
                                                                 received.delivery->plan_id, plan->id.value),
                                                  .hint = tr("have it sent again")}});
    return collation::district_plan(*plan);
}

/// The worse of two, in the order in which readers have to be told.
collation::Signatures worse(collation::Signatures one, collation::Signatures other) {
    return std::max(one, other);
}

collation::Signatures verdict(const signature::Report& report, const distribution::DeliveredFile& file) {
    using collation::Signatures;
    if (report.signatures.empty())
        return file.is_signed ? Signatures::invalid : Signatures::unsigned_;
    switch (report.verdict) {
    case signature::Verdict::valid:
    case signature::Verdict::valid_but:
        return Signatures::valid;
    case signature::Verdict::indeterminate:
        return Signatures::unproven;
    case signature::Verdict::invalid:
        return Signatures::invalid;
    }
    return Signatures::invalid;
}

void look_at_documents(const distribution::ReceivedDelivery& received, const signature::Trust& trust,
                       std::chrono::sys_seconds now, collation::Delivery& out) {
    bool is_summary = false;
    for (const auto& file : received.delivery->files) {
        const auto* bytes = received.intact(file);
        if (file.kind != distribution::FileKind::document || file.media_type != "application/pdf" || bytes == nullptr)
            continue;
        const auto report = signature::verify(*bytes, file.name, trust, now);
        out.signatures = worse(out.signatures, report ? verdict(*report, file) : collation::Signatures::invalid);
        if (is_summary)
            continue;
        const auto vouched = report ? signature::vouched_for(*bytes, *report) : std::nullopt;
        const auto packet = vouched ? signature::metadata(*vouched, file.name) : std::nullopt;
        auto stated = packet ? collation::stated_figures(*packet) : std::nullopt;
        is_summary = stated && file.name.starts_with(summary_name);
        if (stated && (is_summary || !out.stated))
            out.stated = std::move(stated);
    }
}

} // namespace

Found find_deliveries(const base::World& world, const std::vector<std::string>& words) {
    Found found;
    for (const auto& word : words) {
        const auto names = world.list(word);
        if (!names || std::ranges::find(*names, distribution::delivery_name) != names->end()) {
            found.paths.push_back(word);
            continue;
        }
        const auto before = found.paths.size();
        for (const auto& name : *names) {
            const auto path = (fs::path(word) / name).string();
            const auto ending = fs::path(name).extension();
            if (name.starts_with('.'))
                continue;
            if (ending == ".zip" || ending == ".eml" || world.list(path))
                found.paths.push_back(path);
            else
                found.remarks.push_back({base::Severity::remark,
                                         "not-a-delivery",
                                         {},
                                         trf("{}: is neither a folder nor a file that ends in .zip or .eml", path),
                                         tr("see whether a district has sent it in another way")});
        }
        if (found.paths.size() == before)
            found.paths.push_back(word); // what is wrong with it is told like of any other
    }
    return found;
}

Collected collect(const std::string& path, const signature::Trust& trust, std::chrono::sys_seconds now) {
    const auto received = distribution::receive(path);
    const auto name = last_name(path);
    const auto plan_id = received.delivery ? received.delivery->plan_id : std::string();
    Collected out;
    if (!received.delivery || !received.wrong.empty()) {
        out.refused = collation::Refused{path, name, plan_id, refusal_of(received.wrong), {}};
        out.errors = told(path, received.wrong);
        return out;
    }
    const auto& said = *received.delivery;
    auto& delivery = out.delivery.emplace();
    delivery.path = path;
    delivery.name = name;
    delivery.plan_id = said.plan_id;
    delivery.plan_title = said.plan_title;
    delivery.version = said.plan_version;
    delivery.object = said.object;
    delivery.object_version = said.version;
    delivery.date = received.date;
    const auto& itself = received.files.at(distribution::delivery_name);
    delivery.sha256 = itself.sha256;
    delivery.size = itself.bytes.size();
    if (auto plan = read_plan(received))
        delivery.plan = std::move(*plan);
    else
        out.errors = told(path, plan.error());
    look_at_documents(received, trust, now, delivery);
    if (delivery.signatures == collation::Signatures::invalid)
        out.errors.push_back(base::error("invalid-signature", trf("{}: a signature does not hold", path),
                                         trf("planpaket verify {} says why", path)));
    return out;
}

} // namespace planpaket::receiving
