#pragma once

#include <cstddef>
#include <functional>

namespace planpaket::base {

/// Told by a job how far it has come, in parts of the whole; never by two threads at once. May be empty: nobody looks.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

} // namespace planpaket::base
