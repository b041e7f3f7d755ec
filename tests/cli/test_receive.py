"""Receiving: deliveries in a folder, a ZIP file and a message, packages and archives; good ones, and all that can be wrong with them."""

import email.message
import email.policy
import hashlib
import io
import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest
import zipfile

from authority import Authority
from forging import page_of, update
from program import SMALL, InFolder, environment, run


def setUpModule():
    global SHARED, AUTHORITY, PACKAGE, SIGNED, KEY, CERTIFICATE
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-receive-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", SMALL).returncode == 0
    PACKAGE = folder / "exempel-liten"
    KEY, CERTIFICATE = AUTHORITY.issue("Karin Ek")
    signed = folder / "signed.pdf"
    shutil.copy(PACKAGE / "beslutsunderlag.pdf", signed)
    assert run("sign", signed, "--key", KEY, "--cert", CERTIFICATE, "--field", "ordforande").returncode == 0
    SIGNED = signed.read_bytes()


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def delivery(**more):
    """The files of a delivery by name, as they are sent."""
    documents = {"beslutsunderlag.pdf": SIGNED, "missiv.pdf": (PACKAGE / "missiv.pdf").read_bytes()}
    files = [{"name": name, "kind": "document", "media_type": "application/pdf", "signed": name == "beslutsunderlag.pdf", "size": len(data),
              "sha256": sha256(data)} for name, data in documents.items()]
    plan = SMALL.read_bytes()
    files.append({"name": "plan.toml", "kind": "plan", "media_type": "application/toml", "path": "exempel-liten.toml", "size": len(plan),
                  "sha256": sha256(plan)})
    contents = {**documents, "plan.toml": plan}
    head = {"form": "planpaket-delivery-1", "program": {"name": "planpaket", "version": "0.1.0"},
            "plan": {"id": "exempel-liten", "title": "Åtgärdsplan", "version": "1.0", "dnr": "LK 2025/1"}, "sender": "Lillköpings kommun",
            "recipient": {"id": "beredningen", "name": "Beredningsgruppen"}, "language": "sv",
            "archived": {"object": "urn:planpaket:exempel-liten", "version": "v1", "inventory_sha512": "ab"}, "overrides": []}
    return complete(contents, {**head, **more, "files": files})


def complete(contents, listed):
    """The files with their list and its checksums."""
    text = json.dumps(listed, ensure_ascii=False).encode()
    sums = "".join(f"{each['sha256']}  {each['name']}\n" for each in listed["files"]) + f"{sha256(text)}  delivery.json\n"
    return {**contents, "delivery.json": text, "SHA256SUMS": sums.encode()}


def relisted(files, change):
    """The delivery with its list changed by `change`, and checksums that fit."""
    listed = json.loads(files["delivery.json"])
    change(listed)
    return complete({name: data for name, data in files.items() if name not in ("delivery.json", "SHA256SUMS")}, listed)


def zipped(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def mailed(files, text="Hej!"):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "a@kommun.example", "b@stad.example", "Åtgärdsplan"
    message.set_content(text)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


class Receiving(InFolder):
    def put(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def put_folder(self, files, name="hand-over"):
        folder = self.folder / name
        folder.mkdir()
        for each, data in files.items():
            (folder / each).write_bytes(data)
        return folder

    def verify(self, path, code, *words, trust=True):
        """What `verify` says, as JSON; it has to leave every file as it was."""
        before = self.tree()
        result = self.expect(code, "verify", "--format", "json", *words, *(("--trust", AUTHORITY.trust) if trust else ()), path)
        self.assertEqual(self.tree(), before)
        return json.loads(result.stdout)

    def tree(self):
        return sorted((str(path), path.lstat().st_size, path.lstat().st_mtime_ns) for path in self.folder.rglob("*"))

    def holds(self, path):
        (found,) = self.verify(path, 0)["deliveries"]
        self.assertEqual((found["holds"], found["faults"]), (True, []))
        self.assertEqual([each["signatures"][0]["signer"] for each in found["documents"]], ["Karin Ek"])
        return found

    def refused(self, path, *codes):
        """Refused for these reasons and no other."""
        (found,) = self.verify(path, 13)["deliveries"]
        self.assertFalse(found["holds"])
        self.assertEqual([each["code"] for each in found["faults"]], list(codes))
        return found

    def refused_in_every_carrier(self, files, *codes):
        self.refused(self.put_folder(files), *codes)
        self.refused(self.put("delivery.zip", zipped(files)), *codes)
        self.refused(self.put("delivery.eml", mailed(files)), *codes)


class Good(Receiving):
    def test_every_carrier_holds(self):
        files = delivery()
        self.assertEqual(self.holds(self.put_folder(files))["carrier"], "folder")
        self.assertEqual(self.holds(self.put("delivery.zip", zipped(files)))["carrier"], "zip")
        self.assertEqual(self.holds(self.put("delivery.eml", mailed(files)))["carrier"], "message")
        self.assertEqual(self.holds(self.put("zipped.eml", mailed({"exempel.zip": zipped(files)})))["carrier"], "message")

    def test_a_path_is_known_by_what_is_there_not_by_its_name(self):
        files = delivery()
        self.holds(self.put("message.pdf", mailed(files)))
        self.holds(self.put("archive.eml", zipped(files)))
        self.assertEqual(self.verify(self.put("plan.zip", SIGNED), 0)["files"][0]["signatures"][0]["signer"], "Karin Ek")

    def test_a_message_that_was_sent_on_holds(self):
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"], message["Subject"] = "b@stad.example", "VB: Åtgärdsplan"
        message.set_content("Se nedan")
        message.add_attachment(email.message_from_bytes(mailed(delivery()), policy=email.policy.SMTP))
        self.holds(self.put("sent-on.eml", message.as_bytes()))

    def test_a_message_with_unix_line_ends_holds(self):
        self.holds(self.put("unix.eml", mailed(delivery()).replace(b"\r\n", b"\n")))

    def test_it_says_in_words_what_has_come_and_what_was_overridden(self):
        path = self.put_folder(delivery(overrides=[{"check": "not-signed", "reason": "Undertecknas på papper"}]))
        said = self.expect(0, "verify", path, "--trust", AUTHORITY.trust).stdout
        for words in ("delivery of exempel-liten 1.0 from Lillköpings kommun to Beredningsgruppen: 3 files, as they were sent",
                      "sent although the check 'not-signed' failed: Undertecknas på papper", "beslutsunderlag.pdf", "Karin Ek"):
            self.assertIn(words, said)

    def test_several_things_at_once(self):
        report = self.verify(self.put("delivery.zip", zipped(delivery())), 0, self.put("signed.pdf", SIGNED), PACKAGE)
        self.assertEqual([len(report[kind]) for kind in ("files", "deliveries", "packages", "archives", "errors")], [1, 1, 1, 0, 0])


class Broken(Receiving):
    def test_a_file_is_missing(self):
        files = delivery()
        del files["missiv.pdf"]
        self.refused_in_every_carrier(files, "missing-file")

    def test_a_file_is_added(self):
        self.refused_in_every_carrier({**delivery(), "more.txt": b"more"}, "added-file")

    def test_a_file_is_changed(self):
        files = delivery()
        files["plan.toml"] = files["plan.toml"][:-1] + b" "
        self.refused_in_every_carrier(files, "changed-file")

    def test_a_file_is_cut_short(self):
        files = delivery()
        files["plan.toml"] = files["plan.toml"][:100]
        self.refused_in_every_carrier(files, "changed-file")

    def test_a_file_is_renamed(self):
        files = delivery()
        files["Missiv.pdf"] = files.pop("missiv.pdf")
        self.refused_in_every_carrier(files, "renamed-file")

    def test_the_checksums_lie(self):
        files = delivery()
        files["SHA256SUMS"] = files["SHA256SUMS"].replace(sha256(SIGNED).encode(), sha256(b"").encode())
        self.refused_in_every_carrier(files, "bad-checksums", "bad-checksums")

    def test_the_checksums_are_missing(self):
        files = delivery()
        del files["SHA256SUMS"]
        self.refused_in_every_carrier(files, "missing-file")

    def test_a_later_version_made_it(self):
        self.refused_in_every_carrier(delivery(form="planpaket-delivery-2"), "newer-delivery")

    def test_it_is_no_delivery(self):
        self.refused(self.put("other.zip", zipped({"a.txt": b"a"})), "no-delivery")
        self.refused(self.put("other.eml", mailed({"a.txt": b"a"})), "no-delivery")
        self.refused(self.put_folder({"delivery.json": b"{}"}), "no-delivery")
        report = self.verify(self.put_folder({"a.txt": b"a"}, "other"), 13)
        self.assertEqual([each["code"] for each in report["errors"]], ["nothing-to-verify"])
        report = self.verify(self.put("words.txt", b"words"), 13)
        self.assertEqual([each["code"] for each in report["errors"]], ["not-a-pdf"])

    def test_a_name_leads_elsewhere(self):
        for name in ("../missiv.pdf", "/etc/passwd", "a\\b", "nul.pdf", "COM1", ".hidden", "a\u0000b"):
            def change(listed):
                listed["files"][1]["name"] = name
            for path in (self.put("delivery.zip", zipped(relisted(delivery(), change))), self.put("delivery.eml", mailed(relisted(delivery(), change)))):
                self.refused(path, "bad-delivery")

    def test_a_zip_leads_elsewhere(self):
        files = delivery()
        for name in ("../more.txt", "/tmp/more.txt", "a/more.txt", "..\\more.txt"):
            self.refused(self.put("delivery.zip", zipped({**files, name: b"more"})), "zip-folder")

    def test_a_zip_is_a_bomb(self):
        files = {**delivery(), "bomb.txt": bytes(1 << 30)}
        found = self.refused(self.put("delivery.zip", zipped(files)), "zip-too-large", "no-delivery")
        self.assertIn("1073741824", found["faults"][0]["message"])
        self.refused(self.put("dense.zip", zipped({**delivery(), "bomb.txt": bytes(10 << 20)})), "zip-too-large", "no-delivery")

    def test_a_zip_has_more_than_it_says(self):
        data = bytearray(zipped({"delivery.json": bytes(1000)}))
        entry = data.index(b"PK\x01\x02")
        data[entry + 24:entry + 28] = (10).to_bytes(4, "little")
        self.refused(self.put("delivery.zip", bytes(data)), "no-zip", "no-delivery")

    def test_a_zip_has_a_link(self):
        target = io.BytesIO(zipped(delivery()))
        with zipfile.ZipFile(target, "a") as archive:
            link = zipfile.ZipInfo("more.pdf")
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, "/etc/passwd")
        self.refused(self.put("delivery.zip", target.getvalue()), "zip-link")

    def test_a_zip_is_encrypted(self):
        data = bytearray(zipped(delivery()))
        place = data.index(b"PK\x01\x02")
        while place >= 0:
            data[place + 8] |= 1
            place = data.find(b"PK\x01\x02", place + 4)
        self.refused(self.put("delivery.zip", bytes(data)), *["zip-encrypted"] * 5, "no-delivery")

    def test_two_files_have_one_name(self):
        files = delivery()
        target = io.BytesIO(zipped(files))
        with zipfile.ZipFile(target, "a") as archive, self.assertWarns(UserWarning):
            archive.writestr("missiv.pdf", b"another")
        self.refused(self.put("delivery.zip", target.getvalue()), "zip-duplicate")
        message = email.message_from_bytes(mailed(files), policy=email.policy.SMTP)
        message.add_attachment(b"another", maintype="application", subtype="pdf", filename="missiv.pdf")
        self.refused(self.put("delivery.eml", message.as_bytes()), "duplicate-file")

    def test_the_end_of_a_zip_is_missing(self):
        self.refused(self.put("delivery.zip", zipped(delivery())[:-30]), "no-zip", "no-delivery")

    def test_the_end_of_a_message_is_missing(self):
        data = mailed(delivery())
        self.refused(self.put("delivery.eml", data[:-10]), "damaged-message")
        (found,) = self.verify(self.put("half.eml", data[:len(data) // 2]), 13)["deliveries"]
        self.assertEqual([each["code"] for each in found["faults"]][:2], ["damaged-message", "no-delivery"])

    def test_a_folder_has_links_folders_and_pipes(self):
        folder = self.put_folder(delivery())
        (folder / "missiv.pdf").rename(self.folder / "missiv.pdf")
        (folder / "missiv.pdf").symlink_to(self.folder / "missiv.pdf")
        (folder / "more").mkdir()
        os.mkfifo(folder / "pipe")
        self.refused(folder, "no-plain-file", "no-plain-file", "no-plain-file", "missing-file")

    def test_a_signature_is_broken(self):
        broken = bytearray(SIGNED)
        broken[SIGNED.index(b"endobj")] ^= 1

        def change(listed):
            listed["files"][0] |= {"size": len(broken), "sha256": sha256(bytes(broken))}
        (found,) = self.verify(self.put_folder(relisted({**delivery(), "beslutsunderlag.pdf": bytes(broken)}, change)), 13)["deliveries"]
        self.assertFalse(found["holds"])
        self.assertTrue({each["code"] for each in found["faults"]} & {"bad-signature", "damaged-pdf"}, found["faults"])

    def test_a_signature_is_not_trusted(self):
        (found,) = self.verify(self.put_folder(delivery()), 13, trust=False)["deliveries"]
        self.assertEqual([each["code"] for each in found["faults"]], ["unproven-signature"])
        self.assertEqual(found["documents"][0]["verdict"], "indeterminate")

    def test_what_should_be_signed_is_not(self):
        plain = (PACKAGE / "beslutsunderlag.pdf").read_bytes()

        def change(listed):
            listed["files"][0] |= {"size": len(plain), "sha256": sha256(plain)}
        self.refused(self.put_folder(relisted({**delivery(), "beslutsunderlag.pdf": plain}, change)), "not-signed")

    def test_what_should_not_be_signed_is(self):
        def change(listed):
            listed["files"][0]["signed"] = False
        self.refused(self.put_folder(relisted(delivery(), change)), "signed-unexpectedly")

    def test_everything_that_is_wrong_is_told(self):
        files = delivery()
        del files["plan.toml"]
        files["missiv.pdf"] += b"\n"
        files["more.txt"] = b""
        self.refused_in_every_carrier(files, "changed-file", "missing-file", "added-file")

    def test_it_is_told_in_words_and_in_swedish(self):
        files = delivery()
        del files["missiv.pdf"]
        path = self.put("delivery.zip", zipped(files))
        said = self.expect(13, "verify", path, "--trust", AUTHORITY.trust)
        self.assertIn("error[missing-file]", said.stderr)
        self.assertIn("delivery.zip: 'missiv.pdf' is missing", said.stderr)
        self.assertIn("does not hold", said.stdout)
        said = self.expect(13, "verify", path, "--trust", AUTHORITY.trust, env=environment(LANGUAGE="sv"))
        self.assertIn("'missiv.pdf' saknas", said.stderr)


class Packages(Receiving):
    def package(self):
        return pathlib.Path(shutil.copytree(PACKAGE, self.folder / "package"))

    def found(self, path, code):
        (package,) = self.verify(path, code)["packages"]
        return [each["code"] for each in package["faults"]]

    def test_a_package_holds_as_it_was_made(self):
        self.assertEqual(self.found(PACKAGE, 0), [])
        self.assertIn("files, as they were made", self.expect(0, "verify", PACKAGE).stdout)

    def test_a_pdf_that_was_signed_since_is_signed_not_changed(self):
        path = self.package()
        (path / "beslutsunderlag.pdf").write_bytes(SIGNED)
        self.assertEqual(self.found(path, 0), [])

    def test_a_pdf_that_has_something_added_is_changed(self):
        path = self.package()
        with (path / "missiv.pdf").open("ab") as file:
            file.write(b"% more\n")
        self.assertEqual(self.found(path, 13)[-1], "changed-file")

    def test_a_pdf_that_was_changed_before_it_was_signed_is_changed(self):
        path = self.package()
        document = path / "beslutsunderlag.pdf"
        # Without object streams, so that a forger has it easy.
        plain = self.folder / "plain.pdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", document, plain], check=True)
        made = plain.read_bytes()
        manifest = json.loads((path / "manifest.json").read_text())
        (listed,) = [each for each in manifest["files"] if each["name"] == document.name]
        listed |= {"size": len(made), "sha256": sha256(made)}
        (path / "manifest.json").write_text(json.dumps(manifest))
        number, body = page_of(made)
        for data, faults in ((made, []), (update(made, {number: body.replace(b"/Contents", b"/Content")}), ["changed-file"])):
            document.write_bytes(data)
            self.expect(0, "sign", document, "--key", KEY, "--cert", CERTIFICATE, "--field", "ordforande")
            self.assertEqual(self.found(path, 13 if faults else 0), faults)

    def test_a_package_with_missing_or_changed_files_does_not_hold(self):
        path = self.package()
        (path / "missiv.pdf").unlink()
        document = path / "tjansteutlatande.pdf"
        document.write_bytes(document.read_bytes()[:-1])
        self.assertLessEqual({"missing-file", "changed-file"}, set(self.found(path, 13)))

    def test_what_people_put_into_a_package_is_told_but_does_not_matter(self):
        path = self.package()
        (path / "anteckning.txt").write_text("hej")
        (path / "mapp").mkdir()
        self.assertEqual(self.found(path, 0), ["no-plain-file", "added-file"])

    def test_a_package_of_a_later_version_is_refused(self):
        path = self.package()
        manifest = path / "manifest.json"
        manifest.write_text(manifest.read_text().replace("planpaket-package-1", "planpaket-package-2"))
        self.assertEqual(self.found(path, 13), ["newer-package"])


class Archives(Receiving):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "archive"
        self.expect(0, "archive", "add", SMALL, "--draft", "--store", self.store)

    def test_an_archive_is_verified_as_archive_verify_does(self):
        (found,) = self.verify(self.store, 0)["archives"]
        self.assertEqual((found["kind"], found["errors"]), ("storage-root", 0))
        self.assertIn("1 object", self.expect(0, "verify", self.store).stdout)

    def test_an_object_is_verified_alone(self):
        (inventory,) = [path for path in self.store.rglob("inventory.json") if path.parent.name != "v1"]
        (found,) = self.verify(inventory.parent, 0)["archives"]
        self.assertEqual(found["kind"], "object")

    def test_a_damaged_archive_is_told_with_its_own_exit_code(self):
        plan = next(path for path in self.store.rglob("*.toml"))
        plan.chmod(0o644)
        plan.write_bytes(plan.read_bytes() + b"#\n")
        (found,) = self.verify(self.store, 12)["archives"]
        self.assertGreater(found["errors"], 0)


if __name__ == "__main__":
    unittest.main()
