#include "compose/templates.h"

#include "base/translate.h"

#include <algorithm>

namespace planpaket::compose {

namespace {

constexpr std::size_t largest_template = 4u << 20;

void take(base::Diagnostics& all, base::Diagnostics more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string list_of(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

/// The folders below `root` that hold terms.
std::vector<std::string> languages(const base::World& world, const std::string& root) {
    std::vector<std::string> found;
    for (auto& name : world.list(root).value_or(std::vector<std::string>{})) {
        const auto inside = world.list(root + "/" + name);
        if (inside && std::ranges::find(*inside, "terms.toml") != inside->end())
            found.push_back(std::move(name));
    }
    return found;
}

} // namespace

const Template* Templates::find(std::string_view name) const {
    const auto found = std::ranges::find(documents, name, &Template::name);
    return found == documents.end() ? nullptr : &*found;
}

base::Result<Templates> load_templates(const base::World& world, base::Sources& sources, const std::string& root,
                                       std::string_view language, const base::Span& asked) {
    base::Diagnostics diagnostics;
    const auto known = languages(world, root);
    if (std::ranges::find(known, language) == known.end()) {
        diagnostics.push_back(
            {base::Severity::error, "unknown-language", asked, base::trf("there are no templates in the language '{}'", language),
             known.empty()
                 ? base::trf("there are no templates in {} at all", root)
                 : base::trf("these are there: {}; copy one of them to {}/{} for another", list_of(known), root, language)});
        return std::unexpected(std::move(diagnostics));
    }
    Templates templates;
    templates.language = language;
    const auto folder = root + "/" + std::string(language);
    const auto read = [&](const std::string& name) -> std::optional<std::string> {
        auto text = world.read_file(folder + "/" + name, largest_template);
        if (text)
            return std::move(*text);
        take(diagnostics, std::move(text.error()));
        return std::nullopt;
    };

    const auto names = world.list(folder).value_or(std::vector<std::string>{});
    for (const auto& name : names) {
        constexpr std::string_view ending = ".md";
        if (!name.ends_with(ending) || name.starts_with("."))
            continue;
        const auto text = read(name);
        if (!text)
            continue;
        auto page = read_template(sources, name.substr(0, name.size() - ending.size()), folder + "/" + name, *text);
        if (page)
            templates.documents.push_back(std::move(*page));
        else
            take(diagnostics, std::move(page.error()));
    }
    if (const auto text = read("terms.toml")) {
        auto terms = read_terms(sources, sources.add(folder + "/terms.toml", *text));
        if (terms)
            templates.terms = std::move(*terms);
        else
            take(diagnostics, std::move(terms.error()));
    }
    std::ranges::stable_sort(templates.documents, {}, [](const Template& page) { return std::pair(page.order, page.name); });
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return templates;
}

} // namespace planpaket::compose
