/// What another program does with the library, without the command line: makes the package of a plan, signs one of its documents,
/// and stores both in an archive.
///
///     make_sign_store PLAN.toml TEMPLATES FOLDER KEY.pem CERT.pem

#include "base/disk_world.h"
#include "base/new_file.h"
#include "keeping/keeping.h"
#include "making/making.h"
#include "signature/certificate.h"
#include "signature/signing.h"

#include <cstdio>
#include <vector>

namespace planpaket {

static int failed(const base::Diagnostics& diagnostics) {
    for (const auto& each : diagnostics)
        std::fprintf(stderr, "%s: %s\n", each.code.c_str(), each.message.c_str());
    return 1;
}

static base::Result<std::string> sign(const base::World& world, const std::string& path, const std::string& key,
                                      const std::string& certificate) {
    auto bytes = world.read_file(path, std::size_t{1} << 30U);
    if (!bytes)
        return bytes;
    signature::Passphrase none({});
    const auto identity = signature::read_pem_identity(world, key, {certificate}, none);
    if (!identity)
        return std::unexpected(identity.error());
    signature::Signing signing;
    signing.request.signer = signature::subject(identity->certificate.get());
    signing.request.time = world.now();
    return signature::sign(std::move(*bytes), path, *identity, signing,
                           {.http = {}, .timestamp_authority = {}, .known = {}, .now = world.now()});
}

static int run(const std::vector<std::string>& words) {
    const auto& [plan, templates, folder, key, certificate] = std::tie(words[0], words[1], words[2], words[3], words[4]);
    const base::DiskWorld world;
    base::Sources sources;
    making::Shelf shelf(world, sources, templates);
    const making::Formats formats{making::Format::pdf};
    auto reading = making::read_plans(world, sources, shelf, {plan}, formats, 1);
    if (!reading.kit)
        return failed(reading.groups.back());
    const auto id = reading.plans.front().plan.id.value;
    std::size_t told = 0;
    const auto package = making::make_packages({making::order_documents(reading.plans.front(), {}, formats)}, *reading.kit,
                                               folder, 1, [&](std::size_t done, std::size_t) { told = done; });
    if (!package.front().failures.empty())
        return failed(package.front().failures);
    std::printf("%zu files made, %zu told\n", package.front().files, told);

    const auto document = folder + "/" + id + "/beslutsunderlag.pdf";
    const auto made = sign(world, document, key, certificate);
    if (!made)
        return failed(made.error());
    const auto copy = folder + "/beslutsunderlag.pdf";
    if (const auto errors = base::replace_file(copy, *made); !errors.empty())
        return failed(errors);

    const auto added = keeping::add(world, sources,
                                    {.plan = plan,
                                     .templates = templates,
                                     .store = folder + "/archive",
                                     .package = folder + "/" + id,
                                     .signed_files = {copy}});
    if (!added)
        return failed(added.error().groups.back());
    std::printf("%s %s stored\n", added->plan_id.c_str(), added->version.c_str());
    return 0;
}

} // namespace planpaket

int main(int count, char** words) {
    if (count != 6)
        return 2;
    return planpaket::run({words + 1, words + count});
}
