#pragma once

#include "compose/terms.h"
#include "markdown/markdown.h"
#include "plan/plan.h"

#include <string>
#include <unordered_map>

namespace planpaket::compose {

/// What the `#id` links of a plan's texts lead to, made when the first one asks.
class PlanReferences {
public:
    PlanReferences(const plan::Plan& plan, const Terms& terms);
    const markdown::References& references() const { return references_; }

private:
    void make();

    const plan::Plan& plan_;
    const Terms& terms_;
    bool made_ = false;
    std::unordered_map<std::string, markdown::Destination> destinations_;
    markdown::References references_;
};

} // namespace planpaket::compose
