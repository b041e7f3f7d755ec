"""Sending decided plans: over a real mail server that does what servers do, as messages, as folders; what is refused, and what is recorded."""

import email
import email.policy
import hashlib
import json
import pathlib
import unittest

import jsonschema

from archive_store import DECISION, LATER, PLAN, small_templates
from mail_server import MailServer
from program import LARGE, PROJECT, InFolder, environment, run

RECIPIENTS = '''
[[recipient]]
id = "beredningen"
name = "Beredningsgruppen för trygghet"
email = "beredning@example.se"
formats = ["pdf", "toml"]
documents = ["missiv"]

[[recipient]]
id = "polisen"
name = "Lokalpolisområde Björkköping"
email = "lpo@example.se"
documents = ["missiv"]

[[recipient]]
id = "council"
name = "City Council"
email = "council@example.se"
documents = ["missiv"]
'''
ALL = ["beredning@example.se", "lpo@example.se", "council@example.se"]


def parsed(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def attachments(message):
    return {part.get_filename(): part.get_content() if part.get_content_maintype() != "text" else part.get_payload(decode=True)
            for part in message.iter_attachments()}


class Distributing(InFolder):
    def setUp(self):
        super().setUp()
        self.templates = small_templates(self.folder)
        self.store = self.folder / "arkiv"
        self.env = environment(**LATER)
        self.server = MailServer(self.folder / "server").__enter__()
        self.addCleanup(lambda: self.server.__exit__())

    def archive(self, text=PLAN + DECISION + RECIPIENTS, *words):
        self.plan = self.write("plan.toml", text)
        self.expect(0, "archive", "add", self.plan, "--store", self.store, "--templates", self.templates, *words, env=self.env)

    def distribute(self, code, *words, word=None, **more):
        return self.expect(code, "distribute", word or self.plan, "--store", self.store, "--templates", self.templates, *words, env=more.pop("env", self.env),
                           **more)

    def send(self, code, *words, **more):
        return self.distribute(code, "--smtp", self.server.url, "--ca", self.server.authorities, "--wait", "0", *words, **more)

    def record(self, version):
        shown = self.expect(0, "archive", "show", "provplan", version, "--store", self.store, "--format", "json")
        return json.loads(shown.stdout)["distributions"]

    def versions(self):
        return len(json.loads(self.expect(0, "archive", "show", "provplan", "--store", self.store, "--format", "json").stdout))

    def states(self, version):
        return {sent["recipient"]["id"]: sent["state"] for sent in self.record(version)[-1]["sent"]}

    def left_over(self):
        return [path for path in self.store.rglob("*") if "distribution" in path.name and "content" not in path.parts]


class Sending(Distributing):
    def test_every_recipient_gets_one_message_with_what_the_plan_says(self):
        self.archive()
        said = self.send(0)
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))
        self.assertEqual(self.server.connections(), 1, "one connection for all")
        message = parsed(dict(self.server.messages())["beredning@example.se"])
        self.assertEqual(message["Subject"], "Missiv: Prövoplan")
        self.assertEqual(message["From"].addresses[0].addr_spec, "trygghet@example.se")
        self.assertEqual(message["From"].addresses[0].display_name, "Björkköpings kommun")
        self.assertEqual(message["To"].addresses[0].display_name, "Beredningsgruppen för trygghet")
        self.assertEqual(message["Date"].datetime.isoformat(), "2026-03-24T10:00:00+00:00")
        letter = message.get_body().get_content()
        self.assertIn("Beredningsgruppen för trygghet", letter)
        self.assertNotIn("Lokalpolisområde", letter, "each letter is addressed to one")
        files = attachments(message)
        self.assertEqual(sorted(files), ["SHA256SUMS", "decisions.json", "delivery.json", "missiv.pdf", "plan.toml", "verification.json", "verification.txt"])
        self.assertEqual(files["plan.toml"], self.plan.read_bytes())
        delivery = json.loads(files["delivery.json"])
        for file in delivery["files"]:
            self.assertEqual(file["sha256"], hashlib.sha256(files[file["name"]]).hexdigest())
            self.assertEqual(file["size"], len(files[file["name"]]))
        sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
        self.assertEqual(sums, {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"})
        self.assertIn(hashlib.sha256(files["missiv.pdf"]).hexdigest(), letter.replace("\n", ""))
        self.assertNotIn("plan.toml", attachments(parsed(dict(self.server.messages())["lpo@example.se"])))
        self.assertIn("taken over", said.stdout)

    def test_the_record_is_in_the_archive(self):
        self.archive()
        self.send(0)
        record, = self.record("v2")
        schema = json.loads((PROJECT / "docs/distribution.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(record)
        self.assertEqual((record["version"], record["method"], record["from"]), ("v1", "smtp", "trygghet@example.se"))
        by_address = {sent["recipient"]["address"]: sent for sent in record["sent"]}
        for recipient, data in self.server.messages():
            sent = by_address[recipient]
            data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            self.assertEqual((sent["message"]["size"], sent["message"]["sha256"]), (len(data), hashlib.sha256(data).hexdigest()))
            self.assertEqual(f"<{sent['message']['id']}>", parsed(data)["Message-ID"])
            self.assertRegex(sent["answer"], "^250 2.0.0 taken over as ")
        text = self.expect(0, "archive", "show", "provplan", "--store", self.store).stdout
        for sent in record["sent"]:
            self.assertIn(sent["message"]["id"], text)
        self.expect(0, "archive", "verify", self.store, "--strict", "--rebuild")
        self.assertEqual(self.left_over(), [])

    def test_nobody_gets_it_twice(self):
        self.archive()
        self.send(0)
        said = self.send(0)
        self.assertIn("nothing was sent", said.stderr)
        self.send(0, word="provplan@v1")
        self.assertEqual((len(self.server.messages()), self.versions()), (3, 2))
        self.send(0, "--again", "--to", "polisen")
        self.assertEqual(self.server.recipients().count("lpo@example.se"), 2)

    def test_a_new_decision_is_sent_anew_and_knows_what_was_sent_before(self):
        self.archive()
        self.send(0)
        self.archive(PLAN + DECISION + DECISION.replace('"12"', '"31"').replace("03-24", "04-28") + RECIPIENTS)
        self.send(0)
        self.assertEqual(len(self.server.messages()), 6)
        self.assertEqual([record["version"] for record in self.record("v4")], ["v1", "v3"])

    def test_what_the_server_does_not_take_now_is_tried_again(self):
        self.archive()
        self.server.does("lpo@example.se", "rcpt", "450 4.2.1 mailbox busy")
        self.server.does("council@example.se", "data", "451 4.3.0 later", times=2)
        self.send(0)
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))

    def test_what_it_never_takes_is_told_and_recorded(self):
        self.archive()
        self.server.does("lpo@example.se", "rcpt", "550 5.1.1 no such user", times=9)
        self.server.does("council@example.se", "data", "451 4.3.0 later", times=9)
        said = self.send(15)
        self.assertEqual(self.states("v2"), {"beredningen": "accepted", "polisen": "refused", "council": "waiting"})
        self.assertIn("550 5.1.1 no such user", said.stdout)
        self.server.faults.clear()
        self.server.tell()
        self.send(0)
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))
        self.assertEqual(self.states("v3"), {"polisen": "accepted", "council": "accepted"})

    def test_a_connection_that_breaks_before_the_end_is_made_anew(self):
        self.archive()
        self.server.does("lpo@example.se", "rcpt", "drop")
        self.send(0)
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))

    def test_a_message_that_was_taken_without_an_answer_is_not_sent_again(self):
        self.archive()
        self.server.does("lpo@example.se", "data", "keep and drop")
        self.send(15)
        self.assertEqual(self.states("v2"), {"beredningen": "accepted", "polisen": "unknown", "council": "accepted"})
        said = self.send(15)
        self.assertIn("error[unknown-outcome]", said.stderr)
        self.assertIn("--settle polisen=sent", said.stderr)
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))
        self.send(0, "--settle", "polisen=sent")
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))
        self.assertEqual(self.states("v3"), {"polisen": "accepted"})
        self.assertIn("nothing was sent", self.send(0).stderr)

    def test_a_message_that_was_lost_without_an_answer_is_sent_when_somebody_says_so(self):
        self.archive()
        self.server.does("lpo@example.se", "data", "drop")
        self.send(15)
        self.send(0, "--settle", "polisen=unsent")
        self.assertEqual(sorted(self.server.recipients()), sorted(ALL))

    def test_one_zip_file_instead_of_many(self):
        self.archive()
        self.send(0, "--zip", "--to", "beredningen")
        files = attachments(parsed(self.server.messages()[0][1]))
        self.assertEqual(list(files), ["provplan-v1.zip"])

    def test_a_server_that_wants_tls_from_the_start(self):
        self.archive()
        with MailServer(self.folder / "smtps", tls_from_the_start=True) as server:
            self.distribute(0, "--smtp", server.url, "--ca", server.authorities)
            self.assertEqual(sorted(server.recipients()), sorted(ALL))

    def test_a_login_is_used_and_a_wrong_one_told(self):
        self.archive()
        password = self.write("password", "hemligt\n")
        with MailServer(self.folder / "closed", login=("plan", "hemligt")) as server:
            words = ("--smtp", server.url, "--ca", server.authorities, "--user", "plan", "--password-file")
            wrong = self.write("wrong", "fel\n")
            said = self.distribute(15, *words, wrong)
            self.assertIn("error[unusable-server]", said.stderr)
            self.assertNotIn("fel\n", said.stdout + said.stderr)
            self.distribute(0, *words, password)
            self.assertEqual(sorted(server.recipients()), sorted(ALL))


class Refusing(Distributing):
    def refused(self, code, error, *words, **more):
        said = self.send(code, *words, **more)
        self.assertIn(f"error[{error}]", said.stderr)
        self.assertEqual(self.server.messages(), [])
        self.assertEqual((self.versions(), self.left_over()), (1, []))
        return said

    def test_a_server_with_a_certificate_for_another_name(self):
        self.archive()
        with MailServer(self.folder / "other", name="mail.example.org") as server:
            said = self.distribute(15, "--smtp", server.url, "--ca", server.authorities)
            self.assertIn("error[unusable-server]", said.stderr)
            self.assertEqual(server.messages(), [])

    def test_a_server_that_nobody_vouches_for(self):
        self.archive()
        said = self.distribute(15, "--smtp", self.server.url)
        self.assertIn("error[unusable-server]", said.stderr)
        self.assertEqual(self.server.messages(), [])

    def test_a_server_that_is_not_there(self):
        self.archive()
        self.distribute(15, "--smtp", "smtp://127.0.0.1:1", "--wait", "0")
        self.assertEqual(set(self.states("v2").values()), {"waiting"})

    def test_what_is_not_decided(self):
        self.archive(PLAN + RECIPIENTS, "--draft")
        self.refused(15, "not-decided")
        self.send(0, "--despite", "not-decided", "--reason", "Remiss")
        self.assertEqual(self.record("v2")[0]["overrides"], [{"check": "not-decided", "reason": "Remiss"}])
        delivery = json.loads(attachments(parsed(self.server.messages()[0][1]))["delivery.json"])
        self.assertEqual(delivery["overrides"], [{"check": "not-decided", "reason": "Remiss"}])

    def test_a_plan_that_is_not_the_stored_one(self):
        self.archive()
        self.plan.write_text(self.plan.read_text().replace('"Torget"', '"Stortorget"'))
        self.refused(15, "not-archived")
        self.send(0, "--despite", "not-archived", "--reason", "Bara rubriken")

    def test_a_decision_that_is_not_signed_though_nobody_gets_that_document(self):
        text = LARGE.read_text().replace("[[recipient]]\n", '[[recipient]]\ndocuments = ["bilaga-1-atgardsplan"]\n')
        plan = self.write("stor.toml", text + DECISION.replace("namnden", "stadsdelsnamnden"))
        package = ("--store", self.store, "--templates", PROJECT / "templates")
        self.expect(0, "build", plan, "--format", "pdf", "-o", self.folder, "--templates", PROJECT / "templates")
        self.expect(0, "archive", "add", plan, *package, "--package", self.folder / "hasselby-vallingby-2025")
        said = self.expect(13, "distribute", plan, *package, "--folder", self.folder / "ut")
        self.assertIn("error[not-signed]: beslutsunderlag.pdf", said.stderr)
        self.assertFalse((self.folder / "ut").exists())
        self.expect(0, "distribute", plan, *package, "--folder", self.folder / "ut", "--despite", "not-signed", "--reason", "På papper")
        self.assertEqual(sorted(path.name for path in (self.folder / "ut/lpo-vallingby").glob("*.pdf")), ["bilaga-1-atgardsplan.pdf"])

    def test_an_override_without_a_reason_or_of_nothing(self):
        self.archive()
        self.send(2, "--despite", "not-signed")
        self.send(2, "--despite", "everything", "--reason", "x")

    def test_an_address_that_smuggles_something(self):
        for address in ("a@example.se>\\r\\nRCPT TO:<b@example.se", "a@example.se, b@example.se", "a b@example.se", "@example.se", "a@", ""):
            with self.subTest(address=address):
                self.plan = self.write("plan.toml", PLAN + DECISION + RECIPIENTS.replace("lpo@example.se", address))
                store = self.folder / f"arkiv-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
                added = run("archive", "add", self.plan, "--store", store, "--templates", self.templates, env=self.env)
                if added.returncode == 10:
                    continue  # the plan is refused as soon as it is read
                said = run("distribute", self.plan, "--store", store, "--templates", self.templates, "--smtp", self.server.url, env=self.env)
                self.assertEqual(said.returncode, 15)
                self.assertIn("error[bad-address]", said.stderr)
        self.assertEqual(self.server.messages(), [])

    def test_a_recipient_that_the_plan_does_not_have(self):
        self.archive()
        said = self.refused(15, "unknown-recipient", "--to", "polsen")
        self.assertIn("did you mean 'polisen'?", said.stderr)

    def test_a_plan_that_is_not_stored(self):
        self.plan = self.write("plan.toml", PLAN + DECISION + RECIPIENTS)
        self.assertIn("error", self.send(12).stderr)

    def test_no_way_or_two(self):
        self.archive()
        self.distribute(2)
        self.distribute(2, "--eml", self.folder, "--folder", self.folder)
        self.distribute(2, "--smtp", "http://example.se")


class Writing(Distributing):
    def test_messages_to_be_sent_with_a_mail_program(self):
        self.archive()
        self.distribute(0, "--eml", self.folder / "utkorg")
        paths = sorted(path.name for path in (self.folder / "utkorg").iterdir())
        self.assertEqual(paths, ["beredningen.eml", "council.eml", "polisen.eml"])
        message = parsed((self.folder / "utkorg/polisen.eml").read_bytes())
        self.assertEqual((message["X-Unsent"], message["To"].addresses[0].addr_spec), ("1", "lpo@example.se"))
        self.assertIn("missiv.pdf", attachments(message))
        self.assertEqual(set(self.states("v2").values()), {"written"})

    def test_folders_to_be_handed_over(self):
        self.archive()
        before = None
        for _ in range(2):
            self.distribute(0, "--folder", self.folder / "ut")
            files = {path.name: path.read_bytes() for path in (self.folder / "ut/beredningen").iterdir()}
            self.assertIn("letter.txt", files)
            delivery = json.loads(files["delivery.json"])
            self.assertEqual(sorted(files), sorted([file["name"] for file in delivery["files"]] + ["delivery.json", "SHA256SUMS"]))
            self.assertIn(before, (None, files), "the same bytes again")
            before = files
        self.assertEqual(self.versions(), 2, "what is written again is not recorded again")

    def test_nothing_of_others_is_written_over(self):
        self.archive()
        (self.folder / "ut/polisen").mkdir(parents=True)
        (self.folder / "ut/polisen/brev.txt").write_text("mitt")
        self.distribute(15, "--folder", self.folder / "ut")
        self.assertEqual((self.folder / "ut/polisen/brev.txt").read_text(), "mitt")

    def test_a_dry_run_changes_nothing(self):
        self.archive()
        said = self.distribute(0, "--dry-run", "--format", "json")
        self.assertEqual(len(json.loads(said.stdout)["sent"]), 3)
        self.assertEqual((self.versions(), self.server.messages()), (1, []))

    def test_the_letter_is_in_the_recipients_language(self):
        import shutil
        shutil.copytree(PROJECT / "templates/en", self.templates / "en")
        for other in (self.templates / "en").glob("*.md"):
            if other.name != "missiv.md":
                other.unlink()
        self.archive(PLAN + DECISION + RECIPIENTS + 'language = "en"\n')
        self.distribute(0, "--eml", self.folder / "utkorg")
        message = parsed((self.folder / "utkorg/council.eml").read_bytes())
        self.assertEqual(message["Content-Language"], "en")
        self.assertNotEqual(message["Subject"], "Missiv: Prövoplan")
        self.assertEqual(parsed((self.folder / "utkorg/polisen.eml").read_bytes())["Content-Language"], "sv")


if __name__ == "__main__":
    unittest.main()
