#include "base/new_file.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/change_listing.h"
#include "cli/compared_plan.h"
#include "compose/choices.h"
#include "compose/compose.h"
#include "making/documents.h"
#include "web/page.h"

#include <algorithm>
#include <ostream>
#include <unistd.h>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

/// The id of the plan that a word names; empty if it says none.
std::string id_in(const std::string& word) {
    const auto at = word.find('@');
    return names_version(word) && at != std::string::npos ? word.substr(0, at) : std::string();
}

struct Pair {
    ComparedPlan before, after;
};

/// A version named without its plan is one of the other's.
std::expected<Pair, Outcome> load_both(const Arguments& arguments, making::Shelf& shelf, Context& context) {
    const auto store = store_folder(arguments);
    const auto& first = arguments.words[0];
    const auto& second = arguments.words[1];
    auto after = std::expected<ComparedPlan, Outcome>(std::unexpected(Outcome::done));
    std::string id = id_in(second);
    if (!names_version(second) || !id.empty()) {
        after = load_compared(second, {}, store, shelf, context);
        if (!after)
            return std::unexpected(after.error());
        id = after->loaded.plan.id.value;
    }
    auto before = load_compared(first, id, store, shelf, context);
    if (!before)
        return std::unexpected(before.error());
    if (!after)
        after = load_compared(second, before->loaded.plan.id.value, store, shelf, context);
    if (!after)
        return std::unexpected(after.error());
    return Pair{std::move(*before), std::move(*after)};
}

/// The document that tells of the changes.
const compose::Template* template_of_changes(const compose::Templates& templates) {
    const auto found = std::ranges::find(templates.documents, compose::When::earlier, &compose::Template::when);
    return found == templates.documents.end() ? nullptr : &*found;
}

base::Result<base::Bytes> make_page(const making::LoadedPlan& plan, const std::string& name, const making::Kit& kit) {
    const auto& templates = plan.templates->templates;
    const auto& program = kit.conversion->program.get();
    if (!program)
        return std::unexpected(program.error());
    auto document = compose::compose(plan.plan, templates, name, plan.facts());
    if (!document)
        return std::unexpected(std::move(document.error()));
    web::Content content;
    content.documents.push_back(std::move(*document));
    content.words = compose::page_words(templates.terms);
    auto page = web::page(std::move(content), kit.conversion->page->look, kit.style, *kit.fonts, program->api);
    if (!page)
        return std::unexpected(std::move(page.error()));
    return base::Bytes(*page);
}

base::Result<base::Bytes> make_document(making::LoadedPlan& plan, const std::string& name, making::Format format,
                                        const making::Kit& kit) {
    if (format == making::Format::html)
        return make_page(plan, name, kit);
    auto made = std::move(making::make_documents({making::order_documents(plan, {name}, {format})}, kit, 1).front());
    auto faults = std::move(made.diagnostics);
    faults.insert(faults.end(), made.missing.begin(), made.missing.end());
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return std::move(made.files.front().bytes);
}

Outcome write_document(Pair& plans, making::Format format, const Arguments& arguments, making::Shelf& shelf, Context& context) {
    auto& plan = plans.after.loaded;
    const auto* page = template_of_changes(plan.templates->templates);
    if (page == nullptr) {
        report(context, {{base::Severity::error,
                          "no-template",
                          {},
                          tr("no template tells of changes"),
                          tr("one of the templates needs the line: when = \"earlier\"")}});
        return Outcome::document_failed;
    }
    plan.earlier =
        std::make_shared<making::EarlierPlan>(making::EarlierPlan{plans.before.loaded.plan, plans.before.loaded.files});
    const auto kit = making::read_kit(context.world, context.sources, shelf.root(), {plan.plan.language.value}, {format});
    if (!kit) {
        report(context, kit.error());
        return Outcome::document_failed;
    }
    const auto name = page->name;
    const auto bytes = make_document(plan, name, format, *kit);
    if (!bytes) {
        report(context, bytes.error());
        const auto& code = bytes.error().front().code;
        return code == "program-missing" || code == "pandoc-unusable" ? Outcome::program_missing : Outcome::document_failed;
    }
    std::string whole;
    for (const auto& piece : bytes->pieces())
        whole += piece;
    const auto path = arguments.value("output", name + "." + std::string(making::name_of(format)));
    if (const auto failures = base::replace_file(path, whole); !failures.empty()) {
        report(context, failures);
        return Outcome::document_failed;
    }
    context.out << path << '\n';
    return Outcome::done;
}

/// Colours go where the listing goes.
bool takes_colour(const Context& context) {
    return ::isatty(STDOUT_FILENO) == 1 && context.world.environment("TERM").value_or("dumb") != "dumb" &&
           !context.world.environment("NO_COLOR");
}

} // namespace

Outcome archive_diff(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 2)
        return usage_error(context, tr("'archive diff' takes two plans: files, or versions in the store"),
                           "planpaket archive diff PLAN-ID@v1 PLAN.toml");
    const auto wanted = arguments.value("format", "text");
    const auto format = making::format_named(wanted);
    if (wanted != "text" && wanted != "json" && !format)
        return usage_error(context, trf("unknown format '{}'", wanted),
                           trf("the formats are {}", "text, json, pdf, docx, odt, html"));
    if (!format && arguments.has("output"))
        return usage_error(context, trf("-o is for documents, and '{}' goes to standard output", wanted),
                           tr("name the format of a document with --format"));
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    auto plans = load_both(arguments, shelf, context);
    if (!plans)
        return plans.error();
    if (format)
        return write_document(*plans, *format, arguments, shelf, context);
    context.out << (wanted == "json" ? changes_as_json(plans->before, plans->after)
                                     : changes_as_text(plans->before, plans->after, takes_colour(context)));
    return Outcome::done;
}

} // namespace planpaket::cli
