#include "pdf/pdf.h"

#include "base/translate.h"
#include "pdf/colour_profile.h"
#include "pdf/file_writer.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/page_painter.h"
#include "pdf/structure_tree.h"
#include "typeset/typeset.h"

#include <fmt/format.h>
#include <malloc.h>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace planpaket::pdf {

namespace {

/// Assembles one file.
class Assembly {
public:
    Assembly(const document::Document& document, const typeset::Style& style, const typeset::Fonts& fonts)
        : document_(document), fonts_(fonts), painter_(haru_, fonts_, body_) {
        if (!style.logo_bytes.empty())
            logo_ = load_logo(style.logo_bytes);
    }

    PagePainter& painter() { return painter_; }

    base::Result<base::Bytes> finish(typeset::Pages pages) {
        const auto raw = haru_.save();
        if (haru_.error() != 0)
            return std::unexpected(
                base::Diagnostics{{.code = "libharu",
                                   .span = {},
                                   .message = base::trf("libharu gave up on {} (error {:#x})", document_.name, haru_.error()),
                                   .hint = base::tr("this is a fault of the program: please report it with the plan")}});
        Objects objects(body_, object_count(raw));
        for (const auto& page : painter_.pages())
            page_objects_.push_back(page.object);
        const auto links = write_links(objects, pages);
        const auto structure =
            write_structure(objects, pages.structure, painter_.take_marks(), page_objects_, painter_.links(), links);
        pages.structure = {};
        pages.destinations = {};
        write_pages(objects);
        write_catalog(objects, structure, write_bookmarks(objects, pages.bookmarks));
        changes_.information = information(document_);
        return write_file(raw, changes_, objects, body_);
    }

private:
    /// The image object of a logo that typeset::set_logo() has accepted.
    ObjectNumber load_logo(const std::string& bytes) {
        const auto* data = reinterpret_cast<const HPDF_BYTE*>(bytes.data());
        const auto size = static_cast<HPDF_UINT>(bytes.size());
        const auto image = bytes.starts_with("\xFF\xD8") ? HPDF_LoadJpegImageFromMem(haru_.doc(), data, size)
                                                         : HPDF_LoadPngImageFromMem(haru_.doc(), data, size);
        return image == nullptr ? 0 : number_of(image);
    }

    std::vector<LinkObject> write_links(Objects& objects, const typeset::Pages& pages) {
        std::unordered_map<std::string_view, const typeset::Destination*> destinations;
        for (const auto& destination : pages.destinations)
            destinations.emplace(destination.id, &destination);
        std::vector<LinkObject> links;
        annotations_.resize(page_objects_.size());
        for (const auto& link : painter_.links()) {
            const auto key = static_cast<std::uint32_t>(page_objects_.size() + links.size());
            const bool is_field = !link.field.empty();
            std::string body = is_field ? "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect["
                                        : "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
            for (const float side : {link.left, link.bottom, link.right, link.top}) {
                append_number(body, side);
                body += ' ';
            }
            body.back() = ']';
            body += fmt::format("/StructParent {}{}", key, is_field ? "/TU" : "/Contents");
            const auto* texts = pages.structure.find_texts(link.node);
            append_text(body, texts != nullptr ? texts->alternative : "");
            if (is_field)
                append_field(body, link, objects);
            else
                append_target(body, link.target, destinations);
            body += ">>";
            const auto object = is_field ? objects.add_leading(body) : objects.add(body);
            if (is_field)
                append_reference(fields_ += fields_.empty() ? "" : " ", object);
            append_reference(annotations_[link.page], object);
            annotations_[link.page] += ' ';
            links.push_back({object, key});
        }
        return links;
    }

    /// What makes a widget a signature field that is not signed yet (ISO 32000-1, 12.7.4.5). PDF/A wants it to have an
    /// appearance, which is empty.
    void append_field(std::string& body, const PlacedLink& link, Objects& objects) {
        auto name = link.field;
        for (int number = 2; !field_names_.insert(name).second; ++number)
            name = fmt::format("{}-{}", link.field, number);
        const auto appearance = objects.add(StreamObject{
            fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 {:.2f} {:.2f}]", link.right - link.left, link.top - link.bottom),
            {},
            false});
        body += "/T";
        append_text(body, name);
        body += "/P ";
        append_reference(body, page_objects_[link.page]);
        body += "/AP<</N ";
        append_reference(body, appearance);
        body += ">>";
    }

    void append_target(std::string& body, const std::string& target,
                       const std::unordered_map<std::string_view, const typeset::Destination*>& destinations) const {
        if (!target.starts_with('#')) {
            body += "/A<</S/URI/URI";
            append_literal(body, target);
            body += ">>";
            return;
        }
        // A link to something that this document does not hold leads to its first page.
        const auto it = destinations.find(std::string_view(target).substr(1));
        const std::uint32_t page = it == destinations.end() ? 0 : it->second->page;
        const float y = it == destinations.end() ? 0 : it->second->y;
        body += "/Dest" + explicit_destination(page, y);
    }

    /// Signatures that are not seen are fields on the first page; others are on the last or in the fields that are there.
    void write_pages(Objects& objects) {
        changes_.leading_pages = {page_objects_.front(), page_objects_.back()};
        const auto fonts = fonts_.write(objects);
        std::string resources_body = "<</Font" + fonts;
        if (logo_ != 0)
            resources_body += fmt::format("/XObject<</{} {} 0 R>>", PagePainter::logo_name, logo_);
        const auto resources = objects.add(resources_body + ">>");
        for (std::size_t i = 0; i < page_objects_.size(); ++i) {
            std::string entries = fmt::format("/StructParents {}/Tabs/S/Resources {} 0 R", i, resources);
            if (!annotations_[i].empty())
                entries += "/Annots[" + annotations_[i] + "]";
            changes_.additions.emplace(page_objects_[i], std::move(entries));
        }
    }

    /// Bookmarks; 0 if there are none.
    ObjectNumber write_bookmarks(Objects& objects, const std::vector<typeset::Bookmark>& bookmarks) const {
        std::vector<OutlineItem> items;
        for (const auto& bookmark : bookmarks)
            items.push_back({bookmark.level, bookmark.title, explicit_destination(bookmark.page, bookmark.y)});
        return items.empty() ? 0 : write_outline(objects, items);
    }

    /// "[5 0 R/XYZ null 700 null]": a place a little above y on a page.
    std::string explicit_destination(std::uint32_t page, float y) const {
        std::string out = "[";
        append_reference(out, page_objects_[page]);
        out += "/XYZ null ";
        append_number(out, painter_.pages()[page].height - y + 6);
        return out + " null]";
    }

    void write_catalog(Objects& objects, ObjectNumber structure, ObjectNumber outline) {
        const auto profile = objects.add(StreamObject{"/N 3", deflate(srgb_profile(), 9), true});
        const auto metadata = objects.add_leading(StreamObject{"/Type/Metadata/Subtype/XML", xmp_packet(document_), false});
        std::string language;
        append_text(language, document_.language);
        changes_.catalog = fmt::format(
            "/Lang{}/MarkInfo<</Marked true>>/StructTreeRoot {} 0 R/Metadata {} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {} 0 "
            "R>>]"
            "/PageLabels<</Nums[0<</S/D>>]>>",
            language, structure, metadata, profile);
        // An object of its own: poppler loses the field that it adds to a form in the catalog.
        if (!fields_.empty())
            changes_.catalog += fmt::format("/AcroForm {} 0 R", objects.add_leading("<</Fields[" + fields_ + "]>>"));
        if (outline != 0)
            changes_.catalog += fmt::format("/Outlines {} 0 R/PageMode/UseOutlines", outline);
    }

    const document::Document& document_;
    Haru haru_;
    EmbeddedFonts fonts_;
    FileBody body_;
    PagePainter painter_;
    Changes changes_;
    ObjectNumber logo_ = 0; ///< 0 for none.
    std::vector<ObjectNumber> page_objects_;
    std::vector<std::string> annotations_; ///< Per page.
    std::string fields_;                   ///< References to the signature fields.
    std::set<std::string> field_names_;
};

} // namespace

base::Result<base::Bytes> render(document::Document document, const typeset::Style& style, const typeset::Fonts& fonts) {
    // What the file says of itself is told at its end; by then the blocks are used up.
    auto blocks = std::exchange(document.blocks, {});
    auto to_set = document;
    to_set.blocks = std::move(blocks);
    Assembly assembly(document, style, fonts);
    auto pages = typeset::typeset(std::move(to_set), style, fonts, assembly.painter());
    if (!pages)
        return std::unexpected(pages.error());
    // The document is gone, and what became of it stands in between: the system gets back what is free, before finishing asks for
    // large blocks at the end.
    ::malloc_trim(0);
    return assembly.finish(std::move(*pages));
}

} // namespace planpaket::pdf
