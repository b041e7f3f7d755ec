"""A certificate authority, an OCSP responder and a timestamp authority on loopback, made with openssl. Used by the tests of signatures.

    with Authority(folder) as authority:
        key, certificate = authority.issue("Karin Ek")
        authority.tsa   # the address of the timestamp authority

The server takes a free port, answers as soon as it is there, and is gone with the `with`.
"""

import http.server
import pathlib
import subprocess
import threading

CONFIGURATION = """
[ca]
default_ca = authority
[authority]
dir = {folder}
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/serial
crlnumber = {folder}/crlnumber
certificate = {folder}/ca.crt
private_key = {folder}/ca.key
default_md = sha256
default_days = 365
default_crl_days = 30
policy = any
unique_subject = no
[any]
commonName = supplied
[signer]
keyUsage = critical, digitalSignature, nonRepudiation
basicConstraints = CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{url}/ocsp
[stranger]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{url}/ocsp/stranger
[other_certificate]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{url}/ocsp/another
[ocsp_megabytes]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{url}/ocsp/megabytes
[list_only]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:{url}/ca.crl
[silent]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
[encipherment]
keyUsage = critical, keyEncipherment
[server]
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[responder]
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
authorityKeyIdentifier = keyid
noCheck = yes
[timestamper]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{url}/ocsp
[tsa]
default_tsa = clock
[clock]
serial = {folder}/tsa-serial
signer_cert = {folder}/tsa.crt
signer_key = {folder}/tsa.key
certs = {folder}/ca.crt
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[weak_clock]
serial = {folder}/tsa-serial
signer_cert = {folder}/tsa.crt
signer_key = {folder}/tsa.key
certs = {folder}/ca.crt
signer_digest = sha1
default_policy = 1.2.3.4
digests = sha256
"""


def openssl(*words, **more):
    """Runs openssl; what it says is shown when it fails."""
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, **more)
    if done.returncode != 0:
        raise AssertionError(f"openssl {words}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Authority:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "authority"

    def __enter__(self):
        self.folder.mkdir()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.tsa = self.url + "/tsa"
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.configuration = self.folder / "ca.cnf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder, url=self.url))
        (self.folder / "index.txt").touch()
        for name in ("serial", "crlnumber", "tsa-serial"):
            (self.folder / name).write_text("1000\n")
        self.trust = self.folder / "trust"
        self.trust.mkdir()
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.folder / "ca.key", "-out",
                self.folder / "ca.crt", "-days", "3650", "-subj", "/CN=Provutfärdaren", "-utf8", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        (self.trust / "ca.crt").write_bytes((self.folder / "ca.crt").read_bytes())
        self.issue("Tidsstämplaren", "timestamper", name="tsa")
        self.issue("Svararen", "responder", name="ocsp")
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()

    def issue(self, person, kind="signer", *, name=None, key=("ec", "-pkeyopt", "ec_paramgen_curve:P-256"), dates=()):
        """A key and its certificate, as paths. `dates`: "-startdate", "20200101000000Z", …"""
        stem = self.folder / (name or person.replace(" ", "-"))
        paths = stem.with_suffix(".key"), stem.with_suffix(".crt")
        openssl("req", "-newkey", *key, "-nodes", "-keyout", paths[0], "-out", stem.with_suffix(".csr"), "-subj", f"/CN={person}", "-utf8")
        openssl("ca", "-batch", "-utf8", "-notext", "-config", self.configuration, "-extensions", kind, "-in", stem.with_suffix(".csr"), "-out", paths[1],
                *dates)
        return paths

    def revoke(self, certificate, at=None):
        """Now, or at a moment like "491231000000Z"."""
        index = self.folder / "index.txt"
        before = index.read_text().splitlines()
        openssl("ca", "-config", self.configuration, "-revoke", certificate)
        if at:
            lines = index.read_text().splitlines()
            for number, line in enumerate(lines):
                if line not in before:
                    fields = line.split("\t")
                    fields[2] = at
                    lines[number] = "\t".join(fields)
            index.write_text("\n".join(lines) + "\n")

    def revocations(self, digest="sha256", *words):
        """The list of revoked certificates, as DER."""
        pem = openssl("ca", "-config", self.configuration, "-gencrl", "-md", digest, *words)
        return openssl("crl", "-outform", "DER", input=pem)

    def stamp(self, query, clock="clock"):
        """The answer of the timestamp authority to a query."""
        with self.lock:  # openssl counts serial numbers in a file
            path = self.folder / "query.tsq"
            path.write_bytes(query)
            return openssl("ts", "-reply", "-config", self.configuration, "-section", clock, "-queryfile", path)

    def stamp_unnamed(self, query):
        """An answer whose signature does not name the authority's certificate."""
        reply = self.folder / "reply.tsr"
        reply.write_bytes(self.stamp(query))
        token = openssl("ts", "-reply", "-in", reply, "-token_out")
        content = openssl("cms", "-verify", "-noverify", "-inform", "DER", input=token)
        token = openssl("cms", "-sign", "-nodetach", "-binary", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-signer", self.folder / "tsa.crt",
                        "-inkey", self.folder / "tsa.key", "-outform", "DER", input=content)
        body = b"\x30\x03\x02\x01\x00" + token
        return b"\x30\x82" + len(body).to_bytes(2, "big") + body

    def state(self, question, by="ocsp"):
        """The answer of the OCSP responder, or of another certificate of this authority, to a question."""
        with self.lock:
            path = self.folder / "question.der"
            path.write_bytes(question)
            answer = self.folder / "answer.der"
            openssl("ocsp", "-index", self.folder / "index.txt", "-CA", self.folder / "ca.crt", "-rsigner", self.folder / f"{by}.crt", "-rkey",
                    self.folder / f"{by}.key", "-reqin", path, "-respout", answer, "-ndays", "7")
            return answer.read_bytes()

    def question(self, certificate):
        """What one asks the OCSP responder about a certificate."""
        path = self.folder / "asked.der"
        openssl("ocsp", "-issuer", self.folder / "ca.crt", "-cert", certificate, "-no_nonce", "-reqout", path)
        return path.read_bytes()


def handler_for(authority):
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def answer(self, media_type, body, status=200):
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                pass  # the program has heard enough

        def do_GET(self):
            if self.path == "/ca.crl":
                self.answer("application/pkix-crl", authority.revocations())
            else:
                self.answer("text/plain", b"not here", 404)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = "application/timestamp-reply"
            if self.path == "/ocsp":
                self.answer("application/ocsp-response", authority.state(body))
            elif self.path == "/ocsp/stranger":
                # Signed by a certificate that the authority issued for something else.
                self.answer("application/ocsp-response", authority.state(body, by="tsa"))
            elif self.path == "/ocsp/another":
                self.answer("application/ocsp-response", authority.state(authority.question(authority.folder / "tsa.crt")))
            elif self.path == "/ocsp/megabytes":
                self.answer("application/ocsp-response", bytes(8 << 20))
            elif self.path == "/tsa/refused":
                self.answer(reply, b"\x30\x05\x30\x03\x02\x01\x02")
            elif self.path == "/tsa/without-certificate":
                # The query without its last field, "certReq": then the authority leaves its certificate out.
                self.answer(reply, authority.stamp(body[:1] + bytes([body[1] - 3]) + body[2:-3]))
            elif self.path == "/tsa/sha1":
                self.answer(reply, authority.stamp(body, "weak_clock"))
            elif self.path == "/tsa/unnamed":
                self.answer(reply, authority.stamp_unnamed(body))
            elif self.path == "/tsa/cut-off":
                self.answer(reply, authority.stamp(body)[:-10])
            elif self.path == "/tsa":
                self.answer(reply, authority.stamp(body))
            elif self.path == "/tsa/another-nonce":
                # Another query of the same digest: the last eight bytes before "certReq" are the nonce.
                other = body.replace(nonce_of(body), bytes(len(nonce_of(body)) - 1) + b"\x01")
                self.answer(reply, authority.stamp(other))
            elif self.path == "/tsa/another-document":
                digest = imprint_of(body)
                self.answer(reply, authority.stamp(body.replace(digest, bytes(reversed(digest)))))
            elif self.path == "/tsa/megabytes":
                self.answer(reply, bytes(8 << 20))
            elif self.path == "/tsa/slow":
                authority.stopped.wait(60)
            elif self.path == "/tsa/nonsense":
                self.answer(reply, b"\x30\x03\x02\x01\x05")
            elif self.path == "/tsa/page":
                self.answer("text/html", b"<h1>Welcome</h1>")
            else:
                self.answer("text/plain", b"not here", 404)

    return Handler


def imprint_of(query):
    """The SHA-256 digest in a timestamp query: the octet string of 32 bytes."""
    at = query.index(b"\x04\x20") + 2
    return query[at:at + 32]


def nonce_of(query):
    """The nonce in a timestamp query: the integer after the digest."""
    at = query.index(b"\x04\x20") + 34
    assert query[at] == 2
    return query[at + 2:at + 2 + query[at + 1]]
