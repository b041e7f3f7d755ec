"""The whole way of a plan: decided, archived, signed, sent over a mail server with TLS, received, verified, and collated with ten other districts'.
Then once more with every step killed on the way, and finished by the same command."""

import csv
import email
import email.policy
import io
import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

import deliveries
from authority import Authority
from mail_server import MailServer
from program import LARGE, InFolder, environment, run

FAULTS = os.environ["FAULTS"]
PLAN_ID = "hasselby-vallingby-2025"
TO_SIGN = ("beslutsunderlag.pdf", "protokollsutdrag.pdf", "tjansteutlatande.pdf")
RECIPIENTS = ["beredningsgruppen@example.se", "lpo-vallingby@example.se", "registrator.trafik@example.se"]
OURS = ["2", "18", "1", "8", "3"]
NUMBERS = range(1, 11)


def setUpModule():
    global SHARED, AUTHORITY, OTHERS, CHAIR, CHIEF
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-whole-way-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    CHAIR, CHIEF = AUTHORITY.issue("Karin Ek"), AUTHORITY.issue("Per Åsberg")
    OTHERS = folder / "others"
    for number in NUMBERS:
        made = deliveries.plan(number)
        deliveries.deliver(OTHERS / f"stadsdel-{number}", deliveries.write_plan(folder / f"{number}.toml", made), made, {})


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


class WholeWay(InFolder):
    def setUp(self):
        super().setUp()
        self.plan = self.folder / "plan.toml"
        shutil.copy(LARGE, self.plan)
        self.store = self.folder / "arkiv"
        self.server = MailServer(self.folder / "server").__enter__()
        self.addCleanup(lambda: self.server.__exit__())
        self.kill_at = None

    def step(self, *words, code=0):
        """Runs a step; first, where that is asked for, killed."""
        self.kill(words)
        return self.expect(code, *words)

    def kill(self, words):
        """Runs the program until the call that changes the disk at which it is to be killed, if it is."""
        if self.kill_at:
            env = environment(LD_PRELOAD=FAULTS, FAULTS_AT=self.kill_at, FAULTS_AS="kill")
            # A program with sanitizers minds not being the first to be loaded.
            env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
            run(*words, env=env)

    def decide(self):
        self.step("decide", self.plan, "--body", "lokal-styrgrupp", "--date", "2025-03-24")
        self.step("decide", self.plan, "--body", "stadsdelsnamnden", "--date", "2025-04-24", "--paragraph", "12")
        self.assertEqual(self.plan.read_text().count("[[decision]]"), LARGE.read_text().count("[[decision]]") + 2)

    def archive(self, *words):
        self.step("archive", "add", self.plan, "--store", self.store, *words)

    def empty_fields(self, path):
        said = run("verify", path, "--trust", AUTHORITY.trust, "--format", "json").stdout
        return json.loads(said)["files"][0]["empty_fields"]

    def sign(self):
        """Every field of the stored documents, by two people in turn."""
        self.expect(0, "archive", "restore", PLAN_ID, "--store", self.store, "-o", self.folder / "hämtat")
        paths = [self.folder / "hämtat/documents" / name for name in TO_SIGN]
        signed = 0
        for path in paths:
            for field in self.empty_fields(path):
                key, certificate = (CHAIR, CHIEF)[signed % 2]
                words = ("sign", path, "--key", key, "--cert", certificate, "--field", field, "--visible", "--tsa", AUTHORITY.tsa)
                self.kill(words)
                if field in self.empty_fields(path):  # a kill after the last call has signed it already
                    self.expect(0, *words)
                signed += 1
            self.assertEqual(self.empty_fields(path), [])
        self.assertGreaterEqual(signed, 4)
        return paths

    def distribute(self):
        words = ("distribute", self.plan, "--store", self.store, "--smtp", self.server.url, "--ca", self.server.authorities, "--trust", AUTHORITY.trust,
                 "--wait", "0")
        self.kill(words)
        result = run(*words)
        for recipient in re.findall(r"--settle (\S+)=sent", result.stderr):
            # Whoever has to find out looks at what the server has.
            taken = any(f".{recipient}." in data.decode("ascii", "replace") for _, data in self.server.messages())
            words += ("--settle", f"{recipient}={'sent' if taken else 'unsent'}")
        return self.expect(0, *words)

    def compare_attachments(self):
        """Every attachment, read back by another program, with what the archive holds."""
        stored = self.folder / "arkiverat"
        self.expect(0, "archive", "restore", PLAN_ID, "--store", self.store, "-o", stored)
        for _, data in self.server.messages():
            message = email.message_from_bytes(data, policy=email.policy.default)
            compared = 0
            for part in message.iter_attachments():
                name = part.get_filename()
                places = [place for place in (stored / "signed" / name, stored / "documents" / name, stored / "plan" / name, stored / name) if place.exists()]
                if places:
                    self.assertEqual(part.get_payload(decode=True), places[0].read_bytes(), name)
                    compared += 1
                else:
                    self.assertIn(name, ("delivery.json", "SHA256SUMS", "verification.txt", "verification.json"))
            self.assertGreaterEqual(compared, 7)

    def go(self):
        self.decide()
        self.archive()
        self.archive("--signed", *self.sign())
        self.distribute()
        self.assertEqual(sorted(self.server.recipients()), RECIPIENTS, "everybody once")
        self.compare_attachments()
        inbox = self.folder / "inkorg"
        shutil.copytree(OTHERS, inbox)
        received = inbox / "hasselby.eml"
        received.write_bytes(dict(self.server.messages())[RECIPIENTS[0]])
        said = self.step("verify", received, "--trust", AUTHORITY.trust)
        self.assertIn("Karin Ek", said.stdout)
        register = deliveries.register(self.folder / "stad.toml", NUMBERS)
        with register.open("a") as file:
            file.write(f'\n[[district]]\nid = "hasselby"\nname = "Hässelby-Vällingby"\nplan = "{PLAN_ID}"\ndue = 2025-05-31\n')
        self.step("collate", register, inbox, "-o", self.folder / "ut", "--trust", AUTHORITY.trust, "--format", "pdf")
        rows = list(csv.DictReader(io.StringIO((self.folder / "ut/stad-2025/antal.csv").read_bytes().decode(), newline="")))
        ours = [row for row in rows if row["district"] == "Hässelby-Vällingby" and row["problems"] != "0"]
        for column in ("problems", "causes", "actions", "stated-problems"):
            self.assertEqual([row[column] for row in ours], OURS)
        self.assertEqual({row["agrees"] for row in ours}, {"yes"})
        self.assertEqual(len({row["district"] for row in rows}), 11, "every district is counted")
        arrived = {row["district"]: row for row in csv.DictReader(io.StringIO((self.folder / "ut/stad-2025/leveranser.csv").read_bytes().decode(), newline=""))}
        sent = email.message_from_bytes(received.read_bytes(), policy=email.policy.default)["Date"].datetime.date().isoformat()
        self.assertEqual((arrived["Hässelby-Vällingby"]["sent"], arrived["Hässelby-Vällingby"]["signatures"]), (sent, "valid"))
        self.expect(0, "archive", "verify", self.store, "--strict")
        shown = self.expect(0, "archive", "show", PLAN_ID, "--store", self.store).stdout
        for recipient in RECIPIENTS:
            self.assertIn(recipient, shown)

    def test_from_decision_to_citywide_summary(self):
        self.go()

    def test_killed_in_every_step_and_finished_by_the_same_commands(self):
        for call in (1, 4, 9, 15):
            with self.subTest(call=call):
                self.doCleanups()
                self.setUp()
                self.kill_at = call
                self.go()


if __name__ == "__main__":
    unittest.main()
