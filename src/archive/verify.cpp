#include "archive/verify.h"

#include "archive/declaration.h"
#include "archive/storage_root.h"
#include "archive/verify_object.h"
#include "base/folder.h"
#include "base/parallel.h"
#include "base/translate.h"

#include <algorithm>
#include <numeric>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t objects_at_once = 256;        ///< So many inventories are in memory.
constexpr std::uint64_t bytes_of_a_task = 4u << 20; ///< Small files are digested together.
constexpr std::size_t parts_of_an_object = 100;     ///< In which progress is told.

/// One or many objects, verified together.
class Batch {
public:
    Batch(std::string root, std::vector<std::string> places, std::size_t jobs, std::function<void(double)> share)
        : root_(std::move(root)), places_(std::move(places)), jobs_(jobs), share_(std::move(share)) {}

    std::vector<ObjectVerdict> verify() {
        std::vector<std::function<ObjectStructure()>> structure_tasks;
        for (const auto& place : places_)
            structure_tasks.push_back([&] { return read_structure(base::join(root_, place), place); });
        objects_ = base::run_all(structure_tasks, jobs_);
        check_inventories();
        check_files();
        std::vector<ObjectVerdict> verdicts;
        for (std::size_t i = 0; i < objects_.size(); ++i)
            verdicts.push_back(verdict(objects_[i]));
        return verdicts;
    }

    /// The version of the specification that each object declares, in order.
    const std::vector<ObjectStructure>& objects() const { return objects_; }

private:
    void check_inventories() {
        std::vector<std::function<OlderInventory()>> tasks;
        for (const auto& object : objects_)
            for (const auto& version : object.older)
                tasks.push_back([&] { return read_older(object, version); });
        auto results = base::run_all<OlderInventory>(
            tasks, jobs_, [&](std::size_t done) { share_(0.5 * static_cast<double>(done) / static_cast<double>(tasks.size())); });
        auto next = results.begin();
        for (auto& object : objects_) {
            const auto count = static_cast<std::ptrdiff_t>(object.older.size());
            auto checks = join_inventories(object, {std::make_move_iterator(next), std::make_move_iterator(next + count)});
            next += count;
            owners_.insert(owners_.end(), checks.size(), &object);
            std::ranges::move(checks, std::back_inserter(checks_));
        }
    }

    void check_files() {
        std::vector<std::function<Faults()>> tasks;
        std::vector<std::size_t> ends;
        for (std::size_t begin = 0; begin < checks_.size();) {
            auto end = begin;
            for (std::uint64_t bytes = 0;
                 end < checks_.size() && (end == begin || bytes + checks_[end].size <= bytes_of_a_task) &&
                 owners_[end] == owners_[begin];
                 ++end)
                bytes += checks_[end].size;
            tasks.push_back([this, begin, end] {
                Faults faults;
                for (auto i = begin; i < end; ++i)
                    std::ranges::move(check_file(checks_[i]), std::back_inserter(faults));
                return faults;
            });
            ends.push_back(end);
            begin = end;
        }
        auto results = base::run_all<Faults>(tasks, jobs_, [&](std::size_t done) {
            share_(0.5 + 0.5 * static_cast<double>(done) / static_cast<double>(tasks.size()));
        });
        for (std::size_t i = 0; i < results.size(); ++i)
            std::ranges::move(results[i], std::back_inserter(owners_[ends[i] - 1]->faults));
    }

    static ObjectVerdict verdict(ObjectStructure& object) {
        ObjectVerdict verdict;
        verdict.where = object.where;
        if (object.inventory) {
            verdict.id = object.inventory->id;
            verdict.versions = object.inventory->versions.size();
        }
        verdict.files = object.content.size();
        for (const auto& [path, size] : object.content)
            verdict.bytes += size;
        verdict.faults = std::move(object.faults);
        return verdict;
    }

    std::string root_;
    std::vector<std::string> places_;
    std::size_t jobs_;
    std::function<void(double)> share_;
    std::vector<ObjectStructure> objects_;
    std::vector<FileCheck> checks_;
    std::vector<ObjectStructure*> owners_; ///< Of the checks.
};

/// An object that was exchanged for one with a new version while it was read is read again: its old folder is gone.
std::vector<ObjectVerdict> verify_batch(const std::string& root, const std::vector<std::string>& places, std::size_t jobs,
                                        const std::function<void(double)>& share, std::vector<Specification>& declared) {
    std::vector<std::uint64_t> before;
    for (const auto& place : places)
        before.push_back(base::folder_identity(base::join(root, place)));
    Batch batch(root, places, jobs, share);
    auto verdicts = batch.verify();
    for (const auto& object : batch.objects())
        declared.push_back(object.specification);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!verdicts[i].faults.empty() && base::folder_identity(base::join(root, places[i])) != before[i])
            verdicts[i] = Batch(root, {places[i]}, jobs, share).verify().front();
    return verdicts;
}

/// What only object and root together show.
void check_place(const StorageRoot& root, ObjectVerdict& verdict, Specification declared) {
    if (root.specification && declared > *root.specification)
        verdict.faults.push_back({"E081", verdict.where,
                                  trf("the object is of version {} of the specification, the storage root of {}",
                                      number(declared), number(*root.specification))});
    if (root.layout && !verdict.id.empty() && root.layout->path(verdict.id) != verdict.where)
        verdict.faults.push_back({"W014", verdict.where, tr("the object does not stand where the storage root's layout has it")});
}

/// What a folder is, by what it declares; else by what it looks like.
bool is_storage_root(const std::vector<base::Entry>& entries) {
    const auto declares = [&](Declares what) {
        return std::ranges::any_of(entries, [&](const base::Entry& entry) { return is_declaration(entry.name, what); });
    };
    if (declares(Declares::root) || declares(Declares::object))
        return !declares(Declares::object);
    const auto has = [&](std::string_view name) { return std::ranges::find(entries, name, &base::Entry::name) != entries.end(); };
    return has(layout_file) || (!has(inventory_name) && std::ranges::any_of(entries, [](const base::Entry& entry) {
               return entry.kind == base::EntryKind::folder;
           }));
}

std::size_t count(const Verdict& verdict, bool errors) {
    const auto of = [&](const Faults& faults) {
        return static_cast<std::size_t>(std::ranges::count(faults, errors, &Fault::is_error));
    };
    return std::accumulate(verdict.objects.begin(), verdict.objects.end(), of(verdict.faults),
                           [&](std::size_t sum, const ObjectVerdict& object) { return sum + of(object.faults); });
}

} // namespace

std::size_t Verdict::errors() const {
    return count(*this, true);
}

std::size_t Verdict::warnings() const {
    return count(*this, false);
}

base::Result<Verdict> verify(const std::string& path, std::size_t jobs,
                             const std::function<void(std::size_t, std::size_t)>& progress) {
    // A link to the store itself is followed: it is what was asked for. Nothing below is.
    std::string folder = path;
    while (folder.size() > 1 && folder.ends_with('/'))
        folder.pop_back();
    folder += "/.";
    const auto entries = base::list_folder(folder);
    if (!entries)
        return std::unexpected(entries.error());
    Verdict verdict;
    verdict.storage_root = is_storage_root(*entries);
    StorageRoot root;
    if (verdict.storage_root) {
        root = read_storage_root(folder);
        verdict.faults = std::move(root.faults);
    } else {
        root.objects = {""};
    }
    const auto total = root.objects.size() * parts_of_an_object;
    for (std::size_t begin = 0; begin < root.objects.size(); begin += objects_at_once) {
        const auto end = std::min(begin + objects_at_once, root.objects.size());
        const std::vector<std::string> places(root.objects.begin() + static_cast<std::ptrdiff_t>(begin),
                                              root.objects.begin() + static_cast<std::ptrdiff_t>(end));
        std::vector<Specification> declared;
        auto verdicts = verify_batch(
            folder, places, jobs,
            [&](double share) {
                if (progress)
                    progress(begin * parts_of_an_object +
                                 static_cast<std::size_t>(share * static_cast<double>((end - begin) * parts_of_an_object)),
                             total);
            },
            declared);
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            if (verdict.storage_root)
                check_place(root, verdicts[i], declared[i]);
            verdict.objects.push_back(std::move(verdicts[i]));
        }
    }
    return verdict;
}

} // namespace planpaket::archive
