#pragma once

#include "base/diagnostic.h"

#include <future>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace planpaket::office {

/// PNGs of SVG pictures. The documents and formats of a package show the same charts: each is made once, by rsvg-convert.
class Rasters {
public:
    /// The picture so many points wide, with 200 dots an inch, on white. May be called by several threads at once: whoever asks
    /// for a picture that is being made waits for it. Errors: "program-missing", "program-failed".
    base::Result<std::string> png(const std::string& svg, float width);

private:
    std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::shared_future<base::Result<std::string>>> made_; ///< By picture and width in dots.
};

} // namespace planpaket::office
