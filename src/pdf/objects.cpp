#include "pdf/objects.h"

#include <algorithm>

namespace planpaket::pdf {

namespace {

constexpr std::size_t objects_per_stream = 200;
/// A file of few objects is made small, one of many quickly.
int compression(ObjectNumber object) {
    constexpr ObjectNumber few_objects = 8000;
    return object < few_objects ? 7 : 4;
}

} // namespace

ObjectNumber Objects::reserve(std::size_t count) {
    const auto first = next_;
    next_ += static_cast<ObjectNumber>(count);
    return first;
}

void Objects::Waiting::add(ObjectNumber object, std::string_view body) {
    append_integer(numbers, object);
    numbers += ' ';
    append_integer(numbers, static_cast<std::int64_t>(bodies.size()));
    numbers += ' ';
    bodies += body;
    bodies += '\n';
    objects.push_back(object);
}

void Objects::set(ObjectNumber object, std::string_view body) {
    waiting_.add(object, body);
    if (waiting_.objects.size() == objects_per_stream)
        pack(waiting_);
}

void Objects::set_leading(ObjectNumber object, std::string_view body) {
    waiting_to_lead_.add(object, body);
    leading_.push_back(object);
}

ObjectNumber Objects::add(std::string_view body) {
    const auto object = reserve();
    set(object, body);
    return object;
}

ObjectNumber Objects::add(const StreamObject& stream) {
    const auto object = reserve();
    set(object, stream);
    return object;
}

ObjectNumber Objects::add_leading(std::string_view body) {
    const auto object = reserve();
    set_leading(object, body);
    return object;
}

ObjectNumber Objects::add_leading(const StreamObject& stream) {
    leading_.push_back(add(stream));
    return leading_.back();
}

void Objects::finish() {
    if (!waiting_.objects.empty())
        pack(waiting_);
    leading_.push_back(next_); // the number that the stream of the leading objects gets
    pack(waiting_to_lead_);
    std::ranges::sort(leading_);
}

void Objects::pack(Waiting& waiting) {
    const auto container = reserve();
    if (packed_.capacity() < next_)
        packed_.reserve(next_ + next_ / 16); // doubling it would need much memory
    packed_.resize(next_);
    for (std::size_t i = 0; i < waiting.objects.size(); ++i)
        packed_[waiting.objects[i]] = {container, static_cast<std::uint16_t>(i)};
    std::string entries = "/Type/ObjStm/N ";
    append_integer(entries, static_cast<std::int64_t>(waiting.objects.size()));
    entries += "/First ";
    append_integer(entries, static_cast<std::int64_t>(waiting.numbers.size()));
    set(container, StreamObject{entries, deflate(waiting.numbers + waiting.bodies, compression(container)), true});
    waiting.objects.clear();
    waiting.numbers.clear();
    waiting.bodies.clear();
}

} // namespace planpaket::pdf
