#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "compose/templates.h"
#include "making/recording_world.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace planpaket::making {

/// The templates of a run: one folder, read once per language however many plans use it.
class Shelf {
public:
    struct Set {
        compose::Templates templates;
        std::vector<ReadFile> files; ///< Paths within the folder of templates.
    };

    Shelf(const base::World& world, base::Sources& sources, std::string root)
        : world_(world), sources_(sources), root_(std::move(root)) {}

    const std::string& root() const { return root_; }

    /// The names that documents have in any language; empty if the folder cannot be read.
    std::vector<std::string> document_names() const;

    /// The templates for a language; `asked` is where the plan asks for it. Safe to call from several threads.
    base::Result<std::shared_ptr<const Set>> get(const std::string& language, const base::Span& asked);

private:
    const base::World& world_;
    base::Sources& sources_;
    std::string root_;
    std::mutex mutex_;
    std::map<std::string, base::Result<std::shared_ptr<const Set>>> sets_;
};

/// Paths below a folder, as they are written in it.
std::vector<ReadFile> within(std::vector<ReadFile> files, const std::string& folder);

} // namespace planpaket::making
