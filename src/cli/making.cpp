#include "cli/making.h"

#include "base/parallel.h"
#include "base/sha256.h"
#include "compose/compose.h"
#include "office/docx.h"
#include "office/odt.h"
#include "pdf/pdf.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>

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

/// The formats of word processors among those wanted.
std::vector<Format> office_formats(const Making& making) {
    std::vector<Format> formats;
    for (const auto format : {Format::docx, Format::odt})
        if (making.formats.contains(format))
            formats.push_back(format);
    return formats;
}

/// The documents that the plan's page holds; empty when no page is made.
std::vector<std::string> page_documents(const Making& making) {
    return making.formats.contains(Format::html) ? documents_of_page(*making.plan, making.wanted) : std::vector<std::string>{};
}

compose::Facts facts_of(const Making& making, const Made& made) {
    auto facts = making.plan->facts();
    for (const auto& file : made.files)
        facts.sent.push_back({file.document, file.name,
                              compose::document_title(making.plan->plan, templates_of(making), file.document), file.bytes.size(),
                              file.sha256});
    return facts;
}

/// A file of a making that is still to be made.
struct Task {
    std::size_t making;
    Format format;
    std::string document;
};

/// Makes the files of a run.
class Workshop {
public:
    Workshop(const std::vector<Making>& makings, const Kit& kit, std::size_t jobs, const std::function<void(std::size_t)>& done)
        : makings_(makings), kit_(kit), jobs_(jobs), done_(done), made_(makings.size()), facts_(makings.size()),
          listed_facts_(makings.size()), left_(makings.size()) {
        for (std::size_t i = 0; i < makings.size(); ++i)
            left_[i] = count_files(makings[i]);
        for (std::size_t i = 0; i < makings.size(); ++i)
            facts_[i] = makings[i].plan->facts();
    }

    std::vector<Made> make() {
        std::vector<Task> first, last; // of the formats that pandoc makes: those that list files wait for the PDFs they list
        for (std::size_t i = 0; i < makings_.size(); ++i) {
            if (const auto page = page_documents(makings_[i]); !page.empty()) // several documents, so it takes longest
                first.push_back({i, Format::html, page.front()});
            for (const auto& name : makings_[i].wanted)
                for (const auto format : office_formats(makings_[i]))
                    (lists_files(makings_[i], name) ? last : first).push_back({i, format, name});
        }
        auto converted = std::async(first.empty() ? std::launch::deferred : std::launch::async, [&] { return run(first); });
        for (const bool listing : {false, true})
            make_pdfs(listing);
        std::erase_if(last, [&](const Task& task) { return !made_[task.making].diagnostics.empty(); });
        auto letters = run(last);
        take(first, converted.get());
        take(last, std::move(letters));
        finish();
        return std::move(made_);
    }

private:
    using Results = std::vector<base::Result<MadeFile>>;

    void make_pdfs(bool listing) {
        for (std::size_t i = 0; listing && i < makings_.size(); ++i)
            listed_facts_[i] = facts_of(makings_[i], made_[i]);
        std::vector<Task> tasks;
        for (std::size_t i = 0; i < makings_.size(); ++i)
            for (const auto& name : makings_[i].needed)
                // A list of files that could not all be made would be untrue.
                if (lists_files(makings_[i], name) == listing && made_[i].diagnostics.empty())
                    tasks.push_back({i, Format::pdf, name});
        take(tasks, run(tasks));
    }

    Results run(const std::vector<Task>& tasks) {
        std::vector<std::function<base::Result<MadeFile>()>> functions;
        for (const auto& task : tasks)
            functions.push_back([this, &task] {
                auto file = make(task);
                const std::scoped_lock lock(mutex_);
                done_(++count_);
                return file;
            });
        return base::run_all(functions, jobs_);
    }

    base::Result<document::Document> compose(const Task& task) {
        const auto& making = makings_[task.making];
        const auto& facts = lists_files(making, task.document) ? listed_facts_ : facts_;
        auto document = compose::compose(making.plan->plan, templates_of(making), task.document, facts[task.making]);
        composed(task.making);
        return document;
    }

    /// After a document is composed, or will not be.
    void composed(std::size_t making) {
        if (--left_[making] == 0)
            makings_[making].plan->plan.area.clear();
    }

    base::Result<std::string> convert(const Task& task, const pandoc::Program& program) {
        const auto& making = makings_[task.making];
        if (task.format == Format::html) {
            auto content = page_content(*making.plan, page_documents(making));
            composed(task.making);
            if (!content)
                return std::unexpected(std::move(content.error()));
            return web::page(std::move(*content), kit_.conversion->page->look, kit_.style, *kit_.fonts, program.api);
        }
        const auto document = compose(task);
        if (!document)
            return std::unexpected(document.error());
        const auto make = task.format == Format::odt ? office::make_odt : office::make_docx;
        return make(*document, {kit_.conversion->reference, kit_.style, *kit_.fonts, program, rasters_});
    }

    base::Result<base::Bytes> make_bytes(const Task& task) {
        if (task.format == Format::pdf) {
            auto document = compose(task);
            if (!document)
                return std::unexpected(std::move(document.error()));
            return pdf::render(std::move(*document), kit_.style, *kit_.fonts);
        }
        const auto& program = kit_.conversion->program.get();
        if (!program) {
            composed(task.making);
            return std::unexpected(program.error());
        }
        auto text = convert(task, *program);
        if (!text)
            return std::unexpected(std::move(text.error()));
        return base::Bytes(*text);
    }

    base::Result<MadeFile> make(const Task& task) {
        auto bytes = make_bytes(task);
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        MadeFile file{task.document, task.format, task.document + "." + std::string(name_of(task.format)), std::move(*bytes), ""};
        file.sha256 = base::sha256(file.bytes.pieces());
        return file;
    }

    void take(const std::vector<Task>& tasks, Results results) {
        for (std::size_t k = 0; k < results.size(); ++k) {
            auto& target = made_[tasks[k].making];
            if (results[k]) {
                target.files.push_back(std::move(*results[k]));
                continue;
            }
            const auto& faults = results[k].error();
            const bool absent = faults.front().code == "program-missing" || faults.front().code == "pandoc-unusable";
            auto& list = absent ? target.missing : target.diagnostics;
            list.insert(list.end(), faults.begin(), faults.end());
        }
    }

    /// Leaves out what was made only to be listed, and what lacks the others of its format; and sorts.
    void finish() {
        for (std::size_t i = 0; i < makings_.size(); ++i) {
            const auto& [plan, formats, wanted, needed] = makings_[i];
            const bool incomplete = !made_[i].missing.empty();
            std::erase_if(made_[i].files, [&](const MadeFile& file) {
                return !contains(wanted, file.document) || !formats.contains(file.format) ||
                       (incomplete && file.format != Format::pdf);
            });
            std::ranges::sort(made_[i].files, {}, [&](const MadeFile& file) {
                return std::pair(std::ranges::find(wanted, file.document) - wanted.begin(), file.format);
            });
        }
    }

    const std::vector<Making>& makings_;
    const Kit& kit_;
    std::size_t jobs_;
    const std::function<void(std::size_t)>& done_;
    std::vector<Made> made_;
    std::vector<compose::Facts> facts_,
        listed_facts_; ///< By making; the latter, with the PDFs that there are, for what lists them.
    office::Rasters rasters_;
    std::vector<std::atomic<std::size_t>> left_;
    std::mutex mutex_;
    std::size_t count_ = 0;
};

} // namespace

Making plan_making(LoadedPlan& plan, const std::vector<std::string>& only, const Formats& formats) {
    const auto& templates = plan.templates->templates;
    Making making{&plan, formats, compose::documents_to_make(plan.plan, templates, plan.facts()).value(), {}};
    const auto all = making.wanted;
    if (!only.empty()) {
        making.wanted.clear();
        for (const auto& document : templates.documents)
            if (contains(only, document.name))
                making.wanted.push_back(document.name);
    }
    const bool lists = std::ranges::any_of(making.wanted, [&](const auto& name) { return lists_files(making, name); });
    const auto need = [&](const std::string& name) {
        if ((contains(making.wanted, name) && formats.contains(Format::pdf)) ||
            (lists && contains(all, name) && !lists_files(making, name)))
            making.needed.push_back(name);
    };
    if (only.empty())
        std::ranges::for_each(all, need);
    else
        for (const auto& document : templates.documents)
            need(document.name);
    return making;
}

std::size_t count_files(const Making& making) {
    return making.needed.size() + making.wanted.size() * office_formats(making).size() + (page_documents(making).empty() ? 0 : 1);
}

std::vector<Made> make_documents(const std::vector<Making>& makings, const Kit& kit, std::size_t jobs,
                                 const std::function<void(std::size_t)>& done) {
    return Workshop(makings, kit, jobs, done).make();
}

} // namespace planpaket::cli
