#pragma once

/// One run of 'planpaket distribute', from what the command line asks for to the record in the archive.

#include "cli/command.h"
#include "cli/delivering.h"
#include "cli/sending.h"
#include "signature/secret.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::cli {

/// What the command line asks for, checked.
struct DistributionWish {
    std::string word;  ///< The plan or archived version.
    std::string store; ///< Its folder.
    distribution::Method method = distribution::Method::smtp;
    std::string target; ///< The folder to write to, unless it is sent.
    bool zip = false;
    bool dry_run = false;
    bool again = false;                  ///< Also to those who have got it.
    std::vector<std::string> recipients; ///< Ids; empty: all.
    std::vector<std::string> overridden; ///< Names of checks.
    std::string reason;                  ///< Why they are overridden.
    std::map<std::string, bool> settled; ///< By recipient: what somebody found out, whether it got its message.
    std::string from;                    ///< Address; empty: the plan's.
    network::SmtpServer server;
    std::optional<signature::Passphrase::From> password; ///< Where it comes from, if one is needed.
    std::size_t attempts = 3;
    std::chrono::seconds wait{60};
    signature::Trust trust;
    bool json = false;
};

Outcome distribute(const DistributionWish& wish, making::Shelf& shelf, Context& context);

} // namespace planpaket::cli
