#include "terminal/distribution_report.h"

#include "base/names.h"
#include "base/translate.h"
#include "terminal/listing.h"

namespace planpaket::terminal {

using base::tr;
using base::trf;
using distribution::Method;
using distribution::SentState;

namespace {

std::string words(SentState state) {
    static constexpr base::Names<SentState> words{base::mark("not sent"), base::mark("taken over"), base::mark("refused"),
                                                  base::mark("nobody knows"), base::mark("written")};
    return base::tr(words[state]);
}

std::string heading(const distribution::Record& record) {
    switch (record.method) {
    case Method::smtp:
        return trf("{} sent through {}, {}", record.version, record.server, record.started);
    case Method::message_files:
        return trf("{} written as messages, {}", record.version, record.started);
    case Method::folders:
        return trf("{} written as folders, {}", record.version, record.started);
    }
    return {};
}

} // namespace

std::string as_text(const distribution::Record& record) {
    Listing listing{{},
                    {tr("Recipient"), tr("Address"), tr("State"), tr("When"), tr("Files"), tr("Answer"), tr("Message")},
                    {false, false, false, false, true, false, false},
                    {}};
    for (const auto& sent : record.sent)
        listing.rows.push_back({sent.recipient_name, sent.address, words(sent.state), sent.time,
                                std::to_string(sent.files.size()), sent.answer, sent.message_id});
    auto text = heading(record) + '\n' + as_text(listing);
    for (const auto& each : record.overrides)
        text += trf("overridden: {} ({})", each.check, each.reason) + '\n';
    return text;
}

} // namespace planpaket::terminal
