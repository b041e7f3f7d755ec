#pragma once

/// The templates of one language: a readable file per document, and the terms of the generated parts.
/// Templates are read once and then only looked at; many threads may compose from the same ones.

#include "base/diagnostic.h"
#include "base/world.h"
#include "compose/terms.h"
#include "document/document.h"
#include "plan/plan.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace planpaket::compose {

struct Directive;
struct Part;
using Parts = std::vector<Part>;

/// `{{ area-tables }}`: a generated part.
struct Generated {
    const Directive* directive;
};
/// `{{ text.background }}` as a paragraph of its own: prose of the plan.
struct Prose {
    std::string name;
};
/// `{{ if … }}` … `{{ else }}` … `{{ end }}`
struct Choice {
    std::string condition; ///< A condition's, directive's or placeholder's name, known to exist.
    bool negated = false;
    std::vector<Part> then;
    std::vector<Part> otherwise;
};
/// One piece of a template. In a block, a text that is just `{{name}}` is a placeholder, and no other text holds braces.
struct Part {
    std::variant<document::Block, Generated, Prose, Choice> value;
    base::Span span;
};

/// When a document is made if the plan does not list its documents itself.
enum class When {
    always,      ///< `when = "always"` (default)
    decision,    ///< `"decision"`: there is a decision of any outcome
    decided,     ///< `"decided"`: the plan is decided
    followed_up, ///< `"followed-up"`: an action has a follow-up
    recipients,  ///< `"recipients"`: there is somebody to send it to
    earlier,     ///< `"earlier"`: there is an earlier plan to compare with
    collation    ///< `"collation"`: the plans of many districts are collated, and nothing else is made
};

/// One document's template. The file name without its ending is the document's name.
struct Template {
    std::string name;
    document::Inlines title;   ///< Text only, with placeholders.
    document::Inlines subject; ///< The same; may be empty.
    int order = 0;
    int appendix = 0; ///< The number of the appendix that it is; 0 for none.
    When when = When::always;
    std::optional<plan::BodyKind> body; ///< Which kind of body it is for.
    bool lists_files = false;           ///< Whether it uses `checksums`: made after the files that it lists.
    bool compares = false;              ///< Whether it tells of an earlier plan.
    std::vector<std::string> texts;     ///< The texts of the plan that it uses, without "text.".
    Parts parts;
};

struct Templates {
    std::string language;
    Terms terms;
    std::vector<Template> documents; ///< By order, then name.

    const Template* find(std::string_view name) const;
};

/// Reads `root`/`language`/*.md and terms.toml, reporting all that is wrong in all of them, each with its place.
/// "unknown-language" (with those that exist) is placed at `asked`, the plan's `language`.
base::Result<Templates> load_templates(const base::World& world, base::Sources& sources, const std::string& root,
                                       std::string_view language, const base::Span& asked);

/// Reads one template's text. Errors: "no-front-matter", "unknown-placeholder", "unknown-directive", "unknown-condition",
/// "unclosed-placeholder", "unclosed-if", "stray-end", "directive-in-text", "prose-in-text", "heading-jump", "no-title",
/// "bad-value", and what the readers of TOML and Markdown find.
base::Result<Template> read_template(base::Sources& sources, std::string name, std::string path, const std::string& text);

} // namespace planpaket::compose
