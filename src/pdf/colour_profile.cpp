#include "pdf/colour_profile.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::pdf {

namespace {

void append_u16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value >> 8U);
    out += static_cast<char>(value & 0xFFU);
}

void append_u32(std::string& out, std::uint32_t value) {
    append_u16(out, value >> 16U);
    append_u16(out, value & 0xFFFFU);
}

/// s15Fixed16Number (ICC.1:2010, 4.6).
void append_fixed(std::string& out, double value) {
    append_u32(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string xyz(double x, double y, double z) {
    std::string out("XYZ \0\0\0\0", 8);
    append_fixed(out, x);
    append_fixed(out, y);
    append_fixed(out, z);
    return out;
}

/// multiLocalizedUnicodeType (10.13) with one English record.
std::string words(std::string_view text) {
    std::string out("mluc\0\0\0\0", 8);
    append_u32(out, 1);
    append_u32(out, 12);
    out += "enUS";
    append_u32(out, static_cast<std::uint32_t>(2 * text.size()));
    append_u32(out, 28);
    for (const char c : text)
        append_u16(out, static_cast<unsigned char>(c));
    return out;
}

/// parametricCurveType (10.15), function 3: sRGB's tone curve.
std::string tone_curve() {
    std::string out("para\0\0\0\0\0\3\0\0", 12);
    for (const double parameter : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045})
        append_fixed(out, parameter);
    return out;
}

/// s15Fixed16ArrayType (10.18): the Bradford adaptation from D65 to D50.
std::string adaptation() {
    std::string out("sf32\0\0\0\0", 8);
    for (const double element : {1.047882, 0.022918, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678})
        append_fixed(out, element);
    return out;
}

} // namespace

std::string srgb_profile() {
    // Primaries and white are adapted to D50, as profiles state them.
    const std::vector<std::pair<std::string_view, std::string>> tags{
        {"desc", words("sRGB")},
        {"cprt", words("No copyright, use freely")},
        {"wtpt", xyz(0.9642, 1.0, 0.8249)},
        {"rXYZ", xyz(0.436066, 0.222488, 0.013916)},
        {"gXYZ", xyz(0.385147, 0.716873, 0.097076)},
        {"bXYZ", xyz(0.143066, 0.060608, 0.714096)},
        {"chad", adaptation()},
        {"rTRC", tone_curve()},
    };
    const std::size_t count = tags.size() + 2; // the green and blue curves share the red one's bytes
    std::string table, data;
    append_u32(table, static_cast<std::uint32_t>(count));
    const auto start = 128 + 4 + 12 * count;
    for (const auto& [name, bytes] : tags) {
        const auto offset = static_cast<std::uint32_t>(start + data.size());
        for (const auto& each :
             name == "rTRC" ? std::vector<std::string_view>{"rTRC", "gTRC", "bTRC"} : std::vector<std::string_view>{name}) {
            table += each;
            append_u32(table, offset);
            append_u32(table, static_cast<std::uint32_t>(bytes.size()));
        }
        data += bytes;
        data.resize((data.size() + 3) / 4 * 4, '\0');
    }
    std::string header;
    append_u32(header, static_cast<std::uint32_t>(start + data.size()));
    append_u32(header, 0);
    append_u32(header, 0x04300000);
    header += "mntrRGB XYZ ";
    for (const unsigned part : {2000U, 1U, 1U, 0U, 0U, 0U})
        append_u16(header, part);
    header += "acsp";
    header.resize(68, '\0');
    append_fixed(header, 0.9642);
    append_fixed(header, 1.0);
    append_fixed(header, 0.8249);
    header.resize(128, '\0');
    return header + table + data;
}

} // namespace planpaket::pdf
