"""Surroundings that fail: folders that cannot be written, full disks, kills, and two builds at once."""

import json
import hashlib
import os
import shutil
import signal
import subprocess
import time
import unittest

from program import InFolder, LARGE, PROGRAM, SMALL, contents, environment

NAMES = ["exempel-liten"]


class Surroundings(InFolder):
    def whole(self, package):
        """A package whose manifest tells the truth."""
        files = contents(package)
        manifest = json.loads(files.pop("manifest.json"))
        self.assertEqual({entry["name"]: entry["sha256"] for entry in manifest["files"]},
                         {name: hashlib.sha256(data).hexdigest() for name, data in files.items()})

    def names(self):
        return sorted(path.name for path in (self.folder / "output").iterdir())

    def test_refuses_to_replace_a_folder_that_is_no_package(self):
        (self.folder / "output/exempel-liten").mkdir(parents=True)
        (self.folder / "output/exempel-liten/letter.txt").write_text("mine")
        result = self.expect(11, "build", "-o", self.folder / "output", SMALL)
        self.assertIn("error[not-a-package]", result.stderr)
        self.assertEqual(contents(self.folder / "output/exempel-liten"), {"letter.txt": b"mine"})
        self.assertEqual(self.names(), NAMES)

    def test_keeps_what_people_have_put_into_a_package(self):
        self.expect(0, "build", "-o", self.folder / "output", SMALL)
        (self.folder / "output/exempel-liten/notes.txt").write_text("mine")
        self.expect(0, "build", "-o", self.folder / "output", SMALL)
        self.assertEqual((self.folder / "output/exempel-liten/notes.txt").read_text(), "mine")

    def test_says_when_the_output_is_a_file(self):
        self.write("output", "a file")
        self.assertIn("error[unwritable]", self.expect(11, "build", "-o", self.folder / "output", SMALL).stderr)

    def test_says_when_the_output_folder_may_not_be_written(self):
        self.folder.chmod(0o755)
        output = self.folder / "output"
        output.mkdir(mode=0o555)
        # Root may write everywhere, unless it gives that up.
        humble = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        result = subprocess.run([*humble, PROGRAM, "build", "-o", output, SMALL], env=environment(), capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 11, result.stderr)
        self.assertIn("error[unwritable]", result.stderr)
        self.assertIn("hint:", result.stderr)
        self.assertEqual(list(output.iterdir()), [])

    def test_a_full_disk_leaves_the_old_package(self):
        if os.geteuid() != 0:
            self.skipTest("needs root to mount a small file system")
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
            self.skipTest("no file system may be mounted here")
        try:
            self.expect(0, "build", "-o", disk, "--only", "bilaga-2-sammanstallning", SMALL)
            before = contents(disk / "exempel-liten")
            with open(disk / "filler", "wb") as filler:
                free = os.statvfs(disk)
                filler.write(b"x" * (free.f_bavail * free.f_bsize - 16384))
            result = self.expect(11, "build", "-o", disk, SMALL)
            self.assertIn("error[unwritable]", result.stderr)
            self.assertEqual(contents(disk / "exempel-liten"), before)
            self.assertEqual(sorted(path.name for path in disk.iterdir()), ["exempel-liten", "filler"])
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_killed_at_any_moment_it_leaves_a_whole_package(self):
        output = self.folder / "output"
        self.expect(0, "build", "-o", output, SMALL)
        start = time.monotonic()
        self.expect(0, "build", "-o", output, SMALL)
        usual = time.monotonic() - start
        before = contents(output / "exempel-liten")
        changed = self.write("plan.toml", SMALL.read_text().replace("Lillköping 2026", "Storköping 2026"))
        moments = 25
        for moment in range(moments):
            process = subprocess.Popen([PROGRAM, "build", "-o", output, changed], env=environment(), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(usual * (moment + 0.5) / moments)
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.whole(output / "exempel-liten")
        self.expect(0, "build", "-o", output, SMALL)
        self.assertEqual(contents(output / "exempel-liten"), before)
        self.assertEqual(self.names(), NAMES)

    def test_builds_of_one_plan_at_once_leave_one_whole_package(self):
        output = self.folder / "output"
        runs = [subprocess.Popen([PROGRAM, "build", "-o", output, SMALL, *more], env=environment(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE) for more in ([], ["--only", "missiv"]) * 4]
        for process in runs:
            said = process.communicate(timeout=300)[1]
            self.assertEqual(process.returncode, 0, said)
        self.whole(output / "exempel-liten")
        self.assertEqual(self.names(), NAMES)


if __name__ == "__main__":
    unittest.main()
