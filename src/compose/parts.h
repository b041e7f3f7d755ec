#pragma once

/// The generated parts of documents, one file per part. Each makes blocks from the plan; headings go one level below the last one
/// of the template.

#include "compose/composition.h"

namespace planpaket::compose {

document::Blocks area_tables(Composition& composition);
document::Blocks owner_listing(Composition& composition);
document::Blocks timeline(Composition& composition);
document::Blocks timeline_chart(Composition& composition);
document::Blocks due(Composition& composition);
document::Blocks new_actions(Composition& composition);
document::Blocks summary_table(Composition& composition);
document::Blocks summary_chart(Composition& composition);
document::Blocks method_resources(Composition& composition);
document::Blocks strategies(Composition& composition);
document::Blocks targets(Composition& composition);
document::Blocks changes(Composition& composition);
document::Blocks changes_in_brief(Composition& composition);

document::Blocks letterhead(Composition& composition);
document::Blocks sender(Composition& composition);
document::Blocks plan_facts(Composition& composition);
document::Blocks contents(Composition& composition);
document::Blocks attachments(Composition& composition);
document::Blocks recipients(Composition& composition);
document::Blocks checksums(Composition& composition);

document::Blocks proposal(Composition& composition);
document::Blocks decisions(Composition& composition);
document::Blocks corrections(Composition& composition);
document::Blocks signatures(Composition& composition);
document::Blocks attestors(Composition& composition);
document::Blocks managers(Composition& composition);

document::Blocks status_table(Composition& composition);
document::Blocks owner_status(Composition& composition);
document::Blocks remaining(Composition& composition);

document::Blocks collation_deliveries(Composition& composition);
document::Blocks collation_refused(Composition& composition);
document::Blocks collation_findings(Composition& composition);
document::Blocks collation_districts(Composition& composition);
document::Blocks collation_areas(Composition& composition);
document::Blocks collation_figures(Composition& composition);
document::Blocks collation_owners(Composition& composition);
document::Blocks collation_due(Composition& composition);
document::Blocks collation_timeline(Composition& composition);

/// The templates whose documents are numbered appendices and are made for this plan.
std::vector<const Template*> appendices(const Composition& composition);

} // namespace planpaket::compose
