#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "signature/openssl.h"

#include <chrono>
#include <string>

namespace planpaket::signature {

/// All certificates in a file, PEM (several) or DER (one). Errors: "unreadable-file", "no-certificate".
base::Result<Certificates> read_certificates(const base::World& world, const std::string& path);

/// The common name, or else the whole name.
std::string common_name(const X509_NAME* name);
std::string subject(const X509* certificate);
std::string issuer(const X509* certificate);

std::chrono::sys_seconds not_before(const X509* certificate);
std::chrono::sys_seconds not_after(const X509* certificate);
/// The epoch for what is no time.
std::chrono::sys_seconds seconds_of(const ASN1_TIME* time);

bool is_self_signed(const X509* certificate);
/// Whether `issuer` may have issued it, and its signature says so.
bool is_issued_by(X509* certificate, X509* issuer);
bool contains(const Certificates& certificates, const X509* certificate);
/// Adds those that are not there yet.
void add_new(Certificates& to, const Certificates& more);

/// SHA-256 of the DER, in hexadecimal.
std::string fingerprint(const X509* certificate);

/// "2026-11-23 12:00:00 UTC"
std::string shown(std::chrono::sys_seconds time);

} // namespace planpaket::signature
