#pragma once

/// Messages of electronic mail (RFC 5322, MIME: RFC 2045 to 2047 and 2231), written and read with GMime.

#include "base/diagnostic.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::mail {

struct Address {
    std::string name;    ///< UTF-8; may be empty.
    std::string address; ///< "beredning@example.se"
};

/// Whether a text is an address that a message can go to: a dot-atom in ASCII, '@', and a domain of letters, digits, hyphens and
/// dots (RFC 5321, 4.1.2, without quoted strings and address literals), at most 254 bytes.
bool is_address(std::string_view text);

struct Attachment {
    std::string name;       ///< Of the file; ASCII.
    std::string media_type; ///< "application/pdf", without parameters; "text/…" is UTF-8.
    std::string_view bytes; ///< Less than 4 GiB.
};

struct Message {
    Address from, to;
    std::string subject; ///< UTF-8, one line.
    std::chrono::sys_seconds date;
    std::string message_id; ///< Without angle brackets: "hasselby-2025.v3.beredning@example.se"
    std::string language;   ///< Of the text (BCP 47), for Content-Language.
    std::string text;       ///< UTF-8; lines end with '\n'.
    std::vector<Attachment> attachments;
    bool unsent = false; ///< Mail programs open it as a draft to be sent (X-Unsent).
};

/// The bytes of a message; lines end with CRLF, none is longer than 998 bytes, all are ASCII. A function of the message alone.
/// Errors: "bad-address" (no is_address()), "bad-header" (a line break or another control character in a name or subject; an id,
/// a language, an attachment's name or type of other than plain characters), "mail-unavailable" (GMime is not installed).
base::Result<std::string> write_message(const Message& message);

struct ReceivedFile {
    std::string name; ///< As the message says; anything at all.
    std::string media_type;
    std::string bytes;
};

struct ReceivedMessage {
    std::string from, subject, message_id;
    std::optional<std::chrono::sys_days> date; ///< The day in its header, as the sender's clock showed it.
    std::string text;                          ///< Of the first part that is plain text and no attachment, in the part's charset.
    std::vector<ReceivedFile> files;           ///< Every part with a file name, also in nested messages.
    bool is_truncated = false;                 ///< Whether its end is missing.
};

struct ReadingLimits {
    std::size_t bytes = std::size_t{512} << 20U; ///< Of all files together, decoded.
    std::size_t parts = 10'000;
    std::size_t depth = 32;
};

/// Errors: "no-message" (no headers of a message), "message-too-large" (beyond a limit), "damaged-message" (a part that cannot be
/// decoded), "mail-unavailable".
base::Result<ReceivedMessage> read_message(std::string_view bytes, const ReadingLimits& limits = {});

} // namespace planpaket::mail
