#include "making/making.h"

#include "base/errors.h"
#include "base/package.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "making/manifest.h"
#include "pdf/conformance.h"

#include <algorithm>
#include <set>

namespace planpaket::making {

using base::Diagnostics;
using base::tr;
using base::trf;

namespace {

/// Two plans that would be the same package.
Diagnostics same_id(const std::vector<LoadedPlan>& plans) {
    Diagnostics diagnostics;
    for (std::size_t i = 0; i < plans.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (plans[i].usable() && plans[k].usable() && plans[i].plan.id.value == plans[k].plan.id.value) {
                diagnostics.push_back({base::Severity::error, "same-package", plans[i].plan.id.span,
                                       trf("{} has this id, too, and would be the same package", plans[k].path),
                                       tr("give every plan an id of its own")});
                break;
            }
    return diagnostics;
}

} // namespace

Reading read_plans(const base::World& world, base::Sources& sources, Shelf& shelf, const std::vector<std::string>& paths,
                   const Formats& formats, std::size_t jobs) {
    std::vector<std::function<LoadedPlan()>> tasks;
    for (const auto& path : paths)
        tasks.push_back([&] { return load_plan(world, sources, shelf, path); });
    Reading reading{base::run_all(tasks, jobs), std::nullopt, {{}}, false};
    for (const auto& plan : reading.plans) {
        if (!plan.template_errors.empty())
            reading.groups.front() = plan.template_errors;
        if (base::has_error(plan.diagnostics))
            reading.groups.push_back(plan.diagnostics);
    }
    const auto repeated = same_id(reading.plans);
    if (!repeated.empty())
        reading.groups.push_back(repeated);
    for (auto group = reading.groups.begin() + 1; group != reading.groups.end(); ++group)
        reading.plan_wrong |= std::ranges::any_of(*group, [](const auto& each) {
            return each.severity == base::Severity::error && !pdf::is_conformance_fault(each.code);
        });
    if (!repeated.empty() || std::ranges::none_of(reading.plans, &LoadedPlan::usable))
        return reading;
    std::set<std::string> languages;
    for (const auto& plan : reading.plans)
        if (plan.usable())
            languages.insert(plan.plan.language.value);
    if (auto kit = read_kit(world, sources, shelf.root(), languages, formats))
        reading.kit = std::move(*kit);
    else
        base::append(reading.groups.front(), kit.error());
    return reading;
}

Package write_package(const LoadedPlan& plan, const Kit& kit, Made made, const std::string& output) {
    Package package{0, std::move(made.diagnostics), std::move(made.missing)};
    // Nothing but the manifest: what was asked for needs a program that is missing.
    if (!package.failures.empty() || made.files.empty())
        return package;
    std::vector<base::PackageFile> files;
    auto manifest = write_manifest(plan, kit, made.files);
    for (auto& file : made.files)
        files.push_back({file.name, std::move(file.bytes)});
    files.push_back({manifest_name, std::move(manifest)});
    package.failures = base::write_package({output, plan.plan.id.value, manifest_name, listed_files}, files);
    package.files = package.failures.empty() ? made.files.size() : 0;
    return package;
}

std::vector<Package> make_packages(const std::vector<Order>& orders, const Kit& kit, const std::string& output, std::size_t jobs,
                                   const base::Progress& progress) {
    auto made = make_documents(orders, kit, jobs, progress);
    std::vector<std::function<Package()>> tasks;
    for (std::size_t i = 0; i < orders.size(); ++i)
        tasks.push_back([&, i] { return write_package(*orders[i].plan, kit, std::move(made[i]), output); });
    return base::run_all(tasks, jobs);
}

} // namespace planpaket::making
