#include "base/translate.h"
#include "cli/archive.h"
#include "keeping/export.h"

#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

Outcome archive_export(const Arguments& arguments, Context& context) {
    if (arguments.words.empty() || arguments.words.size() > 2)
        return usage_error(context, tr("'archive export' needs a plan's id, and perhaps a version"),
                           "planpaket archive export PLAN-ID [VERSION] --sip [-o DIR|FILE.zip]");
    if (!arguments.has("sip"))
        return usage_error(context, tr("'archive export' needs to know what to make"), tr("--sip makes a submission package"));
    const auto found = find_version(arguments, context);
    if (!found)
        return Outcome::archive_refuses;
    const auto exported = keeping::export_version(context.world, context.sources, *found,
                                                  {.creator = arguments.given("creator"),
                                                   .submitter = arguments.given("submitter"),
                                                   .agreement = arguments.value("agreement"),
                                                   .documentation = templates_folder(arguments, context) + "/sip",
                                                   .target = arguments.given("output")});
    if (!exported)
        return fail(context, exported.error());
    context.out << trf("{}: {} {}, {}\n", exported->target, archive::plan_id(found->object.inventory.id), found->version,
                       base::trn("{} file", "{} files", exported->files));
    return Outcome::done;
}

} // namespace planpaket::cli
