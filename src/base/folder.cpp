#include "base/folder.h"

#include "base/descriptor.h"
#include "base/io_error.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace planpaket::base {

namespace {

EntryKind kind_of(const struct stat& status) {
    return S_ISREG(status.st_mode)   ? EntryKind::file
           : S_ISDIR(status.st_mode) ? EntryKind::folder
           : S_ISLNK(status.st_mode) ? EntryKind::link
                                     : EntryKind::special;
}

/// An ordinary file, opened; else nothing, with errno set. A pipe would make the opening wait: hence O_NONBLOCK.
Descriptor open_file(int folder, const std::string& path, std::uint64_t& size) {
    Descriptor file(::openat(folder, path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0)
        return Descriptor();
    if (!S_ISREG(status.st_mode)) {
        file.close();
        errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        return Descriptor();
    }
    size = static_cast<std::uint64_t>(status.st_size);
    return file;
}

/// Gives `take` the file block by block until it wants no more; false with errno set.
template <class Take>
bool read_blocks(const Descriptor& file, std::size_t block_size, const Take& take) {
    std::string block(block_size, '\0');
    for (;;) {
        const auto count = ::read(file.get(), block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0;
        if (!take(std::string_view(block).substr(0, static_cast<std::size_t>(count))))
            return true;
    }
}

Result<std::string> read_opened(const Descriptor& file, const std::string& path, std::uint64_t size, std::size_t limit) {
    std::string text;
    text.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(size, limit)) + 1);
    const auto take = [&](std::string_view block) {
        text += block;
        return text.size() <= limit;
    };
    if (!file || !read_blocks(file, std::min<std::size_t>(size + 1, 1u << 18), take))
        return std::unexpected(Diagnostics{unreadable_file(path, errno)});
    if (text.size() > limit)
        return std::unexpected(Diagnostics{file_too_large(path, limit)});
    return text;
}

} // namespace

Result<std::vector<Entry>> list_folder(const std::string& path) {
    struct Close {
        void operator()(DIR* stream) const { ::closedir(stream); }
    };
    const auto unreadable = [&] { return std::unexpected(Diagnostics{unreadable_folder(path, errno)}); };
    Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder)
        return unreadable();
    const std::unique_ptr<DIR, Close> stream(::fdopendir(::dup(folder.get())));
    if (!stream)
        return unreadable();
    std::vector<Entry> entries;
    errno = 0;
    while (const auto* read = ::readdir(stream.get())) {
        Entry entry{read->d_name, EntryKind::folder, 0};
        if (entry.name != "." && entry.name != "..") {
            if (read->d_type != DT_DIR) {
                struct stat status {};
                if (::fstatat(folder.get(), read->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
                    return unreadable();
                entry.kind = kind_of(status);
                entry.size = entry.kind == EntryKind::file ? static_cast<std::uint64_t>(status.st_size) : 0;
            }
            entries.push_back(std::move(entry));
        }
        errno = 0;
    }
    if (errno != 0)
        return unreadable();
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
    std::uint64_t size = 0;
    const auto file = open_file(AT_FDCWD, path, size);
    return read_opened(file, path, size, limit);
}

Result<std::string> read_file_below(const std::string& folder, const std::string& path, std::size_t limit) {
    Descriptor at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    std::size_t begin = 0;
    for (auto slash = path.find('/'); at && slash != std::string::npos; slash = path.find('/', begin)) {
        at = Descriptor(
            ::openat(at.get(), path.substr(begin, slash - begin).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
        begin = slash + 1;
    }
    const auto whole = join(folder, path);
    if (!at)
        return std::unexpected(Diagnostics{unreadable_file(whole, errno)});
    std::uint64_t size = 0;
    const auto file = open_file(at.get(), path.substr(begin), size);
    return read_opened(file, whole, size, limit);
}

Result<std::vector<std::string>> digest_file(const std::string& path, const std::vector<DigestAlgorithm>& algorithms) {
    std::uint64_t size = 0;
    const auto file = open_file(AT_FDCWD, path, size);
    std::vector<Digest> digests;
    for (const auto algorithm : algorithms)
        digests.emplace_back(algorithm);
    const auto take = [&](std::string_view block) {
        for (auto& digest : digests)
            digest.add(block);
        return true;
    };
    if (!file || !read_blocks(file, std::min<std::size_t>(size + 1, 1u << 18), take))
        return std::unexpected(Diagnostics{unreadable_file(path, errno)});
    std::vector<std::string> texts;
    for (auto& digest : digests)
        texts.push_back(digest.finish());
    return texts;
}

std::uint64_t folder_identity(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) ? status.st_ino : 0;
}

std::string join(const std::string& folder, std::string_view name) {
    return folder.empty() ? std::string(name) : name.empty() ? folder : folder + '/' + std::string(name);
}

} // namespace planpaket::base
