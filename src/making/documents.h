#pragma once

#include "base/bytes.h"
#include "base/diagnostic.h"
#include "base/progress.h"
#include "making/format.h"
#include "making/kit.h"
#include "making/load.h"

#include <string>
#include <vector>

namespace planpaket::making {

/// The documents of one plan that are to be made.
struct Order {
    LoadedPlan* plan = nullptr;
    Formats formats;
    std::vector<std::string> wanted; ///< Those that are delivered, in their order.
    std::vector<std::string> needed; ///< Those that are made as PDF: also what a wanted one lists, with its checksum.
};

/// Which documents to make of a plan: all that it should have, or those of them named in `only`. Precondition: the plan is
/// usable.
Order order_documents(LoadedPlan& plan, const std::vector<std::string>& only, const Formats& formats = {Format::pdf});

struct MadeFile {
    std::string document; ///< "missiv"; of a page the first of its documents.
    Format format = Format::pdf;
    std::string name; ///< "missiv.pdf"
    base::Bytes bytes;
    std::string sha256;
};

/// The wanted documents of a plan in their order, each in all its formats, or what hindered.
struct Made {
    std::vector<MadeFile> files;
    base::Diagnostics diagnostics;
    base::Diagnostics
        missing; ///< A program that all formats but PDF need, and that is not there: the PDFs are made all the same.
};

/// Makes the documents of all plans. PDFs, `jobs` at once, those that list the others after them, which are then made in the
/// other formats, too; at the same time all else in the other formats, as many at once: PDFs never wait for pandoc. Gives one
/// result per order, in order. Where no document is left to compose of a plan, its areas are let go: they are most of it.
/// Progress counts files.
std::vector<Made> make_documents(const std::vector<Order>& orders, const Kit& kit, std::size_t jobs,
                                 const base::Progress& progress = {});

} // namespace planpaket::making
