"""Verifying: what holds, what came after, and every known trick refused with its reason."""

import datetime
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from authority import Authority, openssl
from forging import byte_range, object_of, page_of, update, with_range
from program import SMALL, InFolder, environment, run


def setUpModule():
    global SHARED, AUTHORITY, UNSIGNED, SIGNED, CHAIR, CHIEF
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-verify-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", SMALL).returncode == 0
    # Without object streams, so that forgers have it easy.
    UNSIGNED = folder / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", folder / "exempel-liten/beslutsunderlag.pdf", UNSIGNED],
                   check=True)
    CHAIR, CHIEF = AUTHORITY.issue("Karin Ek"), AUTHORITY.issue("Per Åsberg", key=("rsa:2048",))
    path = folder / "signed.pdf"
    shutil.copy(UNSIGNED, path)
    assert run("sign", path, "--key", CHAIR[0], "--cert", CHAIR[1], "--field", "ordforande").returncode == 0
    SIGNED = path.read_bytes()


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


class Verifying(InFolder):
    def report(self, data, code, *words):
        path = self.folder / "file.pdf"
        path.write_bytes(data)
        result = self.expect(code, "verify", path, "--trust", AUTHORITY.trust, "--format", "json", *words)
        return json.loads(result.stdout)

    def refused(self, data, reason):
        """The file is invalid, for this reason."""
        report = self.report(data, 13)
        if not report["files"]:
            self.assertIn(reason, json.dumps(report["errors"], ensure_ascii=False))
            return
        signature = report["files"][0]["signatures"][0]
        self.assertEqual(signature["verdict"], "invalid", signature)
        self.assertIn(reason, " | ".join(signature["reasons"] + signature["details"]))

    def test_calls_a_whole_file_valid(self):
        file = self.report(SIGNED, 0)["files"][0]
        self.assertEqual(file["verdict"], "valid but")
        self.assertTrue(file["signatures"][0]["covers_whole_file"])

    def test_refuses_any_changed_byte_that_was_signed(self):
        first, size, second, rest = byte_range(SIGNED)
        for place in (20, size // 2, second + rest // 2):
            forged = bytearray(SIGNED)
            forged[place] ^= 1
            with self.subTest(place):
                report = self.report(bytes(forged), 13)
                self.assertNotIn("valid", [file["verdict"] for file in report["files"]])

    def test_refuses_a_changed_word_of_the_text(self):
        self.refused(SIGNED.replace(b"/Producer (planpaket", b"/Producer (planPaket"), "its digest is not the signed one")

    # Universal signature forgery: a signature dictionary that lenient readers have nothing to check in.

    def test_refuses_a_signature_without_a_byte_range(self):
        self.refused(SIGNED.replace(b"/ByteRange[", b"/Byteonger["), "says nothing of which bytes it is")

    def test_refuses_a_signature_without_contents(self):
        self.refused(SIGNED.replace(b"/Contents<", b"/Contentz<"), "has no contents")

    def test_refuses_a_null_byte_range(self):
        match = list(re.finditer(rb"/ByteRange\[[^\]]*\]", SIGNED))[-1]
        self.refused(SIGNED[:match.start()] + b"/ByteRange null".ljust(len(match[0])) + SIGNED[match.end():], "says nothing of which bytes it is")

    def test_refuses_negative_and_enormous_byte_ranges(self):
        first, size, second, rest = byte_range(SIGNED)
        for numbers in ((0, -size, second, rest), (0, size, second, 10**12), (0, 99999999999999999999, second, rest)):
            with self.subTest(numbers):
                self.refused(with_range(SIGNED, *numbers), "lies outside the file")

    def test_refuses_empty_contents(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(SIGNED[:size + 1] + b"0" * (second - size - 2) + SIGNED[second - 1:], "no CMS signature")

    # Byte ranges that do not fit.

    def test_refuses_overlapping_byte_ranges(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(with_range(SIGNED, 0, size, size - 10, rest), "overlap")

    def test_refuses_a_byte_range_with_a_gap(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(with_range(SIGNED, 0, size - 50, second, rest), "leaves out something else")
        self.refused(with_range(SIGNED, 0, size, second + 20, rest - 20), "leaves out something else")

    def test_refuses_a_byte_range_that_begins_later(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(with_range(SIGNED, 9, size - 9, second, rest), "does not begin at the beginning")

    def test_refuses_three_stretches(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(with_range(SIGNED, 0, 5, 5, size - 5), "leaves out something else")
        match = list(re.finditer(rb"/ByteRange\[[^\]]*\] *", SIGNED))[-1]
        self.refused(SIGNED[:match.start()] + b"/ByteRange[0 1 2 3 4 5]".ljust(len(match[0])) + SIGNED[match.end():], "not two stretches")

    # Signature wrapping: the signed bytes are moved, and something is put where they stood.

    def test_refuses_wrapped_bytes(self):
        first, size, second, rest = byte_range(SIGNED)
        room = 400
        padding = b" " * room
        forged = SIGNED[:second] + padding + SIGNED[second:]
        forged = with_range(forged, 0, size, second + room, rest)
        # The table that the end names is moved along.
        start = int(re.findall(rb"startxref\s+(\d+)", SIGNED)[-1])
        forged = re.sub(rb"startxref\n%d\n" % start, b"startxref\n%d\n" % (start + room), forged)
        table = forged.rindex(b"\nxref\n")
        forged = forged[:table] + re.sub(rb"(\d{10}) 00000 n", lambda row: b"%010d 00000 n" % (int(row[1]) + (room if int(row[1]) > second else 0)),
                                         forged[table:])
        self.refused(forged, "leaves out something else")

    def test_refuses_bytes_hidden_inside_the_contents(self):
        first, size, second, rest = byte_range(SIGNED)
        forged = SIGNED[:second - 41] + b" " * 40 + SIGNED[second - 1:]
        self.refused(forged, "other bytes than the signature")

    def test_refuses_contents_of_a_wrong_length(self):
        first, size, second, rest = byte_range(SIGNED)
        self.refused(SIGNED[:second - 9] + b"deadbeef" + SIGNED[second - 1:], "something else than zeros")
        contents = SIGNED[size + 1:second - 1]
        length = 4 + int(contents[4:8], 16)
        longer = contents[:4] + b"%04x" % (length - 4 + 8) + contents[8:]
        self.refused(SIGNED[:size + 1] + longer + SIGNED[second - 1:], "")
        shorter = contents[:4] + b"%04x" % (length - 4 - 8) + contents[8:]
        self.refused(SIGNED[:size + 1] + shorter + SIGNED[second - 1:], "no CMS signature")

    # Incremental saving: something is appended.

    def test_refuses_a_page_changed_afterwards(self):
        number, page = page_of(SIGNED)
        self.refused(update(SIGNED, {number: page.replace(b"/Contents", b"/Rotate 180 /Contents", 1)}), "'/Rotate' was changed")

    def test_refuses_other_contents_of_a_page(self):
        number = int(re.search(rb"/Contents (?:\[\s*)?(\d+) 0 R", page_of(SIGNED)[1])[1])
        self.refused(update(SIGNED, {number: b"<</Length 3>>\nstream\nq Q\nendstream"}), f"object {number} was changed")

    def test_refuses_a_page_added_afterwards(self):
        number, pages = object_of(SIGNED, rb"/Type /Pages")
        forged = pages.replace(b"/Kids [", b"/Kids [ %d 0 R" % page_of(SIGNED)[0], 1)
        self.refused(update(SIGNED, {number: forged}), f"object {number}: '/Kids' was changed")

    def test_refuses_another_catalog(self):
        root = int(re.findall(rb"/Root (\d+) 0 R", SIGNED)[-1])
        body = object_of(SIGNED, rb"/Type ?/Catalog")[1]
        self.refused(update(SIGNED, {root: body.replace(b"/AcroForm", b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AcroForm", 1)}), "'/OpenAction'")

    def test_a_catalog_may_get_another_number_but_say_nothing_else(self):
        root = int(re.findall(rb"/Root (\d+) 0 R", SIGNED)[-1])
        body = object_of(SIGNED, rb"/Type ?/Catalog")[1]
        self.assertEqual(self.report(update(SIGNED, {root + 5000: body}, root=root + 5000), 0)["files"][0]["signatures"][0]["changes"], [])
        self.refused(update(SIGNED, {root + 5000: body.replace(b"/Lang", b"/Lanq", 1)}, root=root + 5000), "'/Lang' was changed")

    def test_refuses_a_signature_taken_out_of_its_field(self):
        number, field = object_of(SIGNED, rb"/T ?\(ordforande\)")
        report = self.report(update(SIGNED, {number: re.sub(rb"/V \d+ 0 R", b"", field)}), 13)
        self.assertEqual(report["files"][0]["verdict"], "unsigned")

    def test_refuses_an_annotation_added_afterwards(self):
        number, page = object_of(SIGNED, rb"/Type /Page\b(?!s)")
        size = int(re.findall(rb"/Size (\d+)", SIGNED)[-1])
        note = b"<</Type/Annot/Subtype/FreeText/Rect[50 50 500 700]/Contents(Annat beslut)/F 4>>"
        added = re.sub(rb"/Annots ?\[", b"/Annots [ %d 0 R " % (size + 1), page, count=1)
        self.assertNotEqual(added, page)
        self.refused(update(SIGNED, {number: added, size + 1: note}), "an annotation was added")

    def test_refuses_bytes_after_the_end(self):
        self.refused(SIGNED + b"hidden", "does not end with 'startxref'")
        self.refused(SIGNED + b"9 0 obj\n<<>>\nendobj\n", "does not end with 'startxref'")

    def test_refuses_a_second_end_of_file(self):
        self.refused(SIGNED + b"%%EOF\n", "does not end with 'startxref'")
        start = re.findall(rb"startxref\s+(\d+)", SIGNED)[-1]
        self.refused(SIGNED + b"startxref\n" + start + b"\n%%EOF\n", "belongs to nothing")

    def test_refuses_an_update_without_a_table(self):
        number, page = page_of(SIGNED)
        start = re.findall(rb"startxref\s+(\d+)", SIGNED)[-1]
        forged = SIGNED + b"%d 0 obj\n" % number + page + b"\nendobj\ntrailer\n<<>>\nstartxref\n" + start + b"\n%%EOF\n"
        self.refused(forged, "belongs to nothing")

    def test_refuses_what_no_table_mentions(self):
        forged = update(SIGNED, {9000: b"<</Harmless true>>"})
        place = forged.rindex(b"9000 0 obj")
        hidden = b"9001 0 obj\n<</Hidden true>>\nendobj\n"
        forged = forged[:place] + hidden + forged[place:]
        start = len(forged[:forged.rindex(b"xref\n9000")])
        forged = forged.replace(b"9000 1\n%010d" % place, b"9000 1\n%010d" % (place + len(hidden)))
        forged = re.sub(rb"startxref\n\d+\n%%EOF\n\Z", b"startxref\n%d\n%%%%EOF\n" % start, forged)
        self.refused(forged, "belongs to nothing that the cross-reference tables mention")

    # Shadow attacks: what is to be shown later was in the file when it was signed.

    def prepared_by_attacker(self, body):
        """A file that the attacker prepared and the chair then signed: an object more, that nothing refers to."""
        path = self.folder / "prepared.pdf"
        plain = UNSIGNED.read_bytes()
        path.write_bytes(update(plain, {9000: body}))
        self.expect(0, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1])
        data = path.read_bytes()
        return data, data.index(b"9000 0 obj")

    def test_refuses_a_hidden_page_brought_forth(self):
        """Hide and replace: only the table is changed, and points to the other page."""
        number, page = page_of(UNSIGNED.read_bytes())
        data, _ = self.prepared_by_attacker(b"<</Placeholder true>>")
        hidden = data.replace(b"9000 0 obj", b"%4d 0 obj" % number)
        self.assertEqual(len(hidden), len(data))
        # As if the signer had signed it: the object has the page's own number already.
        path = self.folder / "prepared.pdf"
        plain = UNSIGNED.read_bytes()
        place = plain.rindex(b"xref\n0 ")
        shadow = b"%d 0 obj\n" % number + page.replace(b"/Contents", b"/Rotate 180 /Contents", 1) + b"\nendobj\n"
        moved = plain[:place] + shadow + plain[place:]
        moved = re.sub(rb"startxref\n\d+\n%%EOF\n\Z", b"startxref\n%d\n%%%%EOF\n" % (place + len(shadow)), moved)
        path.write_bytes(moved)
        self.expect(0, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1])
        signed = path.read_bytes()
        self.report(signed, 0)
        self.refused(update(signed, {number: place}), "'/Rotate' was changed")

    def test_refuses_a_replaced_font(self):
        number, body = object_of(SIGNED, rb"/DW 0")
        self.refused(update(SIGNED, {number: body.replace(b"/DW 0", b"/DW 900", 1)}), f"object {number}: '/DW' was changed")

    def test_refuses_content_hidden_by_taking_an_object_away(self):
        number = int(re.search(rb"/Contents (?:\[\s*)?(\d+) 0 R", page_of(SIGNED)[1])[1])
        forged = update(SIGNED, {number: 0}).replace(b"%d 1\n0000000000 00000 n" % number, b"%d 1\n0000000000 00001 f" % number)
        self.refused(forged, f"object {number} was taken away")

    def test_refuses_an_object_added_where_a_reference_led_nowhere(self):
        number, page = page_of(UNSIGNED.read_bytes())
        path = self.folder / "prepared.pdf"
        path.write_bytes(update(UNSIGNED.read_bytes(), {number: page.replace(b"/Contents", b"/Group 9500 0 R /Contents", 1)}))
        self.expect(0, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1])
        self.refused(update(path.read_bytes(), {9500: b"<</S/Transparency>>"}), "object 9500, which was not there")

    def test_tells_what_is_appended_and_led_to_by_nothing(self):
        file = self.report(update(SIGNED, {9000: b"<</Harmless true>>"}), 0)["files"][0]
        self.assertEqual([change["kind"] for change in file["signatures"][0]["changes"]], ["unreached"])
        self.assertEqual(file["signatures"][0]["changes"][0]["detail"], "object 9000")
        self.assertFalse(file["signatures"][0]["covers_whole_file"])

    def test_tells_of_changed_properties(self):
        number, body = object_of(SIGNED, rb"/Producer")
        file = self.report(update(SIGNED, {number: body.replace(b"(planpaket", b"(annat", 1)}), 0)["files"][0]
        self.assertIn("the document's properties were changed", file["signatures"][0]["reasons"])

    # Weak digests, and other certificates.

    def embedded_by_force(self, *words):
        """A prepared file with a CMS by openssl's own program, put in without any check."""
        path = self.folder / "forced.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--prepare", "--bytes", self.folder / "bytes")
        cms = openssl("cms", "-sign", "-binary", "-in", self.folder / "bytes", "-outform", "DER", "-nosmimecap", *words)
        data = path.read_bytes()
        first, size, second, rest = byte_range(data)
        return data[:size + 1] + cms.hex().encode().ljust(second - size - 2, b"0") + data[second - 1:]

    def test_refuses_weak_digests(self):
        for digest in ("md5", "sha1"):
            with self.subTest(digest):
                self.refused(self.embedded_by_force("-md", digest, "-signer", CHIEF[1], "-inkey", CHIEF[0]), f"too weak: {digest}")

    def test_refuses_a_signature_that_does_not_name_its_certificate(self):
        self.refused(self.embedded_by_force("-md", "sha256", "-signer", CHAIR[1], "-inkey", CHAIR[0]), "signing-certificate-v2")

    def test_refuses_two_signers_in_one_signature(self):
        self.refused(self.embedded_by_force("-md", "sha256", "-cades", "-signer", CHAIR[1], "-inkey", CHAIR[0], "-signer", CHIEF[1], "-inkey", CHIEF[0]),
                     "exactly one signer")

    def test_refuses_certificates_for_other_uses(self):
        for kind, word in (("encipherment", "key usage"), ("server", "extended key usage")):
            key, certificate = AUTHORITY.issue(f"Fel {kind}", kind)
            with self.subTest(kind):
                self.refused(self.embedded_by_force("-md", "sha256", "-cades", "-signer", certificate, "-inkey", key), word)

    def test_an_expired_or_future_certificate_without_a_timestamp_proves_nothing(self):
        for name, dates in (("Gammal", ("20200101000000Z", "20210101000000Z")), ("Kommande", ("20900101000000Z", "20910101000000Z"))):
            key, certificate = AUTHORITY.issue(name, dates=("-startdate", dates[0], "-enddate", dates[1]))
            with self.subTest(name):
                file = self.report(self.embedded_by_force("-md", "sha256", "-cades", "-signer", certificate, "-inkey", key), 13)["files"][0]
                self.assertEqual(file["verdict"], "indeterminate", file)

    def test_a_revoked_certificate_makes_a_signature_invalid(self):
        key, certificate = AUTHORITY.issue("Spärrad")
        path = self.folder / "revoked.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--key", key, "--cert", certificate)
        AUTHORITY.revoke(certificate)
        trust = self.folder / "trust"
        shutil.copytree(AUTHORITY.trust, trust)
        (trust / "ca.crl").write_bytes(AUTHORITY.revocations())
        file = json.loads(self.expect(13, "verify", path, "--trust", trust, "--format", "json").stdout)["files"][0]
        self.assertEqual(file["signatures"][0]["revocation"], "revoked")
        self.assertEqual(file["verdict"], "invalid")

    def test_believes_no_list_signed_with_sha1(self):
        trust = self.folder / "trust"
        shutil.copytree(AUTHORITY.trust, trust)
        path = self.folder / "file.pdf"
        path.write_bytes(SIGNED)
        for digest, standing in (("sha256", "good"), ("sha1", "unknown")):
            (trust / "ca.crl").write_bytes(AUTHORITY.revocations(digest))
            file = json.loads(self.expect(0, "verify", path, "--trust", trust, "--format", "json").stdout)["files"][0]
            self.assertEqual(file["signatures"][0]["revocation"], standing)

    def test_a_list_that_only_the_verifier_has_raises_no_level(self):
        """The next one who checks does not have it: the validation data have to be in the file."""
        path = self.folder / "two.pdf"
        shutil.copy(UNSIGNED, path)
        for (key, certificate), field, level in ((CHAIR, "ordforande", "b-lt"), (AUTHORITY.issue("Nils Ny"), "chef", "b-t")):
            self.expect(0, "sign", path, "--key", key, "--cert", certificate, "--field", field, "--level", level, "--tsa", AUTHORITY.tsa,
                        "--trust", AUTHORITY.trust)
        trust = self.folder / "trust"
        shutil.copytree(AUTHORITY.trust, trust)
        for known, standing in ((False, "unknown"), (True, "good")):
            if known:
                (trust / "ca.crl").write_bytes(AUTHORITY.revocations())
            file = json.loads(self.expect(0, "verify", path, "--trust", trust, "--format", "json").stdout)["files"][0]
            self.assertEqual([each["level"] for each in file["signatures"]], ["B-LT", "B-T"])
            self.assertEqual([each["revocation"] for each in file["signatures"]], ["good", standing])

    def test_a_certificate_revoked_after_the_timestamp_does_no_harm(self):
        key, certificate = AUTHORITY.issue("Senare")
        path = self.folder / "later.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--key", key, "--cert", certificate, "--level", "b-lt", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        AUTHORITY.revoke(certificate, at="491231000000Z")
        trust = self.folder / "trust"
        shutil.copytree(AUTHORITY.trust, trust)
        (trust / "ca.crl").write_bytes(AUTHORITY.revocations())
        file = json.loads(self.expect(0, "verify", path, "--trust", trust, "--format", "json").stdout)["files"][0]
        self.assertEqual(file["signatures"][0]["revocation"], "good")

    def test_a_list_made_after_the_certificate_expired_does_not_call_it_good(self):
        """Authorities take expired certificates off their lists, also those that were revoked."""
        now = datetime.datetime.now(datetime.timezone.utc)
        days = [now + datetime.timedelta(days=number) for number in range(9)]
        key, certificate = AUTHORITY.issue("Kort Tid", dates=("-enddate", days[2].strftime("%Y%m%d%H%M%SZ")))
        path = self.folder / "short.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--key", key, "--cert", certificate, "--level", "b-t", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        trust = self.folder / "trust"
        shutil.copytree(AUTHORITY.trust, trust)
        for number, standing in ((1, "good"), (5, "unknown")):
            made, until = (days[each].strftime("%y%m%d%H%M%SZ") for each in (number, number + 2))
            (trust / "ca.crl").write_bytes(AUTHORITY.revocations("sha256", "-crl_lastupdate", made, "-crl_nextupdate", until))
            later = environment(SOURCE_DATE_EPOCH=int(days[8].timestamp()))
            file = json.loads(self.expect(0, "verify", path, "--trust", trust, "--format", "json", env=later).stdout)["files"][0]
            self.assertEqual(file["signatures"][0]["revocation"], standing)

    def test_a_timestamp_outlasts_the_signers_certificate(self):
        end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=2)
        key, certificate = AUTHORITY.issue("Kortvarig", dates=("-enddate", end.strftime("%Y%m%d%H%M%SZ")))
        path = self.folder / "long.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--key", key, "--cert", certificate, "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        later = environment(SOURCE_DATE_EPOCH=int(end.timestamp()) + 8 * 86400)
        file = json.loads(self.expect(0, "verify", path, "--trust", AUTHORITY.trust, "--format", "json", env=later).stdout)["files"][0]
        self.assertEqual(file["signatures"][0]["level"], "B-LTA")

    def test_a_timestamp_that_nobody_renewed_proves_nothing_in_the_end(self):
        path = self.folder / "long.pdf"
        shutil.copy(UNSIGNED, path)
        self.expect(0, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1], "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        years_later = environment(SOURCE_DATE_EPOCH=2_000_000_000)  # 2033: signer's and authority's certificates have expired
        result = self.expect(13, "verify", path, "--trust", AUTHORITY.trust, "--format", "json", env=years_later)
        self.assertEqual(json.loads(result.stdout)["files"][0]["verdict"], "indeterminate")

    def test_trusts_nobody_without_being_told(self):
        path = self.folder / "file.pdf"
        path.write_bytes(SIGNED)
        result = self.expect(13, "verify", path)
        self.assertIn("no trusted certificates were given", result.stdout)

    def test_trusts_no_other_authority(self):
        with tempfile.TemporaryDirectory() as other, Authority(other) as stranger:
            path = self.folder / "file.pdf"
            path.write_bytes(SIGNED)
            file = json.loads(self.expect(13, "verify", path, "--trust", stranger.trust, "--format", "json").stdout)["files"][0]
            self.assertEqual(file["verdict"], "indeterminate")
            self.assertIn("leads to none of the trusted ones", " ".join(file["signatures"][0]["reasons"]))

    # What cannot be read.

    def test_an_unsigned_file_is_told_apart(self):
        self.assertEqual(self.report(UNSIGNED.read_bytes(), 13)["files"][0]["verdict"], "unsigned")

    def test_refuses_truncated_files(self):
        for part in (0, 10, 1000, len(SIGNED) // 2, len(SIGNED) - 3):
            with self.subTest(part):
                self.assertEqual(self.report(SIGNED[:part], 13)["files"], [])

    def test_refuses_an_encrypted_file(self):
        path = self.folder / "encrypted.pdf"
        subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", UNSIGNED, path], check=True)
        self.assertIn("encrypted-pdf", json.dumps(self.report(path.read_bytes(), 13)["errors"]))
        self.assertIn("error[encrypted-pdf]", self.expect(13, "sign", path, "--key", CHAIR[0], "--cert", CHAIR[1]).stderr)

    def test_refuses_loops_and_bombs(self):
        start = int(re.findall(rb"startxref\s+(\d+)", SIGNED)[-1])
        loop = SIGNED + b"xref\n0 0\ntrailer\n<</Root 1 0 R/Size 1/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(SIGNED), len(SIGNED))
        self.assertEqual(self.report(loop, 13)["files"], [])
        deep = SIGNED + b"xref\n0 0\ntrailer\n" + b"[" * 200_000 + b"\nstartxref\n%d\n%%%%EOF\n" % len(SIGNED)
        self.assertEqual(self.report(deep, 13)["files"], [])
        many = SIGNED + b"xref\n0 8388000\ntrailer\n<<>>\nstartxref\n%d\n%%%%EOF\n" % len(SIGNED)
        self.assertEqual(self.report(many, 13)["files"], [])
        self.assertNotEqual(start, 0)

    def test_refuses_what_is_no_pdf(self):
        self.assertIn("not-a-pdf", json.dumps(self.report(b"plan", 13)["errors"]))
        self.expect(13, "verify", self.folder / "none.pdf")
        self.expect(13, "verify", self.folder)
        self.expect(2, "verify")

    def test_countersigns_files_of_every_kind(self):
        """Tables, streams, object streams, hybrids: each with an update of its own kind."""
        for number, words in enumerate((["--object-streams=disable"], ["--object-streams=generate"], ["--linearize"])):
            path = self.folder / f"kind-{number}.pdf"
            subprocess.run(["qpdf", *words, UNSIGNED, path], check=True)
            for identity in (CHAIR, CHIEF):
                self.expect(0, "sign", path, "--key", identity[0], "--cert", identity[1])
            with self.subTest(words):
                subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
                self.assertEqual([each["verdict"] for each in self.report(path.read_bytes(), 0)["files"][0]["signatures"]], ["valid but"] * 2)

    def test_text_and_verdicts_are_in_the_users_language(self):
        path = self.folder / "file.pdf"
        path.write_bytes(SIGNED)
        result = self.expect(0, "verify", path, "--trust", AUTHORITY.trust, env=environment(LC_ALL=None, LANG="sv_SE.UTF-8"))
        self.assertIn("giltig, men", result.stdout)


if __name__ == "__main__":
    unittest.main()
