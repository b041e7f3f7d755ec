#include "cli/version.h"

#include "base/process.h"
#include "base/translate.h"
#include "base/version.h"
#include "pdf/versions.h"

#include <fmt/format.h>

namespace planpaket::cli {

/// What pandoc says of itself: "pandoc 2.17.1.1" is its first line.
static std::string pandoc_version() {
    const auto outcome = base::run_process({"pandoc", "--version"}, {}, {.time = std::chrono::seconds(10), .output = 1 << 16});
    const std::string name = "pandoc ";
    if (!outcome || outcome->exit_code != 0 || !outcome->output.starts_with(name))
        return base::tr("not found");
    return outcome->output.substr(name.size(), outcome->output.find('\n') - name.size());
}

std::string version_text() {
    return fmt::format("planpaket {}\nlibharu {}\nqpdf {}\npandoc {}\n", base::program_version(), pdf::libharu_version(),
                       pdf::qpdf_version(), pandoc_version());
}

} // namespace planpaket::cli
