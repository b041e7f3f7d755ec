"""Messages as Python's email package reads them."""

import datetime
import email
import email.policy
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

SUBJECT = "Åtgärdsplan för brottsförebyggande arbete 2025 – Hässelby-Vällingby, med bilagor och protokollsutdrag från nämnden 🏛"
TEXT = "Hej!\n\nHär är planen = 100 %.\n.\nFrom oss alla\n" + "Å" * 2000 + "\n  rad med blanka sist  \n"


def write(subject, text, *files):
    return subprocess.run([os.environ["WRITE_MESSAGE"], subject, text, *map(str, files)], capture_output=True, timeout=60)


class Written(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="planpaket-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def message(self, subject=SUBJECT, text=TEXT, files=()):
        done = write(subject, text, *files)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.bytes = done.stdout
        message = email.message_from_bytes(self.bytes, policy=email.policy.SMTP)
        for part in message.walk():
            self.assertEqual(part.defects, [])
        return message

    def attach(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def test_headers_say_what_they_were_given(self):
        message = self.message()
        self.assertEqual(message["Subject"], SUBJECT)
        self.assertEqual(message["From"].addresses[0].display_name, "Lillköpings kommun, säkerhet")
        self.assertEqual(message["From"].addresses[0].addr_spec, "registrator@lillkoping.example")
        self.assertEqual(message["To"].addresses[0].addr_spec, "beredning@stad.example")
        self.assertEqual(message["Date"].datetime, datetime.datetime.fromtimestamp(1_790_000_000, datetime.timezone.utc))
        self.assertEqual(message["Message-ID"], "<lillkoping-2025.v3.beredning@lillkoping.example>")
        self.assertEqual(message["MIME-Version"], "1.0")
        self.assertEqual(message["Content-Language"], "sv")
        self.assertEqual(len(message.keys()), len(set(message.keys())), message.keys())

    def test_text_comes_back(self):
        for files in ([], [self.attach("a.pdf", b"%PDF")]):
            body = self.message(files=files).get_body(("plain",))
            self.assertEqual(body.get_content().replace("\r\n", "\n").rstrip("\n"), TEXT.rstrip("\n"))

    def test_every_attachment_comes_back_byte_for_byte(self):
        lottery = random.Random(1)
        contents = {f"fil-{size}.bin": lottery.randbytes(size) for size in (0, 1, 2, 3, 56, 57, 58, 4095, 4096, 4097, 1_000_003)}
        contents |= {"lines.txt": b"a\r\nb\nc\r--=_\n" * 100, "boundary.bin": b"--=_\r\n--" * 50, "SHA256SUMS": "å".encode()}
        message = self.message(files=[self.attach(*each) for each in contents.items()])
        received = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
        self.assertEqual(received, contents)
        self.assertEqual([part.get_content_type() for part in message.iter_attachments() if part.get_filename() == "lines.txt"], ["text/plain"])

    def test_lines_are_short_ascii_and_end_with_crlf(self):
        for subject in (SUBJECT, "x" * 3000, "å" * 3000):
            self.message(subject, files=[self.attach("a.bin", bytes(range(256)) * 20)])
            self.assertTrue(self.bytes.isascii())
            self.assertEqual(self.bytes.count(b"\n"), self.bytes.count(b"\r\n"))
            self.assertEqual(self.bytes.count(b"\r"), self.bytes.count(b"\r\n"))
            self.assertLessEqual(max(map(len, self.bytes.split(b"\r\n"))), 998)

    def test_the_same_message_is_the_same_bytes(self):
        files = [self.attach("a.bin", b"abc")]
        self.message(files=files)
        first = self.bytes
        self.message(files=files)
        self.assertEqual(first, self.bytes)

    def test_a_message_within_a_message_is_whole(self):
        inner = self.folder / "inner.eml"
        self.message(files=[self.attach("a.bin", b"abc")])
        inner.write_bytes(self.bytes)
        outer = self.message(files=[inner])
        (part,) = outer.iter_attachments()
        self.assertEqual(part.get_payload(decode=True), inner.read_bytes())

    def test_a_subject_smuggles_no_header(self):
        for subject in ("a\r\nBcc: b@c.example", "a\nb", "a\rb", "a\x7f", "a\x85b"):
            done = write(subject, "")
            self.assertEqual((done.returncode, done.stderr, done.stdout), (1, b"bad-header\n", b""))


if __name__ == "__main__":
    unittest.main()
