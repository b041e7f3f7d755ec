#include "keeping/compared_plan.h"

#include "base/errors.h"
#include "base/translate.h"
#include "keeping/found_version.h"
#include "keeping/stored_plan.h"

#include <algorithm>

namespace planpaket::keeping {

using base::Failure;
using base::Fault;
using base::tr;
using base::trf;

namespace {

bool is_version(const std::string& word) {
    return word.size() > 1 && word.front() == 'v' &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The id of the plan that a word names; empty if it says none.
std::string id_in(const std::string& word) {
    const auto at = word.find('@');
    return names_version(word) && at != std::string::npos ? word.substr(0, at) : std::string();
}

std::expected<ComparedPlan, Failure> checked(ComparedPlan plan) {
    auto& loaded = plan.loaded;
    if (loaded.usable())
        return plan;
    const auto fault = base::has_error(loaded.diagnostics) ? Fault::plan : Fault::document;
    return std::unexpected(Failure(fault, {std::move(loaded.template_errors), std::move(loaded.diagnostics)}));
}

} // namespace

bool names_version(const std::string& word) {
    return is_version(word) || (word.find('@') != std::string::npos && !word.ends_with(".toml"));
}

std::expected<ComparedPlan, Failure> load_compared(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                   const std::string& store, const std::string& word, const std::string& id) {
    if (!names_version(word))
        return checked({word, making::load_plan(world, sources, shelf, word)});
    const auto at = word.find('@');
    const auto plan_id = is_version(word) ? id : word.substr(0, at);
    const auto version = is_version(word) ? word : word.substr(at + 1);
    if (plan_id.empty())
        return std::unexpected(Failure(Fault::request, {base::error("usage", trf("'{}' is a version, but of which plan?", word),
                                                                    tr("name it with its plan: PLAN-ID@v2"))}));
    const auto found = find_version(store, plan_id, version);
    if (!found)
        return std::unexpected(Failure(Fault::archive, found.error()));
    const auto stored = read_stored_plan(found->store, found->object, found->version);
    if (!stored)
        return std::unexpected(Failure(Fault::archive, stored.error()));
    return checked({plan_id + " " + found->version, making::load_plan(stored->world, sources, shelf, stored->main_file)});
}

std::expected<Comparison, Failure> load_comparison(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                   const std::string& store, const std::string& first,
                                                   const std::string& second) {
    const auto load = [&](const std::string& word, const std::string& id) {
        return load_compared(world, sources, shelf, store, word, id);
    };
    const bool after_first = !names_version(second) || !id_in(second).empty();
    auto after = after_first ? load(second, {}) : std::expected<ComparedPlan, Failure>();
    if (!after)
        return std::unexpected(std::move(after.error()));
    auto before = load(first, after_first ? after->loaded.plan.id.value : std::string());
    if (!before)
        return std::unexpected(std::move(before.error()));
    if (!after_first)
        after = load(second, before->loaded.plan.id.value);
    if (!after)
        return std::unexpected(std::move(after.error()));
    return Comparison{std::move(*before), std::move(*after)};
}

} // namespace planpaket::keeping
