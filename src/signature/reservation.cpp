#include "signature/reservation.h"

#include "base/translate.h"
#include "signature/fields.h"
#include "signature/tagging.h"

#include <algorithm>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <set>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

base::Diagnostics refused(const char* code, const std::string& message, const char* hint) {
    return {{base::Severity::error, code, {}, message, hint}};
}

base::Diagnostics damaged(const std::string& path, const std::string& reason) {
    return refused("damaged-pdf", trf("{} is damaged: {}", path, reason),
                   tr("get the file anew from where it came; a damaged file is neither signed nor trusted"));
}

constexpr std::string_view byte_range_blank = "[0 0000000000 0000000000 0000000000]";

Object rectangle(const std::array<double, 4>& sides) {
    Array out;
    for (const auto side : sides)
        out.push_back({Number{fmt::format("{:.2f}", side)}});
    return {std::move(out)};
}

/// Puts one signature into one file.
class Reserving {
public:
    Reserving(const Revision& revision, const SignatureRequest& request)
        : revision_(revision), request_(request), update_(revision) {}

    base::Result<Reservation> run(std::string& bytes, const std::string& path) {
        if (auto errors = find_field(path); !errors.empty())
            return std::unexpected(std::move(errors));
        if (!revision_.damage().empty())
            return std::unexpected(damaged(path, revision_.damage()));
        const auto signature = update_.reserve();
        if (auto errors = write_field(signature); !errors.empty())
            return std::unexpected(std::move(errors));
        write_catalog(signature);
        if (update_.is_misfit())
            return std::unexpected(damaged(path, tr("it refers to an object as something that it is not")));
        if (!is_tagged_)
            return std::unexpected(damaged(path, tr("its structure tree leaves no number for another element")));
        if (update_.is_full())
            return std::unexpected(damaged(path, tr("it leaves no number for another object")));
        auto body = dictionary();
        const auto range_at = body.find(byte_range_blank);
        const auto contents_at = body.find("/Contents<") + 9;
        const auto contents_size = 2 * request_.room + 2;
        update_.set(signature, std::move(body));
        const auto appended = update_.write();
        // The body begins after "N 0 obj" and its end of line.
        const auto body_at = update_.offset_of(signature) + fmt::formatted_size("{} 0 obj\n", signature);
        Reservation reservation{.bytes = std::move(bytes),
                                .from = body_at + contents_at,
                                .to = body_at + contents_at + contents_size,
                                .field = name_};
        reservation.bytes += appended;
        auto range = fmt::format("[0 {} {} {}]", reservation.from, reservation.to, reservation.bytes.size() - reservation.to);
        range.resize(byte_range_blank.size(), ' ');
        reservation.bytes.replace(body_at + range_at, range.size(), range);
        return reservation;
    }

private:
    base::Diagnostics find_field(const std::string& path) {
        const auto fields = signature_fields(revision_);
        const bool is_first = std::ranges::none_of(fields, [](const auto& field) { return field.value != 0; });
        if (request_.certify && (!is_first || certification(revision_)))
            return refused("certified", trf("{} is signed already: only the first signature can certify", path),
                           tr("leave '--certify' out"));
        name_ = request_.field;
        std::set<std::string> names;
        for (const auto& [number, name] : field_names(revision_))
            names.insert(name.name);
        if (name_.empty()) {
            const char* stem = request_.kind == SignatureKind::signature ? "signature" : "timestamp";
            for (std::size_t number = 1; name_.empty() || names.contains(name_); ++number)
                name_ = fmt::format("{}-{}", stem, number);
        }
        if (const auto found = std::ranges::find(fields, name_, &SignatureField::name); found != fields.end()) {
            if (found->value != 0)
                return refused("field-taken", trf("the field '{}' of {} is signed already", name_, path),
                               tr("name the field of another role with --field"));
            field_ = *found;
        } else if (names.contains(name_)) {
            return refused("field-taken", trf("'{}' is no signature field of {}", name_, path),
                           tr("name another field with --field"));
        } else if (name_.find('.') != std::string::npos) {
            return refused("field-taken", trf("a new field cannot be called '{}'", name_), tr("names have no points"));
        }
        if (auto errors = check_restrictions(fields, path); !errors.empty())
            return errors;
        is_new_ = field_.number == 0;
        page_ = is_new_ ? page_object(revision_, request_.place ? request_.place->page : 0) : field_.page;
        if (page_ == 0 && is_new_)
            return refused("no-page", trf("{} has no such page to put the signature on", path), tr("see how many pages it has"));
        if (request_.place && !is_new_)
            return refused("no-place", trf("the field '{}' of {} has a place already", name_, path), tr("leave '--place' out"));
        if (request_.place)
            field_.rectangle = request_.place->rectangle;
        if (is_new_ && field_.is_visible() &&
            certification(revision_).value_or(Permission::annotations) != Permission::annotations)
            return refused("certified", trf("{} is certified: a new field that is seen would be a change", path),
                           tr("name a field that the document has, or leave '--visible' out"));
        if (request_.draw_seal && !field_.is_visible())
            return refused("no-place", trf("{} has no place for the seal of '{}'", path, name_),
                           tr("name a field that has one with --field, or give a place with --place"));
        return {};
    }

    /// What earlier signatures forbid. A document timestamp changes nothing that they mind.
    base::Diagnostics check_restrictions(const std::vector<SignatureField>& fields, const std::string& path) const {
        if (request_.kind == SignatureKind::document_timestamp)
            return {};
        bool allowed = certification(revision_) != Permission::none;
        for (const auto& field : fields) {
            if (field.value == 0)
                continue;
            const auto restricted = restrictions(revision_, field);
            allowed = allowed && restricted.permission != Permission::none;
            if (restricted.locked(name_))
                return refused("field-locked",
                               trf("the field '{}' of {} is locked by the signature in '{}'", name_, path, field.name),
                               tr("name a field that is not locked with --field; who locked it can tell what was meant"));
        }
        if (!allowed)
            return refused("certified", trf("{} is certified in a way that allows no more signatures", path),
                           tr("have the first signer certify it again with '--certify forms', or not certify it"));
        return {};
    }

    base::Diagnostics write_field(std::uint32_t signature) {
        auto field = is_new_ ? Dictionary{} : update_.current(field_.number);
        if (is_new_) {
            field.set("Type", name("Annot"));
            field.set("Subtype", name("Widget"));
            field.set("FT", name("Sig"));
            field.set("T", text(name_));
            field.set("TU", text(request_.label.empty() ? name_ : request_.label));
            // Printed; and a locked one cannot be moved (12.5.3).
            field.set("F", number(132));
            field.set("Rect", rectangle(field_.rectangle));
            field.set("P", reference(page_, generation(page_)));
        }
        field.set("V", reference(signature));
        if (request_.draw_seal) {
            const auto& sides = field_.rectangle;
            const auto seal = request_.draw_seal(update_, sides[2] - sides[0], sides[3] - sides[1]);
            if (!seal)
                return seal.error();
            Dictionary appearance;
            appearance.set("N", reference(seal->appearance));
            if (is_new_ || field_.widgets.front() == field_.number) {
                field.set("AP", {appearance});
            } else {
                auto widget = update_.current(field_.widgets.front());
                widget.set("AP", {appearance});
                update_.set(field_.widgets.front(), widget);
            }
            // A field that others may have signed for gets nothing but its value and appearance: some verifiers refuse more.
            if (is_new_)
                field.set("Contents", text(seal->words));
        }
        if (is_new_) {
            field_.number = update_.reserve();
            if (field_.is_visible())
                is_tagged_ = add_to_structure(revision_, update_, page_, field_.number, field);
            write_page();
        }
        update_.set(field_.number, field);
        return {};
    }

    std::uint32_t generation(std::uint32_t number) const {
        const auto* indirect = revision_.find(number);
        return indirect == nullptr ? 0 : indirect->id.generation;
    }

    void write_page() {
        auto page = update_.current(page_);
        const auto* annotations = page.find("Annots");
        auto list = revision_.array(page, "Annots");
        list.push_back(reference(field_.number));
        const auto* elsewhere = annotations != nullptr ? annotations->as<Reference>() : nullptr;
        const bool has_order = page.find("Tabs") != nullptr || revision_.catalog().find("StructTreeRoot") == nullptr;
        if (elsewhere != nullptr)
            update_.set(elsewhere->number, Object{std::move(list)});
        else
            page.set("Annots", {std::move(list)});
        // PDF/UA wants the order of the structure on pages with annotations (7.18.3); others have none.
        if (!has_order)
            page.set("Tabs", name("S"));
        if (elsewhere == nullptr || !has_order)
            update_.set(page_, page);
    }

    void write_catalog(std::uint32_t signature) {
        auto catalog = update_.current(revision_.root().number);
        const auto* entry = catalog.find("AcroForm");
        const auto* elsewhere = entry != nullptr ? entry->as<Reference>() : nullptr;
        auto form = revision_.dictionary(catalog, "AcroForm");
        bool changed = false;
        if (is_new_) {
            const auto* fields = form.find("Fields");
            auto list = revision_.array(form, "Fields");
            list.push_back(reference(field_.number));
            if (const auto* reference = fields != nullptr ? fields->as<Reference>() : nullptr) {
                update_.set(reference->number, Object{std::move(list)});
            } else {
                form.set("Fields", {std::move(list)});
                changed = true;
            }
        }
        // There are signatures, and the file is only appended to (table 219).
        if (const auto* flags = form.find("SigFlags"); flags == nullptr || *flags != number(3)) {
            form.set("SigFlags", number(3));
            changed = true;
        }
        bool catalog_changed = false;
        if (changed && elsewhere != nullptr) {
            update_.set(elsewhere->number, form);
        } else if (changed && entry == nullptr) {
            // An object of its own: poppler loses the field that it adds to a form in the catalog.
            const auto number = update_.reserve();
            update_.set(number, form);
            catalog.set("AcroForm", reference(number));
            catalog_changed = true;
        } else if (changed) {
            catalog.set("AcroForm", {std::move(form)});
            catalog_changed = true;
        }
        if (request_.certify) {
            auto permissions = revision_.dictionary(catalog, "Perms");
            permissions.set("DocMDP", reference(signature));
            catalog.set("Perms", {std::move(permissions)});
            catalog_changed = true;
        }
        if (catalog_changed)
            update_.set(revision_.root().number, catalog);
    }

    /// The signature dictionary (table 252), its place filled with zeros.
    std::string dictionary() const {
        Dictionary values;
        if (request_.kind == SignatureKind::signature) {
            values.set("Type", name("Sig"));
            values.set("Filter", name("Adobe.PPKLite"));
            values.set("SubFilter", name("ETSI.CAdES.detached"));
            values.set("M", {String{fmt::format("D:{:%Y%m%d%H%M%S}Z", request_.time)}});
            for (const auto& [key, value] : {std::pair("Name", request_.signer), std::pair("Reason", request_.reason),
                                             std::pair("Location", request_.location)})
                if (!value.empty())
                    values.set(key, text(value));
            if (auto references = transforms(); !references.empty())
                values.set("Reference", {std::move(references)});
        } else {
            values.set("Type", name("DocTimeStamp"));
            values.set("Filter", name("Adobe.PPKLite"));
            values.set("SubFilter", name("ETSI.RFC3161"));
        }
        std::string out;
        append(out, {std::move(values)});
        out.resize(out.size() - 2);
        out += "/ByteRange";
        out += byte_range_blank;
        out += "/Contents<";
        out.append(2 * request_.room, '0');
        return out + ">>>";
    }

    /// What the signature forbids: by certifying, and by the lock of its field (12.8.1, table 253). The stricter permission of
    /// both.
    Array transforms() const {
        Array references;
        const auto add = [&](const char* method, Dictionary parameters) -> Dictionary& {
            parameters.set("Type", name("TransformParams"));
            parameters.set("V", name("1.2"));
            Dictionary reference;
            reference.set("Type", name("SigRef"));
            reference.set("TransformMethod", name(method));
            reference.set("TransformParams", {std::move(parameters)});
            return *references.emplace_back(Object{std::move(reference)}).as<Dictionary>();
        };
        const auto field = is_new_ ? Dictionary{} : update_.current(field_.number);
        const auto& lock = revision_.dictionary(field, "Lock");
        auto permission = request_.certify;
        if (lock.find("P") != nullptr) {
            const auto locked = restrictions(revision_, field_).permission.value_or(Permission::none);
            permission = std::min(permission.value_or(locked), locked);
        }
        if (permission) {
            Dictionary parameters;
            parameters.set("P", number(static_cast<int>(*permission)));
            add("DocMDP", std::move(parameters));
        }
        if (!lock.entries.empty()) {
            Dictionary parameters;
            for (const char* key : {"Action", "Fields"})
                if (lock.find(key) != nullptr)
                    parameters.set(key, revision_.entry(lock, key));
            add("FieldMDP", std::move(parameters)).set("Data", reference(revision_.root().number, revision_.root().generation));
        }
        return references;
    }

    const Revision& revision_;
    const SignatureRequest& request_;
    Update update_;
    std::string name_;
    SignatureField field_;
    bool is_new_ = false, is_tagged_ = true;
    std::uint32_t page_ = 0;
};

} // namespace

base::Result<Reservation> reserve(std::string bytes, const std::string& path, const SignatureRequest& request) {
    const auto revision = Revision::open(bytes, path, Tables::as_needed);
    if (!revision)
        return std::unexpected(revision.error());
    return Reserving(*revision, request).run(bytes, path);
}

bool fill(Reservation& reservation, std::string_view der) {
    if (der.size() > reservation.room())
        return false;
    auto at = reservation.from + 1;
    for (const char c : der) {
        constexpr std::string_view digits = "0123456789abcdef";
        reservation.bytes[at++] = digits[static_cast<unsigned char>(c) >> 4U];
        reservation.bytes[at++] = digits[static_cast<unsigned char>(c) & 15U];
    }
    return true;
}

} // namespace planpaket::signature
