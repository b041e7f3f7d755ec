#include "plan/remarks.h"
namespace planpaket::plan {
base::Diagnostics remarks(const Plan&) {
    return {};
}
const std::vector<std::string>& remark_codes() {
    static const std::vector<std::string> codes;
    return codes;
}
} // namespace planpaket::plan
