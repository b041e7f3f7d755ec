#include "cli/compared_plan.h"

#include "base/errors.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/stored_plan.h"

#include <algorithm>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

bool is_version(const std::string& word) {
    return word.size() > 1 && word.front() == 'v' &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::expected<ComparedPlan, Outcome> checked(ComparedPlan plan, Context& context) {
    auto& loaded = plan.loaded;
    if (loaded.usable())
        return plan;
    report(context, {loaded.template_errors, loaded.diagnostics});
    return std::unexpected(base::has_error(loaded.diagnostics) ? Outcome::plan_wrong : Outcome::document_failed);
}

} // namespace

bool names_version(const std::string& word) {
    return is_version(word) || (word.find('@') != std::string::npos && !word.ends_with(".toml"));
}

std::expected<ComparedPlan, Outcome> load_compared(const std::string& word, const std::string& id, const std::string& store,
                                                   making::Shelf& shelf, Context& context) {
    if (!names_version(word))
        return checked({word, making::load_plan(context.world, context.sources, shelf, word)}, context);
    const auto at = word.find('@');
    const auto plan_id = is_version(word) ? id : word.substr(0, at);
    const auto version = is_version(word) ? word : word.substr(at + 1);
    if (plan_id.empty()) {
        usage_error(context, trf("'{}' is a version, but of which plan?", word), tr("name it with its plan: PLAN-ID@v2"));
        return std::unexpected(Outcome::usage);
    }
    Arguments named;
    named.options["store"] = {store};
    named.words = {plan_id};
    if (!version.empty())
        named.words.push_back(version);
    const auto found = find_version(named, context);
    if (!found)
        return std::unexpected(Outcome::archive_refuses);
    const auto stored = read_stored_plan(found->store, found->object, found->version);
    if (!stored) {
        report(context, stored.error());
        return std::unexpected(Outcome::archive_refuses);
    }
    return checked({plan_id + " " + found->version, making::load_plan(stored->world, context.sources, shelf, stored->main_file)},
                   context);
}

} // namespace planpaket::cli
