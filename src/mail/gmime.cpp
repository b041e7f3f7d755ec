#include "mail/gmime.h"

#include "base/errors.h"
#include "base/translate.h"

#include <cstdio>
#include <dlfcn.h>
#include <new>
#include <type_traits>

namespace planpaket::mail {

using base::tr;

namespace {

/// Everything or nothing.
bool open(Gmime& table) {
    void* library = ::dlopen("libgmime-3.0.so.0", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return false;
    bool complete = true;
    // GLib's functions are found in the libraries that GMime needs.
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
        complete = complete && function != nullptr;
    };
    find(table.object_unref, "g_object_unref");
    find(table.utf8_validate, "g_utf8_validate");
    find(table.init, "g_mime_init");
    find(table.format_options_new, "g_mime_format_options_new");
    find(table.format_options_free, "g_mime_format_options_free");
    find(table.format_options_set_newline_format, "g_mime_format_options_set_newline_format");
    find(table.stream_file_new, "g_mime_stream_file_new");
    find(table.stream_flush, "g_mime_stream_flush");
    find(table.stream_mem_new_with_byte_array, "g_mime_stream_mem_new_with_byte_array");
    find(table.stream_mem_set_owner, "g_mime_stream_mem_set_owner");
    find(table.data_wrapper_new_with_stream, "g_mime_data_wrapper_new_with_stream");
    find(table.message_new, "g_mime_message_new");
    find(table.message_get_addresses, "g_mime_message_get_addresses");
    find(table.message_set_subject, "g_mime_message_set_subject");
    find(table.message_set_message_id, "g_mime_message_set_message_id");
    find(table.message_set_mime_part, "g_mime_message_set_mime_part");
    find(table.mailbox_new, "internet_address_mailbox_new");
    find(table.address_set_charset, "internet_address_set_charset");
    find(table.address_list_add, "internet_address_list_add");
    find(table.multipart_new_with_subtype, "g_mime_multipart_new_with_subtype");
    find(table.multipart_set_boundary, "g_mime_multipart_set_boundary");
    find(table.multipart_add, "g_mime_multipart_add");
    find(table.part_new, "g_mime_part_new");
    find(table.part_set_content, "g_mime_part_set_content");
    find(table.part_set_content_encoding, "g_mime_part_set_content_encoding");
    find(table.part_set_filename, "g_mime_part_set_filename");
    find(table.content_type_parse, "g_mime_content_type_parse");
    find(table.object_set_content_type, "g_mime_object_set_content_type");
    find(table.object_set_disposition, "g_mime_object_set_disposition");
    find(table.object_set_header, "g_mime_object_set_header");
    find(table.object_write_to_stream, "g_mime_object_write_to_stream");
    find(table.type_check_instance_is_a, "g_type_check_instance_is_a");
    find(table.multipart_get_type, "g_mime_multipart_get_type");
    find(table.message_part_get_type, "g_mime_message_part_get_type");
    find(table.part_get_type, "g_mime_part_get_type");
    find(table.message_part_get_message, "g_mime_message_part_get_message");
    find(table.message_get_mime_part, "g_mime_message_get_mime_part");
    find(table.message_get_subject, "g_mime_message_get_subject");
    find(table.message_get_message_id, "g_mime_message_get_message_id");
    find(table.multipart_get_count, "g_mime_multipart_get_count");
    find(table.multipart_get_part, "g_mime_multipart_get_part");
    find(table.object_get_content_type, "g_mime_object_get_content_type");
    find(table.object_get_header, "g_mime_object_get_header");
    find(table.part_get_filename, "g_mime_part_get_filename");
    find(table.part_get_content, "g_mime_part_get_content");
    find(table.content_type_is_type, "g_mime_content_type_is_type");
    find(table.content_type_get_media_type, "g_mime_content_type_get_media_type");
    find(table.content_type_get_media_subtype, "g_mime_content_type_get_media_subtype");
    find(table.data_wrapper_write_to_stream, "g_mime_data_wrapper_write_to_stream");
    find(table.parser_options_new, "g_mime_parser_options_new");
    find(table.parser_options_free, "g_mime_parser_options_free");
    find(table.parser_options_set_warning_callback, "g_mime_parser_options_set_warning_callback");
    find(table.parser_new_with_stream, "g_mime_parser_new_with_stream");
    find(table.parser_construct_message, "g_mime_parser_construct_message");
    find(table.decode_date, "g_mime_utils_header_decode_date");
    find(table.date_time_get_ymd, "g_date_time_get_ymd");
    find(table.date_time_unref, "g_date_time_unref");
    if (complete)
        table.init();
    return complete;
}

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
    static const struct Opened {
        Gmime table;
        bool ready = open(table);
    } opened;
    return opened.ready ? &opened.table : nullptr;
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
