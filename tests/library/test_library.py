#!/usr/bin/env python3
"""The library as another program uses it: what it makes, signs and stores is what the program finds sound."""

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from program import PROJECT, InFolder, environment, run  # noqa: E402

PLAN = PROJECT / "tests/plans/uppfoljd.toml"


class Library(InFolder):
    def test_makes_signs_and_stores_without_the_command_line(self):
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                        "-subj", "/CN=Ordföranden", "-utf8", "-addext", "keyUsage=digitalSignature", "-keyout", key, "-out",
                        certificate], check=True, capture_output=True)
        made = subprocess.run([os.environ["MAKE_SIGN_STORE"], PLAN, PROJECT / "templates", self.folder, key, certificate],
                              env=environment(), capture_output=True, text=True, timeout=300)
        self.assertEqual(made.returncode, 0, made.stderr)
        files = len(list((self.folder / "uppfoljd-2024").iterdir())) - 1
        self.assertEqual(made.stdout, f"{files} files made, {files} told\nuppfoljd-2024 v1 stored\n")

        self.expect(0, "archive", "verify", self.folder / "archive")
        shown = self.expect(0, "archive", "show", "uppfoljd-2024", "v1", "--store", self.folder / "archive", "--format", "json")
        self.assertIn("signed/beslutsunderlag.pdf", [file["path"] for file in json.loads(shown.stdout)["files"]])
        (self.folder / "anchors").mkdir()
        certificate.rename(self.folder / "anchors/anchor.pem")
        said = run("verify", self.folder / "beslutsunderlag.pdf", "--trust", self.folder / "anchors", "--format", "json")
        self.assertEqual([each["verdict"] for each in json.loads(said.stdout)["files"]], ["valid but"], said.stdout)  # no timestamp proves when

    @unittest.skipUnless("INSTALLABLE" in os.environ, "built with sanitizers, which another project is not")
    def test_another_project_can_use_what_is_installed(self):
        installed, built = self.folder / "installed", self.folder / "built"
        for command in (["cmake", "--install", os.environ["INSTALLABLE"], "--prefix", installed, "--component", "development"],
                        ["cmake", "-G", "Ninja", "-S", Path(__file__).parent, "-B", built, f"-DCMAKE_PREFIX_PATH={installed}"],
                        ["cmake", "--build", built]):
            done = subprocess.run(command, capture_output=True, text=True, timeout=600)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertFalse((installed / "bin").exists())
        self.assertEqual(subprocess.run([built / "make_sign_store"]).returncode, 2)


if __name__ == "__main__":
    unittest.main()
