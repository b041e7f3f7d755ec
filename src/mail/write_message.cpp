#include "mail/gmime.h"
#include "mail/message.h"

#include "base/errors.h"
#include "base/sha256.h"
#include "base/translate.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <stdexcept>

namespace planpaket::mail {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t longest_address = 254;    // RFC 5321, 4.5.3.1.3, without the angle brackets
constexpr std::size_t longest_local_part = 64;  // 4.5.3.1.1
constexpr std::size_t longest_label = 63;       // RFC 1035, 2.3.4
constexpr std::size_t longest_message_id = 250; // so that its line is never folded

constexpr std::string_view alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

base::Diagnostic bad_address(const std::string& address) {
    return base::error("bad-address", trf("'{}' is no address that a message can go to", address));
}

base::Diagnostic bad_header(const std::string& what) {
    return base::error("bad-header", trf("a message cannot have '{}' in its headers", what));
}

/// Whether every step between dots is one to `longest` bytes of what is allowed.
bool dotted(std::string_view text, std::string_view marks, std::size_t longest) {
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('.', at), text.size());
        const auto step = text.substr(at, end - at);
        if (step.empty() || step.size() > longest || !std::ranges::all_of(step, [&](char c) {
                return alphanumeric.find(c) != alphanumeric.npos || marks.find(c) != marks.npos;
            }))
            return false;
        at = end + 1;
    }
    return true;
}

/// One line of UTF-8 without control characters; C1 controls are C2 80 to C2 9F.
bool is_line(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F ||
            (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0))
            return false;
    }
    return gmime()->utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) != 0;
}

/// Something with no character that a header would have to encode or quote.
bool is_plain(std::string_view text, std::string_view marks) {
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return alphanumeric.find(c) != alphanumeric.npos || marks.find(c) != marks.npos;
    });
}

base::Diagnostics check(const Message& message) {
    base::Diagnostics wrong;
    for (const auto* each : {&message.from, &message.to}) {
        if (!is_address(each->address))
            wrong.push_back(bad_address(each->address));
        if (!is_line(each->name))
            wrong.push_back(bad_header(each->name));
    }
    if (!is_line(message.subject))
        wrong.push_back(bad_header(message.subject));
    if (!is_plain(message.message_id, "!#$%&'*+-/=?^_`{|}~.@") || message.message_id.size() > longest_message_id)
        wrong.push_back(bad_header(message.message_id));
    if (!message.language.empty() && !is_plain(message.language, "-"))
        wrong.push_back(bad_header(message.language));
    for (const auto& each : message.attachments) {
        if (!is_plain(each.name, "-_. ()+,") || each.name.size() > longest_address)
            wrong.push_back(bad_header(each.name));
        if (!is_plain(each.media_type, "/+-._") || std::ranges::count(each.media_type, '/') != 1)
            wrong.push_back(bad_header(each.media_type));
    }
    return wrong;
}

/// RFC 5322, 3.3, in UTC.
std::string date(std::chrono::sys_seconds time) {
    static constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day day(days);
    const std::chrono::hh_mm_ss clock(time - days);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", weekdays[std::chrono::weekday(days).c_encoding()],
                       static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1],
                       static_cast<int>(day.year()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

/// What separates the parts. Neither base64 nor quoted-printable has a "=_", so it stands in none of them, and another message
/// that is sent on as a part has another one.
std::string boundary(const Message& message) {
    std::string known = message.message_id + '\n' + message.text;
    for (const auto& each : message.attachments)
        known += fmt::format("\n{} {}", each.name, each.bytes.size());
    return "=_" + base::sha256(known).substr(0, 32);
}

void add_mailbox(GMimeMessage* message, GMimeAddressType type, const Address& address) {
    const Ref<InternetAddress> mailbox(
        gmime()->mailbox_new(address.name.empty() ? nullptr : address.name.c_str(), address.address.c_str()));
    gmime()->address_set_charset(mailbox.get(), "utf-8");
    gmime()->address_list_add(gmime()->message_get_addresses(message, type), mailbox.get());
}

Ref<GMimePart> part(const std::string& type, GMimeContentEncoding encoding, const MemoryStream& content) {
    const auto& library = *gmime();
    Ref<GMimePart> made(library.part_new());
    const Ref<GMimeContentType> content_type(library.content_type_parse(nullptr, type.c_str()));
    library.object_set_content_type(GMIME_OBJECT(made.get()), content_type.get());
    const Ref<GMimeDataWrapper> wrapped(library.data_wrapper_new_with_stream(content.get(), GMIME_CONTENT_ENCODING_BINARY));
    library.part_set_content(made.get(), wrapped.get());
    library.part_set_content_encoding(made.get(), encoding);
    return made;
}

std::string written(GMimeMessage* message, std::size_t expected_size) {
    const auto& library = *gmime();
    std::string bytes;
    bytes.reserve(expected_size);
    Sink sink{&bytes};
    const auto stream = stream_into(sink);
    const std::unique_ptr<GMimeFormatOptions, decltype(library.format_options_free)> options(library.format_options_new(),
                                                                                             library.format_options_free);
    library.format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    if (library.object_write_to_stream(GMIME_OBJECT(message), options.get(), stream.get()) < 0 ||
        library.stream_flush(stream.get()) != 0)
        throw std::runtime_error("GMime cannot write a message");
    return bytes;
}

} // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == text.npos || text.size() > longest_address || at > longest_local_part)
        return false;
    const auto domain = text.substr(at + 1);
    for (std::size_t hyphen = domain.find('-'); hyphen != domain.npos; hyphen = domain.find('-', hyphen + 1))
        if (hyphen == 0 || hyphen + 1 == domain.size() || domain[hyphen - 1] == '.' || domain[hyphen + 1] == '.')
            return false;
    return dotted(text.substr(0, at), "!#$%&'*+-/=?^_`{|}~", longest_local_part) && dotted(domain, "-", longest_label);
}

base::Result<std::string> write_message(const Message& message) {
    if (gmime() == nullptr)
        return std::unexpected(no_gmime());
    if (auto wrong = check(message); !wrong.empty())
        return std::unexpected(std::move(wrong));
    const auto& library = *gmime();
    const Ref<GMimeMessage> root(library.message_new(TRUE));
    auto* headers = GMIME_OBJECT(root.get());
    library.object_set_header(headers, "Date", date(message.date).c_str(), nullptr);
    add_mailbox(root.get(), GMIME_ADDRESS_TYPE_FROM, message.from);
    add_mailbox(root.get(), GMIME_ADDRESS_TYPE_TO, message.to);
    library.message_set_subject(root.get(), message.subject.c_str(), "utf-8");
    library.message_set_message_id(root.get(), message.message_id.c_str());
    library.object_set_header(headers, "MIME-Version", "1.0", nullptr);
    if (!message.language.empty())
        library.object_set_header(headers, "Content-Language", message.language.c_str(), nullptr);
    if (message.unsent)
        library.object_set_header(headers, "X-Unsent", "1", nullptr);

    std::size_t size = 4096 + 3 * message.text.size();
    std::vector<MemoryStream> contents; // as long as they are written from
    contents.reserve(message.attachments.size() + 1);
    const auto text =
        part("text/plain; charset=utf-8", GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, contents.emplace_back(message.text));
    if (message.attachments.empty()) {
        library.message_set_mime_part(root.get(), GMIME_OBJECT(text.get()));
        return written(root.get(), size);
    }
    const Ref<GMimeMultipart> mixed(library.multipart_new_with_subtype("mixed"));
    library.multipart_set_boundary(mixed.get(), boundary(message).c_str());
    library.multipart_add(mixed.get(), GMIME_OBJECT(text.get()));
    for (const auto& each : message.attachments) {
        const auto attached = part(each.media_type + (each.media_type.starts_with("text/") ? "; charset=utf-8" : ""),
                                   GMIME_CONTENT_ENCODING_BASE64, contents.emplace_back(each.bytes));
        library.object_set_disposition(GMIME_OBJECT(attached.get()), "attachment");
        library.part_set_filename(attached.get(), each.name.c_str());
        library.multipart_add(mixed.get(), GMIME_OBJECT(attached.get()));
        size += each.bytes.size() / 57 * 78 + 1024; // 57 bytes are a line of 76 characters and its end
    }
    library.message_set_mime_part(root.get(), GMIME_OBJECT(mixed.get()));
    return written(root.get(), size);
}

} // namespace planpaket::mail
