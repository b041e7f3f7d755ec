#pragma once

/// The journal of a distribution under way: what has happened to each recipient's message, on the disk before the next thing
/// happens. A run that was killed is gone on with from it, so that no message is sent twice and none is left out. When all is
/// done the record in the archive takes its place.

#include "base/descriptor.h"
#include "base/diagnostic.h"
#include "distribution/record.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::distribution {

/// How far a message has come.
enum class Stage {
    sending, ///< It is being handed to the server, which has not taken it: it may be sent again.
    ending,  ///< Its end is being handed over: the server may have taken it.
    settled  ///< What became of it is known: `Sent::state` says it.
};

/// The last that is known of a recipient's message.
struct Progress {
    Stage stage = Stage::sending;
    Sent sent;
};

/// What a distribution is about: the same for all its messages, and for every run that goes on with it.
struct Undertaking {
    std::string object, version; ///< Archived.
    std::size_t number = 1;      ///< Of the record that is to come of it: "distribution/1.json".
    std::string started;         ///< When it began, by RFC 3339.
    std::string server;          ///< "smtp://mail.example.se:587"
    std::string from;
};

class Journal {
public:
    /// Opens the journal at `path`, or begins one about `undertaking` if there is none. What was half written when a run was
    /// killed is dropped. Errors: "unwritable", "unreadable-file", "damaged-journal".
    static base::Result<Journal> open(const std::string& path, const Undertaking& undertaking);
    /// What the journal at `path` is about; nothing if there is none. Errors as of open().
    static base::Result<std::optional<Undertaking>> find(const std::string& path);

    const Undertaking& undertaking() const { return undertaking_; }
    /// By recipient.
    const std::map<std::string, Progress>& progress() const { return progress_; }

    /// What is known of every message. One that was being ended, with nothing noted since, has an unknown outcome.
    std::vector<Sent> outcomes() const;

    /// Brings an entry to the disk, whole or not at all. Error: "unwritable"; empty when all went well.
    base::Diagnostics note(Stage stage, const Sent& sent);

    /// Takes the journal away: its record is in the archive.
    base::Diagnostics remove();

private:
    std::string path_;
    base::Descriptor file_;
    std::size_t size_ = 0; ///< Of the entries that are whole, in bytes.
    Undertaking undertaking_;
    std::map<std::string, Progress> progress_;
};

} // namespace planpaket::distribution
