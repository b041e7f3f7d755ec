#include "archive/restore.h"

#include "archive/new_folder.h"

namespace planpaket::archive {

static constexpr std::size_t file_limit = std::size_t{4} << 30;

base::Diagnostics restore(const Store& store, const StoredObject& object, const VersionBlock& version,
                          const std::string& target) {
    return make_new_folder(target, [&](Staging& staging) {
        base::Diagnostics failure;
        for (const auto& file : files_of(object.inventory, version)) {
            const auto bytes = store.read(object, file, file_limit);
            failure = bytes ? staging.write(file.path, *bytes) : bytes.error();
            if (!failure.empty())
                break;
        }
        return failure;
    });
}

} // namespace planpaket::archive
