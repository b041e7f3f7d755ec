#pragma once

#include "base/diagnostic.h"
#include "base/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

/// Bytes that are wiped when they are let go: a passphrase, a PIN, a private key's file. They are never copied.
class Secret {
public:
    Secret() = default;
    /// Takes the bytes over and wipes the place that they came from.
    explicit Secret(std::string&& bytes);
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    Secret& operator=(Secret&& other) noexcept {
        bytes_.swap(other.bytes_);
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    std::string_view view() const { return {bytes_.data(), bytes_.size()}; }

private:
    std::vector<char> bytes_;
};

/// Where a passphrase comes from; asked at most once, and only if one is needed.
class Passphrase {
public:
    struct From {
        std::optional<int> descriptor;
        std::string file;   ///< Empty for none.
        std::string prompt; ///< What the terminal asks; empty if it may not be asked.
    };
    explicit Passphrase(From from) : from_(std::move(from)) {}

    /// The first line. Error: "no-passphrase".
    base::Result<std::string_view> get();
    /// Why get() failed, if it did.
    const base::Diagnostics& errors() const { return errors_; }

private:
    From from_;
    std::optional<Secret> known_;
    base::Diagnostics errors_;
};

/// A small file read without a copy left in memory. Error: "unreadable-file".
base::Result<Secret> read_secret_file(const std::string& path);

} // namespace planpaket::signature
