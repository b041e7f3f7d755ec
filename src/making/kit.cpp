#include "making/kit.h"

#include "base/sha256.h"
#include "making/shelf.h"
#include "typeset/hyphenation.h"

#include <filesystem>

namespace planpaket::making {

namespace {

std::vector<ReadFile> read_faces(const typeset::Fonts& fonts) {
    std::vector<ReadFile> faces;
    for (std::size_t i = 0; i < fonts.size(); ++i) {
        const auto& face = fonts.face(static_cast<typeset::FaceId>(i));
        faces.push_back(
            {std::filesystem::path(face.path()).filename().string(), face.bytes().size(), base::sha256(face.bytes())});
    }
    return faces;
}

} // namespace

base::Result<Kit> read_kit(const base::World& world, base::Sources& sources, const std::string& root,
                           const std::set<std::string>& languages, const Formats& formats) {
    auto conversion = read_conversion(world, sources, root, formats);
    if (!conversion)
        return std::unexpected(std::move(conversion.error()));
    constexpr std::size_t limit = 1u << 20;
    const RecordingWorld recording(world);
    const auto path = (std::filesystem::path(root) / "style.toml").string();
    auto text = recording.read_file(path, limit);
    if (!text)
        return std::unexpected(std::move(text.error()));
    auto style = typeset::read_style(sources, sources.add(path, std::move(*text)));
    if (!style)
        return std::unexpected(std::move(style.error()));
    if (!style->logo.empty()) {
        auto logo = recording.read_file((std::filesystem::path(root) / style->logo).string(), limit);
        if (!logo)
            return std::unexpected(std::move(logo.error()));
        style = typeset::set_logo(std::move(*style), std::move(*logo));
        if (!style)
            return std::unexpected(std::move(style.error()));
    }
    Kit kit{std::move(*style), nullptr, {}, {}, {}, std::move(*conversion)};
    for (const auto& language : languages)
        kit.dictionaries.push_back(
            std::async(std::launch::async, [style = kit.style, language] { typeset::Hyphenation::load(style, language); }));
    auto fonts = typeset::Fonts::load(kit.style);
    if (!fonts)
        return std::unexpected(std::move(fonts.error()));
    kit.fonts = std::move(*fonts);
    kit.files = within(recording.files(), root);
    kit.faces = std::async(std::launch::async, [fonts = kit.fonts] { return read_faces(*fonts); });
    return kit;
}

} // namespace planpaket::making
