"""What pages showed when they were signed, and show now: when that is compared, and what is told of it. Whether two pages look alike is tested
in tests/unit/signature; here a program in the place of pdftoppm draws what the tests need."""

import json
import pathlib
import shutil
import tempfile
import unittest

import deliveries
from authority import Authority
from program import SMALL, InFolder, environment, run

# Each file has two pages of one pixel; the colour of the second depends on the file's size. Every call leaves a folder: it may
# not write a file.
DRAWS_OTHERWISE = '''
for word in "$@"; do file=$word; done
mkdir "$(dirname "$0")/call-$$"
printf 'P6\\n1 1\\n255\\nabcP6\\n1 1\\n255\\n%s' "$(stat -Lc %s "$file" | tail -c 4)"
'''


def setUpModule():
    global SHARED, AUTHORITY, ONCE, TWICE
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-compare-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", SMALL).returncode == 0
    signed = folder / "signed.pdf"
    shutil.copy(folder / "exempel-liten/beslutsunderlag.pdf", signed)
    key, certificate = AUTHORITY.issue("Karin Ek")
    assert run("sign", signed, "--key", key, "--cert", certificate, "--place", "1,60,130,180,50", "--visible").returncode == 0
    ONCE = signed.read_bytes()
    key, certificate = AUTHORITY.issue("Per Ek")
    assert run("sign", signed, "--key", key, "--cert", certificate, "--place", "1,60,60,180,50", "--visible").returncode == 0
    TWICE = signed.read_bytes()


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


class Comparing(InFolder):
    def file(self, data):
        path = self.folder / "plan.pdf"
        path.write_bytes(data)
        return path

    def delivery(self, data):
        made = {"id": "exempel-liten", "title": "Plan", "version": "1.0", "case": {"dnr": "LK 1"}, "sender": {"organisation": "Kommunen"}}
        return deliveries.deliver(self.folder / "leverans", SMALL, made, {"beslutsunderlag.pdf": (data, True)})

    def drawing(self, script):
        """An environment in which pdftoppm is this script."""
        program = self.folder / "programs/pdftoppm"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(0o755)
        return environment(PATH=f"{program.parent}:{environment()['PATH']}")

    def calls(self):
        return len(list(self.folder.glob("programs/call-*")))

    def verify(self, *words, env=None):
        """The first signature of what is verified, and what is said on standard error; it must hold."""
        result = self.expect(0, "verify", "--trust", AUTHORITY.trust, "--format", "json", *words, env=env)
        found = json.loads(result.stdout)
        (document,) = [*found["files"], *(each for delivery in found["deliveries"] for each in delivery["documents"])]
        return document["signatures"][0], result.stderr

    def reasons(self, *words, env=None):
        return [reason for reason in self.verify(*words, env=env)[0]["reasons"] if "otherwise" in reason]

    def test_signatures_seen_on_the_pages_are_explained(self):
        delivery = self.delivery(TWICE)
        self.assertEqual(self.verify(delivery)[1], "")
        self.assertEqual(self.reasons(delivery), [])
        self.assertEqual(self.reasons(self.file(TWICE), "--compare-pages"), [])

    def test_a_page_that_looks_otherwise_is_named(self):
        env = self.drawing(DRAWS_OTHERWISE)
        self.assertEqual(self.reasons(self.file(TWICE), "--compare-pages", env=env), ["page 2 looks otherwise than when Karin Ek signed it"])
        delivery = self.delivery(TWICE)
        signature, _ = self.verify(delivery, env=env)
        self.assertEqual(signature["verdict"], "valid but")
        self.assertIn("page 2 looks otherwise than when Karin Ek signed it", signature["reasons"])
        said = self.expect(0, "verify", "--trust", AUTHORITY.trust, delivery, env=env | {"LANGUAGE": "sv"}).stdout
        self.assertIn("sidan 2 ser annorlunda ut än när Karin Ek undertecknade den", said)

    def test_only_deliveries_are_compared_unless_one_says_otherwise(self):
        env = self.drawing(DRAWS_OTHERWISE)
        file, delivery = self.file(TWICE), self.delivery(TWICE)
        for words, calls in (((file,), 0), ((delivery, "--no-compare-pages"), 0), ((delivery,), 2), ((file, "--compare-pages"), 4)):
            self.verify(*words, env=env)
            self.assertEqual(self.calls(), calls, words)
        self.expect(2, "verify", file, "--compare-pages", "--no-compare-pages")

    def test_nothing_is_drawn_of_what_nothing_came_after_or_nobody_trusts(self):
        env = self.drawing(DRAWS_OTHERWISE)
        self.verify(self.delivery(ONCE), env=env)
        self.expect(13, "verify", "--compare-pages", self.file(TWICE), env=env)
        self.assertEqual(self.calls(), 0)

    def test_a_missing_program_is_told_once_and_is_no_verdict(self):
        delivery, file = self.delivery(TWICE), self.file(TWICE)
        result = self.expect(0, "verify", "--trust", AUTHORITY.trust, "--compare-pages", delivery, file, env=environment(PATH=self.folder))
        self.assertEqual(result.stderr.count("remark[pages-not-compared]"), 1, result.stderr)
        self.assertIn("pdftoppm is not installed", result.stderr)
        self.expect(0, "verify", "--trust", AUTHORITY.trust, "--no-compare-pages", delivery, env=environment(PATH=self.folder))

    def test_a_crash_of_the_program_is_told_and_is_no_verdict(self):
        env = self.drawing("kill -SEGV $$\n")
        signature, said = self.verify(self.delivery(TWICE), env=env)
        self.assertEqual([reason for reason in signature["reasons"] if "otherwise" in reason], [])
        self.assertIn("remark[pages-not-compared]", said)
        self.assertIn("beslutsunderlag.pdf", said)
        self.assertIn("exit code 139 at page 1", said)


if __name__ == "__main__":
    unittest.main()
