#include "signature/tagging.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace planpaket::signature {

namespace {

/// The key and value put last into a number tree (7.9.7): a new leaf beside the others.
void append_to_tree(const Revision& revision, Update& update, Dictionary& root, const Object& key, const Object& value) {
    const auto* place = root.find("ParentTree");
    const auto* elsewhere = place != nullptr ? place->as<Reference>() : nullptr;
    auto tree = revision.dictionary(root, "ParentTree");
    if (tree.find("Kids") != nullptr) {
        Dictionary leaf;
        leaf.set("Limits", {Array{key, key}});
        leaf.set("Nums", {Array{key, value}});
        auto kids = revision.array(tree, "Kids");
        kids.push_back(reference(update.add(leaf)));
        tree.set("Kids", {std::move(kids)});
    } else {
        auto numbers = revision.array(tree, "Nums");
        numbers.push_back(key);
        numbers.push_back(value);
        tree.set("Nums", {std::move(numbers)});
    }
    if (elsewhere != nullptr)
        update.set(elsewhere->number, tree);
    else
        root.set("ParentTree", {std::move(tree)});
}

/// The entry's objects: an array's, or the one that stands in its stead (14.7.2, /K).
Array kids_of(const Revision& revision, const Dictionary& element) {
    const auto* entry = element.find("K");
    if (entry == nullptr)
        return {};
    const auto* list = revision.resolve(*entry).as<Array>();
    return list != nullptr ? *list : Array{*entry};
}

/// One more than every key in the tree, where the root does not say it. Nothing if it would be none that a reader takes.
std::optional<std::int64_t> next_key(const Revision& revision, const Dictionary& root) {
    constexpr std::uint64_t largest = 0x7FFF'FFFF;
    std::uint64_t next = 0;
    const auto taken = [&]() { return next < largest ? std::optional(static_cast<std::int64_t>(next)) : std::nullopt; };
    if (const auto& said = revision.entry(root, "ParentTreeNextKey"); !said.is_null())
        return said.whole(next) != nullptr ? taken() : std::nullopt;
    std::vector<const Dictionary*> waiting{&revision.dictionary(root, "ParentTree")};
    std::unordered_set<const Dictionary*> seen; // nodes stay where they are once they were read
    std::size_t steps = 0;
    while (!waiting.empty()) {
        const auto& node = *waiting.back();
        waiting.pop_back();
        if (!seen.insert(&node).second)
            continue;
        const auto& numbers = revision.array(node, "Nums");
        const auto& kids = revision.array(node, "Kids");
        steps += numbers.size() + kids.size();
        if (steps > most_objects)
            return std::nullopt;
        for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
            std::uint64_t key = 0;
            if (revision.resolve(numbers[i]).whole(key) == nullptr || key >= largest)
                return std::nullopt;
            next = std::max(next, key + 1);
        }
        for (const auto& kid : kids)
            if (const auto* below = revision.resolve(kid).as<Dictionary>())
                waiting.push_back(below);
    }
    return taken();
}

} // namespace

bool add_to_structure(const Revision& revision, Update& update, std::uint32_t page, std::uint32_t widget, Dictionary& field) {
    const auto* place = revision.catalog().find("StructTreeRoot");
    const auto* root_reference = place != nullptr ? place->as<Reference>() : nullptr;
    if (root_reference == nullptr)
        return true;
    auto root = update.current(root_reference->number);
    const auto next = next_key(revision, root);
    if (!next)
        return false;
    const auto root_kids = kids_of(revision, root);
    // The new element goes into the document element, or beside whatever stands at the top.
    const auto* top = root_kids.size() == 1 ? root_kids.front().as<Reference>() : nullptr;
    const auto owner = top != nullptr ? *top : *root_reference;
    const auto element = update.reserve();
    const auto key = number(*next);

    Dictionary object_reference;
    object_reference.set("Type", name("OBJR"));
    object_reference.set("Obj", reference(widget));
    object_reference.set("Pg", reference(page));
    Dictionary form;
    form.set("Type", name("StructElem"));
    form.set("S", name("Form"));
    form.set("P", reference(owner.number, owner.generation));
    form.set("Pg", reference(page));
    form.set("K", {std::move(object_reference)});
    update.set(element, form);

    field.set("StructParent", key);
    append_to_tree(revision, update, root, key, reference(element));
    root.set("ParentTreeNextKey", number(*next + 1));
    const auto with_kid = [&](Dictionary dictionary) {
        auto kids = kids_of(revision, dictionary);
        kids.push_back(reference(element));
        dictionary.set("K", {std::move(kids)});
        return dictionary;
    };
    if (top != nullptr) {
        update.set(owner.number, with_kid(update.current(owner.number)));
        update.set(root_reference->number, root);
    } else {
        update.set(root_reference->number, with_kid(root));
    }
    return true;
}

} // namespace planpaket::signature
