// What tagging and finishing a document cost: seconds from the first mark to the last byte of the file, as the difference between
// making it and only setting and painting the same pages unmarked. tagging PLAN TEMPLATES ROUNDS prints the median difference.
// It is more than the floor of these costs: fonts are subset and written in the one and not in the other.

#include "base/disk_world.h"
#include "compose/compose.h"
#include "pdf/page_painter.h"
#include "pdf/pdf.h"
#include "plan/read.h"
#include "typeset/typeset.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>

using namespace planpaket;

namespace {

double seconds(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Hands pages on without their nodes: all becomes one artifact a page.
class Unmarked : public typeset::PageSink {
public:
    explicit Unmarked(typeset::PageSink& next) : next_(next) {}
    void page(const typeset::Page& page) override {
        typeset::Page plain;
        copying += seconds([&] {
            plain = page;
            for (auto& item : plain.items)
                std::visit([](auto& value) { value.node = typeset::artifact; }, item);
        });
        next_.page(plain);
    }
    void overlay(const typeset::Page& page) override { next_.overlay(page); }

    double copying = 0; ///< Seconds spent here.

private:
    typeset::PageSink& next_;
};

template <class T>
T must(base::Result<T> result) {
    if (!result) {
        fmt::print(stderr, "tagging: {}\n", result.error().front().message);
        std::exit(1);
    }
    return std::move(*result);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    const std::string templates_folder = argv[2];
    const base::DiskWorld disk;
    base::Sources sources;
    plan::FileAccess files;
    files.read = [&](const std::string& name) { return disk.read_file(name, 50U << 20U); };
    const auto plan = must(plan::read(sources, argv[1], files));
    const auto templates =
        must(compose::load_templates(disk, sources, templates_folder, plan.language.value, plan.language.span));
    const auto style_path = templates_folder + "/style.toml";
    const auto style = must(typeset::read_style(sources, sources.add(style_path, must(disk.read_file(style_path, 1U << 20U)))));
    const auto fonts = must(typeset::Fonts::load(style));
    const auto document = must(compose::compose(plan, templates, "bilaga-1-atgardsplan"));

    std::vector<double> made, painted;
    for (int round = 0; round < std::atoi(argv[3]); ++round) {
        auto one = document, other = document;
        made.push_back(seconds([&] { must(pdf::render(std::move(one), style, *fonts)); }));
        double copying = 0;
        painted.push_back(seconds([&] {
            pdf::Haru haru;
            pdf::EmbeddedFonts embedded(*fonts);
            pdf::FileBody body;
            pdf::PagePainter painter(haru, embedded, body);
            Unmarked unmarked(painter);
            must(typeset::typeset(std::move(other), style, *fonts, unmarked));
            haru.save();
            copying = unmarked.copying;
        }));
        painted.back() -= copying;
    }
    fmt::print("{:.6f}\n", median(made) - median(painted));
}
