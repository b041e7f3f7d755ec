#include "keeping/change_document.h"

#include "base/errors.h"
#include "base/translate.h"
#include "compose/choices.h"
#include "compose/compose.h"
#include "making/documents.h"
#include "web/page.h"

#include <algorithm>

namespace planpaket::keeping {

using base::Failure;
using base::Fault;
using base::tr;

namespace {

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

} // namespace

std::expected<ChangeDocument, Failure> make_change_document(const base::World& world, base::Sources& sources,
                                                            const std::string& templates, Comparison& plans,
                                                            making::Format format) {
    auto& plan = plans.after.loaded;
    const auto* page = template_of_changes(plan.templates->templates);
    if (page == nullptr)
        return std::unexpected(
            Failure(Fault::document, {base::error("no-template", tr("no template tells of changes"),
                                                  tr("one of the templates needs the line: when = \"earlier\""))}));
    plan.earlier =
        std::make_shared<making::EarlierPlan>(making::EarlierPlan{plans.before.loaded.plan, plans.before.loaded.files});
    const auto kit = making::read_kit(world, sources, templates, {plan.plan.language.value}, {format});
    if (!kit)
        return std::unexpected(Failure(Fault::document, kit.error()));
    const auto name = page->name;
    auto bytes = make_document(plan, name, format, *kit);
    if (!bytes) {
        const auto& code = bytes.error().front().code;
        const bool absent = code == "program-missing" || code == "pandoc-unusable";
        return std::unexpected(Failure(absent ? Fault::program : Fault::document, bytes.error()));
    }
    return ChangeDocument{name + "." + std::string(making::name_of(format)), std::move(*bytes)};
}

} // namespace planpaket::keeping
