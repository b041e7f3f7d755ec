#pragma once

#include "making/load.h"
#include "making/recording_world.h"
#include "web/page.h"

#include <string>
#include <vector>

namespace planpaket::making {

/// The look of pages, and the files that it was read from, by their paths in the folder of templates.
struct PageLook {
    web::Look look;
    std::vector<ReadFile> files;
};

/// Reads web/ of the folder `root`.
base::Result<PageLook> read_page_look(const base::World& world, base::Sources& sources, const std::string& root);

/// The documents of a plan that its page holds, in order. Empty when none of them is in `wanted`: then there is no page.
std::vector<std::string> documents_of_page(const LoadedPlan& plan, const std::vector<std::string>& wanted);

/// Composes what stands on the plan's page. The page has the name of the first of `documents`, which is not empty.
base::Result<web::Content> page_content(const LoadedPlan& plan, const std::vector<std::string>& documents);

} // namespace planpaket::making
