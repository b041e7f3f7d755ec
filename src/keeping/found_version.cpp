#include "keeping/found_version.h"

#include "base/errors.h"
#include "base/translate.h"

namespace planpaket::keeping {

using base::trf;

base::Result<FoundVersion> find_version(const std::string& store_path, const std::string& id, const std::string& version) {
    auto store = archive::Store::open(store_path);
    if (!store)
        return std::unexpected(std::move(store.error()));
    auto object = store->find(archive::object_id(id));
    // Somebody else's store has ids of its own.
    if (!object && object.error().front().code == "not-in-store")
        if (auto other = store->find(id))
            object = std::move(other);
    if (!object)
        return std::unexpected(std::move(object.error()));
    const auto wanted = version.empty() ? std::string(object->inventory.head) : version;
    if (object->inventory.find_version(wanted) == nullptr)
        return base::refuse("not-in-store", trf("{} has no version {}", id, wanted),
                            trf("'planpaket archive show {}' shows its versions", id));
    return FoundVersion{std::move(*store), std::move(*object), wanted};
}

} // namespace planpaket::keeping
