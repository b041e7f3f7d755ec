#include "mail/gmime.h"

#include "base/errors.h"
#include "base/translate.h"

#include <cstdio>
#include <new>

namespace planpaket::mail {

using base::tr;

namespace {

ssize_t append(void* to, const char* bytes, std::size_t size) {
    auto& sink = *static_cast<Sink*>(to);
    sink.is_full = sink.is_full || size > sink.most - sink.bytes->size();
    if (sink.is_full)
        return 0;
    try {
        sink.bytes->append(bytes, size);
    } catch (const std::bad_alloc&) {
        return 0; // no exception may pass through C
    }
    return static_cast<ssize_t>(size);
}

/// GMime seeks before it writes, always to the end.
int seek(void* to, off64_t* offset, int whence) {
    const auto size = static_cast<off64_t>(static_cast<Sink*>(to)->bytes->size());
    const bool at_end = whence == SEEK_SET ? *offset == size : *offset == 0;
    *offset = size;
    return at_end ? 0 : -1;
}

} // namespace

const Gmime* gmime() {
    static const Gmime table;
    static const bool ready = table.library.complete() && (table.init(), true);
    return ready ? &table : nullptr;
}

base::Diagnostics no_gmime() {
    return {base::error("mail-unavailable", tr("messages need GMime, which is not installed"), tr("install libgmime-3.0-0"))};
}

MemoryStream::MemoryStream(std::string_view bytes)
    : view_(new GByteArray{const_cast<guint8*>(reinterpret_cast<const guint8*>(bytes.data())), static_cast<guint>(bytes.size())}),
      stream_(gmime()->stream_mem_new_with_byte_array(view_.get())) {
    gmime()->stream_mem_set_owner(GMIME_STREAM_MEM(stream_.get()), FALSE);
}

Ref<GMimeStream> stream_into(Sink& sink) {
    std::FILE* file = ::fopencookie(&sink, "w", {.read = nullptr, .write = append, .seek = seek, .close = nullptr});
    if (file == nullptr)
        throw std::bad_alloc();
    return Ref<GMimeStream>(gmime()->stream_file_new(file));
}

} // namespace planpaket::mail
