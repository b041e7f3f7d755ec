#pragma once

#include <memory>
#include <string>
#include <unicode/coll.h>

namespace planpaket::plan {

/// Names in the order of a language's dictionaries, with numbers by their value.
class NameOrder {
public:
    explicit NameOrder(const std::string& language);

    /// A string of bytes that sorts as the name does.
    std::string key(const std::string& name) const;

private:
    std::unique_ptr<icu::Collator> collator_;
};

} // namespace planpaket::plan
