#include "cli/commands.h"

#include "base/errors.h"
#include "base/new_file.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "cli/identity.h"
#include "making/seal.h"
#include "signature/certificate.h"
#include "signature/chain.h"
#include "signature/signing.h"
#include "terminal/progress_bar.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <malloc.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::Diagnostics;
using base::mark;
using base::tr;
using base::trf;
using signature::Level;

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;
constexpr std::size_t most_jobs = 1024;

std::optional<std::size_t> whole_number(const std::string& text, std::size_t least, std::size_t most) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

/// "PAGE,LEFT,BOTTOM,WIDTH,HEIGHT" in points; page -1 is the last.
std::optional<signature::SealPlace> read_place(const std::string& text) {
    std::vector<double> values;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        double value = 0;
        const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, value);
        if (error != std::errc{} || stop != text.data() + end)
            return std::nullopt;
        values.push_back(value);
        at = end + 1;
    }
    if (values.size() != 5 || values[0] != static_cast<int>(values[0]) || values[0] == 0 || values[3] < 40 || values[4] < 20 ||
        std::ranges::any_of(values, [](double value) { return value < -100'000 || value > 100'000; }))
        return std::nullopt;
    const int page = static_cast<int>(values[0]);
    return signature::SealPlace{page > 0 ? page - 1 : page, {values[1], values[2], values[1] + values[3], values[2] + values[4]}};
}

/// What the command line asks for, checked.
struct Wish {
    signature::Signing signing;
    signature::Services services;
    std::size_t jobs = 1;
    std::size_t room = 0;
};

/// The value of an option among words, as their place; the first if the option is absent.
template <std::size_t count>
std::size_t choice(const Arguments& arguments, const std::string& option, const std::array<std::string_view, count>& words,
                   Diagnostics& errors) {
    const auto value = arguments.value(option, std::string(words.front()));
    const auto found = std::ranges::find(words, value);
    if (found == words.end())
        errors.push_back(base::error("usage", trf("unknown value '{}' of '--{}'", value, option),
                                     trf("the possible values are {}", fmt::format("{}", fmt::join(words, ", ")))));
    return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin());
}

base::Result<Wish> read_wish(const Arguments& arguments, const Context& context) {
    Wish wish;
    Diagnostics errors;
    const bool stamped = arguments.has("tsa");
    wish.signing.level = stamped ? Level::t : Level::b;
    if (arguments.has("level"))
        wish.signing.level = static_cast<Level>(
            choice(arguments, "level", std::array<std::string_view, 4>{"b-b", "b-t", "b-lt", "b-lta"}, errors));
    if (arguments.has("renew"))
        wish.signing.level = Level::lta;
    if (wish.signing.level != Level::b && !stamped)
        errors.push_back(base::error("usage", tr("this level needs a timestamp authority"), tr("give its address with --tsa")));
    wish.signing.algorithm.digest = static_cast<signature::Digest>(
        choice(arguments, "digest", std::array<std::string_view, 3>{"sha256", "sha384", "sha512"}, errors));
    auto& request = wish.signing.request;
    request.field = arguments.value("field");
    request.label = arguments.value("role");
    request.signer = arguments.value("name");
    request.reason = arguments.value("reason");
    request.location = arguments.value("location");
    request.time = context.world.now();
    if (arguments.has("certify"))
        request.certify = static_cast<signature::Permission>(
            choice(arguments, "certify", std::array<std::string_view, 3>{"nothing", "forms", "annotations"}, errors) + 1);
    if (arguments.has("place")) {
        request.place = read_place(arguments.value("place"));
        if (!request.place)
            errors.push_back(
                base::error("usage", trf("'{}' is no place on a page", arguments.value("place")),
                            tr("PAGE,LEFT,BOTTOM,WIDTH,HEIGHT in points from the page's lower left corner; page -1 is the last; "
                               "at least 40 wide and 20 high")));
    }
    const auto seconds = whole_number(arguments.value("timeout", "20"), 1, 3600);
    const auto jobs = whole_number(arguments.value("jobs", "1"), 1, most_jobs);
    const auto room = whole_number(arguments.value("room", "32768"), 1024, std::size_t{1} << 20U);
    for (const auto& [option, value] : {std::pair("timeout", seconds), std::pair("jobs", jobs), std::pair("room", room)})
        if (!value)
            errors.push_back(base::error("usage", trf("'{}' is not a usable number for '--{}'", arguments.value(option), option),
                                         trf("see 'planpaket help {}'", "sign")));
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    wish.jobs = *jobs;
    wish.room = *room;
    wish.services = {.http = network::curl({.time = std::chrono::seconds(*seconds)}),
                     .timestamp_authority = arguments.value("tsa"),
                     .known = {},
                     .now = context.world.now()};
    if (arguments.has("trust")) {
        auto trust = signature::read_trust(context.world, arguments.value("trust"));
        if (!trust)
            return std::unexpected(std::move(trust.error()));
        wish.services.known = std::move(trust->anchors);
    }
    return wish;
}

/// Where the signed file goes: where --output says, a file or a folder; else the signed file takes the place of the unsigned.
std::string target(const Arguments& arguments, const std::string& path) {
    const auto output = arguments.value("output");
    if (output.empty())
        return path;
    std::error_code error;
    if (std::filesystem::is_directory(output, error))
        return (std::filesystem::path(output) / std::filesystem::path(path).filename()).string();
    return output;
}

/// What is made of one file, and what is said of it.
struct Signed {
    Diagnostics errors;
    std::string said;
};

using Make = std::function<base::Result<std::string>(std::string bytes, const std::string& path, std::string& said)>;

Signed make_one(const Context& context, const std::string& path, const std::string& to, const Make& make) {
    Signed done;
    auto bytes = context.world.read_file(path, largest_file);
    if (!bytes)
        return {std::move(bytes.error()), {}};
    auto made = make(std::move(*bytes), path, done.said);
    if (!made)
        return {std::move(made.error()), {}};
    done.errors = base::replace_file(to, *made);
    return done;
}

/// Signs with the identity that the command line names, by its kind of key.
base::Result<Make> signing(const Arguments& arguments, Context& context, Wish& wish) {
    auto opened = open_identity(arguments, context);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    const auto* certificate = opened->certificate.get();
    auto errors = signature::check_certificate(certificate, wish.services.now);
    const auto scheme = signature::scheme_for(certificate, arguments.has("pss"));
    if (!scheme)
        errors.insert(errors.end(), scheme.error().begin(), scheme.error().end());
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    wish.signing.algorithm.scheme = *scheme;
    if (wish.signing.request.signer.empty())
        wish.signing.request.signer = signature::subject(certificate);
    return [&wish, identity = std::make_shared<const signature::Identity>(std::move(*opened))](
               std::string bytes, const std::string& path, std::string& said) {
        auto made = signature::sign(std::move(bytes), path, *identity, wish.signing, wish.services);
        said = trf("{}: signed by {}", path, signature::subject(identity->certificate.get())) + '\n';
        return made;
    };
}

Make renewing(const Wish& wish) {
    return [&](std::string bytes, const std::string& path, std::string& said) {
        said = trf("{}: renewed", path) + '\n';
        return signature::extend(std::move(bytes), path, Level::lta, wish.signing.algorithm.digest, wish.services);
    };
}

Make preparing(const Arguments& arguments, const Wish& wish) {
    return [&](std::string bytes, const std::string& path, std::string& said) -> base::Result<std::string> {
        auto request = wish.signing.request;
        request.room = wish.room;
        auto reservation = signature::reserve(std::move(bytes), path, request);
        if (!reservation)
            return std::unexpected(std::move(reservation.error()));
        std::string digest;
        for (const char c : signature::digest_of(*reservation, wish.signing.algorithm.digest))
            digest += fmt::format("{:02x}", static_cast<unsigned char>(c));
        if (arguments.has("bytes")) {
            const auto errors = base::replace_file(arguments.value("bytes"),
                                                   std::string(reservation->before()) + std::string(reservation->after()));
            if (!errors.empty())
                return std::unexpected(errors);
        }
        const nlohmann::ordered_json told{
            {"file", target(arguments, path)},
            {"field", reservation->field},
            {"digest_algorithm", arguments.value("digest", "sha256")},
            {"digest", digest},
            {"byte_range", {0, reservation->from, reservation->to, reservation->bytes.size() - reservation->to}},
            {"room", reservation->room()}};
        said = told.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
        return std::move(reservation->bytes);
    };
}

base::Result<Make> embedding(const Arguments& arguments, const Context& context, const Wish& wish) {
    const auto file = context.world.read_file(arguments.value("embed"), std::size_t{1} << 20U);
    if (!file)
        return std::unexpected(file.error());
    auto cms = signature::cms_bytes(*file);
    if (!cms)
        return std::unexpected(std::move(cms.error()));
    return [&wish, cms = std::move(*cms)](std::string bytes, const std::string& path, std::string& said) {
        said = trf("{}: the signature is in its place", path) + '\n';
        return signature::embed(std::move(bytes), path, cms, wish.signing.level, wish.services);
    };
}

/// What is done with each file, and `wish` completed by what that needs. `arguments` and `wish` must outlive it.
base::Result<Make> read_make(const Arguments& arguments, Context& context, Wish& wish) {
    if (arguments.has("renew"))
        return renewing(wish);
    if (arguments.has("embed"))
        return embedding(arguments, context, wish);
    auto make = arguments.has("prepare") ? preparing(arguments, wish) : signing(arguments, context, wish);
    if (!make || !arguments.has("visible"))
        return make;
    auto seal = making::seal_drawer(context.world, context.sources, templates_folder(arguments, context), wish.signing.request);
    if (!seal)
        return std::unexpected(std::move(seal.error()));
    wish.signing.request.draw_seal = std::move(*seal);
    return make;
}

std::vector<Signed> make_all(const Arguments& arguments, const Context& context, const Make& make, std::size_t jobs) {
    // Every file asks for the same few large blocks: they are kept for the next one, not given back and cleared anew.
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 128 << 20);
    std::vector<std::function<Signed()>> tasks;
    for (const auto& path : arguments.words)
        tasks.push_back([&] { return make_one(context, path, target(arguments, path), make); });
    terminal::ProgressBar bar(context.err, context.progress && tasks.size() > 1);
    bar.show(0, tasks.size());
    return base::run_all(tasks, jobs, [&](std::size_t done) { bar.show(done, tasks.size()); });
}

Outcome refuse(Context& context, const Diagnostics& errors) {
    report(context, errors);
    const bool is_usage = std::ranges::any_of(errors, [](const auto& error) { return error.code == "usage"; });
    return is_usage ? Outcome::usage : Outcome::signature_failed;
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'sign' needs a PDF"), "planpaket sign FILE.pdf --key KEY.pem --cert CERT.pem");
    const auto modes = static_cast<int>(arguments.has("prepare")) + static_cast<int>(arguments.has("embed")) +
                       static_cast<int>(arguments.has("renew"));
    if (modes > 1)
        return usage_error(context, tr("'--prepare', '--embed' and '--renew' do not go together"));
    std::error_code error;
    const bool many = arguments.words.size() > 1;
    if (many && (modes > 0 && !arguments.has("renew")))
        return usage_error(context, tr("'--prepare' and '--embed' take one PDF"));
    if (many && arguments.has("output") && !std::filesystem::is_directory(arguments.value("output"), error))
        return usage_error(context, tr("for several PDFs '--output' has to be a folder that is there"));
    auto wish = read_wish(arguments, context);
    if (!wish)
        return refuse(context, wish.error());
    const auto make = read_make(arguments, context, *wish);
    if (!make)
        return refuse(context, make.error());
    std::vector<Diagnostics> groups;
    for (auto& done : make_all(arguments, context, *make, wish->jobs)) {
        if (done.errors.empty())
            context.out << done.said;
        else
            groups.push_back(std::move(done.errors));
    }
    const bool failed = !groups.empty();
    report(context, std::move(groups));
    return failed ? Outcome::signature_failed : Outcome::done;
}

std::vector<Option> options() {
    auto all = identity_options();
    const std::vector<Option> more{
        {.name = "field",
         .argument = "NAME",
         .description = mark("The signature field, named by the signer's role; a new one if the PDF has none of that name")},
        {.name = "role", .argument = "TEXT", .description = mark("The role that the seal shows and that is read aloud")},
        {.name = "name", .argument = "TEXT", .description = mark("The signer's name, if not the one in the certificate")},
        {.name = "reason", .argument = "TEXT", .description = mark("Why it is signed")},
        {.name = "location", .argument = "TEXT", .description = mark("Where it is signed")},
        {.name = "visible", .argument = "", .description = mark("Draw a seal with name, role and time in the field")},
        {.name = "place",
         .argument = "PLACE",
         .description = mark("Where a new field stands: PAGE,LEFT,BOTTOM,WIDTH,HEIGHT in points; page -1 is the last")},
        {.name = "certify",
         .argument = "WHAT",
         .description =
             mark("Certify the PDF with the first signature, and allow nothing, forms (and signatures) or annotations after it"),
         .completion = Completion::words,
         .words = {"nothing", "forms", "annotations"}},
        {.name = "level",
         .argument = "LEVEL",
         .description = mark("b-b (default), b-t (default with --tsa), b-lt or b-lta of the PAdES baseline"),
         .completion = Completion::words,
         .words = {"b-b", "b-t", "b-lt", "b-lta"}},
        {.name = "tsa", .argument = "URL", .description = mark("Ask this timestamp authority (RFC 3161) when it was signed")},
        {.name = "timeout", .argument = "SECONDS", .description = mark("Wait so long for an answer of a service (default: 20)")},
        {.name = "trust",
         .argument = "DIR",
         .description = mark("Complete chains for b-lt with the certificates in this folder"),
         .completion = Completion::folders},
        {.name = "digest",
         .argument = "NAME",
         .description = mark("sha256 (default), sha384 or sha512"),
         .completion = Completion::words,
         .words = {"sha256", "sha384", "sha512"}},
        {.name = "pss", .argument = "", .description = mark("Sign with RSA-PSS instead of PKCS#1 1.5")},
        {.name = "prepare",
         .argument = "",
         .description = mark("Write the PDF with an empty place for a signature made elsewhere")},
        {.name = "room", .argument = "BYTES", .description = mark("So large a place (default: 32768)")},
        {.name = "bytes",
         .argument = "FILE",
         .description = mark("With --prepare, write the bytes to be signed into this file"),
         .completion = Completion::files},
        {.name = "embed",
         .argument = "FILE",
         .description = mark("Put this CMS signature, DER or PEM, into a prepared PDF, if it is of this PDF"),
         .completion = Completion::files},
        {.name = "renew", .argument = "", .description = mark("Add validation data and a fresh timestamp to a signed PDF")},
        {.name = "output",
         .letter = 'o',
         .argument = "FILE",
         .description =
             mark("Write the signed PDF here, into a file or a folder; without it, it takes the place of the unsigned"),
         .completion = Completion::files},
        templates_option(),
        {.name = "jobs", .letter = 'j', .argument = "N", .description = mark("Sign so many files at once (default: 1)")}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

Command sign_command() {
    return {
        .name = "sign",
        .arguments = "FILE.pdf…",
        .summary = mark("Sign PDFs, or countersign what is signed already"),
        .description =
            {mark("Signatures follow the PAdES baseline. Each is appended: every earlier byte stays as it is, and a PDF/A and "
                  "PDF/UA file stays one. The file is replaced whole or not at all."),
             mark("A passphrase or PIN is asked for at the terminal, or read from a file or file descriptor; never given on "
                  "the command line. To have it signed by a signing service, prepare the PDF, send the digest that is "
                  "printed, and embed the signature that comes back.")},
        .options = options(),
        .examples = {{"planpaket sign plan.pdf --key chair.pem --cert chair.crt --field ordforande --visible",
                      mark("Sign as the chair, with a seal on the signature page.")},
                     {"planpaket sign plan.pdf --pkcs11-uri 'pkcs11:token=Kort;object=signering' --tsa http://tsa.example/",
                      mark("Countersign with a card, and have the time attested.")},
                     {"planpaket sign plan.pdf --pkcs12 chef.p12 --level b-lta --tsa http://tsa.example/ --trust anchors",
                      mark("Sign so that it can be checked in many years.")},
                     {"planpaket sign plan.pdf --prepare -o prepared.pdf", mark("Prepare a PDF for a signing service.")},
                     {"planpaket sign prepared.pdf --embed signature.p7s", mark("Put the service's signature into it.")},
                     {"planpaket sign plan.pdf --renew --tsa http://tsa.example/",
                      mark("Renew the timestamp before its certificate expires.")}},
        .completion = Completion::files,
        .run = run};
}

} // namespace planpaket::cli
