#pragma once

/// A delivery is what one recipient is sent of a decided plan version: a flat set of files, whatever carries them (the
/// attachments of a message, a ZIP file, a folder). `delivery.json` says what each of them is, `SHA256SUMS` lets anybody check
/// them. docs/delivery.md describes the form.

#include "base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::distribution {

inline constexpr const char* delivery_name = "delivery.json";
inline constexpr const char* checksums_name = "SHA256SUMS";

enum class FileKind {
    document,     ///< Of the decision package; the signed copy where there is one.
    plan,         ///< A file of the plan as it was written.
    decisions,    ///< decisions.json of the archived version.
    verification, ///< What `verify` said when it was sent, for people or programs.
    letter,       ///< The covering letter as text, where no message carries it.
};

/// As delivery.json calls it: "document".
const char* name(FileKind kind);

/// A file of a delivery, without its bytes.
struct DeliveredFile {
    std::string name; ///< Of the file; unlike any other, of safe_name() form.
    FileKind kind = FileKind::document;
    std::string media_type;
    std::uint64_t size = 0; ///< Bytes.
    std::string sha256;     ///< Lower-case hexadecimal.
    std::string path;       ///< Of a plan's file: from the main file; the first file of the plan is the main one.
    bool is_signed = false; ///< Of a document: whether it bears signatures.
};

/// A check that was overridden when the delivery was made.
struct Override {
    std::string check;  ///< "not-signed"
    std::string reason; ///< Of the person who overrode it.
};

struct Delivery {
    std::string program_version;
    std::string plan_id, plan_title, plan_version, dnr;
    std::string language; ///< Of the letter.
    std::string sender;   ///< The organisation.
    std::string recipient_id, recipient_name;
    std::string object, version, inventory_sha512; ///< The archived version that the files come from, and its inventory's digest.
    std::vector<Override> overrides;
    std::vector<DeliveredFile> files; ///< All but delivery.json and SHA256SUMS.
};

std::string delivery_json(const Delivery& delivery);

/// Errors: "no-delivery" (not of that form), "newer-delivery" (made by a later planpaket than this one understands),
/// "bad-delivery" (a name that is no safe_name() or stands twice, a digest or size that is none).
base::Result<Delivery> read_delivery(std::string_view json);

/// The lines of SHA256SUMS, as `sha256sum` writes them: all files and delivery.json itself.
std::string checksums(const Delivery& delivery, std::string_view delivery_json);

/// A file's name that means the same file on every system and nothing else: 1 to 128 bytes of ASCII letters, digits, '-', '_',
/// '.'; no leading or trailing dot, and not a name that some systems keep for a device ("nul", "com1.pdf").
bool safe_name(std::string_view name);

} // namespace planpaket::distribution
