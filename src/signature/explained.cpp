#include "signature/explained.h"

#include "signature/fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>

namespace planpaket::signature {

namespace {

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;

    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

/// Any two corners that lie across from each other (ISO 32000-1, 7.9.5); nothing if it has no size.
std::optional<Box> box_of(const Revision& revision, const Object& object) {
    const auto* corners = revision.resolve(object).as<Array>();
    if (corners == nullptr || corners->size() != 4)
        return std::nullopt;
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto* number = revision.resolve((*corners)[i]).as<Number>();
        values[i] = number == nullptr ? NAN : std::strtod(number->text.c_str(), nullptr);
    }
    const Box box{std::min(values[0], values[2]), std::min(values[1], values[3]), std::max(values[0], values[2]),
                  std::max(values[1], values[3])};
    return box.width() > 0 && box.height() > 0 ? std::optional(box) : std::nullopt;
}

/// What a page takes from the nodes above it (7.7.3.4).
struct Inherited {
    std::optional<Box> media, crop;
    int turns = 0; ///< Quarters, clockwise.
};

struct Page {
    Inherited inherited;
    const Dictionary* dictionary = nullptr;
};

class PageWalk {
public:
    using Visit = std::function<void(std::size_t number, const Page& page)>;
    PageWalk(const Revision& revision, Visit visit) : revision_(revision), visit_(std::move(visit)) {}

    void run() {
        if (const auto* root = revision_.catalog().find("Pages"))
            walk(*root, {}, 0);
    }

private:
    void walk(const Object& object, Inherited inherited, int depth) {
        const auto* reference = object.as<Reference>();
        const auto* node = revision_.resolve(object).as<Dictionary>();
        if (reference == nullptr || node == nullptr || depth > 64 || !seen_.insert(reference->number).second)
            return;
        if (const auto media = box_of(revision_, revision_.entry(*node, "MediaBox")))
            inherited.media = media;
        if (const auto crop = box_of(revision_, revision_.entry(*node, "CropBox")))
            inherited.crop = crop;
        if (const auto* angle = revision_.entry(*node, "Rotate").as<Number>())
            inherited.turns = static_cast<int>(((std::strtol(angle->text.c_str(), nullptr, 10) / 90) % 4 + 4) % 4);
        if (node->find("Kids") == nullptr)
            return visit_(++count_, {inherited, node});
        for (const auto& kid : revision_.array(*node, "Kids"))
            walk(kid, inherited, depth + 1);
    }

    const Revision& revision_;
    Visit visit_;
    std::set<std::uint32_t> seen_;
    std::size_t count_ = 0;
};

/// What a page shows of the rectangle, in shares.
std::optional<Area> area_on(const Inherited& page, const Box& rectangle) {
    const auto media = page.media.value_or(Box{0, 0, 612, 792});
    auto shown = page.crop.value_or(media);
    shown = {std::max(shown.left, media.left), std::max(shown.bottom, media.bottom), std::min(shown.right, media.right),
             std::min(shown.top, media.top)};
    if (!(shown.width() > 0 && shown.height() > 0))
        return std::nullopt;
    Area area{(rectangle.left - shown.left) / shown.width(), (shown.top - rectangle.top) / shown.height(),
              (rectangle.right - shown.left) / shown.width(), (shown.top - rectangle.bottom) / shown.height()};
    for (int turn = 0; turn < page.turns; ++turn)
        area = {1 - area.bottom, area.left, 1 - area.top, area.right};
    area = {std::clamp(area.left, 0.0, 1.0), std::clamp(area.top, 0.0, 1.0), std::clamp(area.right, 0.0, 1.0),
            std::clamp(area.bottom, 0.0, 1.0)};
    const auto share = (area.right - area.left) * (area.bottom - area.top);
    return share > 0 && share <= 0.5 ? std::optional(area) : std::nullopt;
}

class Explanation {
public:
    Explanation(const Revision& before, const Revision& after, const std::vector<Change>& changes) {
        const auto allowed = [&](ChangeKind kind) {
            return std::ranges::any_of(changes, [&](const auto& each) { return each.kind == kind && each.allowed; });
        };
        forms_ = allowed(ChangeKind::form);
        annotations_ = allowed(ChangeKind::annotation);
        const auto old_fields = signature_fields(before);
        const auto new_fields = signature_fields(after);
        std::set<std::string> explained;
        for (const auto& field : new_fields) {
            const auto then = std::ranges::find(old_fields, field.name, &SignatureField::name);
            if (then == old_fields.end() || (then->value == 0 && field.value != 0))
                explained.insert(field.name);
        }
        look(before, old_fields, explained);
        look(after, new_fields, explained);
    }

    std::map<std::size_t, std::vector<Area>> take() { return std::move(areas_); }

private:
    void look(const Revision& revision, const std::vector<SignatureField>& fields, const std::set<std::string>& explained) {
        std::map<std::uint32_t, bool> of_signatures; // their widgets, and whether they are explained
        for (const auto& field : fields)
            for (const auto widget : field.widgets)
                of_signatures[widget] = explained.contains(field.name);
        PageWalk(revision, [&](std::size_t number, const Page& page) {
            for (const auto& each : revision.array(*page.dictionary, "Annots")) {
                const auto* widget = revision.resolve(each).as<Dictionary>();
                if (widget == nullptr || !is_explained(revision, each, *widget, of_signatures))
                    continue;
                const auto rectangle = box_of(revision, revision.entry(*widget, "Rect"));
                if (const auto area = rectangle ? area_on(page.inherited, *rectangle) : std::nullopt)
                    areas_[number].push_back(*area);
            }
        }).run();
    }

    bool is_explained(const Revision& revision, const Object& object, const Dictionary& widget,
                      const std::map<std::uint32_t, bool>& of_signatures) const {
        const auto* reference = object.as<Reference>();
        const auto field = reference == nullptr ? of_signatures.end() : of_signatures.find(reference->number);
        if (field != of_signatures.end())
            return field->second;
        return revision.entry(widget, "Subtype").is_name("Widget") ? forms_ : annotations_;
    }

    bool forms_ = false, annotations_ = false;
    std::map<std::size_t, std::vector<Area>> areas_;
};

} // namespace

std::map<std::size_t, std::vector<Area>> explained_areas(const Revision& before, const Revision& after,
                                                         const std::vector<Change>& changes) {
    return Explanation(before, after, changes).take();
}

} // namespace planpaket::signature
