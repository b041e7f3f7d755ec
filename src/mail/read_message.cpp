#include "mail/gmime.h"
#include "mail/message.h"

#include "base/errors.h"
#include "base/translate.h"

#include <algorithm>
#include <optional>

namespace planpaket::mail {

using base::tr;
using base::trf;

namespace {

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

/// Whether more lines begin as the ends of parts do than `most`. GMime takes all parts before anybody can count them, and
/// compares each such line with every boundary.
bool has_more_ends_of_parts(std::string_view bytes, std::size_t most) {
    std::size_t count = 0;
    for (auto at = bytes.find("\n--"); at != bytes.npos && count <= most; at = bytes.find("\n--", at + 1))
        ++count;
    return count > most;
}

/// Whether more lines look like headers than `most`: GMime keeps every one, in more than a hundred times its bytes.
bool has_more_headers(std::string_view bytes, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < bytes.size() && count <= most; ++begin) {
        const auto end = bytes.find('\n', begin);
        const auto line = bytes.substr(begin, end == bytes.npos ? end : end - begin);
        if (line.find(':') != line.npos)
            ++count;
        begin = std::min(end, bytes.size());
    }
    return count > most;
}

/// Takes GMime's remarks on a message.
void remark(gint64, GMimeParserWarning warning, const gchar*, gpointer is_truncated) {
    if (warning == GMIME_WARN_TRUNCATED_MESSAGE)
        *static_cast<bool*>(is_truncated) = true;
}

/// GMime 3.2.15 (Debian 13) also asks for a function that frees what the callback is given; ours is freed by its owner.
template <class... More>
void set_callback(void (*set)(GMimeParserOptions*, GMimeParserWarningFunc, gpointer, More...), GMimeParserOptions* options,
                  GMimeParserWarningFunc callback, gpointer given) {
    set(options, callback, given, More{}...);
}

/// Walks through a message as GMime has parsed it, and takes what has a name.
class Walk {
public:
    explicit Walk(const ReadingLimits& limits) : limits_(limits), library_(*gmime()) {}

    ReceivedMessage received;

    /// What is wrong; nothing if all could be taken.
    std::optional<base::Diagnostics> object(GMimeObject* object, std::size_t depth) {
        if (object == nullptr)
            return std::nullopt;
        if (++parts_ > limits_.parts || depth > limits_.depth)
            return base::Diagnostics{
                base::error("message-too-large", trf("the message has more than {} parts, or they are nested more than {} deep",
                                                     limits_.parts, limits_.depth))};
        if (is(object, library_.multipart_get_type()))
            return multipart(reinterpret_cast<GMimeMultipart*>(object), depth);
        if (is(object, library_.message_part_get_type())) {
            auto* nested = library_.message_part_get_message(reinterpret_cast<GMimeMessagePart*>(object));
            return nested == nullptr ? std::nullopt : this->object(library_.message_get_mime_part(nested), depth + 1);
        }
        if (is(object, library_.part_get_type()))
            return leaf(reinterpret_cast<GMimePart*>(object));
        return std::nullopt;
    }

private:
    const ReadingLimits& limits_;
    const Gmime& library_;
    std::size_t parts_ = 0;
    std::size_t bytes_ = 0;
    bool has_text_ = false;

    bool is(GMimeObject* object, GType type) const {
        return library_.type_check_instance_is_a(reinterpret_cast<GTypeInstance*>(object), type) != 0;
    }

    std::optional<base::Diagnostics> multipart(GMimeMultipart* multipart, std::size_t depth) {
        const auto count = library_.multipart_get_count(multipart);
        for (int i = 0; i < count; ++i)
            if (auto wrong = object(library_.multipart_get_part(multipart, i), depth + 1))
                return wrong;
        return std::nullopt;
    }

    std::optional<base::Diagnostics> leaf(GMimePart* part) {
        auto* object = reinterpret_cast<GMimeObject*>(part);
        auto* type = library_.object_get_content_type(object);
        const auto* file_name = library_.part_get_filename(part);
        const bool is_text = library_.content_type_is_type(type, "text", "plain") != 0;
        if (file_name == nullptr && (!is_text || has_text_))
            return std::nullopt;
        std::string bytes;
        if (auto* content = library_.part_get_content(part)) {
            Sink sink{&bytes, limits_.bytes - bytes_};
            const auto stream = stream_into(sink);
            const auto count = library_.data_wrapper_write_to_stream(content, stream.get());
            const bool flushed = library_.stream_flush(stream.get()) == 0;
            if (sink.is_full)
                return base::Diagnostics{
                    base::error("message-too-large", trf("the message's files have more than {} bytes", limits_.bytes))};
            if (count < 0 || !flushed)
                return base::Diagnostics{base::error(
                    "damaged-message", trf("the part '{}' of the message cannot be decoded", text_or_empty(file_name)))};
        }
        bytes_ += bytes.size();
        if (file_name == nullptr) {
            has_text_ = true;
            received.text = std::move(bytes);
        } else {
            received.files.push_back({file_name, media_type(type), std::move(bytes)});
        }
        return std::nullopt;
    }

    std::string media_type(GMimeContentType* type) const {
        return text_or_empty(library_.content_type_get_media_type(type)) + '/' +
               text_or_empty(library_.content_type_get_media_subtype(type));
    }
};

/// The day of a date by RFC 5322, in its own zone; nothing if it is none.
std::optional<std::chrono::sys_days> day_in(const std::string& date) {
    const auto& library = *gmime();
    const std::unique_ptr<GDateTime, decltype(library.date_time_unref)> moment(library.decode_date(date.c_str()),
                                                                               library.date_time_unref);
    if (date.empty() || !moment)
        return std::nullopt;
    int year = 0, month = 0, day = 0;
    library.date_time_get_ymd(moment.get(), &year, &month, &day);
    const std::chrono::year_month_day found{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                            std::chrono::day(static_cast<unsigned>(day))};
    return found.ok() ? std::optional(std::chrono::sys_days(found)) : std::nullopt;
}

} // namespace

base::Result<ReceivedMessage> read_message(std::string_view bytes, const ReadingLimits& limits) {
    if (gmime() == nullptr)
        return std::unexpected(no_gmime());
    if (bytes.size() / 2 > limits.bytes) // base64 needs 1.37 bytes for one
        return base::refuse("message-too-large", trf("the message's files have more than {} bytes", limits.bytes));
    // A part has one such line, a multipart one more; a text may have some.
    constexpr std::size_t in_texts = 10'000;
    if (has_more_ends_of_parts(bytes, 2 * limits.parts + in_texts))
        return base::refuse("message-too-large", trf("the message has more than {} parts", limits.parts));
    if (has_more_headers(bytes, 20 * limits.parts + 10 * in_texts))
        return base::refuse("message-too-large", tr("the message has very many headers"));
    const auto& library = *gmime();
    const MemoryStream stream(bytes);
    const Ref<GMimeParser> parser(library.parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeParserOptions, decltype(library.parser_options_free)> options(library.parser_options_new(),
                                                                                             library.parser_options_free);
    bool is_truncated = false;
    set_callback(library.parser_options_set_warning_callback, options.get(), remark, &is_truncated);
    const Ref<GMimeMessage> message(library.parser_construct_message(parser.get(), options.get()));
    if (!message || library.message_get_mime_part(message.get()) == nullptr)
        return base::refuse("no-message", tr("this is no message of electronic mail"));
    auto* headers = reinterpret_cast<GMimeObject*>(message.get());
    Walk walk(limits);
    walk.received.subject = text_or_empty(library.message_get_subject(message.get()));
    walk.received.message_id = text_or_empty(library.message_get_message_id(message.get()));
    walk.received.from = text_or_empty(library.object_get_header(headers, "From"));
    const auto date = text_or_empty(library.object_get_header(headers, "Date"));
    walk.received.date = day_in(date);
    if (walk.received.from.empty() && date.empty())
        return base::refuse("no-message", tr("this is no message of electronic mail"));
    if (auto wrong = walk.object(library.message_get_mime_part(message.get()), 0))
        return std::unexpected(std::move(*wrong));
    walk.received.is_truncated = is_truncated;
    return std::move(walk.received);
}

} // namespace planpaket::mail
