#include "pdf/file_body.h"

namespace planpaket::pdf {

FileBody::FileBody() {
    bytes.append("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"); // a comment of high bytes says that the file is binary (7.5.2)
}

void FileBody::add(ObjectNumber object, const StreamObject& stream) {
    if (offsets_.size() <= object)
        offsets_.resize(object + 1);
    offsets_[object] = static_cast<std::uint32_t>(bytes.size());
    std::string head;
    append_integer(head, object);
    head += " 0 obj\n<<";
    head += stream.entries;
    if (stream.deflated)
        head += "/Filter/FlateDecode";
    head += "/Length ";
    append_integer(head, static_cast<std::int64_t>(stream.bytes.size()));
    head += ">>\nstream\n";
    bytes.append(head);
    bytes.append(stream.bytes);
    bytes.append("\nendstream\nendobj\n");
}

} // namespace planpaket::pdf
