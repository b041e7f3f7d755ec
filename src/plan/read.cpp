#include "plan/read.h"

#include "base/translate.h"
#include "plan/check.h"
#include "plan/fields.h"
#include "plan/tables.h"

#include <algorithm>
#include <tuple>

namespace planpaket::plan {

using base::tr;
using base::trf;
using toml::TableReader;

/// The tables that may stand in any file of a plan.
static void read_shared_tables(TableReader& top, Plan& plan) {
    if (auto texts = top.table("text"))
        for (auto& text : read_texts(*texts))
            plan.text.push_back(std::move(text));
    read_all(top, "body", plan.body, read_body);
    read_all(top, "owner", plan.owner, read_owner);
    read_all(top, "place", plan.place, read_subject);
    read_all(top, "group", plan.group, read_subject);
    read_all(top, "target", plan.target, read_target);
    read_all(top, "strategy", plan.strategy, read_strategy);
    read_all(top, "resource", plan.resource, read_resource);
    read_all(top, "decision", plan.decision, read_decision);
    read_all(top, "correction", plan.correction, read_correction);
    read_all(top, "recipient", plan.recipient, read_recipient);
    read_all(top, "district", plan.district, read_district);
    read_all(top, "area", plan.area, read_area);
}

static void read_period(TableReader& top, Plan& plan) {
    const auto value = top.required("period");
    if (!value)
        return;
    if (value->type() != toml::ValueType::table) {
        plan.from = plan.to = date_of(top, *value).value_or(Date{});
        return;
    }
    TableReader period = value->as_table();
    const auto from = required_date(period, "from");
    const auto to = required_date(period, "to");
    check_order(period, from, to, "to");
    plan.from = from.value_or(Date{});
    plan.to = to.value_or(Date{});
    period.finish();
}

static void read_main_file(TableReader& top, Plan& plan) {
    plan.span = top.span();
    plan.id = defined_id(top);
    plan.title = required_line(top, "title");
    plan.subtitle = line(top, "subtitle");
    plan.language = language(top, "language");
    if (plan.language.empty())
        plan.language.value = "sv";
    plan.version = line(top, "version");
    if (plan.version.empty())
        plan.version.value = first_version;
    plan.date = date(top, "date");
    read_period(top, plan);
    plan.include = proses(top, "include");
    if (auto sender = top.table("sender"))
        plan.sender = read_sender(*sender);
    if (auto matter = top.table("case"))
        plan.matter = read_case(*matter);
    if (auto documents = top.table("documents"))
        plan.documents = read_documents(*documents);
    plan.silence = silences(top);
    read_shared_tables(top, plan);
    top.finish();
}

namespace {

class PlanReader {
public:
    PlanReader(base::Sources& sources, const FileAccess& files, const ReadOptions& options)
        : sources_(sources), files_(files), options_(options) {}

    base::Result<Plan> read(const std::string& path);

private:
    bool read_included(const std::string& folder, const Text& name);
    bool is_below(const std::string& folder, const std::string& path) const;
    bool load(const std::string& path, base::Span asked_at, const std::function<void(TableReader&)>& read_top);

    base::Sources& sources_;
    const FileAccess& files_;
    const ReadOptions& options_;
    base::Diagnostics diagnostics_;
    Plan plan_;
};

bool PlanReader::load(const std::string& path, base::Span asked_at, const std::function<void(TableReader&)>& read_top) {
    auto text = files_.read(path);
    if (!text) {
        for (auto& diagnostic : text.error()) {
            diagnostic.span = asked_at;
            diagnostics_.push_back(std::move(diagnostic));
        }
        return false;
    }
    const auto source = sources_.add(path, *std::move(text));
    return toml::read_file(sources_, source, diagnostics_, read_top, options_.limits, options_.asked);
}

/// Whether the file, with links followed, lies below the folder.
bool PlanReader::is_below(const std::string& folder, const std::string& path) const {
    if (!files_.resolve)
        return true;
    std::string real_folder = files_.resolve(folder.empty() ? "." : folder);
    if (!real_folder.ends_with('/'))
        real_folder += '/';
    return files_.resolve(path).starts_with(real_folder);
}

static bool is_relative_inside(std::string_view name) {
    if (name.starts_with('/') || name.find('\\') != std::string_view::npos)
        return false;
    while (!name.empty()) {
        const auto part = name.substr(0, name.find('/'));
        if (part == "..")
            return false;
        name.remove_prefix(std::min(part.size() + 1, name.size()));
    }
    return true;
}

bool PlanReader::read_included(const std::string& folder, const Text& name) {
    const std::string path = folder + name.value;
    if (!is_relative_inside(name.value) || !is_below(folder, path)) {
        diagnostics_.push_back({.code = "include-outside",
                                .span = name.span,
                                .message = trf("'{}' is not below the folder of the plan", name.value),
                                .hint = tr("move the file there, and write its path from there with /, without ..")});
        return false;
    }
    return load(path, name.span, [&](TableReader& top) {
        read_shared_tables(top, plan_);
        top.finish();
    });
}

base::Result<Plan> PlanReader::read(const std::string& path) {
    bool complete = load(path, {}, [&](TableReader& top) { read_main_file(top, plan_); });
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    for (std::size_t i = 0; i < plan_.include.size(); ++i) {
        const Text& name = plan_.include[i];
        if (name.empty())
            continue;
        const auto first = std::find_if(plan_.include.begin(), plan_.include.end(),
                                        [&](const Text& other) { return other.value == name.value; });
        if (first != plan_.include.begin() + static_cast<std::ptrdiff_t>(i))
            diagnostics_.push_back({.code = "duplicate-key",
                                    .span = name.span,
                                    .message = trf("'{}' is included twice", name.value),
                                    .hint = tr("keep one of them")});
        else
            complete = read_included(folder, name) && complete;
    }
    check_references(plan_, options_.documents, complete, diagnostics_);
    check_case_numbers(plan_, diagnostics_);
    if (diagnostics_.empty())
        return std::move(plan_);
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.span.source, a.span.line, a.span.column) < std::tuple(b.span.source, b.span.line, b.span.column);
    });
    return std::unexpected(std::move(diagnostics_));
}

} // namespace

base::Result<Plan> read(base::Sources& sources, const std::string& path, const FileAccess& files, const ReadOptions& options) {
    return PlanReader(sources, files, options).read(path);
}

} // namespace planpaket::plan
