#pragma once

/// GMime, opened when mail is first written or read: it brings eighteen libraries along, which would delay every start of the
/// program. A header of this folder only.

#define G_DISABLE_CAST_CHECKS // a checked cast is a call that our table does not have

#include "base/diagnostic.h"

#include <cstdint>
#include <gmime/gmime.h>
#include <memory>
#include <string>
#include <string_view>

namespace planpaket::mail {

/// Its functions and GLib's, by their own names without "g_mime_".
struct Gmime {
    decltype(&::g_object_unref) object_unref = nullptr;
    decltype(&::g_utf8_validate) utf8_validate = nullptr;

    decltype(&::g_mime_init) init = nullptr;
    decltype(&::g_mime_format_options_new) format_options_new = nullptr;
    decltype(&::g_mime_format_options_free) format_options_free = nullptr;
    decltype(&::g_mime_format_options_set_newline_format) format_options_set_newline_format = nullptr;

    decltype(&::g_mime_stream_file_new) stream_file_new = nullptr;
    decltype(&::g_mime_stream_flush) stream_flush = nullptr;
    decltype(&::g_mime_stream_mem_new_with_byte_array) stream_mem_new_with_byte_array = nullptr;
    decltype(&::g_mime_stream_mem_set_owner) stream_mem_set_owner = nullptr;
    decltype(&::g_mime_data_wrapper_new_with_stream) data_wrapper_new_with_stream = nullptr;

    decltype(&::g_mime_message_new) message_new = nullptr;
    decltype(&::g_mime_message_get_addresses) message_get_addresses = nullptr;
    decltype(&::g_mime_message_set_subject) message_set_subject = nullptr;
    decltype(&::g_mime_message_set_message_id) message_set_message_id = nullptr;
    decltype(&::g_mime_message_set_mime_part) message_set_mime_part = nullptr;
    decltype(&::internet_address_mailbox_new) mailbox_new = nullptr;
    decltype(&::internet_address_set_charset) address_set_charset = nullptr;
    decltype(&::internet_address_list_add) address_list_add = nullptr;

    decltype(&::g_mime_multipart_new_with_subtype) multipart_new_with_subtype = nullptr;
    decltype(&::g_mime_multipart_set_boundary) multipart_set_boundary = nullptr;
    decltype(&::g_mime_multipart_add) multipart_add = nullptr;
    decltype(&::g_mime_part_new) part_new = nullptr;
    decltype(&::g_mime_part_set_content) part_set_content = nullptr;
    decltype(&::g_mime_part_set_content_encoding) part_set_content_encoding = nullptr;
    decltype(&::g_mime_part_set_filename) part_set_filename = nullptr;
    decltype(&::g_mime_content_type_parse) content_type_parse = nullptr;
    decltype(&::g_mime_object_set_content_type) object_set_content_type = nullptr;
    decltype(&::g_mime_object_set_disposition) object_set_disposition = nullptr;
    decltype(&::g_mime_object_set_header) object_set_header = nullptr;
    decltype(&::g_mime_object_write_to_stream) object_write_to_stream = nullptr;

    decltype(&::g_type_check_instance_is_a) type_check_instance_is_a = nullptr;
    decltype(&::g_mime_multipart_get_type) multipart_get_type = nullptr;
    decltype(&::g_mime_message_part_get_type) message_part_get_type = nullptr;
    decltype(&::g_mime_part_get_type) part_get_type = nullptr;
    decltype(&::g_mime_message_part_get_message) message_part_get_message = nullptr;
    decltype(&::g_mime_message_get_mime_part) message_get_mime_part = nullptr;
    decltype(&::g_mime_message_get_subject) message_get_subject = nullptr;
    decltype(&::g_mime_message_get_message_id) message_get_message_id = nullptr;
    decltype(&::g_mime_multipart_get_count) multipart_get_count = nullptr;
    decltype(&::g_mime_multipart_get_part) multipart_get_part = nullptr;
    decltype(&::g_mime_object_get_content_type) object_get_content_type = nullptr;
    decltype(&::g_mime_object_get_header) object_get_header = nullptr;
    decltype(&::g_mime_part_get_filename) part_get_filename = nullptr;
    decltype(&::g_mime_part_get_content) part_get_content = nullptr;
    decltype(&::g_mime_content_type_is_type) content_type_is_type = nullptr;
    decltype(&::g_mime_content_type_get_media_type) content_type_get_media_type = nullptr;
    decltype(&::g_mime_content_type_get_media_subtype) content_type_get_media_subtype = nullptr;
    decltype(&::g_mime_data_wrapper_write_to_stream) data_wrapper_write_to_stream = nullptr;
    decltype(&::g_mime_parser_options_new) parser_options_new = nullptr;
    decltype(&::g_mime_parser_options_free) parser_options_free = nullptr;
    decltype(&::g_mime_parser_options_set_warning_callback) parser_options_set_warning_callback = nullptr;
    decltype(&::g_mime_parser_new_with_stream) parser_new_with_stream = nullptr;
    decltype(&::g_mime_parser_construct_message) parser_construct_message = nullptr;
    decltype(&::g_mime_utils_header_decode_date) decode_date = nullptr;
    decltype(&::g_date_time_get_ymd) date_time_get_ymd = nullptr;
    decltype(&::g_date_time_unref) date_time_unref = nullptr;
};

/// nullptr where it is not installed.
const Gmime* gmime();

/// What to say then. Code: "mail-unavailable".
base::Diagnostics no_gmime();

/// Owns one reference to an object of GMime's.
struct Unref {
    void operator()(void* object) const { gmime()->object_unref(object); }
};
template <class Object>
using Ref = std::unique_ptr<Object, Unref>;

/// Bytes as a stream that does not copy them. They have to stay as long as it does.
class MemoryStream {
public:
    explicit MemoryStream(std::string_view bytes);
    GMimeStream* get() const { return stream_.get(); }

private:
    std::unique_ptr<GByteArray> view_; // what the stream looks into; it has to have an address that stays
    Ref<GMimeStream> stream_;
};

/// Where a stream writes to.
struct Sink {
    std::string* bytes;
    std::size_t most = SIZE_MAX; ///< Bytes; more are an error.
    bool is_full = false;        ///< Whether there were more.
};

/// A stream that appends to `sink`. Its owner has to flush it.
Ref<GMimeStream> stream_into(Sink& sink);

} // namespace planpaket::mail
