#pragma once

/// GMime, opened when mail is first written or read: it brings eighteen libraries along, which would delay every start of the
/// program. A header of this folder only.

#define G_DISABLE_CAST_CHECKS // a checked cast is a call that our table does not have

#include "base/diagnostic.h"
#include "base/library.h"

#include <cstdint>
#include <gmime/gmime.h>
#include <memory>
#include <string>
#include <string_view>

namespace planpaket::mail {

/// Its functions and GLib's, by their own names without "g_mime_". GLib's are found in the libraries that GMime needs.
struct Gmime {
    base::Library library{"libgmime-3.0.so.0"};

    decltype(&::g_object_unref) object_unref = library.find("g_object_unref");
    decltype(&::g_utf8_validate) utf8_validate = library.find("g_utf8_validate");

    decltype(&::g_mime_init) init = library.find("g_mime_init");
    decltype(&::g_mime_format_options_new) format_options_new = library.find("g_mime_format_options_new");
    decltype(&::g_mime_format_options_free) format_options_free = library.find("g_mime_format_options_free");
    decltype(&::g_mime_format_options_set_newline_format) format_options_set_newline_format =
        library.find("g_mime_format_options_set_newline_format");

    decltype(&::g_mime_stream_file_new) stream_file_new = library.find("g_mime_stream_file_new");
    decltype(&::g_mime_stream_flush) stream_flush = library.find("g_mime_stream_flush");
    decltype(&::g_mime_stream_mem_new_with_byte_array) stream_mem_new_with_byte_array =
        library.find("g_mime_stream_mem_new_with_byte_array");
    decltype(&::g_mime_stream_mem_set_owner) stream_mem_set_owner = library.find("g_mime_stream_mem_set_owner");
    decltype(&::g_mime_data_wrapper_new_with_stream) data_wrapper_new_with_stream =
        library.find("g_mime_data_wrapper_new_with_stream");

    decltype(&::g_mime_message_new) message_new = library.find("g_mime_message_new");
    decltype(&::g_mime_message_get_addresses) message_get_addresses = library.find("g_mime_message_get_addresses");
    decltype(&::g_mime_message_set_subject) message_set_subject = library.find("g_mime_message_set_subject");
    decltype(&::g_mime_message_set_message_id) message_set_message_id = library.find("g_mime_message_set_message_id");
    decltype(&::g_mime_message_set_mime_part) message_set_mime_part = library.find("g_mime_message_set_mime_part");
    decltype(&::internet_address_mailbox_new) mailbox_new = library.find("internet_address_mailbox_new");
    decltype(&::internet_address_set_charset) address_set_charset = library.find("internet_address_set_charset");
    decltype(&::internet_address_list_add) address_list_add = library.find("internet_address_list_add");

    decltype(&::g_mime_multipart_new_with_subtype) multipart_new_with_subtype = library.find("g_mime_multipart_new_with_subtype");
    decltype(&::g_mime_multipart_set_boundary) multipart_set_boundary = library.find("g_mime_multipart_set_boundary");
    decltype(&::g_mime_multipart_add) multipart_add = library.find("g_mime_multipart_add");
    decltype(&::g_mime_part_new) part_new = library.find("g_mime_part_new");
    decltype(&::g_mime_part_set_content) part_set_content = library.find("g_mime_part_set_content");
    decltype(&::g_mime_part_set_content_encoding) part_set_content_encoding = library.find("g_mime_part_set_content_encoding");
    decltype(&::g_mime_part_set_filename) part_set_filename = library.find("g_mime_part_set_filename");
    decltype(&::g_mime_content_type_parse) content_type_parse = library.find("g_mime_content_type_parse");
    decltype(&::g_mime_object_set_content_type) object_set_content_type = library.find("g_mime_object_set_content_type");
    decltype(&::g_mime_object_set_disposition) object_set_disposition = library.find("g_mime_object_set_disposition");
    decltype(&::g_mime_object_set_header) object_set_header = library.find("g_mime_object_set_header");
    decltype(&::g_mime_object_write_to_stream) object_write_to_stream = library.find("g_mime_object_write_to_stream");

    decltype(&::g_type_check_instance_is_a) type_check_instance_is_a = library.find("g_type_check_instance_is_a");
    decltype(&::g_mime_multipart_get_type) multipart_get_type = library.find("g_mime_multipart_get_type");
    decltype(&::g_mime_message_part_get_type) message_part_get_type = library.find("g_mime_message_part_get_type");
    decltype(&::g_mime_part_get_type) part_get_type = library.find("g_mime_part_get_type");
    decltype(&::g_mime_message_part_get_message) message_part_get_message = library.find("g_mime_message_part_get_message");
    decltype(&::g_mime_message_get_mime_part) message_get_mime_part = library.find("g_mime_message_get_mime_part");
    decltype(&::g_mime_message_get_subject) message_get_subject = library.find("g_mime_message_get_subject");
    decltype(&::g_mime_message_get_message_id) message_get_message_id = library.find("g_mime_message_get_message_id");
    decltype(&::g_mime_multipart_get_count) multipart_get_count = library.find("g_mime_multipart_get_count");
    decltype(&::g_mime_multipart_get_part) multipart_get_part = library.find("g_mime_multipart_get_part");
    decltype(&::g_mime_object_get_content_type) object_get_content_type = library.find("g_mime_object_get_content_type");
    decltype(&::g_mime_object_get_header) object_get_header = library.find("g_mime_object_get_header");
    decltype(&::g_mime_part_get_filename) part_get_filename = library.find("g_mime_part_get_filename");
    decltype(&::g_mime_part_get_content) part_get_content = library.find("g_mime_part_get_content");
    decltype(&::g_mime_content_type_is_type) content_type_is_type = library.find("g_mime_content_type_is_type");
    decltype(&::g_mime_content_type_get_media_type) content_type_get_media_type =
        library.find("g_mime_content_type_get_media_type");
    decltype(&::g_mime_content_type_get_media_subtype) content_type_get_media_subtype =
        library.find("g_mime_content_type_get_media_subtype");
    decltype(&::g_mime_data_wrapper_write_to_stream) data_wrapper_write_to_stream =
        library.find("g_mime_data_wrapper_write_to_stream");
    decltype(&::g_mime_parser_options_new) parser_options_new = library.find("g_mime_parser_options_new");
    decltype(&::g_mime_parser_options_free) parser_options_free = library.find("g_mime_parser_options_free");
    decltype(&::g_mime_parser_options_set_warning_callback) parser_options_set_warning_callback =
        library.find("g_mime_parser_options_set_warning_callback");
    decltype(&::g_mime_parser_new_with_stream) parser_new_with_stream = library.find("g_mime_parser_new_with_stream");
    decltype(&::g_mime_parser_construct_message) parser_construct_message = library.find("g_mime_parser_construct_message");
    decltype(&::g_mime_utils_header_decode_date) decode_date = library.find("g_mime_utils_header_decode_date");
    decltype(&::g_date_time_get_ymd) date_time_get_ymd = library.find("g_date_time_get_ymd");
    decltype(&::g_date_time_unref) date_time_unref = library.find("g_date_time_unref");
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
