#pragma once

/// Plans for tests, made from text.

#include "plan/read.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

namespace planpaket::plan {

using TextFiles = std::map<std::string, std::string>;

inline base::Result<Plan> read_texts_as_files(const TextFiles& files, const std::string& path, const ReadOptions& options = {}) {
    base::Sources sources;
    const auto read_text = [&](const std::string& name) -> base::Result<std::string> {
        const auto found = files.find(name);
        if (found == files.end())
            return std::unexpected(base::Diagnostics{{.code = "unreadable-file", .span = {}, .message = name, .hint = {}}});
        return found->second;
    };
    return read(sources, path, {read_text, {}}, options);
}

constexpr const char* smallest_plan = "id = 'p'\ntitle = 'Plan'\nversion = '1'\nperiod = '2025'\n";

/// The plan with these lines after the keys that every plan has; fails the test if it is wrong.
inline Plan plan_with(const std::string& text) {
    auto plan = read_texts_as_files({{"plan.toml", smallest_plan + text}}, "plan.toml");
    if (!plan)
        for (const auto& diagnostic : plan.error())
            BOOST_ERROR(diagnostic.span.line << ":" << diagnostic.span.column << " " << diagnostic.code << " "
                                             << diagnostic.message);
    BOOST_REQUIRE(plan.has_value());
    return *std::move(plan);
}

} // namespace planpaket::plan
