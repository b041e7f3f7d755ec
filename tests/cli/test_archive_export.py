"""Submission packages for an e-archive."""

import hashlib
import unittest
import urllib.parse
import xml.etree.ElementTree
import zipfile

from archive_store import DECISION, PLAN
from program import InFolder, environment

METS, PREMIS, XLINK = "{http://www.loc.gov/METS/}", "{http://www.loc.gov/premis/v3}", "{http://www.w3.org/1999/xlink}"
NOW = environment(SOURCE_DATE_EPOCH="1774454400")


def described(folder):
    """The files that the METS.xml of a folder and those below it describe, with their SHA-512."""
    files = {}
    root = xml.etree.ElementTree.parse(folder / "METS.xml").getroot()
    links = [(each, each) for each in root.iter(METS + "mdRef")]
    links += [(each, each.find(METS + "FLocat")) for each in root.iter(METS + "file")]
    for element, link in links:
        path = folder / urllib.parse.unquote(link.get(XLINK + "href"))
        files[path] = element.get("CHECKSUM")
        if path.name == "METS.xml":
            files.update(described(path.parent))
    return files


class Export(InFolder):
    def setUp(self):
        super().setUp()
        plan = self.write("prövoplan å.toml", PLAN + DECISION)
        self.expect(0, "archive", "add", plan, "--store", self.folder / "store", env=NOW)

    def export(self, code, *arguments):
        return self.expect(code, "archive", "export", "provplan", *arguments, "--store", self.folder / "store", env=NOW)

    def test_every_file_is_described_with_its_digest(self):
        target = self.folder / "sip"
        self.export(0, "--sip", "-o", target)
        files = described(target)
        self.assertEqual(set(files) | {target / "METS.xml"}, {each for each in target.rglob("*") if each.is_file()})
        for path, digest in files.items():
            self.assertEqual(hashlib.sha512(path.read_bytes()).hexdigest(), digest, path)
        source = target / "representations/source/data/plan/prövoplan å.toml"
        self.assertEqual(source.read_text(), PLAN + DECISION)

    def test_tells_the_decision_and_the_organisation(self):
        target = self.folder / "sip"
        self.export(0, "--sip", "-o", target, "--submitter", "Stadsarkivets <IT>", "--agreement", "A & B")
        mets = xml.etree.ElementTree.parse(target / "METS.xml").getroot()
        names = [(each.get("ROLE"), each.findtext(METS + "name")) for each in mets.iter(METS + "agent")]
        self.assertEqual(names, [("CREATOR", "planpaket"), ("ARCHIVIST", "Björkköpings kommun"), ("CREATOR", "Stadsarkivets <IT>")])
        self.assertEqual(mets.find(f".//{METS}altRecordID").text, "A & B")
        premis = xml.etree.ElementTree.parse(target / "metadata/preservation/premis.xml").getroot()
        events = [(each.findtext(PREMIS + "eventType"), each.findtext(PREMIS + "eventDateTime")) for each in premis.iter(PREMIS + "event")]
        self.assertEqual(events[0], ("decision", "2026-03-24"))

    def test_a_zip_is_the_same_bytes_each_time_and_holds_the_folder(self):
        for name in ("one.zip", "two.zip", "sip"):
            self.export(0, "v1", "--sip", "-o", self.folder / name)
        self.assertEqual((self.folder / "one.zip").read_bytes(), (self.folder / "two.zip").read_bytes())
        with zipfile.ZipFile(self.folder / "one.zip") as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        files = {f"provplan-v1/{each.relative_to(self.folder / 'sip')}": each.read_bytes()
                 for each in (self.folder / "sip").rglob("*") if each.is_file()}
        self.assertEqual(held, files)

    def test_writes_over_nothing(self):
        for name in ("sip", "sip.zip"):
            self.export(0, "--sip", "-o", self.folder / name)
            self.assertIn("error[file-exists]", self.export(12, "--sip", "-o", self.folder / name).stderr)
        self.assertIn("--sip", self.export(2).stderr)
        self.assertIn("error[not-in-store]", self.export(12, "v7", "--sip").stderr)


if __name__ == "__main__":
    unittest.main()
