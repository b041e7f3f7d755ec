#include "sending/delivery.h"

#include "base/sha256.h"
#include "base/version.h"
#include "compose/compose.h"
#include "verification/signature_report.h"
#include "zip/archive.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::sending {

using distribution::FileKind;

namespace {

/// Makes the parts of a delivery one after the other.
class Packing {
public:
    Packing(const OutgoingVersion& outgoing, const plan::Recipient& recipient) : outgoing_(outgoing) {
        const auto& plan = outgoing.plan.plan;
        made_.recipient = &recipient;
        made_.delivery = {.program_version = base::program_version(),
                          .plan_id = plan.id.value,
                          .plan_title = plan.title.value,
                          .plan_version = plan.version.value,
                          .dnr = plan.matter.dnr.value,
                          .language = plan.language.value,
                          .sender = plan.sender.organisation.value,
                          .recipient_id = recipient.id.value,
                          .recipient_name = recipient.name.value,
                          .object = std::string(outgoing.object.inventory.id),
                          .version = outgoing.version,
                          .inventory_sha512 = outgoing.inventory_sha512,
                          .overrides = {},
                          .files = {}};
    }

    base::Result<MadeDelivery> run(const std::vector<OutgoingFile>& files, const std::vector<distribution::Override>& overrides,
                                   Carrier carrier, making::Shelf& shelf) {
        made_.delivery.overrides = overrides;
        std::vector<verification::FileReport> reports;
        std::vector<compose::SentFile> listed;
        for (const auto& file : files) {
            if (!gets(*made_.recipient, file))
                continue;
            made_.delivery.files.push_back(file.file);
            made_.files.emplace_back(file.file.name, file.bytes);
            if (file.report)
                reports.push_back({file.file.name, file.bytes.size(), *file.report});
            if (file.file.kind == FileKind::document)
                listed.push_back({file.document, file.file.name, title(file.document), file.file.size, file.file.sha256});
        }
        if (!reports.empty())
            add_verification(reports);
        auto letter = making::write_letter(outgoing_.plan.plan, *made_.recipient, std::move(listed), shelf);
        if (!letter)
            return std::unexpected(std::move(letter.error()));
        made_.letter = std::move(*letter);
        made_.delivery.language = made_.letter.language;
        if (carrier != Carrier::attachments)
            add("letter.txt", FileKind::letter, "text/plain", made_.letter.text);
        const auto& json = keep(distribution::delivery_json(made_.delivery));
        made_.files.emplace_back(distribution::delivery_name, json);
        made_.files.emplace_back(distribution::checksums_name, keep(distribution::checksums(made_.delivery, json)));
        return std::move(made_);
    }

private:
    std::string title(const std::string& document) const {
        const auto& templates = outgoing_.plan.templates->templates;
        return templates.find(document) == nullptr ? document : compose::document_title(outgoing_.plan.plan, templates, document);
    }

    const std::string& keep(std::string bytes) {
        return *made_.own.emplace_back(std::make_unique<std::string>(std::move(bytes)));
    }

    void add(const std::string& name, FileKind kind, const char* media_type, std::string bytes) {
        const auto& kept = keep(std::move(bytes));
        made_.delivery.files.push_back({.name = name,
                                        .kind = kind,
                                        .media_type = media_type,
                                        .size = kept.size(),
                                        .sha256 = base::sha256(kept),
                                        .path = {},
                                        .is_signed = false});
        made_.files.emplace_back(name, kept);
    }

    void add_verification(const std::vector<verification::FileReport>& reports) {
        std::string text;
        for (const auto& each : reports)
            text += as_text(each);
        add("verification.txt", FileKind::verification, "text/plain", std::move(text));
        add("verification.json", FileKind::verification, "application/json", as_json(reports, {}));
    }

    const OutgoingVersion& outgoing_;
    MadeDelivery made_;
};

std::string zip_name(const MadeDelivery& made) {
    return fmt::format("{}-{}.zip", made.delivery.plan_id, made.delivery.version);
}

std::string zipped(const MadeDelivery& made) {
    std::vector<zip::Part> parts;
    for (const auto& [name, bytes] : made.files)
        parts.push_back({name, std::string(bytes)});
    return zip::write_archive(parts);
}

} // namespace

base::Result<MadeDelivery> make_delivery(const OutgoingVersion& outgoing, const std::vector<OutgoingFile>& files,
                                         const plan::Recipient& recipient, const std::vector<distribution::Override>& overrides,
                                         Carrier carrier, making::Shelf& shelf) {
    return Packing(outgoing, recipient).run(files, overrides, carrier, shelf);
}

std::string message_id(const MadeDelivery& made, const std::string& from) {
    const auto digest = base::sha256(made.files.back().second).substr(0, 16);
    const auto domain = from.substr(from.rfind('@') + 1);
    return fmt::format("{}.{}.{}.{}@{}", made.delivery.plan_id, made.delivery.version, made.delivery.recipient_id, digest,
                       domain);
}

base::Result<std::string> make_message(const MadeDelivery& made, Carrier carrier, const Postage& postage) {
    mail::Message message{.from = postage.from,
                          .to = {made.recipient->name.value, made.recipient->email.value},
                          .subject = made.letter.subject,
                          .date = postage.date,
                          .message_id = message_id(made, postage.from.address),
                          .language = made.letter.language,
                          .text = made.letter.text,
                          .attachments = {},
                          .unsent = postage.unsent};
    const auto packed = carrier == Carrier::zip ? zipped(made) : std::string();
    if (carrier == Carrier::zip)
        message.attachments.push_back({zip_name(made), "application/zip", packed});
    else
        for (const auto& file : made.delivery.files)
            message.attachments.push_back(
                {file.name, file.media_type,
                 std::ranges::find(made.files, file.name, [](const auto& each) { return each.first; })->second});
    if (carrier != Carrier::zip) {
        const auto& json = made.files[made.files.size() - 2];
        const auto& sums = made.files.back();
        message.attachments.push_back({json.first, "application/json", json.second});
        message.attachments.push_back({sums.first, "text/plain", sums.second});
    }
    return mail::write_message(message);
}

distribution::Sent sent_of(const MadeDelivery& made) {
    distribution::Sent sent{.recipient_id = made.recipient->id.value,
                            .recipient_name = made.recipient->name.value,
                            .address = made.recipient->email.value,
                            .state = distribution::SentState::waiting,
                            .time = {},
                            .message_id = {},
                            .size = 0,
                            .sha256 = {},
                            .answer = {},
                            .files = {}};
    for (const auto& [name, bytes] : made.files)
        sent.files.push_back({name, bytes.size(), base::sha256(bytes)});
    return sent;
}

} // namespace planpaket::sending
