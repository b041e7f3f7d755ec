#include "office/zip_archive.h"

#include "base/translate.h"

#include <memory>
#include <stdexcept>
#include <zip.h>

namespace planpaket::office {

namespace {

constexpr zip_int64_t most_parts = 1000;
constexpr zip_uint64_t most_bytes = 512u << 20;

struct SourceFree {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceFree>;

struct ArchiveDiscard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDiscard>;

struct FileClose {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Where libzip tells what went wrong; it must have a place for that.
class OpenError {
public:
    OpenError() { zip_error_init(&error_); }
    ~OpenError() { zip_error_fini(&error_); }
    OpenError(const OpenError&) = delete;
    OpenError& operator=(const OpenError&) = delete;
    zip_error_t* get() { return &error_; }

private:
    zip_error_t error_;
};

auto unreadable() {
    return std::unexpected(base::Diagnostics{
        {base::Severity::error, "pandoc-failed", {}, base::tr("what pandoc made is not a document that can be opened"), ""}});
}

/// libzip fails here only when memory does.
void require(bool done) {
    if (!done)
        throw std::runtime_error("libzip cannot write an archive");
}

} // namespace

base::Result<std::vector<Part>> read_archive(std::string_view bytes) {
    OpenError error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
    const Archive archive(source ? zip_open_from_source(source.get(), ZIP_RDONLY, error.get()) : nullptr);
    if (!archive)
        return unreadable();
    source.release(); // the archive's own now
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count < 1 || count > most_parts)
        return unreadable();
    std::vector<Part> parts;
    zip_uint64_t sum = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t about;
        if (zip_stat_index(archive.get(), i, 0, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0 ||
            (about.valid & ZIP_STAT_SIZE) == 0 || about.size > most_bytes - sum)
            return unreadable();
        sum += about.size;
        Part part{about.name, std::string(about.size, '\0'), false};
        const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(archive.get(), i, 0));
        if (!file || zip_fread(file.get(), part.bytes.data(), about.size) != static_cast<zip_int64_t>(about.size))
            return unreadable();
        parts.push_back(std::move(part));
    }
    return parts;
}

std::string write_archive(const std::vector<Part>& parts) {
    constexpr zip_uint16_t midnight = 0;
    constexpr zip_uint16_t first_day = (1 << 5) | 1; // 1980-01-01
    OpenError error;
    Source target(zip_source_buffer_create(nullptr, 0, 0, error.get()));
    require(target != nullptr);
    zip_source_keep(target.get()); // also ours: it is read after the archive is closed
    Archive archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, error.get()));
    if (!archive)
        zip_source_free(target.get());
    require(archive != nullptr);
    for (const auto& part : parts) {
        Source source(zip_source_buffer(archive.get(), part.bytes.data(), part.bytes.size(), 0));
        require(source != nullptr);
        const auto index = zip_file_add(archive.get(), part.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
        require(index >= 0);
        source.release();
        const auto at = static_cast<zip_uint64_t>(index);
        require(zip_file_set_dostime(archive.get(), at, midnight, first_day, 0) == 0 &&
                zip_set_file_compression(archive.get(), at, part.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0);
    }
    require(zip_close(archive.get()) == 0);
    archive.release();
    zip_stat_t about;
    zip_stat_init(&about);
    require(zip_source_stat(target.get(), &about) == 0 && zip_source_open(target.get()) == 0);
    std::string bytes(about.size, '\0');
    const auto count = zip_source_read(target.get(), bytes.data(), about.size);
    zip_source_close(target.get());
    require(count == static_cast<zip_int64_t>(about.size));
    return bytes;
}

} // namespace planpaket::office
