/// Reads any bytes as a message, and as what brings a delivery. Limits have to hold, and what is refused has to have a reason.

#include "distribution/received.h"
#include "mail/message.h"

#include <cstdint>
#include <cstdlib>

using namespace planpaket;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const mail::ReadingLimits limits{.bytes = std::size_t{1} << 16U, .parts = 50, .depth = 8};
    const auto message = mail::read_message(input, limits);
    if (!message && message.error().empty())
        std::abort();
    if (message) {
        std::size_t sum = message->text.size();
        for (const auto& file : message->files)
            sum += file.bytes.size();
        if (sum > limits.bytes || message->files.size() > limits.parts)
            std::abort();
    }
    const distribution::CarryingLimits carrying{.bytes = std::size_t{1} << 16U, .files = 50};
    const auto received = distribution::receive_bytes(input, carrying);
    if (!received.delivery && received.wrong.empty())
        std::abort();
    std::size_t sum = 0;
    for (const auto& [name, file] : received.files)
        sum += file.bytes.size();
    // What a ZIP archive in a message unpacks to counts by itself.
    if (sum > 2 * carrying.bytes)
        std::abort();
    return 0;
}
