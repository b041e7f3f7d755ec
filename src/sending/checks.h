#pragma once

/// What is looked over before anything leaves the house.

#include "sending/outgoing.h"

#include <string>
#include <vector>

namespace planpaket::sending {

/// A check that does not hold, by the name under which it can be overridden.
struct FailedCheck {
    std::string check;
    std::string message;
    std::string hint;
};

/// "not-decided", "not-archived", "not-signed", "not-trusted", "changed-after-signing"
const std::vector<std::string>& outgoing_checks();
/// Whether it is about signatures, which have an exit code of their own.
bool concerns_signatures(const std::string& check);
std::vector<FailedCheck> check_outgoing(const OutgoingVersion& outgoing, const std::vector<OutgoingFile>& files);

} // namespace planpaket::sending
