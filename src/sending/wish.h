#pragma once

#include "base/diagnostic.h"
#include "distribution/record.h"
#include "network/smtp.h"
#include "signature/chain.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::sending {

/// What is to be sent, to whom, and how.
struct Wish {
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
    /// Asked once, if something is sent; what it gives has to live as long as this. Empty: none is needed.
    std::function<base::Result<std::string_view>()> password;
    std::size_t attempts = 3;
    std::chrono::seconds wait{60};
    signature::Trust trust;
};

} // namespace planpaket::sending
