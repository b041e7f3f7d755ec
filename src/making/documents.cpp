#include "making/documents.h"

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

namespace planpaket::making {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

const compose::Templates& templates_of(const Order& order) {
    return order.plan->templates->templates;
}

bool lists_files(const Order& order, const std::string& name) {
    return templates_of(order).find(name)->lists_files;
}

/// The formats of word processors among those wanted.
std::vector<Format> office_formats(const Order& order) {
    std::vector<Format> formats;
    for (const auto format : {Format::docx, Format::odt})
        if (order.formats.contains(format))
            formats.push_back(format);
    return formats;
}

/// The documents that the plan's page holds; empty when no page is made.
std::vector<std::string> page_documents(const Order& order) {
    return order.formats.contains(Format::html) ? documents_of_page(*order.plan, order.wanted) : std::vector<std::string>{};
}

/// How many files are made for it: what progress counts.
std::size_t count_files(const Order& order) {
    return order.needed.size() + order.wanted.size() * office_formats(order).size() + (page_documents(order).empty() ? 0 : 1);
}

compose::Facts facts_of(const Order& order, const Made& made) {
    auto facts = order.plan->facts();
    for (const auto& file : made.files)
        facts.sent.push_back({file.document, file.name,
                              compose::document_title(order.plan->plan, templates_of(order), file.document), file.bytes.size(),
                              file.sha256});
    return facts;
}

/// A file of an order that is still to be made.
struct Task {
    std::size_t order;
    Format format;
    std::string document;
};

/// Makes the files of a run.
class Workshop {
public:
    Workshop(const std::vector<Order>& orders, const Kit& kit, std::size_t jobs, const base::Progress& progress)
        : orders_(orders), kit_(kit), jobs_(jobs), progress_(progress), made_(orders.size()), facts_(orders.size()),
          listed_facts_(orders.size()), left_(orders.size()) {
        for (std::size_t i = 0; i < orders.size(); ++i) {
            left_[i] = count_files(orders[i]);
            total_ += count_files(orders[i]);
            facts_[i] = orders[i].plan->facts();
        }
    }

    std::vector<Made> make() {
        progress_(0, total_);
        std::vector<Task> first, last; // of the formats that pandoc makes: those that list files wait for the PDFs they list
        for (std::size_t i = 0; i < orders_.size(); ++i) {
            if (const auto page = page_documents(orders_[i]); !page.empty()) // several documents, so it takes longest
                first.push_back({i, Format::html, page.front()});
            for (const auto& name : orders_[i].wanted)
                for (const auto format : office_formats(orders_[i]))
                    (lists_files(orders_[i], name) ? last : first).push_back({i, format, name});
        }
        auto converted = std::async(first.empty() ? std::launch::deferred : std::launch::async, [&] { return run(first); });
        for (const bool listing : {false, true})
            make_pdfs(listing);
        std::erase_if(last, [&](const Task& task) { return !made_[task.order].diagnostics.empty(); });
        auto letters = run(last);
        take(first, converted.get());
        take(last, std::move(letters));
        finish();
        return std::move(made_);
    }

private:
    using Results = std::vector<base::Result<MadeFile>>;

    void make_pdfs(bool listing) {
        for (std::size_t i = 0; listing && i < orders_.size(); ++i)
            listed_facts_[i] = facts_of(orders_[i], made_[i]);
        std::vector<Task> tasks;
        for (std::size_t i = 0; i < orders_.size(); ++i)
            for (const auto& name : orders_[i].needed)
                // A list of files that could not all be made would be untrue.
                if (lists_files(orders_[i], name) == listing && made_[i].diagnostics.empty())
                    tasks.push_back({i, Format::pdf, name});
        take(tasks, run(tasks));
    }

    Results run(const std::vector<Task>& tasks) {
        std::vector<std::function<base::Result<MadeFile>()>> functions;
        for (const auto& task : tasks)
            functions.push_back([this, &task] {
                auto file = make(task);
                const std::scoped_lock lock(mutex_);
                progress_(++done_, total_);
                return file;
            });
        return base::run_all(functions, jobs_);
    }

    base::Result<document::Document> compose(const Task& task) {
        const auto& order = orders_[task.order];
        const auto& facts = lists_files(order, task.document) ? listed_facts_ : facts_;
        auto document = compose::compose(order.plan->plan, templates_of(order), task.document, facts[task.order]);
        composed(task.order);
        return document;
    }

    /// After a document is composed, or will not be.
    void composed(std::size_t order) {
        if (--left_[order] == 0)
            orders_[order].plan->plan.area.clear();
    }

    base::Result<std::string> convert(const Task& task, const pandoc::Program& program) {
        const auto& order = orders_[task.order];
        if (task.format == Format::html) {
            auto content = page_content(*order.plan, page_documents(order));
            composed(task.order);
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
            composed(task.order);
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
            auto& target = made_[tasks[k].order];
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
        for (std::size_t i = 0; i < orders_.size(); ++i) {
            const auto& [plan, formats, wanted, needed] = orders_[i];
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

    const std::vector<Order>& orders_;
    const Kit& kit_;
    std::size_t jobs_;
    const base::Progress& progress_;
    std::vector<Made> made_;
    std::vector<compose::Facts> facts_,
        listed_facts_; ///< By order; the latter, with the PDFs that there are, for what lists them.
    office::Rasters rasters_;
    std::vector<std::atomic<std::size_t>> left_;
    std::mutex mutex_;
    std::size_t done_ = 0, total_ = 0;
};

} // namespace

Order order_documents(LoadedPlan& plan, const std::vector<std::string>& only, const Formats& formats) {
    const auto& templates = plan.templates->templates;
    Order order{&plan, formats, compose::documents_to_make(plan.plan, templates, plan.facts()).value(), {}};
    const auto all = order.wanted;
    if (!only.empty()) {
        order.wanted.clear();
        for (const auto& document : templates.documents)
            if (contains(only, document.name))
                order.wanted.push_back(document.name);
    }
    const bool lists = std::ranges::any_of(order.wanted, [&](const auto& name) { return lists_files(order, name); });
    const auto need = [&](const std::string& name) {
        if ((contains(order.wanted, name) && formats.contains(Format::pdf)) ||
            (lists && contains(all, name) && !lists_files(order, name)))
            order.needed.push_back(name);
    };
    if (only.empty())
        std::ranges::for_each(all, need);
    else
        for (const auto& document : templates.documents)
            need(document.name);
    return order;
}

std::vector<Made> make_documents(const std::vector<Order>& orders, const Kit& kit, std::size_t jobs,
                                 const base::Progress& progress) {
    return Workshop(orders, kit, jobs, progress).make();
}

} // namespace planpaket::making
