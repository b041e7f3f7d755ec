#pragma once

/// One recipient's delivery, made of what the archived version has to send.

#include "distribution/record.h"
#include "mail/message.h"
#include "making/letter.h"
#include "sending/outgoing.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::sending {

/// How a delivery travels.
enum class Carrier {
    attachments, ///< Of a message, whose text is the letter.
    zip,         ///< The only attachment of a message, whose text is the letter; it is in the ZIP file, too.
    folder,
};

struct MadeDelivery {
    const plan::Recipient* recipient = nullptr;
    distribution::Delivery delivery;
    making::Letter letter;
    /// By their names: views into the outgoing files and into `own`.
    std::vector<std::pair<std::string, std::string_view>> files;
    std::vector<std::unique_ptr<std::string>> own; ///< What was made for this recipient alone.
};

/// Errors: those of write_letter().
base::Result<MadeDelivery> make_delivery(const OutgoingVersion& outgoing, const std::vector<OutgoingFile>& files,
                                         const plan::Recipient& recipient, const std::vector<distribution::Override>& overrides,
                                         Carrier carrier, making::Shelf& shelf);

struct Postage {
    mail::Address from;
    std::chrono::sys_seconds date;
    bool unsent = false; ///< To be opened and sent by a person's mail program.
};

/// The message that carries a delivery. Its id is a function of the delivery and the sender's domain: made again, it is the
/// same message. Errors: those of mail::write_message().
base::Result<std::string> make_message(const MadeDelivery& made, Carrier carrier, const Postage& postage);
std::string message_id(const MadeDelivery& made, const std::string& from);

/// What is recorded of a delivery before it is known what becomes of it.
distribution::Sent sent_of(const MadeDelivery& made);

} // namespace planpaket::sending
