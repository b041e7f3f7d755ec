#include "making/letter.h"

#include "base/errors.h"
#include "base/translate.h"
#include "plaintext/plaintext.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::making {

using base::tr;

namespace {

/// A subject is one line, whatever a title holds.
std::string one_line(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return text;
}

} // namespace

base::Result<Letter> write_letter(const plan::Plan& plan, const plan::Recipient& recipient, std::vector<compose::SentFile> files,
                                  Shelf& shelf) {
    auto addressed = plan;
    addressed.recipient = {recipient};
    if (!recipient.language.empty())
        addressed.language = recipient.language;
    const auto set = shelf.get(addressed.language.value, addressed.language.span);
    if (!set)
        return std::unexpected(set.error());
    const auto& templates = (*set)->templates;
    const auto page = std::ranges::find(templates.documents, true, &compose::Template::lists_files);
    if (page == templates.documents.end())
        return base::refuse("no-template", tr("no template lists the files that are sent"),
                            "one of the templates needs the line: {{ checksums }}");
    compose::Facts facts;
    facts.sent = std::move(files);
    const auto document = compose::compose(addressed, templates, page->name, facts);
    if (!document)
        return std::unexpected(document.error());
    const auto& dnr = addressed.matter.dnr.value;
    return Letter{addressed.language.value,
                  one_line(dnr.empty() ? document->title : fmt::format("{} ({})", document->title, dnr)),
                  plaintext::write(*document)};
}

} // namespace planpaket::making
