#pragma once

#include "base/bytes.h"
#include "base/descriptor.h"
#include "base/diagnostic.h"

#include <set>
#include <string>
#include <vector>

namespace planpaket::archive {

/// A tree of folders and files that is written where nobody looks, to be moved into place whole. Paths are relative to it. Every
/// function gives what hindered it: "unwritable"; empty when all went well.
class Staging {
public:
    /// Takes away what stands at `path` and makes an empty folder there, and the folder above if need be.
    explicit Staging(std::string path);
    /// Takes the tree away.
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    const std::string& path() const { return path_; }
    const base::Diagnostics& failure() const { return failure_; }

    base::Diagnostics make_folder(const std::string& folder);
    /// A new file; the folders above it are made if they are not there.
    base::Diagnostics write(const std::string& file, const base::Bytes& bytes);
    /// The folder `from`, wherever it is, with everything below, without copying: the files are linked. Copies them where the
    /// file system cannot. What stands there already is kept.
    base::Diagnostics link_tree(const std::string& from, const std::string& to);
    /// Brings every file and folder of the tree to the disk.
    base::Diagnostics sync();

private:
    base::Diagnostics sync_files();

    std::string path_;
    base::Diagnostics failure_;
    std::vector<std::pair<std::string, base::Descriptor>> written_; ///< Files that are not known to be on the disk.
    std::set<std::string> folders_;                                 ///< In an order that has each after the one it stands in.
};

} // namespace planpaket::archive
