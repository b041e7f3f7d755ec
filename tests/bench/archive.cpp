/// The store's own part of archiving, without making documents, for scripts/bench:
///
///     archive add STORE FOLDER VERSIONS OBJECTS FIRST   adds so many versions, counted from FIRST and spread over so many
///     objects,
///                                                       of a folder's files; each version has other bytes in every file
///     archive fill STORE OBJECTS                  makes a store of many small objects, without waiting for the disk
///     archive list STORE
///     archive verify STORE
///
/// Prints the seconds that it took.

#include "archive/declaration.h"
#include "archive/sidecar.h"
#include "archive/storage_root.h"
#include "archive/verify.h"
#include "archive/write_inventory.h"
#include "archive/writing.h"
#include "base/folder.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <thread>

using namespace planpaket;
namespace fs = std::filesystem;

namespace {

template <class Action>
double seconds(const Action& action) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

[[noreturn]] void fail(const base::Diagnostics& diagnostics) {
    fmt::print(stderr, "bench/archive: {}\n", diagnostics.empty() ? "?" : diagnostics.front().message);
    std::exit(1);
}

double add(const std::string& store, const std::string& folder, int versions, int objects, int first) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.emplace_back(fs::relative(entry.path(), folder).string(),
                               base::read_file(entry.path().string(), 1u << 30).value());
    double total = 0;
    for (int i = first; i < first + versions; ++i) {
        total += seconds([&] {
            archive::NewVersion version{
                archive::object_id(fmt::format("prov-{}", i % objects)), {}, "Version", "Bench", "mailto:bench@example.se", {}};
            for (const auto& [path, bytes] : files)
                version.files.push_back(archive::make_file(path, bytes + fmt::format("\n% {}", i)));
            auto writing = archive::Writing::begin(store);
            if (!writing)
                fail(writing.error());
            if (const auto added = writing->add(version); !added)
                fail(added.error());
        });
    }
    return total;
}

void fill(const std::string& store, int objects) {
    if (const auto writing = archive::Writing::begin(store); !writing)
        fail(writing.error());
    const auto opened = archive::Store::open(store);
    for (int i = 0; i < objects; ++i) {
        const auto id = archive::object_id(fmt::format("prov-{}", i));
        const auto folder = fs::path(store) / opened->layout().path(id);
        const auto write = [&](const std::string& name, const std::string& text) {
            fs::create_directories((folder / name).parent_path());
            std::ofstream(folder / name, std::ios::binary) << text;
        };
        archive::Inventory inventory;
        inventory.id = id;
        inventory.algorithm = "sha512";
        inventory.head = "v1";
        archive::VersionBlock version;
        version.name = "v1";
        version.created = "2026-03-24T12:00:00Z";
        version.message = "Version";
        version.user_name = "Bench";
        std::vector<std::string> texts;
        texts.reserve(3 * 25);
        for (int k = 0; k < 25; ++k) { // as many files as a version of the example plan has
            const auto path = fmt::format("documents/fil-{}.txt", k);
            const auto text = fmt::format("{} {}\n", i, k);
            write("v1/content/" + path, text);
            const std::string_view digest = texts.emplace_back(base::digest(base::DigestAlgorithm::sha512, text));
            version.state.push_back({digest, texts.emplace_back(path)});
            inventory.manifest.push_back({digest, texts.emplace_back("v1/content/" + path)});
        }
        inventory.versions.push_back(version);
        const auto text = write_inventory(inventory);
        const auto sidecar = archive::sidecar_text(base::digest(base::DigestAlgorithm::sha512, text));
        write(archive::declaration_name(archive::Declares::object, archive::Specification::v1_1),
              archive::declaration_text(archive::Declares::object, archive::Specification::v1_1));
        for (const char* place : {"", "v1/"}) {
            write(place + std::string(archive::inventory_name), text);
            write(place + archive::sidecar_name("sha512"), sidecar);
        }
    }
}

} // namespace

int main(int count, char** words) {
    const std::vector<std::string> line(words + 1, words + count);
    const auto jobs = std::max(1U, std::thread::hardware_concurrency());
    if (line.size() == 6 && line[0] == "add")
        fmt::print("{:.6f}\n",
                   add(line[1], line[2], std::atoi(line[3].c_str()), std::atoi(line[4].c_str()), std::atoi(line[5].c_str())));
    else if (line.size() == 3 && line[0] == "fill")
        fmt::print("{:.6f}\n", seconds([&] { fill(line[1], std::atoi(line[2].c_str())); }));
    else if (line.size() == 2 && line[0] == "list")
        fmt::print("{:.6f}\n", seconds([&] { archive::Store::open(line[1])->list(jobs); }));
    else if (line.size() == 2 && line[0] == "verify")
        fmt::print("{:.6f}\n", seconds([&] {
                       const auto verdict = archive::verify(line[1], jobs);
                       if (!verdict || verdict->errors() > 0)
                           fail(verdict ? base::Diagnostics{} : verdict.error());
                   }));
    else
        return 2;
    return 0;
}
