#include "cli/making.h"

#include "base/parallel.h"
#include "base/sha256.h"
#include "compose/compose.h"
#include "pdf/pdf.h"

#include <algorithm>
#include <atomic>

namespace planpaket::cli {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

const compose::Templates& templates_of(const Making& making) {
    return making.plan->templates->templates;
}

bool lists_files(const Making& making, const std::string& name) {
    return templates_of(making).find(name)->lists_files;
}

/// `left` counts the documents of the plan that are still to be composed.
base::Result<MadeFile> make(const Making& making, const std::string& name, const Kit& kit, const compose::Facts& facts,
                            std::atomic<std::size_t>& left) {
    auto document = compose::compose(making.plan->plan, templates_of(making), name, facts);
    if (--left == 0)
        making.plan->plan.area.clear();
    if (!document)
        return std::unexpected(document.error());
    auto bytes = pdf::render(std::move(*document), kit.style, *kit.fonts);
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    MadeFile file{name, name + ".pdf", std::move(*bytes), ""};
    file.sha256 = base::sha256(file.bytes.pieces());
    return file;
}

compose::Facts facts_of(const Making& making, const Made& made) {
    compose::Facts facts;
    for (const auto& file : made.files)
        facts.sent.push_back({file.document, file.name,
                              compose::document_title(making.plan->plan, templates_of(making), file.document), file.bytes.size(),
                              file.sha256});
    return facts;
}

} // namespace

Making plan_making(LoadedPlan& plan, const std::vector<std::string>& only) {
    const auto& templates = plan.templates->templates;
    Making making{&plan, compose::documents_to_make(plan.plan, templates).value(), {}};
    if (only.empty()) {
        making.needed = making.wanted;
        return making;
    }
    auto all = std::move(making.wanted);
    const bool lists = std::ranges::any_of(only, [&](const auto& name) { return templates.find(name)->lists_files; });
    for (const auto& document : templates.documents) {
        const bool wanted = contains(only, document.name);
        if (wanted)
            making.wanted.push_back(document.name);
        if (wanted || (lists && contains(all, document.name) && !document.lists_files))
            making.needed.push_back(document.name);
    }
    return making;
}

std::vector<Made> make_documents(const std::vector<Making>& makings, const Kit& kit, std::size_t jobs,
                                 const std::function<void(std::size_t)>& done) {
    std::vector<Made> made(makings.size());
    std::vector<std::atomic<std::size_t>> left(makings.size());
    for (std::size_t i = 0; i < makings.size(); ++i)
        left[i] = makings[i].needed.size();
    std::size_t before = 0;
    for (const bool listing : {false, true}) {
        std::vector<std::function<base::Result<MadeFile>()>> tasks;
        std::vector<std::size_t> owners;
        std::vector<compose::Facts> facts;
        for (std::size_t i = 0; i < makings.size(); ++i)
            facts.push_back(listing ? facts_of(makings[i], made[i]) : compose::Facts{});
        for (std::size_t i = 0; i < makings.size(); ++i)
            for (const auto& name : makings[i].needed)
                // A list of files that could not all be made would be untrue.
                if (lists_files(makings[i], name) == listing && made[i].diagnostics.empty()) {
                    tasks.push_back([&, i, name] { return make(makings[i], name, kit, facts[i], left[i]); });
                    owners.push_back(i);
                }
        auto results = base::run_all<base::Result<MadeFile>>(tasks, jobs, [&](std::size_t n) { done(before + n); });
        before += tasks.size();
        for (std::size_t k = 0; k < results.size(); ++k) {
            auto& target = made[owners[k]];
            if (results[k])
                target.files.push_back(std::move(*results[k]));
            else
                target.diagnostics.insert(target.diagnostics.end(), results[k].error().begin(), results[k].error().end());
        }
    }
    for (std::size_t i = 0; i < makings.size(); ++i) {
        std::erase_if(made[i].files, [&](const MadeFile& file) { return !contains(makings[i].wanted, file.document); });
        std::ranges::sort(made[i].files, {}, [&](const MadeFile& file) {
            return std::ranges::find(makings[i].wanted, file.document) - makings[i].wanted.begin();
        });
    }
    return made;
}

} // namespace planpaket::cli
