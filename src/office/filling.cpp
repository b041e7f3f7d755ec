#include "office/filling.h"

#include "base/errors.h"
#include "base/translate.h"

#include <algorithm>
#include <iterator>

namespace planpaket::office {

using namespace document;

void set_marks(pandoc::Dialect& dialect, std::string (*mark)(const char* style)) {
    dialect.figure = [=](const Figure&) { return pandoc::Frame{mark(marks::figure), ""}; };
    dialect.contents = [=](const Contents&) { return mark(marks::contents); };
    dialect.layout = [=](Orientation orientation) {
        return mark(orientation == Orientation::portrait ? marks::portrait : marks::landscape);
    };
    dialect.page_break = mark(marks::page_break);
}

base::Diagnostics differs() {
    return {base::error("pandoc-failed", base::tr("pandoc wrote another document than it was given"))};
}

Fillings::Fillings(const Document& document, std::vector<std::vector<Picture>> charts) : charts_(std::move(charts)) {
    for (const auto& block : document.blocks)
        if (const auto* contents = as<Contents>(block))
            contents_.push_back(contents);
}

const Contents* Fillings::next_contents() {
    return next_contents_ < contents_.size() ? contents_[next_contents_++] : nullptr;
}

const std::vector<Picture>* Fillings::next_charts() {
    return next_chart_ < charts_.size() ? &charts_[next_chart_++] : nullptr;
}

std::vector<Picture> Fillings::pictures(const std::optional<Picture>& logo) && {
    std::vector<Picture> all;
    for (auto& each : charts_)
        std::ranges::move(each, std::back_inserter(all));
    if (logo)
        all.push_back(*logo);
    return all;
}

} // namespace planpaket::office
