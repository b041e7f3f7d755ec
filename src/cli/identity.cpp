#include "cli/identity.h"

#include "base/errors.h"
#include "base/translate.h"
#include "signature/certificate.h"

#include <charconv>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

std::vector<Option> identity_options() {
    return {
        {.name = "key",
         .argument = "FILE",
         .description = mark("The private key: a PEM file, encrypted or not"),
         .completion = Completion::files},
        {.name = "cert",
         .argument = "FILE…",
         .description = mark("The certificate of the key, and those that lead up from it: PEM or DER files"),
         .completion = Completion::files,
         .list = true},
        {.name = "pkcs12",
         .argument = "FILE",
         .description = mark("Key and certificates in a PKCS#12 file, instead of --key and --cert"),
         .completion = Completion::files},
        {.name = "pkcs11-uri", .argument = "URI", .description = mark("A key in a PKCS#11 token, such as a card, by its URI")},
        {.name = "pkcs11-module",
         .argument = "FILE",
         .description = mark("The library that speaks to the token, if the system does not know it"),
         .completion = Completion::files},
        {.name = "passphrase-fd",
         .argument = "N",
         .description = mark("Read the passphrase or PIN from this file descriptor; without it the terminal is asked")},
        {.name = "passphrase-file",
         .argument = "FILE",
         .description = mark("Read the passphrase or PIN from the first line of this file"),
         .completion = Completion::files}};
}

base::Result<signature::Passphrase::From> secret_source(const Arguments& arguments, const std::string& option) {
    signature::Passphrase::From from{std::nullopt, arguments.value(option + "-file"), {}};
    if (arguments.has(option + "-fd")) {
        const auto text = arguments.value(option + "-fd");
        int number = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size() || number < 0)
            return base::refuse("usage", trf("'{}' is no file descriptor", text), "--" + option + "-fd 3 3<FILE");
        from.descriptor = number;
    }
    return from;
}

base::Result<signature::Identity> open_identity(const Arguments& arguments, const Context& context) {
    const auto count = static_cast<int>(arguments.has("key")) + static_cast<int>(arguments.has("pkcs12")) +
                       static_cast<int>(arguments.has("pkcs11-uri"));
    if (count != 1)
        return base::refuse("usage", count == 0 ? tr("'sign' needs a key") : tr("'sign' takes one key"),
                            tr("give --key with --cert, or --pkcs12, or --pkcs11-uri"));
    auto from = secret_source(arguments, "passphrase");
    if (!from)
        return std::unexpected(std::move(from.error()));
    const auto& name =
        arguments.has("key") ? arguments.value("key") : arguments.value(arguments.has("pkcs12") ? "pkcs12" : "pkcs11-uri");
    from->prompt = trf("Passphrase of {}: ", name);
    signature::Passphrase passphrase(std::move(*from));
    const auto certificates = arguments.values("cert");
    if (arguments.has("key")) {
        if (certificates.empty())
            return base::refuse("usage", tr("'--key' needs '--cert'"), tr("give the certificate that was issued for the key"));
        return signature::read_pem_identity(context.world, name, certificates, passphrase);
    }
    signature::Certificates more;
    for (const auto& path : certificates) {
        const auto read = signature::read_certificates(context.world, path);
        if (!read)
            return std::unexpected(read.error());
        signature::add_new(more, *read);
    }
    if (arguments.has("pkcs11-uri"))
        return signature::open_token_identity(name, arguments.value("pkcs11-module"), std::move(more), passphrase);
    auto identity = signature::read_pkcs12_identity(name, passphrase);
    if (identity)
        signature::add_new(identity->chain, more);
    return identity;
}

} // namespace planpaket::cli
