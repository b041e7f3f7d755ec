"""Measures how long the plans of many districts take to collate. Run by scripts/bench.

Every district's delivery has its plan, all its documents, and two signatures on the first of them.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from measure import Run, Table, median

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import deliveries
from authority import Authority

ROWS = 32  # of a real plan
ROUNDS = 3


def make(given, work, districts):
    """The deliveries of so many districts and the register that expects them."""
    plans = {number: deliveries.plan(number, rows=ROWS) for number in range(1, districts + 1)}
    paths = {number: deliveries.write_plan(work / f"{number}.toml", made) for number, made in plans.items()}
    program = [given.program]
    subprocess.run([*program, "build", *paths.values(), "-o", work / "built", "--format", "pdf", "--templates", given.templates],
                   check=True, capture_output=True)
    with Authority(work) as authority:
        for person in ("Karin Ek", "Per Åsberg"):
            key, certificate = authority.issue(person)
            subprocess.run([*program, "sign", *sorted((work / "built").glob("*/beslutsunderlag.pdf")), "--key", key, "--cert", certificate,
                            "--jobs", "2"], check=True, capture_output=True)
        shutil.copytree(authority.trust, work / "trust")
    for number, made in plans.items():
        documents = {path.name: (path.read_bytes(), path.stem == "beslutsunderlag")
                     for path in sorted((work / f"built/{made['id']}").glob("*.pdf"))}
        deliveries.deliver(work / f"inbox/{number:03}", paths[number], made, documents)
    return deliveries.register(work / "stad.toml", plans)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--templates", required=True)
    options.add_argument("--districts", type=int, nargs="+", default=[11, 300])
    given = options.parse_args()
    table = Table()
    for districts in given.districts:
        with tempfile.TemporaryDirectory(prefix="planpaket-bench-") as folder:
            work = pathlib.Path(folder)
            register = make(given, work, districts)
            print(f"{districts} deliveries, {sum(path.stat().st_size for path in work.glob('inbox/*/*')) / 1e6:.0f} MB")
            formats = {"PDF and CSV": "pdf", "PDF, DOCX and CSV": "pdf,docx"}
            for name, value in formats.items():
                command = [given.program, "collate", str(register), str(work / "inbox"), "-o", str(work / "out"), "--trust", str(work / "trust"),
                           "--templates", given.templates, "--format", value, "--jobs", "2"]
                runs = [Run(command) for _ in range(ROUNDS)]
                table.row(f"  {name}, seconds", median(runs), 10 if value == "pdf" or districts < 100 else None)
                table.row("    of processor", median(runs, "processor"))
                table.row("    memory, MiB", median(runs, "memory"), 64 + districts if value == "pdf" else None, "{:.0f}")
    print("all limits kept" if not table.failed else f"{table.failed} limits broken")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
