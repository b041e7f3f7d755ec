#pragma once

/// The record of a distribution: what was sent or handed over to whom, when, and what the server said. It stands in the archive,
/// as `distribution/1.json` and so on; docs/distribution.schema.json describes it.

#include "base/diagnostic.h"
#include "distribution/delivery.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::distribution {

inline constexpr const char* record_folder = "distribution"; ///< Of a version in the archive.

enum class Method { smtp, message_files, folders };

enum class SentState {
    waiting,  ///< Not taken over yet: a later run tries again.
    accepted, ///< The server has taken it over.
    refused,  ///< The server will not take it.
    unknown,  ///< It was handed over whole, but no answer came.
    written,  ///< As a file or folder.
};

const char* name(Method method);
const char* name(SentState state);

/// What became of one recipient's delivery.
struct Sent {
    struct File {
        std::string name;
        std::uint64_t size = 0;
        std::string sha256;
    };

    std::string recipient_id, recipient_name, address;
    SentState state = SentState::waiting;
    std::string time;        ///< Of that, by RFC 3339.
    std::string message_id;  ///< Empty where there was no message.
    std::uint64_t size = 0;  ///< Of the message, in bytes.
    std::string sha256;      ///< Of the message.
    std::string answer;      ///< The server's, or what a person found out instead.
    std::vector<File> files; ///< The delivery's, with delivery.json.
};

struct Record {
    std::string plan_id, plan_title, plan_version, dnr;
    std::string version; ///< The archived version that was sent.
    Method method = Method::smtp;
    std::string started, finished; ///< By RFC 3339.
    std::string server;            ///< Empty unless by SMTP.
    std::string from;              ///< Address of the sender.
    std::string program_version;
    std::vector<Override> overrides;
    std::vector<Sent> sent;
};

std::string record_json(const Record& record);
/// Nothing if the text is no such record.
std::optional<Record> read_record(std::string_view json);

/// Of one delivery, as it stands in records and journals.
nlohmann::ordered_json json_of(const Sent& sent);
std::optional<Sent> sent_of(const nlohmann::json& json);

} // namespace planpaket::distribution
