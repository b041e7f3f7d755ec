"""The program as its users run it. Used by the tests beside this file."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PLANPAKET", str(PROJECT / "build/bin/planpaket"))
SMALL = PROJECT / "plans/exempel-liten.toml"
LARGE = PROJECT / "plans/hasselby-vallingby-2025.toml"


def environment(**changes):
    """A plain environment, English, with changes; None takes a variable away."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    kept["LC_ALL"] = "C.UTF-8"
    for name, value in changes.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = str(value)
    return kept


def run(*words, cwd=None, env=None, timeout=300, **more):
    """Runs the program; text in and out."""
    return subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, env=env or environment(), capture_output=True, text=True,
                          encoding="utf-8", timeout=timeout, **more)


def contents(folder):
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}


class InFolder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="planpaket-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def expect(self, code, *words, **more):
        result = run(*words, **more)
        self.assertEqual(result.returncode, code, f"{words}\n{result.stdout}\n{result.stderr}")
        return result
