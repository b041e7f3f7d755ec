#include "signature/page_comparison.h"

#include "base/memory_file.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "signature/explained.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace planpaket::signature {

using base::trf;

namespace {

constexpr std::size_t stretch_length = 16; ///< Pages that one call of the program draws.
constexpr std::size_t most_named = 10;     ///< Pages, or runs of them, in one message.
constexpr double margin = 2;               ///< Pixels: what smoothing adds around an area.

using Areas = std::map<std::size_t, std::vector<Area>>;

/// What one signature signed, to be held against the whole file.
struct Then {
    SignatureReport* report = nullptr;
    base::MemoryFile file;
    Areas explained;
};

struct Stretch {
    std::size_t first = 1, count = stretch_length;
};

/// What came of one stretch: per signature the pages that differ.
struct Found {
    std::vector<std::vector<std::size_t>> pages;
    std::size_t drawn = 0; ///< The most pages that any revision has there.
    bool program_missing = false;
    std::string trouble;
};

/// Whether the same is shown outside of the areas.
bool look_alike(const Picture& a, const Picture& b, const std::vector<Area>* explained) {
    if (a == b)
        return true;
    if (explained == nullptr || a.width != b.width || a.height != b.height)
        return false;
    std::vector<bool> free(a.width * a.height);
    for (const auto& area : *explained) {
        const auto pixel = [](double share, std::size_t size, double away) {
            const auto at = std::clamp(share * static_cast<double>(size) + away, 0.0, static_cast<double>(size));
            return static_cast<std::size_t>(away < 0 ? std::floor(at) : std::ceil(at));
        };
        const auto left = pixel(area.left, a.width, -margin), right = pixel(area.right, a.width, margin);
        for (auto y = pixel(area.top, a.height, -margin); y < pixel(area.bottom, a.height, margin); ++y)
            std::fill(free.begin() + static_cast<std::ptrdiff_t>(y * a.width + left),
                      free.begin() + static_cast<std::ptrdiff_t>(y * a.width + right), true);
    }
    for (std::size_t i = 0; i < free.size(); ++i)
        if (!free[i] && a.pixels.compare(3 * i, 3, b.pixels, 3 * i, 3) != 0)
            return false;
    return true;
}

class Comparison {
public:
    Comparison(std::string_view bytes, const std::vector<Then>& all, const ComparisonLimits& limits)
        : now_(bytes), all_(all), limits_(limits), deadline_(std::chrono::steady_clock::now() + limits.time) {}

    Found compare(const Stretch& stretch) {
        Found found;
        found.pages.resize(all_.size());
        const auto now = draw(now_, stretch, found);
        for (std::size_t i = 0; i < all_.size() && !now.pages.empty(); ++i) {
            const auto then = draw(all_[i].file, stretch, found);
            // Where the program stopped early, pages that are not there are not known to be gone.
            const bool whole = now.trouble.empty() && then.trouble.empty();
            const auto [fewer, more] = std::minmax({now.pages.size(), then.pages.size()});
            for (std::size_t page = 0; page < (whole ? more : fewer); ++page) {
                const auto explained = all_[i].explained.find(stretch.first + page);
                if (page >= fewer || !look_alike(now.pages[page], then.pages[page],
                                                 explained == all_[i].explained.end() ? nullptr : &explained->second))
                    found.pages[i].push_back(stretch.first + page);
            }
        }
        return found;
    }

private:
    /// Once something went wrong nothing more is drawn: what hangs once hangs again.
    Drawn draw(const base::MemoryFile& file, const Stretch& stretch, Found& found) {
        auto drawing = limits_.drawing;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
        drawing.time = std::clamp(left, std::chrono::milliseconds(0), drawing.time);
        if (stopped_)
            return {};
        auto drawn = draw_pages(file.path(), stretch.first, stretch.count, drawing);
        if (!drawn || !drawn->trouble.empty())
            stopped_ = true;
        found.program_missing = found.program_missing || !drawn;
        if (!drawn)
            return {};
        found.drawn = std::max(found.drawn, drawn->pages.size());
        if (found.trouble.empty())
            found.trouble = drawn->trouble;
        return std::move(*drawn);
    }

    base::MemoryFile now_;
    const std::vector<Then>& all_;
    const ComparisonLimits& limits_;
    std::chrono::steady_clock::time_point deadline_;
    std::atomic<bool> stopped_ = false;
};

/// How many pages the file says it has: a reader may find more.
std::size_t stated_count(const Revision& revision, std::size_t most) {
    std::uint64_t count = 0;
    const auto* whole = revision.entry(revision.dictionary(revision.catalog(), "Pages"), "Count").whole(count);
    return whole == nullptr ? 0 : static_cast<std::size_t>(std::min<std::uint64_t>(count, most));
}

/// The stretches of a file of that many pages. The last asks for one page more, so that one sees that it is the last.
std::vector<Stretch> stretches(std::size_t count) {
    std::vector<Stretch> all;
    for (std::size_t first = 1; all.empty() || first <= count; first += stretch_length)
        all.push_back({first, stretch_length});
    ++all.back().count;
    return all;
}

/// "3, 5–7"
std::string named(const std::vector<std::size_t>& pages) {
    std::vector<std::string> runs;
    for (std::size_t i = 0; i < pages.size();) {
        std::size_t last = i;
        while (last + 1 < pages.size() && pages[last + 1] == pages[last] + 1)
            ++last;
        if (runs.size() == most_named) {
            runs.emplace_back("…");
            break;
        }
        runs.push_back(last == i ? std::to_string(pages[i]) : fmt::format("{}–{}", pages[i], pages[last]));
        i = last + 1;
    }
    return fmt::format("{}", fmt::join(runs, ", "));
}

void note(SignatureReport& report, const std::vector<std::size_t>& pages) {
    if (pages.empty())
        return;
    const auto who = report.signer.empty() ? report.field : report.signer;
    report.verdict = std::max(report.verdict, Verdict::valid_but);
    report.reasons.push_back({pages.size() == 1 ? trf("page {} looks otherwise than when {} signed it", pages.front(), who)
                                                : trf("pages {} look otherwise than when {} signed them", named(pages), who),
                              {}});
}

/// What there is to compare: each signature that holds and that something came after.
std::vector<Then> signed_before(std::string_view bytes, const Revision& now, Report& report) {
    std::vector<Then> all;
    for (auto& each : report.signatures) {
        if (each.verdict > Verdict::valid_but || each.size >= bytes.size())
            continue;
        const auto then = bytes.substr(0, each.size);
        const auto revision = Revision::open(then, {});
        if (revision)
            all.push_back({&each, base::MemoryFile(then), explained_areas(*revision, now, each.changes)});
    }
    return all;
}

} // namespace

PageComparison compare_pages(std::string_view bytes, Report& report, const ComparisonLimits& limits) {
    PageComparison result;
    const auto now = Revision::open(bytes, {});
    const auto all = now ? signed_before(bytes, *now, report) : std::vector<Then>();
    if (all.empty())
        return result;
    Comparison comparison(bytes, all, limits);
    std::vector<std::vector<std::size_t>> pages(all.size());
    auto waiting = stretches(stated_count(*now, limits.pages));
    while (!waiting.empty()) {
        std::vector<std::function<Found()>> tasks;
        for (const auto& stretch : waiting)
            tasks.emplace_back([&comparison, stretch] { return comparison.compare(stretch); });
        const auto last = waiting.back();
        waiting.clear();
        const auto found = base::run_all(tasks, limits.jobs);
        for (const auto& each : found) {
            result.program_missing = result.program_missing || each.program_missing;
            if (result.trouble.empty())
                result.trouble = each.trouble;
            for (std::size_t i = 0; i < all.size(); ++i)
                pages[i].insert(pages[i].end(), each.pages[i].begin(), each.pages[i].end());
        }
        const bool is_end = result.program_missing || !result.trouble.empty() || found.back().drawn < last.count;
        const auto next = last.first + last.count;
        if (!is_end && next > limits.pages)
            result.trouble = trf("it has more than {} pages", limits.pages);
        else if (!is_end)
            waiting.push_back({next, stretch_length});
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        note(*all[i].report, pages[i]);
    for (const auto& each : report.signatures)
        report.verdict = std::max(report.verdict, each.verdict);
    return result;
}

} // namespace planpaket::signature
