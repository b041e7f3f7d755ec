/// Verifies any bytes as a signed PDF, and signs what can be read. Nothing may be called valid where nothing is trusted, and what
/// is appended has to leave the earlier bytes and give a file that can be read again.

#include "signature/reservation.h"
#include "signature/verify.h"

#include <cstdint>
#include <cstdlib>

using namespace planpaket;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::chrono::sys_seconds now(std::chrono::seconds(1'790'000'000));
    const auto report = signature::verify(input, "file.pdf", {}, now);
    if (report && !report->signatures.empty() && report->verdict < signature::Verdict::indeterminate)
        std::abort();
    if (!report && report.error().empty())
        std::abort();
    signature::SignatureRequest request;
    request.time = now;
    request.room = 64;
    request.place = signature::SealPlace{.page = -1, .rectangle = {10, 10, 100, 50}};
    const auto reservation = signature::reserve(input, "file.pdf", request);
    if (!reservation)
        return 0;
    if (!reservation->bytes.starts_with(input) || reservation->bytes[reservation->from] != '<' ||
        reservation->bytes[reservation->to - 1] != '>' || reservation->room() != request.room)
        std::abort();
    // Tables that signing had no need of may have been damaged already.
    for (const auto tables : {signature::Tables::as_needed, signature::Tables::all})
        if (signature::Revision::open(input, "file.pdf", tables) &&
            !signature::Revision::open(reservation->bytes, "file.pdf", tables))
            std::abort();
    return 0;
}
