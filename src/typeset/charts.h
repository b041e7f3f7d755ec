#pragma once

/// Charts drawn as lines, rectangles and words. They are readable in black and white: kinds differ by shape, not by colour alone.

#include "typeset/page_flow.h"
#include "typeset/setting.h"
#include "typeset/timeline_chart.h"

#include <functional>

namespace planpaket::typeset {

/// Draws a figure at the flow's place, on a new page where it does not fit. A timeline longer than a page goes on over pages,
/// its axis repeated. `keep_above` and `draw_above` as in set_table().
void set_figure(Setting& setting, PageFlow& flow, const document::Figure& figure, NodeId parent, float keep_above,
                const std::function<void()>& draw_above);

/// Draws a figure's chart alone, without its caption, from the flow's place on. Precondition: it fits there.
void draw_chart(Setting& setting, PageFlow& flow, const document::Figure& figure, const ChartForm& form, NodeId node);

} // namespace planpaket::typeset
