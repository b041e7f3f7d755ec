#pragma once

#include "typeset/page_flow.h"
#include "typeset/setting.h"

namespace planpaket::typeset {

/// Lays the running head and foot over every page: the plan's title and state above, version, dnr and page number below.
void set_running_heads(Setting& setting, const PageFlow& flow, const document::Running& running, PageSink& sink);

} // namespace planpaket::typeset
