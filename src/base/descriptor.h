#pragma once

#include <unistd.h>
#include <utility>

namespace planpaket::base {

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

    /// Closes it now; 0, or -1 with errno set.
    int close() { return number_ >= 0 ? ::close(std::exchange(number_, -1)) : 0; }

private:
    int number_;
};

} // namespace planpaket::base
