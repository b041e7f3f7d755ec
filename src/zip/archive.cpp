#include "zip/archive.h"

#include "base/errors.h"
#include "base/translate.h"

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <sys/stat.h>
#include <zip.h>

namespace planpaket::zip {

using base::tr;
using base::trf;

namespace {

constexpr zip_uint64_t small = 1u << 20U; // bytes that nobody would call a bomb

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

/// What an archive says of a part.
struct Listed {
    zip_uint64_t index = 0;
    std::string name;
    zip_uint64_t size = 0;
};

/// The kind of file that the system had which made the archive; 0 if it is not told.
mode_t mode_of(zip_t* archive, zip_uint64_t index) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0)
        return 0;
    return static_cast<mode_t>(attributes >> 16U) & S_IFMT;
}

/// Goes through the list at an archive's end, before anything is unpacked.
class Reading {
public:
    Reading(zip_t* archive, std::size_t packed, const Limits& limits) : archive_(archive), packed_(packed), limits_(limits) {}

    Contents run() {
        const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive_, 0));
        if (count > limits_.parts)
            return too_large(trf("the archive has more than {} files", limits_.parts));
        for (zip_uint64_t i = 0; i < count; ++i)
            if (!list(i))
                return std::move(contents_);
        for (const auto& each : listed_)
            unpack(each);
        return std::move(contents_);
    }

private:
    zip_t* archive_;
    std::size_t packed_;
    const Limits& limits_;
    Contents contents_;
    std::vector<Listed> listed_;
    std::set<std::string> names_;
    zip_uint64_t sum_ = 0, packed_sum_ = 0;

    void add(const char* code, std::string message) { contents_.wrong.push_back(base::error(code, std::move(message))); }

    Contents too_large(std::string message) {
        add("zip-too-large", std::move(message));
        return std::move(contents_);
    }

    /// False if the whole archive is refused.
    bool list(zip_uint64_t index) {
        zip_stat_t about;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
        if (zip_stat_index(archive_, index, 0, &about) != 0 || (about.valid & needed) != needed) {
            add("no-zip", tr("the archive is damaged"));
            return true;
        }
        const std::string name = about.name;
        if (about.size > limits_.bytes - sum_ || about.comp_size > packed_ - packed_sum_ ||
            (about.size > small && about.size / limits_.ratio > about.comp_size)) {
            add("zip-too-large",
                trf("'{}' would unpack to {} bytes, from {} in an archive of {}", name, about.size, about.comp_size, packed_));
            return false;
        }
        sum_ += about.size;
        packed_sum_ += about.comp_size;
        const auto mode = mode_of(archive_, index);
        if (mode != 0 && mode != S_IFREG && mode != S_IFDIR)
            add("zip-link", trf("'{}' is a link in the archive, or no ordinary file", name));
        else if (limits_.flat && (mode == S_IFDIR || name.find_first_of("/\\") != name.npos))
            add("zip-folder", trf("'{}' is a folder in the archive, or in one", name));
        else if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
            add("zip-encrypted", trf("'{}' is encrypted in the archive", name));
        else if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
            add("zip-method", trf("'{}' is packed in a way that is not known here", name));
        else if (!names_.insert(name).second)
            add("zip-duplicate", trf("two files in the archive have the name '{}'", name));
        else
            listed_.push_back({index, name, about.size});
        return true;
    }

    void unpack(const Listed& part) {
        Part made{part.name, std::string(part.size, '\0'), false};
        const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(archive_, part.index, 0));
        char beyond = 0;
        // libzip compares the checksum when it is asked for more than there is.
        if (!file || zip_fread(file.get(), made.bytes.data(), part.size) != static_cast<zip_int64_t>(part.size) ||
            zip_fread(file.get(), &beyond, 1) != 0)
            return add("no-zip", trf("'{}' is damaged in the archive", part.name));
        contents_.parts.push_back(std::move(made));
    }
};

/// libzip fails here only when memory does.
void require(bool done) {
    if (!done)
        throw std::runtime_error("libzip cannot write an archive");
}

} // namespace

Contents read_archive(std::string_view bytes, const Limits& limits) {
    OpenError error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
    // To libzip, no bytes at all are an empty archive.
    const Archive archive(source && !bytes.empty() ? zip_open_from_source(source.get(), ZIP_RDONLY, error.get()) : nullptr);
    if (!archive)
        return {.parts = {}, .wrong = {base::error("no-zip", tr("this is no ZIP archive, or a damaged one"))}};
    source.release(); // the archive's own now
    return Reading(archive.get(), bytes.size(), limits).run();
}

bool is_archive(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"); // the latter: an empty one
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
                zip_set_file_compression(archive.get(), at, part.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6) == 0);
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

} // namespace planpaket::zip
