#include "making/page.h"

#include "compose/choices.h"
#include "compose/compose.h"
#include "making/shelf.h"

#include <algorithm>
#include <filesystem>

namespace planpaket::making {

base::Result<PageLook> read_page_look(const base::World& world, base::Sources& sources, const std::string& root) {
    constexpr std::size_t limit = 1u << 20;
    const RecordingWorld recording(world);
    base::Diagnostics diagnostics;
    const auto read = [&](const char* name) {
        const auto path = (std::filesystem::path(root) / "web" / name).string();
        auto text = recording.read_file(path, limit);
        if (!text)
            diagnostics.insert(diagnostics.end(), text.error().begin(), text.error().end());
        return text ? std::move(*text) : std::string();
    };
    PageLook made;
    made.look.markup = read("page.html");
    made.look.style = read("page.css");
    made.look.script = read("page.js");
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    made.look.source = sources.add((std::filesystem::path(root) / "web" / "page.html").string(), made.look.markup);
    made.files = within(recording.files(), root);
    return made;
}

std::vector<std::string> documents_of_page(const LoadedPlan& plan, const std::vector<std::string>& wanted) {
    auto names = compose::documents_of_page(plan.plan, plan.templates->templates, plan.facts());
    std::erase_if(names, [&](const auto& name) { return std::ranges::find(wanted, name) == wanted.end(); });
    return names;
}

base::Result<web::Content> page_content(const LoadedPlan& plan, const std::vector<std::string>& documents) {
    const auto& templates = plan.templates->templates;
    web::Content content;
    base::Diagnostics diagnostics;
    for (const auto& name : documents) {
        auto document =
            compose::compose(plan.plan, templates, name, {.sent = {}, .earlier = nullptr, .collation = plan.collation.get()});
        if (document)
            content.documents.push_back(std::move(*document));
        else
            diagnostics.insert(diagnostics.end(), document.error().begin(), document.error().end());
    }
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    content.choices = compose::choices(plan.plan, templates.terms);
    content.words = compose::page_words(templates.terms);
    return content;
}

} // namespace planpaket::making
