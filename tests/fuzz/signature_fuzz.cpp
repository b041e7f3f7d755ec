/// Signs any bytes that can be signed, lets anything be appended to them, and verifies what came of it. Nothing that changes what
/// a reader sees may leave a signature valid; nothing may be called valid that nobody trusted signed; no file may take more time
/// than its size allows.
///
/// The input is a document, and after the line %%NEW what is appended: revisions divided by the line %%REV, each of objects
/// divided by the line %%OBJ. An object is its number and its body; that of number 0 is entries for the trailer. The words
/// @GOOD@, @REVOKED@,
/// @ANSWER@ and @AUTHORITY@ stand for streams of the trusted authority's revocation lists, OCSP response and certificate. A
/// revision that is the word SIGN is another signature. A cross-reference table is written for each. After the line %%RAW
/// everything is appended as it stands instead.

#include "signature/reservation.h"
#include "signed_document.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <map>
#include <random>

using namespace planpaket;
using signature::Revision;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);

namespace {

constexpr std::string_view new_line = "\n%%NEW\n", raw_line = "\n%%RAW\n", revision_line = "\n%%REV\n", object_line = "\n%%OBJ\n";

[[noreturn]] void wrong(const std::string& what) {
    std::fprintf(stderr, "wrong: %s\n", what.c_str());
    std::abort();
}

std::vector<std::string_view> parts(std::string_view text, std::string_view line) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto at = text.find(line);
        out.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + line.size());
    }
}

std::string with_streams(std::string body) {
    const auto& world = fuzz::world();
    for (const auto& [word, bytes] : {std::pair("@GOOD@", &world.good_list),
                                      {"@REVOKED@", &world.revoked_list},
                                      {"@ANSWER@", &world.response},
                                      {"@AUTHORITY@", &world.authority}})
        if (const auto at = body.find(word); at != std::string::npos)
            body.replace(at, std::string_view(word).size(),
                         fmt::format("<</Length {}>>\nstream\n{}\nendstream", bytes->size(), *bytes));
    return body;
}

/// An update of these objects, with a table as it should be.
std::string appended(const std::string& bytes, const Revision& revision, std::string_view objects) {
    std::string out = bytes, trailer;
    std::map<std::uint32_t, std::size_t> rows;
    for (const auto part : parts(objects, object_line)) {
        signature::Parser parser(part);
        const auto number = parser.integer();
        if (!number || *number >= signature::most_objects)
            continue;
        const auto body = with_streams(std::string(part.substr(parser.at())));
        if (*number == 0) {
            trailer += body;
            continue;
        }
        rows[static_cast<std::uint32_t>(*number)] = out.size();
        out += fmt::format("{} 0 obj{}\nendobj\n", *number, body.starts_with(' ') ? body : " " + body);
    }
    const auto start = out.size();
    out += "xref\n";
    for (const auto& [number, at] : rows)
        out += fmt::format("{} 1\n{:010} 00000 n\r\n", number, at);
    out += "trailer\n<<";
    for (const char* key : {"Root", "Info", "ID"})
        if (const auto* value = revision.trailer().find(key); value != nullptr && trailer.find(key) == std::string::npos) {
            out += fmt::format("/{} ", key);
            signature::append(out, *value);
        }
    return out + fmt::format("{}/Size 9999/Prev {}>>\nstartxref\n{}\n%%EOF\n", trailer,
                             revision.references().sections.front().from, start);
}

signature::Report verified(const std::string& bytes) {
    const auto begin = std::clock();
    auto report = signature::verify(bytes, "file.pdf", fuzz::world().trust, fuzz::now);
    const auto seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    if (seconds > 1 + 50e-6 * static_cast<double>(bytes.size()))
        wrong(fmt::format("{} bytes took {} seconds", bytes.size(), seconds));
    if (!report && report.error().empty())
        wrong("refused without a reason");
    return report ? std::move(*report) : signature::Report{};
}

/// What was signed up to `size`, held against the whole file.
void check(const std::string& bytes, std::size_t size, const signature::SignatureReport& report) {
    const auto before = Revision::open(std::string_view(bytes).substr(0, size), "file.pdf");
    const auto after = Revision::open(bytes, "file.pdf");
    if (!before || !after)
        wrong("valid, but cannot be read");
    if (const auto difference = fuzz::visible_difference(*before, *after); !difference.empty())
        wrong("valid, although changed: " + difference);
    const bool is_told = std::ranges::any_of(report.changes, [](const auto& change) {
        return change.kind == signature::ChangeKind::visible_field || change.kind == signature::ChangeKind::annotation;
    });
    if (!is_told && fuzz::new_visible_annotations(*before, *after) > 0)
        wrong("valid, although a new annotation covers a part of a page");
}

/// What is appended may not be told from what is refused by a reader's mistake only: the file as signed has to be valid first.
void change_after_signing(const std::string& document, std::string_view more, bool is_raw) {
    std::string bytes = document;
    std::vector<std::size_t> ends;
    const auto sign = [&](bool is_visible) {
        auto signed_bytes = fuzz::sign(bytes, is_visible);
        if (!signed_bytes)
            return false;
        bytes = std::move(*signed_bytes);
        ends.push_back(bytes.size());
        return true;
    };
    if (!sign(false))
        return;
    if (is_raw) {
        bytes += more;
    } else {
        std::size_t count = 0;
        for (const auto revision : parts(more, revision_line)) {
            if (++count > 4)
                break;
            const auto now = Revision::open(bytes, "file.pdf");
            if (!now || (revision.starts_with("SIGN") && !sign(revision.starts_with("SIGNV"))))
                return;
            if (!revision.starts_with("SIGN"))
                bytes = appended(bytes, *now, revision);
        }
    }
    const auto report = verified(bytes);
    for (const auto& each : report.signatures)
        if (each.verdict <= signature::Verdict::valid_but) {
            if (std::ranges::find(ends, each.size) == ends.end())
                wrong("valid, although nobody trusted signed it");
            check(bytes, each.size, each);
        }
}

/// Nothing may be called valid where nothing was signed by whom is trusted, and what signing appends has to leave the earlier
/// bytes and give a file that can be read again.
void read_and_reserve(const std::string& input) {
    const auto report = verified(input);
    if (!report.signatures.empty() && report.verdict < signature::Verdict::indeterminate)
        wrong("valid, although nobody trusted signed it");
    signature::SignatureRequest request;
    request.time = fuzz::now;
    request.room = 64;
    request.place = signature::SealPlace{.page = -1, .rectangle = {10, 10, 100, 50}};
    const auto reservation = signature::reserve(input, "file.pdf", request);
    if (!reservation)
        return;
    if (!reservation->bytes.starts_with(input) || reservation->bytes[reservation->from] != '<' ||
        reservation->bytes[reservation->to - 1] != '>' || reservation->room() != request.room)
        wrong("reserved in another way than told");
    // Tables that signing had no need of may have been damaged already.
    for (const auto tables : {signature::Tables::as_needed, signature::Tables::all})
        if (Revision::open(input, "file.pdf", tables) && !Revision::open(reservation->bytes, "file.pdf", tables))
            wrong("cannot be read after reserving");
}

// What may stand in an appended object, as those would write it who know the reader.
constexpr const char* entries[] = {"/Contents 90 0 R",
                                   "/Resources 91 0 R",
                                   "/Annots[90 0 R]",
                                   "/MediaBox[0 0 1 1]",
                                   "/Rotate 90",
                                   "/CropBox[0 0 5 5]",
                                   "/V 90 0 R",
                                   "/AP<</N 90 0 R>>",
                                   "/AS/Off",
                                   "/Rect[500 700 10 10]",
                                   "/Kids[3 0 R]",
                                   "/Metadata 90 0 R",
                                   "/Extensions 90 0 R",
                                   "/Version/1.4",
                                   "/Version 90 0 R",
                                   "/DSS 90 0 R",
                                   "/DSS<</CRLs[90 0 R]>>",
                                   "/OpenAction 90 0 R",
                                   "/AA<<>>",
                                   "/Names 90 0 R",
                                   "/OCProperties 90 0 R",
                                   "/AcroForm 90 0 R",
                                   "/SigFlags 90 0 R",
                                   "/NeedAppearances true",
                                   "/DR<</Font 90 0 R>>",
                                   "/DA()",
                                   "/XFA 90 0 R",
                                   "/Fields[90 0 R]",
                                   "/FT/Sig",
                                   "/FT/Tx",
                                   "/T(x)",
                                   "/M 90 0 R",
                                   "/F 2",
                                   "/Lock<</Action/All>>",
                                   "/StructTreeRoot 90 0 R",
                                   "/ParentTree 90 0 R",
                                   "/ParentTreeNextKey 90 0 R",
                                   "/StructParents 1",
                                   "/Type/Page",
                                   "/Type/Annot",
                                   "/Subtype/Widget",
                                   "/Subtype/Form",
                                   "/P 3 0 R",
                                   "/Parent 2 0 R",
                                   "/Group 90 0 R",
                                   "/PieceInfo 90 0 R",
                                   "/Perms<</DocMDP 90 0 R>>",
                                   "/Length 90 0 R",
                                   "/Tabs/S",
                                   "/Tabs 90 0 R",
                                   "/Matrix[9 0 0 9 0 0]",
                                   "/BBox[0 0 9 9]",
                                   "/Info 90 0 R",
                                   "/AdditionalStreams[90 0 R]",
                                   "/Prev 0",
                                   "/XRefStm 15"};
constexpr const char* objects[] = {"90 <</Length 18>>\nstream\nBT (9 miljoner) Tj \nendstream",
                                   "90 <<>>",
                                   "90 []",
                                   "90 3",
                                   "90 /S",
                                   "90 (x)",
                                   "90 @GOOD@",
                                   "90 @REVOKED@",
                                   "90 @ANSWER@",
                                   "90 @AUTHORITY@",
                                   "90 <</CRLs[92 0 R]/OCSPs[93 0 R]/Certs[94 0 R]>>",
                                   "92 @GOOD@",
                                   "92 @REVOKED@",
                                   "93 @ANSWER@",
                                   "94 @AUTHORITY@",
                                   "90 <</Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[0 0 0 0]/P 3 0 R>>",
                                   "91 <</XObject<</X 90 0 R>>>>",
                                   "90 <</Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[300 300 10 10]/P 3 0 R>>",
                                   "0 /AdditionalStreams[90 0 R]",
                                   "0 /Info 90 0 R"};

class Mutation {
public:
    explicit Mutation(unsigned seed) : random_(seed) {}

    std::string run(const std::string& input) {
        auto [document, more] = divided(input);
        switch (below(8)) {
        case 0:
        case 1:
            return with(document, more, pick(objects));
        case 2:
        case 3:
        case 4:
            return with(document, more, changed(document));
        case 5:
            return document + std::string(more.empty() ? new_line : "") + more + std::string(more.empty() ? "" : revision_line) +
                   (below(2) == 0 ? "SIGN" : "SIGNV");
        case 6:
            return document + std::string(new_line) + more + std::string(revision_line) + changed(document);
        default:
            return with(document, more, changed(more.empty() ? document : more));
        }
    }

private:
    static std::pair<std::string, std::string> divided(const std::string& input) {
        const auto at = input.find(new_line);
        return at == std::string::npos ? std::pair(input, std::string())
                                       : std::pair(input.substr(0, at), input.substr(at + new_line.size()));
    }
    std::string with(const std::string& document, const std::string& more, const std::string& object) {
        return document + std::string(new_line) + more + (more.empty() ? "" : std::string(object_line)) + object;
    }
    std::size_t below(std::size_t end) { return random_() % end; }
    template <std::size_t size>
    const char* pick(const char* const (&from)[size]) {
        return from[below(size)];
    }

    /// One of the text's objects, with an entry more, less or otherwise, or a reference that leads elsewhere.
    std::string changed(const std::string& text) {
        std::vector<std::size_t> places;
        for (auto at = text.find(" 0 obj"); at != std::string::npos; at = text.find(" 0 obj", at + 1))
            places.push_back(at);
        if (places.empty())
            return pick(objects);
        const auto place = places[below(places.size())];
        auto begin = place;
        while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9')
            --begin;
        const auto number = text.substr(begin, place - begin);
        auto body = text.substr(place + 6, text.find("endobj", place) - place - 6);
        const auto entry = std::string(pick(entries));
        switch (below(5)) {
        case 0:
        case 1:
            if (const auto at = body.find("<<"); at != std::string::npos) {
                const auto key = entry.substr(0, entry.find_first_of(" /[<(", 1));
                if (const auto old = body.find(key); old != std::string::npos)
                    body.insert(old + 1, "Old");
                body.insert(at + 2, entry);
            }
            break;
        case 2:
            if (const auto at = body.find(" 0 R", below(body.size() + 1)); at != std::string::npos && at > 0)
                body.replace(at - 1, 1, std::to_string(below(12)));
            break;
        case 3:
            if (const auto at = body.find('/', below(body.size() + 1)); at != std::string::npos)
                body.insert(at + 1, "Old");
            break;
        default:
            // The object as it is, under another number.
            return fmt::format("{} {}", below(12), body);
        }
        return number + " " + body;
    }

    std::minstd_rand random_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    for (const auto& [line, is_raw] : {std::pair(new_line, false), {raw_line, true}})
        if (const auto at = input.find(line); at != std::string::npos) {
            change_after_signing(input.substr(0, at + 1), std::string_view(input).substr(at + line.size()), is_raw);
            return 0;
        }
    read_and_reserve(input);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    if (seed % 3 == 0)
        return LLVMFuzzerMutate(data, size, most);
    const auto out = Mutation(seed).run(std::string(reinterpret_cast<const char*>(data), size));
    if (out.size() > most)
        return LLVMFuzzerMutate(data, size, most);
    std::ranges::copy(out, data);
    return out.size();
}
