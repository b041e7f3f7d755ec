"""Every attack of the table is refused, and what resembles it and is honest is not."""

import concurrent.futures
import copy
import functools
import hashlib
import json
import pathlib
import subprocess
import tempfile
import unittest

from attack_files import appended, base, document, filled
from attacks import ROWS
from authority import Authority, openssl
from program import run

VERDICTS = ["valid", "valid but", "indeterminate", "invalid"]
AT_ONCE = 2
ENDLESS = [{"field": "forsta", "verdict": "valid", "reasons": ["never done"]}]


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


def value_by_hand(authority, identity, data, is_timestamp):
    """A signature or a timestamp of the bytes, made without the program."""
    if not is_timestamp:
        return openssl("cms", "-sign", "-binary", "-cades", "-md", "sha256", "-outform", "DER", "-signer", identity[1], "-inkey", identity[0], input=data)
    query = openssl("ts", "-query", "-sha256", "-cert", "-digest", hashlib.sha256(data).hexdigest())
    with tempfile.NamedTemporaryFile() as reply:
        reply.write(authority.stamp(query))
        reply.flush()
        return openssl("ts", "-reply", "-in", reply.name, "-token_out")


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
    by_hand = functools.partial(value_by_hand, authority, second)
    files, paths = {}, {}
    for case in cases:
        data = filled(case.changed(signed[case.row.certify, case.document]), by_hand)
        paths[case] = files.setdefault((case.row.again, data), folder / f"file-{len(files)}.pdf")
    for (_, data), path in files.items():
        path.write_bytes(data)
    for again in sorted({again for again, _ in files if again}):
        sign([path for (each, _), path in files.items() if each == again], second, "--field", again)
    return paths


def reports(paths, authority):
    """What `verify` says of each file; nothing of one that it is never done with."""
    try:
        return json.loads(run("verify", *paths, "--trust", authority.trust, "--format", "json", timeout=5 + len(paths)).stdout)["files"]
    except subprocess.TimeoutExpired:
        return [report for path in paths for report in reports([path], authority)] if len(paths) > 1 else [{"file": str(paths[0]), "signatures": ENDLESS}]


def judge(paths, authority):
    """Of each file the first signature's verdict and the report; one that cannot be read is as good as invalid."""
    paths = sorted(set(paths))
    verdicts = {path: ("invalid", {}) for path in paths}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for report in pool.map(lambda part: reports(part, authority), [paths[i:i + 40] for i in range(0, len(paths), 40)]):
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
                    self.assertIn(verdict, VERDICTS[:VERDICTS.index("indeterminate")], said)
                else:
                    self.assertIn(verdict, VERDICTS[VERDICTS.index(case.row.least):], said)
                    self.assertIn(case.row.says, said)

    def test_each_row_has_a_name_of_its_own_and_an_honest_file_or_a_reason(self):
        names = [row.name for row in ROWS]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual([row.name for row in ROWS if not row.honest and not row.why], [])


if __name__ == "__main__":
    unittest.main()
