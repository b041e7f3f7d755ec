"""What signatures forbid: certifications, locks of their fields, FieldMDP; and that nobody signs or fills in against them."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from authority import Authority, openssl
from forging import byte_range, object_of, update
from locking import ANSWER, CHAIR_FIELD, CHIEF_FIELD, INNER, blind, filled, form_of, locked
from program import LARGE, InFolder, run

LOCK = {"all": b"/Action/All", "chief": b"/Action/Include/Fields[(%s)]" % CHIEF_FIELD.encode(), "group": b"/Action/Include/Fields[(bilaga)]",
        "but group": b"/Action/Exclude/Fields[(bilaga)]", "unreadable": b"/Action/Include/Fields 7", "unknown": b"/Action/Perhaps"}


def setUpModule():
    global SHARED, AUTHORITY, FORM, CHAIR, CHIEF
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-locks-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", "--only", "beslutsunderlag", LARGE).returncode == 0
    made, = folder.glob("*/beslutsunderlag.pdf")
    FORM = form_of(made, folder / "plain.pdf")
    CHAIR, CHIEF = AUTHORITY.issue("Karin Ek"), AUTHORITY.issue("Per Åsberg")


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


def signed_by_force(data, folder):
    """Puts a signature by openssl's own program into a prepared file, without any check."""
    _, size, second, rest = byte_range(data)
    (folder / "content").write_bytes(data[:size] + data[second:second + rest])
    cms = openssl("cms", "-sign", "-binary", "-in", folder / "content", "-outform", "DER", "-nosmimecap", "-md", "sha256", "-cades", "-signer", CHAIR[1],
                  "-inkey", CHAIR[0])
    return data[:size + 1] + cms.hex().encode().ljust(second - size - 2, b"0") + data[second - 1:]


class Locks(InFolder):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / "plan.pdf"

    def signed(self, data, field=CHAIR_FIELD, identity=None, *words, code=0):
        self.pdf.write_bytes(data)
        identity = identity or CHAIR
        self.said = self.expect(code, "sign", self.pdf, "--key", identity[0], "--cert", identity[1], "--field", field, *words).stderr
        return self.pdf.read_bytes()

    def signature(self, data, field=CHAIR_FIELD):
        self.pdf.write_bytes(data)
        result = run("verify", self.pdf, "--trust", AUTHORITY.trust, "--format", "json")
        self.assertIn(result.returncode, (0, 13), result.stderr)
        file, = json.loads(result.stdout)["files"]
        return next(each for each in file["signatures"] if each["field"] == field)

    def refused(self, data, reason):
        signature = self.signature(data)
        self.assertEqual(signature["verdict"], "invalid", signature)
        self.assertIn(reason, " | ".join(signature["reasons"] + signature["details"]))

    def allowed(self, data):
        self.assertEqual(self.signature(data)["verdict"], "valid but")

    def signed_against(self, data, field=CHIEF_FIELD):
        """Somebody signs a locked field all the same: first in a copy where the lock is not seen yet."""
        return data + self.signed(blind(data), field, CHIEF)[len(data):]

    def test_a_signature_says_what_its_field_locks(self):
        data = self.signed(locked(FORM, CHAIR_FIELD, LOCK["chief"]))
        self.assertEqual(self.signature(data)["locks"][0], {"scope": "only", "fields": [CHIEF_FIELD]})
        # In its own words too, for readers that heed only those (ISO 32000-1, 12.8.2.4).
        written = object_of(data, rb"/ByteRange")[1]
        self.assertRegex(written, rb"/TransformMethod ?/FieldMDP")
        self.assertRegex(written, rb"/Data %s 0 R" % re.findall(rb"/Root (\d+) 0 R", data)[-1])
        said = self.expect(0, "verify", self.pdf, "--trust", AUTHORITY.trust).stdout
        self.assertIn(f"locks the fields {CHIEF_FIELD}", said)

    def test_signs_no_field_that_is_locked(self):
        for lock in ("all", "chief", "but group", "unreadable", "unknown"):
            with self.subTest(lock):
                data = self.signed(locked(FORM, CHAIR_FIELD, LOCK[lock]))
                self.assertEqual(self.signed(data, CHIEF_FIELD, CHIEF, code=13), data)
                self.assertIn("error[field-locked]", self.said)

    def test_signs_fields_that_are_not_locked(self):
        data = self.signed(locked(FORM, CHAIR_FIELD, LOCK["group"]))
        both = self.signed(data, CHIEF_FIELD, CHIEF)
        self.allowed(both)

    def test_stamps_what_is_locked(self):
        data = self.signed(locked(FORM, CHAIR_FIELD, LOCK["all"] + b"/P 1"))
        self.pdf.write_bytes(data)
        self.expect(0, "sign", self.pdf, "--renew", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)
        self.assertEqual(self.signature(self.pdf.read_bytes())["verdict"], "valid")

    def test_refuses_a_signature_in_a_locked_field(self):
        for lock in ("all", "chief", "but group"):
            with self.subTest(lock):
                data = self.signed(locked(FORM, CHAIR_FIELD, LOCK[lock]))
                self.refused(self.signed_against(data), f"'{CHIEF_FIELD}' was signed, although it is locked")

    def test_refuses_a_signature_in_a_new_field_when_all_are_locked(self):
        data = self.signed(locked(FORM, CHAIR_FIELD, LOCK["all"]))
        self.refused(self.signed_against(data, "annan"), "'annan' was signed, although it is locked")

    def test_heeds_what_only_the_signature_itself_locks(self):
        self.pdf.write_bytes(locked(FORM, CHAIR_FIELD, LOCK["group"]))
        self.expect(0, "sign", self.pdf, "--prepare", "--field", CHAIR_FIELD, "--certify", "forms")
        # Prepared by another program: the lock is not in the field.
        data = signed_by_force(self.pdf.read_bytes().replace(b"/Lock", b"/Lokk"), self.folder)
        self.assertEqual(self.signature(data)["locks"], [{"scope": "only", "fields": ["bilaga"]}])
        self.allowed(filled(data, ANSWER))
        self.refused(filled(data, INNER), "the field 'bilaga.sida' was filled in, although it is locked")

    def test_refuses_a_locked_field_filled_in(self):
        for lock, number, name in (("all", ANSWER, "svar"), ("group", INNER, "bilaga.sida"), ("but group", ANSWER, "svar")):
            with self.subTest(lock):
                data = self.signed(locked(FORM, CHAIR_FIELD, LOCK[lock]), CHAIR_FIELD, CHAIR, "--certify", "forms")
                self.refused(filled(data, number), f"the field '{name}' was filled in, although it is locked")

    def test_allows_a_field_filled_in_that_is_not_locked(self):
        for lock, number in (("group", ANSWER), ("but group", INNER)):
            with self.subTest(lock):
                data = self.signed(locked(FORM, CHAIR_FIELD, LOCK[lock]), CHAIR_FIELD, CHAIR, "--certify", "forms")
                self.allowed(filled(data, number))

    def test_refuses_a_field_filled_in_that_nothing_allows(self):
        self.refused(filled(self.signed(FORM), ANSWER), "'/V' was changed")
        nothing = self.signed(FORM, CHAIR_FIELD, CHAIR, "--certify", "nothing")
        self.refused(filled(nothing, ANSWER), "'/V' was changed")

    def test_refuses_signatures_after_a_lock_that_allows_nothing(self):
        data = self.signed(locked(FORM, CHAIR_FIELD, LOCK["group"] + b"/P 1"))
        self.assertEqual(self.signed(data, CHIEF_FIELD, CHIEF, code=13), data)
        self.assertIn("error[certified]", self.said)
        self.refused(self.signed_against(data), f"'{CHIEF_FIELD}' was signed")

    def test_a_lock_takes_back_what_the_certification_allowed_but_gives_nothing(self):
        data = self.signed(FORM, CHAIR_FIELD, CHAIR, "--certify", "nothing")
        self.assertEqual(self.signature(data)["certification"], "nothing")
        more = self.signed(locked(FORM, CHAIR_FIELD, LOCK["group"] + b"/P 3"), CHAIR_FIELD, CHAIR, "--certify", "nothing")
        self.refused(filled(more, ANSWER), "'/V' was changed")
        # The signature itself says so too, for readers that do not look into the field.
        for lock in (b"/P 1", b"/P 9", b"/P/Any"):
            less = self.signed(locked(FORM, CHAIR_FIELD, LOCK["group"] + lock), CHAIR_FIELD, CHAIR, "--certify", "forms")
            self.assertRegex(object_of(less, rb"/ByteRange")[1], rb"/P 1/Type ?/TransformParams")
            self.assertEqual(self.signature(less)["certification"], "nothing")
            self.refused(filled(less, ANSWER), "'/V' was changed")

    def test_refuses_a_timestamp_that_is_seen_in_what_is_certified_against_it(self):
        """Anybody gets a timestamp: with an appearance it could show anything."""
        data = self.signed(FORM, CHAIR_FIELD, CHAIR, "--certify", "nothing")
        number, body = object_of(data, rb"/T ?\(%s\)" % CHIEF_FIELD.encode())
        picture = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\nq Q\nendstream"
        stamp = b"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/Contents<00>/ByteRange[0 1 2 3]>>"
        forged = re.sub(rb"/AP ?<<.*?>>", b"", body.rstrip()[:-2], flags=re.S) + b"/AP<</N 9101 0 R>>/V 9100 0 R>>"
        self.refused(update(data, {number: forged, 9100: stamp, 9101: picture}), f"'{CHIEF_FIELD}' was signed")


if __name__ == "__main__":
    unittest.main()
