#include "distribution/journal.h"

#include "base/durable.h"
#include "base/errors.h"
#include "base/io_error.h"
#include "base/names.h"
#include "base/translate.h"
#include "distribution/json_members.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace planpaket::distribution {

using base::tr;
using base::trf;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr const char* form = "planpaket-journal-1";
constexpr std::size_t largest = std::size_t{256} << 20U;

constexpr base::Names<Stage> stages{"sending", "ending", "settled"};

std::string line_of(const ordered_json& entry) {
    return entry.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

std::string header(const Undertaking& about) {
    return line_of({{"form", form},
                    {"object", about.object},
                    {"version", about.version},
                    {"number", about.number},
                    {"started", about.started},
                    {"server", about.server},
                    {"from", about.from}});
}

std::string entry(Stage stage, const Sent& sent) {
    return line_of({{"stage", stages[stage]}, {"sent", json_of(sent)}});
}

/// Whether all of it has reached the disk; else errno says why not.
bool write_to_disk(const base::Descriptor& file, std::string_view bytes) {
    return base::write_all(file, bytes) && ::fdatasync(file.get()) == 0;
}

bool sync_folder_of(const std::string& path) {
    return base::sync_folder(std::filesystem::path(path).parent_path());
}

/// What a journal's text holds, and how much of it is whole.
struct Content {
    Undertaking about;
    std::map<std::string, Progress> progress;
    std::size_t whole = 0;
};

/// Nothing if a whole line is not what a journal has there. A text without any whole line is an empty journal.
std::optional<Content> parse(std::string_view text) {
    Content content;
    for (std::size_t end = 0; (end = text.find('\n', content.whole)) != std::string_view::npos;) {
        const auto root = json::parse(text.substr(content.whole, end - content.whole), nullptr, false);
        const bool first = content.whole == 0;
        content.whole = end + 1;
        if (!root.is_object())
            return std::nullopt;
        if (first) {
            if (distribution::text(root, "form") != form)
                return std::nullopt;
            content.about = {distribution::text(root, "object"),
                             distribution::text(root, "version"),
                             static_cast<std::size_t>(distribution::number(root, "number")),
                             distribution::text(root, "started"),
                             distribution::text(root, "server"),
                             distribution::text(root, "from")};
            continue;
        }
        const auto stage = stages.find(distribution::text(root, "stage"));
        auto sent = sent_of(member(root, "sent"));
        if (!stage || !sent)
            return std::nullopt;
        const auto id = sent->recipient_id;
        content.progress.insert_or_assign(id, Progress{*stage, std::move(*sent)});
    }
    return content;
}

base::Result<Content> read(const base::Descriptor& file, const std::string& path) {
    std::string text;
    std::string part(1U << 16U, '\0');
    for (;;) {
        const auto count = ::read(file.get(), part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::unexpected(base::Diagnostics{base::unreadable_file(path, errno)});
        if (count == 0)
            break;
        text.append(part, 0, static_cast<std::size_t>(count));
        if (text.size() > largest)
            return std::unexpected(base::Diagnostics{base::file_too_large(path, largest)});
    }
    auto content = parse(text);
    if (!content)
        return base::refuse(
            "damaged-journal", trf("{} is not as planpaket left it: nobody can tell from it what was sent", path),
            tr("find out from the mail server what was sent; put the file aside and send with --to to those who got nothing"));
    return std::move(*content);
}

} // namespace

base::Result<Journal> Journal::open(const std::string& path, const Undertaking& undertaking) {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    Journal journal;
    journal.path_ = path;
    journal.file_ = base::Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_APPEND, 0600));
    if (!journal.file_)
        return std::unexpected(base::Diagnostics{base::unwritable(path, errno)});
    auto content = read(journal.file_, path);
    if (!content)
        return std::unexpected(std::move(content.error()));
    journal.undertaking_ = content->whole > 0 ? std::move(content->about) : undertaking;
    journal.progress_ = std::move(content->progress);
    journal.size_ = content->whole > 0 ? content->whole : header(undertaking).size();
    const bool cut = ::ftruncate(journal.file_.get(), static_cast<off_t>(content->whole)) == 0;
    if (!cut || (content->whole == 0 && !write_to_disk(journal.file_, header(undertaking))) || !sync_folder_of(path))
        return std::unexpected(base::Diagnostics{base::unwritable(path, errno)});
    return journal;
}

base::Result<std::optional<Undertaking>> Journal::find(const std::string& path) {
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file && errno == ENOENT)
        return std::nullopt;
    if (!file)
        return std::unexpected(base::Diagnostics{base::unreadable_file(path, errno)});
    auto content = read(file, path);
    if (!content)
        return std::unexpected(std::move(content.error()));
    return content->whole > 0 ? std::optional(std::move(content->about)) : std::nullopt;
}

base::Diagnostics Journal::note(Stage stage, const Sent& sent) {
    const auto line = entry(stage, sent);
    if (!write_to_disk(file_, line)) {
        const int error = errno;
        // What is half written must not stand before the next entry.
        if (::ftruncate(file_.get(), static_cast<off_t>(size_)) != 0)
            file_ = base::Descriptor();
        return {base::unwritable(path_, error)};
    }
    size_ += line.size();
    progress_.insert_or_assign(sent.recipient_id, Progress{stage, sent});
    return {};
}

std::vector<Sent> Journal::outcomes() const {
    std::vector<Sent> all;
    for (const auto& [id, progress] : progress_) {
        all.push_back(progress.sent);
        if (progress.stage == Stage::ending)
            all.back().state = SentState::unknown;
    }
    return all;
}

base::Diagnostics Journal::remove() {
    if ((::unlink(path_.c_str()) != 0 && errno != ENOENT) || !sync_folder_of(path_))
        return {base::unwritable(path_, errno)};
    // Its folder goes when no other object has a journal in it.
    ::rmdir(std::filesystem::path(path_).parent_path().c_str());
    return {};
}

} // namespace planpaket::distribution
