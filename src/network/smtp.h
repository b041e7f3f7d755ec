#pragma once

/// Messages handed to a mail server (RFC 5321) by libcurl, always over TLS with the server's certificate checked.

#include "base/diagnostic.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace planpaket::network {

struct SmtpServer {
    std::string url;           ///< "smtp://host:587" (STARTTLS, which it must offer) or "smtps://host:465" (TLS from the start).
    std::string user;          ///< Empty: no login.
    std::string_view password; ///< Has to live as long as the session.
    std::string authorities;   ///< A file of certificates (PEM) to trust; empty for the system's.
    std::chrono::milliseconds time{120'000}; ///< For one message.
};

struct Envelope {
    std::string from, to;     ///< Addresses, without angle brackets.
    std::string_view message; ///< Lines end with CRLF.
};

enum class SmtpOutcome {
    accepted,        ///< The server has taken the message over.
    refused,         ///< It will not take it (5xx).
    refused_for_now, ///< It may take it later (4xx), or was not reached.
    unusable,        ///< No message can be sent that way: its certificate, its login, or no TLS.
    unknown,         ///< The whole message was handed over, but no answer came: it may have been taken or not.
};

struct SmtpResult {
    SmtpOutcome outcome = SmtpOutcome::unusable;
    std::string answer; ///< The server's last line, or what went wrong.
};

/// One connection, kept open from message to message.
class SmtpSession {
public:
    explicit SmtpSession(SmtpServer server);
    ~SmtpSession();
    SmtpSession(const SmtpSession&) = delete;
    SmtpSession& operator=(const SmtpSession&) = delete;

    /// Sends one message. `before_end` is asked when all but the message's end has been handed over: from then on the server may
    /// have taken it; until then it has not. If it says false the message is not ended, and so not taken.
    SmtpResult send(const Envelope& envelope, const std::function<bool()>& before_end);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace planpaket::network
