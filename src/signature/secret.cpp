#include "signature/secret.h"

#include "base/descriptor.h"
#include "base/io_error.h"
#include "base/translate.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <termios.h>
#include <unistd.h>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t largest = std::size_t{1} << 20U;

/// Everything, or the first line; the buffer never moves, so that no piece of it stays behind. Nothing with errno set on failure.
std::optional<Secret> read_all(int descriptor, bool only_line) {
    std::string bytes;
    std::size_t room = only_line ? 1024 : 65536;
    bytes.resize(room);
    std::size_t size = 0;
    for (;;) {
        const auto count = ::read(descriptor, bytes.data() + size, only_line ? 1 : room - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const int error = errno;
            OPENSSL_cleanse(bytes.data(), bytes.size());
            errno = error;
            return std::nullopt;
        }
        if (count == 0 || (only_line && bytes[size] == '\n'))
            break;
        size += static_cast<std::size_t>(count);
        if (size < room)
            continue;
        if (only_line || room >= largest) {
            OPENSSL_cleanse(bytes.data(), bytes.size());
            errno = EFBIG;
            return std::nullopt;
        }
        std::string larger(room * 2, '\0');
        larger.replace(0, size, bytes, 0, size);
        OPENSSL_cleanse(bytes.data(), bytes.size());
        bytes = std::move(larger);
        room *= 2;
    }
    if (only_line && size > 0 && bytes[size - 1] == '\r')
        --size;
    OPENSSL_cleanse(bytes.data() + size, bytes.size() - size);
    bytes.resize(size);
    return Secret(std::move(bytes));
}

/// Asks on the terminal without showing what is typed.
std::optional<Secret> ask(const std::string& prompt) {
    const base::Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    termios before{};
    if (!terminal || ::tcgetattr(terminal.get(), &before) != 0)
        return std::nullopt;
    auto silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    if (::write(terminal.get(), prompt.data(), prompt.size()) < 0 || ::tcsetattr(terminal.get(), TCSAFLUSH, &silent) != 0)
        return std::nullopt;
    auto secret = read_all(terminal.get(), true);
    ::tcsetattr(terminal.get(), TCSAFLUSH, &before);
    return secret;
}

} // namespace

Secret::Secret(std::string&& bytes) : bytes_(bytes.begin(), bytes.end()) {
    OPENSSL_cleanse(bytes.data(), bytes.size());
    bytes.clear();
}

Secret::~Secret() {
    if (!bytes_.empty())
        OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

base::Result<std::string_view> Passphrase::get() {
    if (known_)
        return known_->view();
    if (errors_.empty()) {
        const char* hint = tr("give it with --passphrase-fd or --passphrase-file, or at a terminal");
        const auto refuse = [&](const std::string& message) {
            errors_ = {{base::Severity::error, "no-passphrase", {}, message, hint}};
        };
        if (from_.descriptor) {
            known_ = read_all(*from_.descriptor, true);
            if (!known_)
                refuse(trf("no passphrase can be read from file descriptor {}", *from_.descriptor));
        } else if (!from_.file.empty()) {
            const base::Descriptor file(::open(from_.file.c_str(), O_RDONLY | O_CLOEXEC));
            if (file)
                known_ = read_all(file.get(), true);
            if (!known_)
                refuse(trf("no passphrase can be read from {}", from_.file));
        } else {
            if (!from_.prompt.empty())
                known_ = ask(from_.prompt);
            if (!known_)
                refuse(tr("the key needs a passphrase, and there is no terminal to ask for it"));
        }
    }
    if (!known_)
        return std::unexpected(errors_);
    return known_->view();
}

base::Result<Secret> read_secret_file(const std::string& path) {
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto secret = file ? read_all(file.get(), false) : std::nullopt;
    if (!secret)
        return std::unexpected(base::Diagnostics{base::unreadable_file(path, errno)});
    return std::move(*secret);
}

} // namespace planpaket::signature
