#include "cli/commands.h"

#include "base/translate.h"
#include "cli/archive.h"
#include "cli/identity.h"
#include "cli/options.h"
#include "sending/checks.h"
#include "sending/sending.h"
#include "terminal/distribution_report.h"
#include "terminal/progress_bar.h"

#include <memory>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

struct UsageError {
    std::string message, hint;
};
using Wish = std::expected<sending::Wish, UsageError>;

std::unexpected<UsageError> wrong(std::string message, std::string hint) {
    return std::unexpected(UsageError{std::move(message), std::move(hint)});
}

/// Where it goes: exactly one of --smtp, --eml and --folder.
std::optional<UsageError> read_method(const Arguments& arguments, sending::Wish& wish) {
    const auto count = static_cast<int>(arguments.has("smtp")) + static_cast<int>(arguments.has("eml")) +
                       static_cast<int>(arguments.has("folder"));
    if (count != 1 && !(count == 0 && wish.dry_run))
        return UsageError{tr("say how it is to be sent"),
                          tr("give one of --smtp URL, --eml DIR and --folder DIR; or --dry-run to see what would be sent")};
    wish.method = arguments.has("eml")                    ? distribution::Method::message_files
                  : arguments.has("folder") || count == 0 ? distribution::Method::folders
                                                          : distribution::Method::smtp;
    wish.target = arguments.value("eml", arguments.value("folder"));
    wish.server = {
        .url = arguments.value("smtp"), .user = arguments.value("user"), .password = {}, .authorities = arguments.value("ca")};
    if (arguments.has("smtp") && !wish.server.url.starts_with("smtp://") && !wish.server.url.starts_with("smtps://"))
        return UsageError{trf("'{}' is no address of a mail server", wish.server.url),
                          tr("smtp://HOST:587 (STARTTLS) or smtps://HOST:465 (TLS)")};
    return std::nullopt;
}

std::optional<UsageError> read_overrides(const Arguments& arguments, sending::Wish& wish) {
    wish.overridden = arguments.values("despite");
    wish.reason = arguments.value("reason");
    if (!wish.overridden.empty() && wish.reason.empty())
        return UsageError{tr("a check is overridden only with a reason"), "--reason TEXT"};
    for (const auto& each : arguments.values("settle")) {
        const auto at = each.find('=');
        const auto word = at == std::string::npos ? std::string() : each.substr(at + 1);
        if (word != "sent" && word != "unsent")
            return UsageError{trf("'{}' does not say what happened", each), "--settle RECIPIENT=sent, --settle RECIPIENT=unsent"};
        wish.settled[each.substr(0, at)] = word == "sent";
    }
    return std::nullopt;
}

Wish read_wish(const Arguments& arguments) {
    sending::Wish wish;
    wish.word = arguments.words.front();
    wish.store = store_folder(arguments);
    wish.zip = arguments.has("zip");
    wish.dry_run = arguments.has("dry-run");
    wish.again = arguments.has("again");
    wish.recipients = arguments.values("to");
    wish.from = arguments.value("from");
    if (const auto error = read_method(arguments, wish))
        return std::unexpected(*error);
    if (const auto error = read_overrides(arguments, wish))
        return std::unexpected(*error);
    wish.attempts = arguments.number("attempts", 3);
    wish.wait = std::chrono::seconds(arguments.number("wait", 60));
    wish.server.time = std::chrono::seconds(arguments.number("timeout", 120));
    if (!wish.server.user.empty()) {
        auto from = secret_source(arguments, "password");
        if (!from)
            return wrong(from.error().front().message, from.error().front().hint);
        from->prompt = trf("Password of {}: ", wish.server.user);
        wish.password = [password = std::make_shared<signature::Passphrase>(std::move(*from))] { return password->get(); };
    }
    return wish;
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'distribute' needs one plan, or one stored version"),
                           "planpaket distribute PLAN.toml|PLAN-ID@v2 --smtp URL");
    auto wish = read_wish(arguments);
    if (!wish)
        return usage_error(context, wish.error().message, wish.error().hint);
    const bool json = arguments.value("format") == "json";
    auto trust = trust_of(arguments, context);
    if (!trust)
        return fail(context, {base::Fault::signature, trust.error()});
    wish->trust = std::move(*trust);
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    const auto ended = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return sending::distribute(context.world, context.sources, shelf, *wish, bar.progress());
    }();
    if (!ended)
        return fail(context, ended.error());
    if (!ended->record) {
        context.err << tr("everybody has got it; nothing was sent") << '\n';
        context.out << (json ? "{}\n" : "");
        return Outcome::done;
    }
    report(context, ended->unrecorded);
    context.out << (json ? distribution::record_json(*ended->record) : terminal::as_text(*ended->record));
    report(context, ended->failures);
    return !ended->unrecorded.empty() ? Outcome::archive_refuses : ended->complete ? Outcome::done : Outcome::delivery_failed;
}

std::vector<Option> options() {
    constexpr std::size_t day = 86'400; // seconds
    return {
        {.name = "store",
         .letter = 's',
         .argument = "DIR",
         .description = mark("The folder of the store (default: archive)"),
         .completion = Completion::folders},
        {.name = "smtp",
         .argument = "URL",
         .description = mark("Send through this server: smtp://HOST:587 (STARTTLS) or smtps://HOST:465; always with TLS")},
        {.name = "eml",
         .argument = "DIR",
         .description = mark("Write a message for each recipient into this folder, to be opened and sent with a mail program"),
         .completion = Completion::folders},
        {.name = "folder",
         .argument = "DIR",
         .description = mark("Write a folder for each recipient into this one, to be handed over"),
         .completion = Completion::folders},
        {.name = "dry-run", .argument = "", .description = mark("Only say what would be sent to whom")},
        {.name = "to", .argument = "ID…", .description = mark("Only to these recipients of the plan"), .list = true},
        {.name = "zip", .argument = "", .description = mark("One ZIP file instead of an attachment for each file")},
        {.name = "from",
         .argument = "ADDRESS",
         .description = mark("The sender's address (default: the case officer's, else the sender's of the plan)")},
        trust_option(),
        {.name = "user", .argument = "NAME", .description = mark("The user's name at the server, if it wants one")},
        {.name = "password-fd",
         .argument = "N",
         .description = mark("Read the password from this file descriptor; without it the terminal is asked")},
        {.name = "password-file",
         .argument = "FILE",
         .description = mark("Read the password from the first line of this file"),
         .completion = Completion::files},
        {.name = "ca",
         .argument = "FILE",
         .description = mark("The certificates (PEM) by which the server is known (default: the system's)"),
         .completion = Completion::files},
        {.name = "attempts",
         .argument = "N",
         .description = mark("How often to try what the server does not take at once (default: 3)"),
         .number = Range{1, 1000}},
        {.name = "wait",
         .argument = "SECONDS",
         .description = mark("How long to wait before the next attempt (default: 60)"),
         .number = Range{0, day}},
        {.name = "timeout",
         .argument = "SECONDS",
         .description = mark("How long one message may take (default: 120)"),
         .number = Range{1, day}},
        {.name = "despite",
         .argument = "CHECK…",
         .description = mark("Send although this does not hold: not-decided, not-archived, not-signed, not-trusted, "
                             "changed-after-signing; it is recorded"),
         .completion = Completion::words,
         .words = sending::outgoing_checks(),
         .unknown = mark("no check is called '{}'"),
         .known = mark("the checks are {}"),
         .list = true},
        {.name = "reason", .argument = "TEXT", .description = mark("Why; it is recorded and goes along")},
        {.name = "again", .argument = "", .description = mark("Send also to those who have got it")},
        {.name = "settle",
         .argument = "ID=WORD…",
         .description = mark("What you found out where the server did not answer: ID=sent or ID=unsent"),
         .list = true},
        templates_option(),
        format_option({"text", "json"}, mark("text (default), or json on standard output"))};
}

} // namespace

Command distribute_command() {
    return {
        .name = "distribute",
        .arguments = "PLAN.toml|PLAN-ID@VERSION",
        .summary = mark("Send a decided plan to its recipients, and record that it was sent"),
        .description =
            {mark("Takes the version from the archive and makes one message for each recipient that the plan names: a "
                  "covering letter, the recipient's documents in its formats, the signed copies where there are any, "
                  "what 'verify' said of them, and checksums of everything. A plan file stands for the latest stored version."),
             mark("Refused is what is not decided, not the stored plan, not signed by all who are to sign, signed by somebody "
                  "whom nothing proves, or changed after signing; each only until it is overridden by name and with a "
                  "reason (--despite), which is recorded."),
             mark("No message is sent twice: a journal in the store knows how far each has come. A run that was stopped is gone "
                  "on with by the same command, and who has got a version does not get it again. If the connection broke "
                  "just when the server was to confirm, nobody knows whether it took the message: then find out, and say so "
                  "with --settle."),
             mark("What was sent to whom, when, with which checksums, under which message id, and what the server said, is kept "
                  "in the archive as a new version of the plan; 'planpaket archive show PLAN-ID' shows it. Exit code 15: "
                  "something was not sent.")},
        .options = options(),
        .examples = {{"planpaket distribute plan.toml --dry-run --trust anchors", mark("See what would go to whom.")},
                     {"planpaket distribute plan.toml --smtp smtp://post.example.se:587 --user plan --trust anchors",
                      mark("Send it; the password is asked for.")},
                     {"planpaket distribute hasselby-vallingby-2025@v3 --eml utkorg --trust anchors",
                      mark("Write messages to be sent with a mail program.")},
                     {"planpaket distribute plan.toml --folder usb --despite not-signed --reason 'Undertecknas på papper'",
                      mark("Hand it over in folders, although it is not signed.")}},
        .completion = Completion::plans,
        .run = run};
}

} // namespace planpaket::cli
