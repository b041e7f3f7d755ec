"""What is left of a PDF when 'sign' is killed, or the disk fails it, at each call that changes the disk."""

import json
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import unittest

from authority import Authority
from program import PROGRAM, SMALL, InFolder, environment, run

FAULTS = os.environ["FAULTS"]
MOMENT = {"SOURCE_DATE_EPOCH": "1774346400"}


def setUpModule():
    global SHARED, AUTHORITY, UNSIGNED, CHAIR
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-sign-faults-")
    folder = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(folder).__enter__()
    assert run("build", "-o", folder, "--format", "pdf", "--only", "beslutsunderlag", SMALL).returncode == 0
    UNSIGNED, = folder.glob("*/beslutsunderlag.pdf")
    CHAIR = AUTHORITY.issue("Karin Ek")


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


def with_faults(**faults):
    env = environment(LD_PRELOAD=FAULTS, **faults)
    # A program with sanitizers minds not being the first to be loaded.
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    return env


class Faults(InFolder):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / "plan.pdf"
        self.before = UNSIGNED.read_bytes()
        self.pdf.write_bytes(self.before)
        # Whoever looks sees a file of these permissions.
        self.pdf.chmod(0o640)

    def signatures(self, path):
        told = run("verify", path, "--trust", AUTHORITY.trust, "--format", "json")
        return [each["verdict"] for each in json.loads(told.stdout)["files"][0]["signatures"]]

    def every_call(self, how, *words, target=None):
        """Runs the signing once for each call that changes the disk, and lets that one go wrong."""
        target = target or self.pdf
        words = ["sign", self.pdf, "--key", CHAIR[0], "--cert", CHAIR[1], *words]
        count = self.folder / "count"
        self.assertEqual(run(*words, env=with_faults(FAULTS_COUNT=count)).returncode, 0)
        signed = self.signatures(target)
        calls = int(count.read_text())
        self.assertGreaterEqual(calls, 5)
        count.unlink()
        others = {path.name for path in self.folder.iterdir()} - {target.name}
        for call in range(1, calls + 1):
            with self.subTest(how=how, call=call):
                if target == self.pdf:
                    self.pdf.write_bytes(self.before)
                else:
                    target.unlink(missing_ok=True)
                result = run(*words, env=with_faults(FAULTS_AT=call, FAULTS_AS=how))
                self.assertIn(result.returncode, (-signal.SIGKILL,) if how == "kill" else (0, 13), result.stderr)
                if result.returncode == 13:
                    self.assertIn("error[unwritable]", result.stderr)
                    self.assertIn(str(target), result.stderr)
                old = self.pdf.read_bytes() == self.before if target == self.pdf else not target.exists()
                if result.returncode == 0:
                    self.assertFalse(old, "said to be signed")
                if not old:
                    self.assertTrue(target.read_bytes().startswith(self.before))
                    self.assertEqual(self.signatures(target), signed, "neither the old file nor the new one")
                if target == self.pdf:
                    self.assertEqual(self.pdf.stat().st_mode & 0o777, 0o640)
                else:
                    self.assertEqual(self.pdf.read_bytes(), self.before)
                left = {path.name for path in self.folder.iterdir()} - {target.name} - others
                if how == "kill":
                    # What a killed program leaves has no name that anybody would take for the file.
                    self.assertTrue(all(name.startswith(f".{target.name}.") for name in left), left)
                    for name in left:
                        (self.folder / name).unlink()
                else:
                    self.assertEqual(left, set())

    def test_killed_at_any_call_the_file_is_the_old_or_the_new_one(self):
        self.every_call("kill")

    def test_killed_at_any_call_another_file_is_not_there_or_whole(self):
        self.every_call("kill", "-o", self.folder / "signed.pdf", target=self.folder / "signed.pdf")

    def test_killed_at_any_call_at_the_highest_level(self):
        self.every_call("kill", "--level", "b-lta", "--tsa", AUTHORITY.tsa, "--trust", AUTHORITY.trust)

    def test_a_full_disk_at_any_call_loses_nothing(self):
        self.every_call("ENOSPC")

    def test_a_failing_disk_at_any_call_loses_nothing(self):
        self.every_call("EIO")

    def test_a_full_disk_leaves_no_other_file(self):
        self.every_call("ENOSPC", "-o", self.folder / "signed.pdf", target=self.folder / "signed.pdf")

    def test_a_full_disk_while_preparing_loses_nothing(self):
        count = self.folder / "count"
        prepared, content = self.folder / "prepared.pdf", self.folder / "content"
        words = ["sign", self.pdf, "--prepare", "-o", prepared, "--bytes", content]
        self.assertEqual(run(*words, env=with_faults(FAULTS_COUNT=count, **MOMENT)).returncode, 0)
        wanted = prepared.read_bytes(), content.read_bytes()
        for call in range(1, int(count.read_text()) + 1):
            for path in (prepared, content):
                path.unlink(missing_ok=True)
            result = run(*words, env=with_faults(FAULTS_AT=call, FAULTS_AS="ENOSPC", **MOMENT))
            with self.subTest(call):
                self.assertIn(result.returncode, (0, 13))
                self.assertEqual(self.pdf.read_bytes(), self.before)
                for path, whole in zip((prepared, content), wanted):
                    self.assertTrue(not path.exists() or path.read_bytes() == whole)
                self.assertEqual(prepared.exists(), result.returncode == 0)

    def test_a_file_that_grows_beyond_the_limit_is_left_alone(self):
        """The system's own refusal, not a pretended one: no file may be larger than this."""
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        result = subprocess.run([PROGRAM, "sign", self.pdf, "--key", CHAIR[0], "--cert", CHAIR[1]], env=environment(), capture_output=True, text=True,
                                preexec_fn=small_files, check=False)
        self.assertEqual(result.returncode, 13, result.stderr)
        self.assertIn("error[unwritable]", result.stderr)
        self.assertEqual(self.pdf.read_bytes(), self.before)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["plan.pdf"])

    def test_a_folder_that_is_not_there_is_told(self):
        self.expect(13, "sign", self.pdf, "--key", CHAIR[0], "--cert", CHAIR[1], "-o", self.folder / "none" / "signed.pdf")
        self.assertEqual(self.pdf.read_bytes(), self.before)


if __name__ == "__main__":
    unittest.main()
