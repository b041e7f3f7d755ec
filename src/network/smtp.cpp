#include "network/smtp.h"

#include "base/translate.h"
#include "network/curl.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace planpaket::network {

using base::tr;

namespace {

/// One message on its way.
struct Sending {
    std::string_view rest;
    const std::function<bool()>* before_end = nullptr;
    bool ended = false; ///< Whether its end may have been sent.
    std::string answer; ///< The last line that the server said.
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
    auto& sending = *static_cast<Sending*>(from);
    const auto part = sending.rest.substr(0, size * count);
    // libcurl knows the size, and does not ask again after the last part.
    if (part.size() == sending.rest.size() && !sending.ended) {
        if (!(*sending.before_end)())
            return CURL_READFUNC_ABORT;
        sending.ended = true;
    }
    std::memcpy(to, part.data(), part.size());
    sending.rest.remove_prefix(part.size());
    return part.size();
}

/// libcurl gives every line that the server says to the function for headers.
std::size_t hear(char* line, std::size_t size, std::size_t count, void* to) {
    constexpr std::size_t longest = 512; // RFC 5321, 4.5.3.1.5
    std::string_view text(line, std::min(size * count, longest));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    // Its farewell is no answer to the message.
    if (text.starts_with("221"))
        return size * count;
    auto& answer = static_cast<Sending*>(to)->answer;
    answer = text;
    // It is written into records and shown on terminals.
    std::ranges::replace_if(
        answer, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return size * count;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

/// Whether another message to the same server would fail in the same way.
bool is_unusable(CURLcode code) {
    constexpr std::array unusable{CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT,    CURLE_USE_SSL_FAILED,
                                  CURLE_SSL_CONNECT_ERROR,    CURLE_LOGIN_DENIED,     CURLE_PEER_FAILED_VERIFICATION,
                                  CURLE_SSL_CACERT_BADFILE,   CURLE_SSL_ISSUER_ERROR, CURLE_NOT_BUILT_IN,
                                  CURLE_FAILED_INIT};
    return std::ranges::find(unusable, code) != unusable.end();
}

SmtpOutcome outcome_of(CURLcode code, long status, bool ended) {
    if (code == CURLE_OK)
        return SmtpOutcome::accepted;
    if (code == CURLE_LOGIN_DENIED && status >= 400 && status < 500)
        return SmtpOutcome::refused_for_now;
    if (is_unusable(code))
        return SmtpOutcome::unusable;
    // After the end of the message only a line that refuses it says that it was not taken.
    const bool said = code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_SEND_ERROR || !ended;
    if (said && status >= 500)
        return SmtpOutcome::refused;
    if (said && status >= 400)
        return SmtpOutcome::refused_for_now;
    return ended ? SmtpOutcome::unknown : SmtpOutcome::refused_for_now;
}

} // namespace

struct SmtpSession::State {
    SmtpServer server;
    CurlHandle curl;
};

SmtpSession::SmtpSession(SmtpServer server) : state_(std::make_unique<State>(std::move(server))) {
    const auto& library = libcurl();
    if (!library.ready)
        return;
    state_->curl.reset(library.easy_init());
    auto* handle = state_->curl.get();
    if (handle == nullptr)
        return;
    library.setopt(handle, CURLOPT_URL, state_->server.url.c_str());
    library.setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    library.setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    library.setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!state_->server.authorities.empty()) {
        library.setopt(handle, CURLOPT_CAINFO, state_->server.authorities.c_str());
        library.setopt(handle, CURLOPT_CAPATH, nullptr);
    }
    if (!state_->server.user.empty()) {
        library.setopt(handle, CURLOPT_USERNAME, state_->server.user.c_str());
        library.setopt(handle, CURLOPT_PASSWORD, std::string(state_->server.password).c_str());
    }
    library.setopt(handle, CURLOPT_NOSIGNAL, 1L);
    library.setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(state_->server.time.count()));
    library.setopt(handle, CURLOPT_UPLOAD, 1L);
    library.setopt(handle, CURLOPT_READFUNCTION, give);
    library.setopt(handle, CURLOPT_HEADERFUNCTION, hear);
    library.setopt(handle, CURLOPT_WRITEFUNCTION, ignore);
}

SmtpSession::~SmtpSession() = default;

SmtpResult SmtpSession::send(const Envelope& envelope, const std::function<bool()>& before_end) {
    const auto& library = libcurl();
    auto* handle = state_->curl.get();
    if (handle == nullptr)
        return {SmtpOutcome::unusable, tr("libcurl is not installed, or not usable")};
    Sending sending{envelope.message, &before_end, false, {}};
    const CurlList to(library.append(nullptr, ('<' + envelope.to + '>').c_str()));
    const auto from = '<' + envelope.from + '>';
    library.setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
    library.setopt(handle, CURLOPT_MAIL_RCPT, to.get());
    library.setopt(handle, CURLOPT_READDATA, &sending);
    library.setopt(handle, CURLOPT_HEADERDATA, &sending);
    library.setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(envelope.message.size()));
    const auto code = library.perform(handle);
    long status = 0;
    library.getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    const auto outcome = outcome_of(code, status, sending.ended);
    const bool spoken = code == CURLE_OK || (status >= 400 && !sending.answer.empty());
    return {outcome, spoken ? sending.answer : library.strerror(code)};
}

} // namespace planpaket::network
