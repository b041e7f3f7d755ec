#include "making/conversion.h"

#include "making/shelf.h"

namespace planpaket::making {

base::Result<std::shared_ptr<const Conversion>> read_conversion(const base::World& world, base::Sources& sources,
                                                                const std::string& root, const Formats& formats) {
    if (formats.empty() || formats == Formats{Format::pdf})
        return nullptr;
    Conversion conversion;
    conversion.program = std::async(std::launch::async, [] { return pandoc::find_program(); });
    base::Diagnostics diagnostics;
    const RecordingWorld recording(world);
    if (auto reference = office::read_reference(recording, root, formats.contains(Format::docx), formats.contains(Format::odt)))
        conversion.reference = std::move(*reference);
    else
        diagnostics = std::move(reference.error());
    conversion.reference_files = within(recording.files(), root);
    if (formats.contains(Format::html)) {
        if (auto look = read_page_look(world, sources, root))
            conversion.page = std::move(*look);
        else
            diagnostics.insert(diagnostics.end(), look.error().begin(), look.error().end());
    }
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return std::make_shared<const Conversion>(std::move(conversion));
}

} // namespace planpaket::making
