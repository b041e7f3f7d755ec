#pragma once

#include <concepts>
#include <cstddef>
#include <functional>

namespace planpaket::base {

/// Told by a job how far it has come, in parts of the whole; never by two threads at once. By default nobody listens.
class Progress {
public:
    Progress() = default;
    template <std::invocable<std::size_t, std::size_t> Listener>
    Progress(Listener listener) : listener_(std::move(listener)) {}

    void operator()(std::size_t done, std::size_t total) const {
        if (listener_)
            listener_(done, total);
    }

private:
    std::function<void(std::size_t done, std::size_t total)> listener_;
};

} // namespace planpaket::base
