#pragma once

#include "base/diagnostic.h"

#include <utility>
#include <vector>

namespace planpaket::base {

/// What has to be put right before a job can be done.
enum class Fault {
    request,   ///< What was asked for makes no sense.
    plan,      ///< The plan cannot be read or has errors.
    document,  ///< A document cannot be made or written.
    program,   ///< A program that some formats need is not there.
    archive,   ///< The archive is damaged, or refuses.
    signature, ///< A signature is missing, wrong or cannot be made.
    delivery,  ///< Something cannot be sent, or may not be.
};

/// Why a job was not done.
struct Failure {
    Fault fault = Fault::document;
    std::vector<Diagnostics> groups; ///< To be told in this order, each sorted by itself.

    Failure(Fault where, Diagnostics diagnostics) : fault(where), groups{std::move(diagnostics)} {}
    Failure(Fault where, std::vector<Diagnostics> several) : fault(where), groups(std::move(several)) {}
};

} // namespace planpaket::base
