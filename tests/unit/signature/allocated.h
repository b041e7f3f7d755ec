#pragma once

#include <cstddef>

/// The bytes that this program has asked the allocator for so far, given back or not.
std::size_t allocated();
