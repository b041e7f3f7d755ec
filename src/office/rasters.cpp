#include "office/rasters.h"

#include "base/errors.h"
#include "base/process.h"
#include "base/translate.h"

namespace planpaket::office {

namespace {

base::Result<std::string> make_png(const std::string& svg, int dots) {
    const base::ProcessLimits limits{.time = std::chrono::seconds(60), .output = 64u << 20, .file = 0};
    auto outcome = base::run_process(
        {"rsvg-convert", "--format", "png", "--background-color", "white", "--width", std::to_string(dots)}, svg, limits);
    if (!outcome && outcome.error().front().code == "program-missing")
        return base::refuse("program-missing",
                            base::tr("the program rsvg-convert, which makes pictures of charts, is not installed"),
                            base::tr("install it: apt install librsvg2-bin"));
    if (!outcome)
        return std::unexpected(std::move(outcome.error()));
    if (outcome->exit_code != 0 || !outcome->output.starts_with("\x89PNG"))
        return base::refuse("program-failed", base::tr("rsvg-convert made no picture of a chart"));
    return std::move(outcome->output);
}

} // namespace

base::Result<std::string> Rasters::png(const std::string& svg, float width) {
    constexpr float dots_per_point = 150.0F / 72;
    const auto dots = static_cast<int>(width * dots_per_point);
    std::packaged_task<base::Result<std::string>()> making([&] { return make_png(svg, dots); });
    std::shared_future<base::Result<std::string>> picture;
    bool first = false;
    {
        const std::scoped_lock lock(mutex_);
        auto& known = made_[{svg, dots}];
        first = !known.valid();
        if (first)
            known = making.get_future().share();
        picture = known;
    }
    if (first)
        making();
    return picture.get();
}

} // namespace planpaket::office
