#include "office/parts.h"

#include "base/errors.h"
#include "base/translate.h"

namespace planpaket::office {

base::Result<std::vector<Part>> read_parts(std::string_view archive) {
    auto contents = zip::read_archive(archive);
    if (!contents.wrong.empty() || contents.parts.empty())
        return base::refuse("pandoc-failed", base::tr("what pandoc made is not a document that can be opened"));
    return std::move(contents.parts);
}

} // namespace planpaket::office
