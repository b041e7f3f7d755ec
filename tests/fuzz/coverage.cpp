/// Lets code built by GCC be driven by LLVM's libFuzzer: GCC calls __sanitizer_cov_trace_pc at every edge, which
/// libFuzzer no longer takes; it does look at the counters in the section __libfuzzer_extra_counters. The linker leads the calls
/// here
/// (--wrap). (The fuzz targets are built by GCC because clang 14 has no
/// std::expected.) This file itself must not be instrumented.

#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t counters = std::size_t(1) << 16;
__attribute__((section("__libfuzzer_extra_counters"))) std::uint8_t hits[counters];

} // namespace

extern "C" void __wrap___sanitizer_cov_trace_pc();

extern "C" void __wrap___sanitizer_cov_trace_pc() {
    const auto place = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    std::uint8_t& hit = hits[(place ^ (place >> 16)) % counters];
    if (hit < 255)
        ++hit;
}

// GCC tells of compared numbers with points, too, which libFuzzer does not ask for.
extern "C" void __sanitizer_cov_trace_cmpf(float, float);
extern "C" void __sanitizer_cov_trace_cmpf(float, float) {}
extern "C" void __sanitizer_cov_trace_cmpd(double, double);
extern "C" void __sanitizer_cov_trace_cmpd(double, double) {}
