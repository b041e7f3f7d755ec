#include "signature/value_types.h"

#include "signature/reach.h"

#include <algorithm>
#include <array>

namespace planpaket::signature {

namespace {

/// The digits that a number needs: "612.0" and "+612" are "612" (7.3.3).
std::string digits_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
    if (text.find('.') != std::string_view::npos) {
        text = text.substr(0, text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.remove_suffix(1);
    }
    return (negative && !text.empty() ? "-" : "") + std::string(text);
}

bool is_simple(const Object& object) {
    return object.as<String>() != nullptr || object.as<Name>() != nullptr;
}

bool surround(const Array& limits, const Array* former) {
    std::array<std::uint64_t, 4> numbers{};
    if (former == nullptr || limits.size() != 2 || former->size() != 2)
        return false;
    for (std::size_t i = 0; i < 2; ++i)
        if (limits[i].whole(numbers[i]) == nullptr || (*former)[i].whole(numbers[i + 2]) == nullptr)
            return false;
    return numbers[0] <= numbers[2] && numbers[1] >= numbers[3];
}

} // namespace

bool is_stream(const Revision& revision, const Object& object) {
    const auto* reference = object.as<Reference>();
    const auto* indirect = reference != nullptr ? revision.find(reference->number) : nullptr;
    return indirect != nullptr && indirect->is_stream;
}

bool fits(Type type, const Revision& before, const Object* x, const Revision& after, const Object& y) {
    constexpr std::uint64_t largest = 0x7FFF'FFFF;
    const auto& value = after.resolve(y);
    const auto* array = value.as<Array>();
    std::uint64_t number = 0, former = 0;
    switch (type) {
    case Type::array:
        return array != nullptr || (x != nullptr && value.as<Dictionary>() != nullptr);
    case Type::dictionary:
        return value.as<Dictionary>() != nullptr && !is_stream(after, y);
    case Type::flags:
        return value.whole(number) != nullptr && (x == nullptr || before.resolve(*x).whole(former) != nullptr) &&
               (former & ~number) == 0 && (number & ~former & ~std::uint64_t{4 | 128 | 512}) == 0;
    case Type::signature_flags:
        return value.whole(number) != nullptr && number <= 3 &&
               (x == nullptr || (before.resolve(*x).whole(former) != nullptr && (former & ~number) == 0));
    case Type::integer:
        return value.whole(number) != nullptr && number <= largest;
    case Type::limits:
        return array != nullptr && x != nullptr && surround(*array, before.resolve(*x).as<Array>());
    case Type::name:
        return value.as<Name>() != nullptr;
    case Type::name_s:
        return value.is_name("S");
    case Type::no_streams:
        return value.as<Dictionary>() != nullptr && !leads_to_stream(after, y);
    case Type::simple:
        return is_simple(value) || (array != nullptr && std::ranges::all_of(*array, is_simple));
    case Type::stream:
        return is_stream(after, y);
    case Type::string:
        return value.as<String>() != nullptr;
    case Type::strings:
        return array != nullptr && array->size() == 2 &&
               std::ranges::all_of(*array, [](const Object& each) { return each.as<String>() != nullptr; });
    case Type::zeros:
        return array != nullptr && array->size() == 4 && std::ranges::all_of(*array, [](const Object& each) {
                   const auto* item = each.as<Number>();
                   return item != nullptr && digits_of(item->text).empty();
               });
    }
    return false;
}

bool same_number(const Number& x, const Number& y, Role role) {
    const bool same_kind = (x.text.find('.') == std::string::npos) == (y.text.find('.') == std::string::npos);
    return (same_kind || role == Role::reals) && digits_of(x.text) == digits_of(y.text);
}

} // namespace planpaket::signature
