#include "receiving/collate.h"

#include "base/errors.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "receiving/collation_csv.h"
#include "receiving/collation_remarks.h"
#include "receiving/collected.h"

namespace planpaket::receiving {

using base::Failure;
using base::Fault;
using base::tr;
using base::trf;

namespace {

std::vector<Collected> collect_all(const std::vector<std::string>& paths, const signature::Trust& trust,
                                   std::chrono::sys_seconds now, std::size_t jobs, const base::Progress& progress) {
    std::vector<std::function<Collected()>> tasks;
    for (const auto& path : paths)
        tasks.push_back([&] { return collect(path, trust, now); });
    progress(0, tasks.size());
    return base::run_all(tasks, jobs, [&](std::size_t done) { progress(done, tasks.size()); });
}

/// Puts the deliveries of the districts together, and tells what is wrong with them.
base::Diagnostics collate_into(making::LoadedPlan& registry, std::vector<Collected> collected) {
    std::vector<collation::Delivery> deliveries;
    std::vector<collation::Refused> refused;
    base::Diagnostics diagnostics;
    for (auto& each : collected) {
        base::append(diagnostics, each.errors);
        if (each.delivery)
            deliveries.push_back(std::move(*each.delivery));
        else
            refused.push_back(std::move(*each.refused));
    }
    auto city =
        std::make_shared<collation::Collation>(collation::collate(registry.plan, std::move(deliveries), std::move(refused)));
    for (const auto& delivery : city->deliveries)
        registry.deliveries.push_back({delivery.plan_id, delivery.size, delivery.sha256});
    base::append(diagnostics, tell(*city));
    registry.collation = std::move(city);
    return diagnostics;
}

/// Why districts cannot be collated by a register.
std::optional<Failure> refuse(const making::LoadedPlan& registry) {
    if (!registry.usable())
        return Failure(base::has_error(registry.diagnostics) ? Fault::plan : Fault::document,
                       {registry.template_errors, registry.diagnostics});
    if (!registry.plan.district.empty())
        return std::nullopt;
    return Failure(Fault::plan, {{base::Severity::error, "no-district", registry.plan.span,
                                  trf("{} names no districts whose plans are to be collated", registry.path),
                                  tr("add them: [[district]] with id, name, plan and due")}});
}

/// The documents that tell of a collation, and its tables.
making::Package make_package(making::LoadedPlan& registry, const making::Kit& kit, const Collating& wish,
                             const base::Progress& progress) {
    auto made = std::move(
        making::make_documents({making::order_documents(registry, {}, wish.formats)}, kit, wish.jobs, progress).front());
    for (auto& table : collation_tables(*registry.collation, registry.templates->templates.terms))
        made.files.push_back(std::move(table));
    return making::write_package(registry, kit, std::move(made), wish.output);
}

} // namespace

std::expected<Collated, Failure> collate(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                         const Collating& wish, const signature::Trust& trust, const base::Progress& progress) {
    auto registry = making::load_plan(world, sources, shelf, wish.registry);
    if (auto failure = refuse(registry))
        return std::unexpected(std::move(*failure));
    const auto kit = making::read_kit(world, sources, shelf.root(), {registry.plan.language.value}, wish.formats);
    if (!kit)
        return std::unexpected(Failure(Fault::document, kit.error()));
    const auto [paths, others] = find_deliveries(world, wish.deliveries);
    auto found = collate_into(registry, collect_all(paths, trust, world.now(), wish.jobs, progress));
    base::append(found, others);
    auto package = make_package(registry, *kit, wish, progress);
    return Collated{registry.plan.id.value, registry.collation, std::move(package), std::move(found)};
}

} // namespace planpaket::receiving
