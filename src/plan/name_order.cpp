#include "plan/name_order.h"

namespace planpaket::plan {

NameOrder::NameOrder(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    collator_.reset(icu::Collator::createInstance(icu::Locale::forLanguageTag(language, status), status));
    if (U_FAILURE(status))
        collator_.reset();
    else
        collator_->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}

std::string NameOrder::key(const std::string& name) const {
    if (!collator_)
        return name;
    const auto text = icu::UnicodeString::fromUTF8(name);
    std::string bytes(static_cast<std::size_t>(collator_->getSortKey(text, nullptr, 0)), '\0');
    collator_->getSortKey(text, reinterpret_cast<std::uint8_t*>(bytes.data()), static_cast<std::int32_t>(bytes.size()));
    return bytes;
}

} // namespace planpaket::plan
