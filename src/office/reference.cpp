#include "office/reference.h"

#include "base/errors.h"
#include "base/translate.h"
#include "office/blank_docx.h"
#include "office/xml.h"

namespace planpaket::office {

base::Result<Reference> read_reference(const base::World& world, const std::string& root, bool docx, bool odt) {
    constexpr std::size_t limit = 1u << 20;
    Reference reference;
    base::Diagnostics diagnostics;
    const auto read = [&](const char* name, std::string& part) {
        const auto path = root + "/" + name;
        auto text = world.read_file(path, limit);
        if (!text)
            diagnostics.insert(diagnostics.end(), text.error().begin(), text.error().end());
        else if (!read_xml(*text))
            diagnostics.push_back(base::error("wrong-reference", base::trf("{} is not well-formed XML", path)));
        else
            part = std::move(*text);
    };
    if (docx) {
        read("docx/styles.xml", reference.docx_styles);
        read("docx/settings.xml", reference.docx_settings);
        reference.blank_docx = std::make_shared<const base::MemoryFile>(blank_docx());
    }
    if (odt)
        read("odt/styles.xml", reference.odt_styles);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return reference;
}

} // namespace planpaket::office
