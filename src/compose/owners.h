#pragma once

#include "plan/plan.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::compose {

/// The owners' names as listings show them.
class OwnerNames {
public:
    explicit OwnerNames(const plan::Plan& plan);

    /// The id itself where the register lacks it.
    std::string_view one(std::string_view id) const;

    /// Several of them, joined by commas, or by semicolons when one of the names holds a comma.
    std::string joined(const std::vector<plan::Id>& ids) const;

private:
    std::unordered_map<std::string_view, std::string> names_;
};

} // namespace planpaket::compose
