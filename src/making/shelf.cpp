#include "making/shelf.h"

#include <filesystem>
#include <set>

namespace planpaket::making {

base::Result<std::shared_ptr<const Shelf::Set>> Shelf::get(const std::string& language, const base::Span& asked) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = sets_.find(language); found != sets_.end())
        return found->second;
    const RecordingWorld recording(world_);
    auto templates = compose::load_templates(recording, sources_, root_, language, asked);
    if (templates)
        return sets_.emplace(language, std::make_shared<const Set>(Set{std::move(*templates), within(recording.files(), root_)}))
            .first->second;
    base::Result<std::shared_ptr<const Set>> failure = std::unexpected(std::move(templates.error()));
    // What stands in the plan is said of each plan; what stands in the templates is said once, however many plans meet it.
    if (failure.error().front().code != "unknown-language")
        sets_.emplace(language, failure);
    return failure;
}

std::vector<std::string> Shelf::document_names() const {
    std::set<std::string> names;
    for (const auto& language : world_.list(root_).value_or(std::vector<std::string>{}))
        for (const auto& file :
             world_.list((std::filesystem::path(root_) / language).string()).value_or(std::vector<std::string>{}))
            if (const std::filesystem::path path(file); path.extension() == ".md")
                names.insert(path.stem().string());
    return {names.begin(), names.end()};
}

std::vector<ReadFile> within(std::vector<ReadFile> files, const std::string& folder) {
    for (auto& file : files)
        file.path = std::filesystem::path(file.path).lexically_proximate(folder.empty() ? "." : folder).generic_string();
    return files;
}

} // namespace planpaket::making
