#include "pdf/objects.h"

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

void Objects::set(ObjectNumber object, std::string_view body) {
    append_integer(numbers_, object);
    numbers_ += ' ';
    append_integer(numbers_, static_cast<std::int64_t>(bodies_.size()));
    numbers_ += ' ';
    bodies_ += body;
    bodies_ += '\n';
    waiting_.push_back(object);
    if (waiting_.size() == objects_per_stream)
        pack();
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

void Objects::finish() {
    if (!waiting_.empty())
        pack();
}

void Objects::pack() {
    const auto container = reserve();
    if (packed_.capacity() < next_)
        packed_.reserve(next_ + next_ / 16); // doubling it would need much memory
    packed_.resize(next_);
    for (std::size_t i = 0; i < waiting_.size(); ++i)
        packed_[waiting_[i]] = {container, static_cast<std::uint16_t>(i)};
    std::string entries = "/Type/ObjStm/N ";
    append_integer(entries, static_cast<std::int64_t>(waiting_.size()));
    entries += "/First ";
    append_integer(entries, static_cast<std::int64_t>(numbers_.size()));
    set(container, StreamObject{entries, deflate(numbers_ + bodies_, compression(container)), true});
    waiting_.clear();
    numbers_.clear();
    bodies_.clear();
}

} // namespace planpaket::pdf
