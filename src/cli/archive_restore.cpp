#include "archive/restore.h"
#include "base/translate.h"
#include "cli/archive.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

Outcome archive_restore(const Arguments& arguments, Context& context) {
    if (arguments.words.empty() || arguments.words.size() > 2)
        return usage_error(context, tr("'archive restore' needs a plan's id, and perhaps a version"),
                           "planpaket archive restore PLAN-ID [VERSION] [-o DIR]");
    const auto json = wants_json(arguments, context);
    if (!json)
        return Outcome::usage;
    const auto found = find_version(arguments, context);
    if (!found)
        return Outcome::archive_refuses;
    const auto id = archive::plan_id(found->object.inventory.id);
    // The id of another's object may hold anything; as a name it is made one harmless step.
    std::string name = id;
    for (auto& letter : name)
        if (letter == '/' || letter == '\\' || letter == ':' || static_cast<unsigned char>(letter) < ' ')
            letter = '_';
    const auto target = arguments.value("output", name + '-' + found->version);
    const auto& version = *found->object.inventory.find_version(found->version);
    const auto failure = archive::restore(found->store, found->object, version, target);
    if (!failure.empty())
        return fail(context, {base::Fault::archive, failure});
    const auto files = archive::files_of(found->object.inventory, version).size();
    if (*json)
        context.out << nlohmann::ordered_json{{"id", id}, {"version", found->version}, {"folder", target}, {"files", files}}.dump(
                           2, ' ', false, nlohmann::json::error_handler_t::replace)
                    << '\n';
    else
        context.out << trf("{}: {} {}, {}\n", target, id, found->version, base::trn("{} file", "{} files", files));
    return Outcome::done;
}

} // namespace planpaket::cli
