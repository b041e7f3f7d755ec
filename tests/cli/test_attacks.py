"""Every attack of the table is refused, and what resembles it and is honest is not."""

import concurrent.futures
import copy
import json
import pathlib
import tempfile
import unittest

from attacks import ROWS, appended, base, document
from authority import Authority
from program import run

VERDICTS = ["valid", "valid but", "indeterminate", "invalid"]
AT_ONCE = 2


def sign(paths, identity, *words):
    """Signs many files in one call."""
    if paths:
        result = run("sign", *paths, "--key", identity[0], "--cert", identity[1], "-j", AT_ONCE, *words)
        assert result.returncode == 0, result.stderr


class Case:
    """A row's forged file, or its honest one."""

    def __init__(self, row, honest):
        self.row, self.honest = row, honest
        self.name = f"{row.name} ({'honest' if honest else 'forged'})"
        self.before = base()
        (row.honest_made if honest and row.honest_made else row.made)(self.before)
        self.document = (not honest and row.file) or document(self.before, row.packed)

    def changed(self, signed):
        after = copy.deepcopy(self.before)
        change = (self.row.honest if self.honest else self.row.forged)(after)
        return change(signed) if callable(change) else appended(signed, self.before, after, self.row.packed)


def make(folder, authority, rows=ROWS):
    """The files of the rows, signed and changed: what is the same is made once. Case: path."""
    first, second = authority.issue("Karin Ek"), authority.issue("Per Ask")
    cases = [Case(row, honest) for row in rows for honest in ((False, True) if row.honest else (False,))]
    documents = {}
    for case in cases:
        documents.setdefault((case.row.certify, case.document), folder / f"document-{len(documents)}.pdf")
    for (_, data), path in documents.items():
        path.write_bytes(data)
    for certify in sorted({certify for certify, _ in documents}):
        sign([path for (each, _), path in documents.items() if each == certify], first, "--field", "forsta", *(["--certify", certify] if certify else []))
    signed = {key: path.read_bytes() for key, path in documents.items()}
    files, paths = {}, {}
    for case in cases:
        data = case.changed(signed[case.row.certify, case.document])
        paths[case] = files.setdefault((case.row.again, data), folder / f"file-{len(files)}.pdf")
    for (_, data), path in files.items():
        path.write_bytes(data)
    for again in sorted({again for again, _ in files if again}):
        sign([path for (each, _), path in files.items() if each == again], second, "--field", again)
    return paths


def judge(paths, authority):
    """Of each file the first signature's verdict and the report; one that cannot be read is as good as invalid."""
    def reports(part):
        return json.loads(run("verify", *part, "--trust", authority.trust, "--format", "json").stdout)["files"] if part else []

    paths = sorted(set(paths))
    verdicts = {path: ("invalid", {}) for path in paths}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for report in pool.map(reports, [paths[i::AT_ONCE] for i in range(AT_ONCE)]):
            for file in report:
                first = [each["verdict"] for each in file["signatures"] if each["field"] == "forsta"]
                verdicts[pathlib.Path(file["file"])] = (first[0] if first else "invalid", file)
    return verdicts


class Attacks(unittest.TestCase):
    def test_every_row(self):
        with tempfile.TemporaryDirectory(prefix="planpaket-attacks-") as name, Authority(name) as authority:
            paths = make(pathlib.Path(name), authority)
            verdicts = judge(paths.values(), authority)
        for case, path in paths.items():
            verdict, report = verdicts[path]
            said = json.dumps(report.get("signatures"), ensure_ascii=False)
            with self.subTest(case.name):
                if case.honest:
                    self.assertLess(VERDICTS.index(verdict), VERDICTS.index("indeterminate"), said)
                else:
                    self.assertGreaterEqual(VERDICTS.index(verdict), VERDICTS.index(case.row.least), said)
                    self.assertIn(case.row.says, said)

    def test_each_row_has_a_name_of_its_own_and_an_honest_file_or_a_reason(self):
        names = [row.name for row in ROWS]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual([row.name for row in ROWS if not row.honest and not row.why], [])


if __name__ == "__main__":
    unittest.main()
