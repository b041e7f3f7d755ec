"""Signing: every kind of key, every level, one signer after the other, elsewhere, and what hinders it."""

import hashlib
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import unittest

from authority import Authority, openssl
from program import LARGE, PROGRAM, SMALL, InFolder, environment, run

RSA = ("rsa:2048",)


def setUpModule():
    global SHARED, AUTHORITY, UNSIGNED, CHAIR, CHIEF
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-sign-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", SMALL).returncode == 0
    UNSIGNED = folder / "exempel-liten/beslutsunderlag.pdf"
    CHAIR = AUTHORITY.issue("Karin Ek")
    CHIEF = AUTHORITY.issue("Per Åsberg", key=RSA)


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


def pdfsig(path):
    """What poppler says of each signature, as (field, valid)."""
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    parts = re.split(r"Signature #\d+:", said)[1:]
    return [(re.search("Field Name: (.*)", part)[1], "Signature is Valid" in part) for part in parts if "not signed" not in part]


def terminal_text(end):
    """All that was written to a terminal whose other end is closed: it comes in pieces, and ends with an error."""
    text = b""
    while True:
        try:
            piece = os.read(end, 10_000)
        except OSError:
            piece = b""
        if not piece:
            return text.decode()
        text += piece


class Signing(InFolder):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / "plan.pdf"
        shutil.copy(UNSIGNED, self.pdf)

    def sign(self, identity, *words, code=0, **more):
        return self.expect(code, "sign", self.pdf, "--key", identity[0], "--cert", identity[1], *words, **more)

    def verify(self, *words, code=0, pdf=None):
        result = self.expect(code, "verify", pdf or self.pdf, "--trust", AUTHORITY.trust, "--format", "json", *words)
        return json.loads(result.stdout)["files"][0]

    def refuse(self, result, code):
        self.assertIn(f"error[{code}]", result.stderr)
        self.assertEqual(self.pdf.read_bytes(), UNSIGNED.read_bytes())
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith(".")], [])

    def test_signs_with_ecdsa_rsa_and_rsa_pss(self):
        for number, (identity, words, algorithm) in enumerate([(CHAIR, [], "sha256"), (CHIEF, [], "sha256"), (CHIEF, ["--pss"], "sha256"),
                                                               (CHIEF, ["--pss", "--digest", "sha512"], "sha512"),
                                                               (CHAIR, ["--digest", "sha384"], "sha384")]):
            with self.subTest(words):
                shutil.copy(UNSIGNED, self.pdf)
                self.sign(identity, "--field", f"roll-{number}", *words)
                signature, = self.verify()["signatures"]
                self.assertEqual((signature["level"], signature["trusted"], signature["covers_whole_file"]), ("B-B", True, True))
                self.assertEqual(signature["digest"].replace("-", "").lower().removeprefix("sha2"), algorithm.removeprefix("sha2"), signature)
                self.assertEqual(pdfsig(self.pdf), [(f"roll-{number}", True)])
                self.openssl_agrees(self.pdf)

    def openssl_agrees(self, path):
        """The signature and what it signs, taken out of the file, are right by openssl's own program."""
        data = path.read_bytes()
        first, size, second, rest = map(int, re.search(rb"/ByteRange\s*\[([\d ]+)\]", data)[1].split())
        (self.folder / "content").write_bytes(data[first:size] + data[second:second + rest])
        contents = bytes.fromhex(data[size + 1:second - 1].decode())
        length = 4 + int.from_bytes(contents[2:4], "big")
        self.assertEqual(contents[length:].strip(b"\0"), b"")
        (self.folder / "cms").write_bytes(contents[:length])
        openssl("cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", self.folder / "cms", "-content", self.folder / "content", "-CAfile",
                AUTHORITY.trust / "ca.crt", "-purpose", "any", "-out", os.devnull)
        said = openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", self.folder / "cms").decode(errors="replace")
        self.assertNotIn("signingTime", said)
        self.assertIn("id-smime-aa-signingCertificateV2", said)

    def test_each_signer_leaves_every_earlier_byte(self):
        before = self.pdf.read_bytes()
        for identity, field in ((CHAIR, "ordforande"), (CHIEF, "polisomradeschef"), (CHAIR, "justerare")):
            self.sign(identity, "--field", field)
            after = self.pdf.read_bytes()
            self.assertTrue(after.startswith(before))
            before = after
        self.assertEqual(pdfsig(self.pdf), [("ordforande", True), ("polisomradeschef", True), ("justerare", True)])
        report = self.verify()
        self.assertEqual([each["covers_whole_file"] for each in report["signatures"]], [False, False, True])
        for each in report["signatures"]:
            self.assertTrue(all(change["allowed"] for change in each["changes"]), each)
        subprocess.run(["qpdf", "--check", self.pdf], check=True, capture_output=True)

    def test_the_form_is_an_object_of_its_own(self):
        """Poppler loses the field that it adds to a form in the catalog."""
        def forms(path):
            return re.findall(rb"/AcroForm (\S+ \S+ \S+)", subprocess.run(["qpdf", "--qdf", path, "-"], check=True, capture_output=True).stdout)

        self.expect(0, "build", "-o", self.folder, "--format", "pdf", "--only", "beslutsunderlag", LARGE)
        prepared, = self.folder.glob("*/beslutsunderlag.pdf")
        self.assertEqual((len(forms(self.pdf)), len(forms(prepared))), (0, 1))
        for path in (self.pdf, prepared):
            for field in ("ordforande", "justerare"):
                self.expect(0, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1], "--field", field)
            form, = forms(path)
            self.assertRegex(form, rb"^\d+ 0 R")

    def test_needs_the_table_of_the_leading_objects_alone(self):
        """The table of all others is overwritten: what nobody asks for, nobody misses. So the length of a plan is no matter."""
        self.expect(0, "build", "-o", self.folder, "--format", "pdf", "--only", "beslutsunderlag", LARGE)
        document, = self.folder.glob("*/beslutsunderlag.pdf")
        whole = document.read_bytes()
        older, = (each for each in re.finditer(rb"/Type/XRef[^\n]*\nstream\n(.*?)\nendstream", whole, re.DOTALL) if b"/Prev" not in each[0])
        broken = whole[:older.start(1)] + b"x" * len(older[1]) + whole[older.end(1):]
        self.pdf.write_bytes(broken)
        self.sign(CHAIR, "--field", "lokal-styrgrupp-stadsdelsdirektor", "--name", "Karin Ek")
        self.sign(CHIEF, "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        self.sign(CHAIR, "--place", "-1,100,100,150,60", "--name", "Karin Ek")
        after = self.pdf.read_bytes()
        self.assertTrue(after.startswith(broken))
        self.assertIn("error[damaged-pdf]", self.expect(13, "verify", self.pdf, "--trust", AUTHORITY.trust).stderr)

    def test_reaches_every_level(self):
        for level, verdict in (("b-t", "valid"), ("b-lt", "valid"), ("b-lta", "valid")):
            with self.subTest(level):
                shutil.copy(UNSIGNED, self.pdf)
                self.sign(CHAIR, "--level", level, "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
                report = self.verify()
                self.assertEqual(report["signatures"][0]["level"], level.upper(), report)
                self.assertEqual(report["verdict"], verdict if level != "b-t" else "valid but", report)
                self.assertEqual(report["signatures"][0]["timestamped_by"], "Tidsstämplaren")
                self.assertIn(("signature-1", True), pdfsig(self.pdf))
                subprocess.run(["qpdf", "--check", self.pdf], check=True, capture_output=True)

    def test_a_list_of_revoked_certificates_serves_where_there_is_no_responder(self):
        self.sign(AUTHORITY.issue("Lisa List", "list_only"), "--level", "b-lt", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        self.assertEqual(self.verify()["signatures"][0]["revocation"], "good")

    def test_renews_a_timestamp(self):
        self.sign(CHAIR, "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        before = self.pdf.read_bytes()
        self.expect(0, "sign", self.pdf, "--renew", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        self.assertTrue(self.pdf.read_bytes().startswith(before))
        report = self.verify()
        self.assertEqual([each["kind"] for each in report["signatures"]], ["signature", "timestamp", "timestamp"])
        self.assertEqual([each["verdict"] for each in report["signatures"]][:2], ["valid", "valid"], report)

    def test_signs_after_others_at_the_highest_level(self):
        for identity, field in ((CHAIR, "ordforande"), (CHIEF, "chef")):
            self.sign(identity, "--field", field, "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        report = self.verify()
        self.assertEqual([each["level"] for each in report["signatures"] if each["kind"] == "signature"], ["B-LTA", "B-LTA"], report)
        self.assertEqual(report["verdict"], "valid", report)

    def test_certifies_with_the_first_signature_only(self):
        self.sign(CHAIR, "--certify", "forms", "--field", "ordforande")
        self.assertIn("error[certified]", self.sign(CHIEF, "--certify", "forms", code=13).stderr)
        self.sign(CHIEF, "--field", "chef")
        report = self.verify()
        self.assertEqual([each["certification"] for each in report["signatures"]], ["forms", "forms"])

    def test_lets_nobody_sign_what_is_certified_against_it(self):
        self.sign(CHAIR, "--certify", "nothing")
        signed = self.pdf.read_bytes()
        self.assertIn("error[certified]", self.sign(CHIEF, code=13).stderr)
        self.assertEqual(self.pdf.read_bytes(), signed)

    def test_signs_no_field_twice(self):
        self.sign(CHAIR, "--field", "ordforande")
        self.assertIn("error[field-taken]", self.sign(CHIEF, "--field", "ordforande", code=13).stderr)

    def test_takes_pkcs12_with_its_passphrase_from_a_file_or_descriptor(self):
        bundle, words = self.folder / "chair.p12", self.folder / "words"
        words.write_text("hemligt öppna\n", encoding="utf-8")
        openssl("pkcs12", "-export", "-inkey", CHAIR[0], "-in", CHAIR[1], "-out", bundle, "-passout", f"file:{words}")
        self.expect(0, "sign", self.pdf, "--pkcs12", bundle, "--passphrase-file", words)
        with open(words, "rb") as file:
            self.expect(0, "sign", self.pdf, "--pkcs12", bundle, "--passphrase-fd", file.fileno(), pass_fds=[file.fileno()])
        self.assertEqual([valid for _, valid in pdfsig(self.pdf)], [True, True])

    def test_takes_an_encrypted_key(self):
        key, words = self.folder / "key.pem", self.folder / "words"
        words.write_text("hemligt")
        openssl("pkcs8", "-topk8", "-in", CHAIR[0], "-out", key, "-passout", f"file:{words}")
        self.sign((key, CHAIR[1]), "--passphrase-file", words)
        self.assertEqual(len(pdfsig(self.pdf)), 1)

    def test_a_wrong_or_missing_passphrase_is_told(self):
        key, words = self.folder / "key.pem", self.folder / "words"
        words.write_text("hemligt")
        openssl("pkcs8", "-topk8", "-in", CHAIR[0], "-out", key, "-passout", f"file:{words}")
        words.write_text("fel")
        self.refuse(self.sign((key, CHAIR[1]), "--passphrase-file", words, code=13), "no-key")
        self.refuse(self.sign((key, CHAIR[1]), code=13, start_new_session=True), "no-passphrase")
        self.refuse(self.sign((key, CHAIR[1]), "--passphrase-file", self.folder / "none", code=13), "no-passphrase")

    def test_signs_with_a_token(self):
        module = "/usr/lib/softhsm/libsofthsm2.so"
        (self.folder / "tokens").mkdir()
        configuration = self.folder / "softhsm2.conf"
        configuration.write_text(f"directories.tokendir = {self.folder}/tokens\nlog.level = ERROR\n")
        env = environment(SOFTHSM2_CONF=configuration)
        subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", "Kort", "--so-pin", "0000", "--pin", "1234"], env=env, check=True,
                       capture_output=True)
        pin = self.folder / "pin"
        pin.write_text("1234\n")
        for number, (identity, label, words) in enumerate([(CHAIR, "ek", []), (CHIEF, "asberg", []), (CHIEF, "asberg", ["--pss"])]):
            key = self.folder / "import.pem"
            openssl("pkcs8", "-topk8", "-nocrypt", "-in", identity[0], "-out", key)
            if "--pss" not in words:
                subprocess.run(["softhsm2-util", "--import", key, "--token", "Kort", "--label", label, "--id", f"0{number}", "--pin", "1234"], env=env,
                               check=True, capture_output=True)
            self.expect(0, "sign", self.pdf, "--pkcs11-uri", f"pkcs11:token=Kort;object={label}", "--pkcs11-module", module, "--cert", identity[1],
                        "--passphrase-file", pin, *words, env=env)
        self.assertEqual([valid for _, valid in pdfsig(self.pdf)], [True, True, True])
        pin.write_text("9999\n")
        refused = self.expect(13, "sign", self.pdf, "--pkcs11-uri", "pkcs11:token=Kort;object=ek", "--pkcs11-module", module, "--cert", CHAIR[1],
                              "--passphrase-file", pin, env=env)
        self.assertIn("error[no-token]", refused.stderr)

    def prepare(self, *words):
        prepared = self.folder / "prepared.pdf"
        told = json.loads(self.expect(0, "sign", self.pdf, "--prepare", "-o", prepared, "--bytes", self.folder / "bytes", *words).stdout)
        return prepared, told

    def signed_elsewhere(self, *more):
        """As a signing service does it, by openssl's own program, from the bytes alone."""
        cms = self.folder / "returned.p7s"
        openssl("cms", "-sign", "-binary", *(["-noattr"] if "-noattr" in more else ["-cades", "-nosmimecap"]), "-md", "sha256", "-in", self.folder / "bytes", "-signer",
                CHAIR[1], "-inkey", CHAIR[0], "-outform", "DER", "-out", cms, *[word for word in more if word != "-noattr"])
        return cms

    def test_prepares_a_file_and_says_what_is_to_be_signed(self):
        prepared, told = self.prepare("--field", "ordforande")
        content = (self.folder / "bytes").read_bytes()
        self.assertEqual(told["digest"], hashlib.sha256(content).hexdigest())
        first, size, second, rest = told["byte_range"]
        data = prepared.read_bytes()
        self.assertEqual(data[first:size] + data[second:second + rest], content)
        self.assertEqual(second + rest, len(data))
        self.assertEqual(told["field"], "ordforande")
        self.assertEqual(self.pdf.read_bytes(), UNSIGNED.read_bytes())

    def test_embeds_what_was_signed_elsewhere(self):
        prepared, _ = self.prepare()
        helper = self.folder / "elsewhere.pdf"
        shutil.copy(UNSIGNED, helper)
        # A service that follows the baseline leaves signing-time out, which openssl's program cannot: the digest is signed here.
        cms = self.baseline_cms((self.folder / "bytes").read_bytes())
        self.expect(0, "sign", prepared, "--embed", cms)
        self.assertEqual(pdfsig(prepared), [("signature-1", True)])
        self.assertEqual(self.verify(pdf=prepared)["signatures"][0]["level"], "B-B")

    def baseline_cms(self, content):
        """A CMS of the baseline: the attributes of one by openssl, without signing-time, signed anew."""
        path = self.folder / "whole.p7s"
        (self.folder / "bytes").write_bytes(content)
        shutil.copy(self.signed_elsewhere(), path)
        return without_signing_time(path, CHAIR[0], self.folder)

    def test_embeds_no_signature_of_another_file(self):
        prepared, _ = self.prepare()
        before = prepared.read_bytes()
        cms = self.baseline_cms(b"something else")
        refused = self.expect(13, "sign", prepared, "--embed", cms)
        self.assertIn("error[foreign-signature]", refused.stderr)
        self.assertEqual(prepared.read_bytes(), before)

    def test_embeds_no_signature_that_the_baseline_forbids(self):
        prepared, _ = self.prepare()
        for words, reason in (([], "signing-time"), (["-noattr"], "digest")):
            cms = self.signed_elsewhere(*words)
            refused = self.expect(13, "sign", prepared, "--embed", cms)
            self.assertIn("error[foreign-signature]", refused.stderr)
            self.assertIn(reason, refused.stderr)

    def test_embeds_nothing_into_a_file_that_was_not_prepared(self):
        self.prepare()
        self.refuse(self.expect(13, "sign", self.pdf, "--embed", self.signed_elsewhere()), "not-prepared")

    def test_signs_nothing_when_the_timestamp_authority_fails(self):
        for path, code in (("down", "no-answer"), ("megabytes", "no-answer"), ("slow", "no-answer"), ("page", "no-answer"), ("nonsense", "bad-timestamp"),
                           ("another-nonce", "bad-timestamp"), ("another-document", "bad-timestamp"), ("refused", "bad-timestamp"),
                           ("without-certificate", "bad-timestamp"), ("cut-off", "bad-timestamp"), ("sha1", "bad-timestamp"),
                           ("unnamed", "bad-timestamp")):
            with self.subTest(path):
                self.refuse(self.sign(CHAIR, "--tsa", f"{AUTHORITY.tsa}/{path}", "--timeout", "2", code=13), code)
        self.refuse(self.sign(CHAIR, "--tsa", "http://127.0.0.1:1/", code=13), "no-answer")
        self.refuse(self.sign(CHAIR, "--tsa", "file:///etc/passwd", code=13), "no-answer")

    def test_signs_with_no_certificate_that_cannot_sign(self):
        for identity, word in (
                (AUTHORITY.issue("Gammal", dates=("-startdate", "20200101000000Z", "-enddate", "20210101000000Z")), "expired"),
                (AUTHORITY.issue("Kommande", dates=("-startdate", "20900101000000Z", "-enddate", "20910101000000Z")), "before"),
                (AUTHORITY.issue("Chiffer", "encipherment"), "key usage"), (AUTHORITY.issue("Server", "server"), "extended key usage")):
            with self.subTest(word):
                refused = self.sign(identity, code=13)
                self.refuse(refused, "unusable-certificate")
                self.assertIn(word, refused.stderr)

    def test_signs_with_no_short_key(self):
        self.refuse(self.sign(AUTHORITY.issue("Kort", key=("rsa:1024",)), code=13), "unusable-key")

    def test_signs_with_no_key_of_another_certificate(self):
        self.refuse(self.sign((CHAIR[0], CHIEF[1]), code=13), "key-mismatch")

    def test_a_revoked_certificate_reaches_no_higher_level(self):
        identity = AUTHORITY.issue("Spärrad")
        AUTHORITY.revoke(identity[1])
        self.refuse(self.sign(identity, "--level", "b-lt", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust, code=13), "revoked-certificate")

    def test_believes_no_responder_that_lies(self):
        """Answers of a certificate that may not give any, answers about somebody else, and megabytes."""
        for kind in ("stranger", "other_certificate", "ocsp_megabytes"):
            with self.subTest(kind):
                identity = AUTHORITY.issue(f"Belagd {kind}", kind)
                refused = self.sign(identity, "--level", "b-lt", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust, code=13)
                self.refuse(refused, "no-revocation-data")

    def test_says_when_nobody_tells_of_revocation(self):
        identity = AUTHORITY.issue("Tyst", "silent")
        self.refuse(self.sign(identity, "--level", "b-lt", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust, code=13), "no-revocation-data")

    def test_signs_many_files_with_one_key(self):
        paths = []
        for number in range(20):
            paths.append(self.folder / f"plan-{number}.pdf")
            shutil.copy(UNSIGNED, paths[-1])
        paths.append(self.folder / "none.pdf")
        self.expect(13, "sign", *paths, "--key", CHAIR[0], "--cert", CHAIR[1], "--jobs", "2")
        for path in paths[:-1]:
            self.assertEqual(len(pdfsig(path)), 1)

    def test_shows_on_a_terminal_how_many_files_are_done(self):
        paths = [self.folder / "a.pdf", self.folder / "b.pdf"]
        for path in paths:
            shutil.copy(UNSIGNED, path)
        ours, theirs = pty.openpty()
        subprocess.run([PROGRAM, "sign", *paths, "--key", CHAIR[0], "--cert", CHAIR[1]], env=environment(TERM="xterm"), stderr=theirs,
                       stdout=subprocess.DEVNULL, check=True)
        os.close(theirs)
        said = terminal_text(ours)
        os.close(ours)
        self.assertIn(" 1/2", said)
        self.assertTrue(said.endswith("\r\33[K"), said)

    def test_keeps_a_link_and_the_permissions_of_the_file(self):
        link = self.folder / "link.pdf"
        link.symlink_to(self.pdf)
        self.pdf.chmod(0o640)
        self.expect(0, "sign", link, "--key", CHAIR[0], "--cert", CHAIR[1])
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.pdf.stat().st_mode & 0o777, 0o640)
        self.assertEqual(len(pdfsig(self.pdf)), 1)


def split(data, at=0):
    """The ASN.1 value at a place: (header and body, body)."""
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        count = length & 0x7F
        length, start = int.from_bytes(data[start:start + count], "big"), start + count
    return data[at:start + length], data[start:start + length]


def wrap(tag, body):
    size = len(body)
    head = bytes([size]) if size < 0x80 else (lambda digits: bytes([0x80 | len(digits)]) + digits)(size.to_bytes((size.bit_length() + 7) // 8, "big"))
    return bytes([tag]) + head + body


def members(body):
    at = 0
    while at < len(body):
        whole, _ = split(body, at)
        yield whole
        at += len(whole)


def without_signing_time(path, key, folder):
    """Takes signing-time (1.2.840.113549.1.9.5) out of a CMS and has openssl sign the rest."""
    signing_time = bytes.fromhex("06092a864886f70d010905")
    data = path.read_bytes()
    content_type, content = members(split(data)[1])
    parts = list(members(split(split(content)[1])[1]))
    signer = list(members(split(split(parts[-1])[1])[1]))
    place = next(i for i, each in enumerate(signer) if each[0] == 0xA0)
    attributes = b"".join(each for each in members(split(signer[place])[1]) if signing_time not in each)
    (folder / "attributes").write_bytes(wrap(0x31, attributes))
    value = openssl("dgst", "-sha256", "-sign", key, folder / "attributes")
    signer[place] = wrap(0xA0, attributes)
    signer[place + 2] = wrap(0x04, value)
    parts[-1] = wrap(0x31, wrap(0x30, b"".join(signer)))
    out = path.with_suffix(".der")
    out.write_bytes(wrap(0x30, content_type + wrap(0xA0, wrap(0x30, b"".join(parts)))))
    return out


if __name__ == "__main__":
    unittest.main()
