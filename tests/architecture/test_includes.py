#!/usr/bin/env python3
"""Holds the #include lines of src/ against the table of docs/architecture.md, and looks for circles among the files."""

import re
import unittest
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = PROJECT / "src"
INCLUDE = re.compile(r'^#include "(\w+)/(\w+)\.h"$', re.MULTILINE)
ROW = re.compile(r"^\| `(\w+)/` \|.*\| ([^|]*) \| [^|]* \|$", re.MULTILINE)


def allowed():
    """By folder, the folders that it may use."""
    table = (PROJECT / "docs/architecture.md").read_text()
    return {folder: set(re.findall(r"\w+", used)) for folder, used in ROW.findall(table)}


def included():
    """By noun ("plan/plan": a header and its source), the nouns that it includes."""
    nouns = {}
    for path in SOURCES.glob("*/*"):
        if path.suffix in (".h", ".cpp"):
            noun = f"{path.parent.name}/{path.stem}"
            headers = {"/".join(parts) for parts in INCLUDE.findall(path.read_text())}
            nouns.setdefault(noun, set()).update(headers - {noun})
    return nouns


class Includes(unittest.TestCase):
    def test_the_table_says_which_folder_uses_which(self):
        used = {folder: set() for folder in (path.name for path in SOURCES.iterdir() if path.is_dir())}
        for noun, headers in included().items():
            folder = noun.split("/")[0]
            used[folder] |= {header.split("/")[0] for header in headers} - {folder}
        self.maxDiff = None
        self.assertEqual(used, allowed())

    def test_no_circle_runs_among_files(self):
        try:
            TopologicalSorter(included()).prepare()
        except CycleError as error:
            self.fail("a circle: " + " → ".join(reversed(error.args[1])))

    def test_jobs_know_no_door(self):
        doors = {"cli", "terminal"}
        for job in ("making", "keeping", "sending", "receiving", "verification"):
            self.assertFalse(allowed()[job] & doors, job)
            for path in (SOURCES / job).iterdir():
                self.assertNotRegex(path.read_text(), r"#include <iostream>|std::c(out|err)\b|\\33\[|isatty", path)


if __name__ == "__main__":
    unittest.main()
