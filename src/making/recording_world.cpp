#include "making/recording_world.h"

#include "base/sha256.h"

namespace planpaket::making {

base::Result<std::string> RecordingWorld::read_file(const std::string& path, std::size_t limit) const {
    auto text = world_.read_file(path, limit);
    if (text) {
        ReadFile file{path, text->size(), base::sha256(*text)};
        const std::scoped_lock lock(mutex_);
        files_.push_back(std::move(file));
    }
    return text;
}

std::vector<ReadFile> RecordingWorld::files() const {
    const std::scoped_lock lock(mutex_);
    return files_;
}

} // namespace planpaket::making
