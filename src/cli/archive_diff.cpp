#include "base/new_file.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "keeping/change_document.h"
#include "terminal/change_listing.h"

#include <ostream>
#include <unistd.h>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

Outcome write_document(keeping::Comparison& plans, making::Format format, const Arguments& arguments, Context& context) {
    const auto made =
        keeping::make_change_document(context.world, context.sources, templates_folder(arguments, context), plans, format);
    if (!made)
        return fail(context, made.error());
    std::string whole;
    for (const auto& piece : made->bytes.pieces())
        whole += piece;
    const auto path = arguments.value("output", made->name);
    if (const auto failures = base::replace_file(path, whole); !failures.empty())
        return fail(context, {base::Fault::document, failures});
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
    auto plans = keeping::load_comparison(context.world, context.sources, shelf, store_folder(arguments), arguments.words[0],
                                          arguments.words[1]);
    if (!plans)
        return fail(context, plans.error());
    if (format)
        return write_document(*plans, *format, arguments, context);
    context.out << (wanted == "json" ? terminal::changes_as_json(plans->before, plans->after)
                                     : terminal::changes_as_text(plans->before, plans->after, takes_colour(context)));
    return Outcome::done;
}

} // namespace planpaket::cli
