#include "cli/kit.h"

#include "base/sha256.h"
#include "cli/shelf.h"

#include <filesystem>

namespace planpaket::cli {

base::Result<Kit> read_kit(const base::World& world, base::Sources& sources, const std::string& root) {
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
    auto fonts = typeset::Fonts::load(*style);
    if (!fonts)
        return std::unexpected(std::move(fonts.error()));
    Kit kit{std::move(*style), std::move(*fonts), within(recording.files(), root), {}};
    for (std::size_t i = 0; i < kit.fonts->size(); ++i) {
        const auto& face = kit.fonts->face(static_cast<typeset::FaceId>(i));
        kit.faces.push_back(
            {std::filesystem::path(face.path()).filename().string(), face.bytes().size(), base::sha256(face.bytes())});
    }
    return kit;
}

} // namespace planpaket::cli
