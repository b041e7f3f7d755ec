"""Measures how many files `sign` signs in a second with one key, and that the pages before a signature cost no more than hashing them. Run by
scripts/bench."""

import argparse
import hashlib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from measure import Run, Table, pages

FILES = 1000
COPIES = 20  # of a large one
LARGE = "bilaga-1-atgardsplan"


def floor(paths, to):
    """Seconds of processor for what cannot be left out: each file read, hashed and written once, brought to the disk."""
    begin = time.process_time()
    for path in paths:
        data = path.read_bytes()
        hashlib.sha256(data).digest()
        with open(to, "wb") as file:
            file.write(data)
            os.fsync(file.fileno())
    return time.process_time() - begin


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--templates", required=True)
    options.add_argument("--plan", required=True)
    given = options.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory(prefix="planpaket-bench-") as name:
        folder = pathlib.Path(name)
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate,
                        "-subj", "/CN=Karin Ek", "-addext", "keyUsage=critical,digitalSignature"], check=True, capture_output=True)
        Run([given.program, "build", given.plan, "-o", str(folder), "--templates", given.templates, "--format", "pdf"])
        document, = folder.glob("*/beslutsunderlag.pdf")
        files = [folder / f"{number}.pdf" for number in range(FILES)]

        def sign(paths):
            return Run([given.program, "sign", *map(str, paths), "--key", str(key), "--cert", str(certificate), "--jobs", "1"])

        runs = []
        for _ in range(3):
            for path in files:
                shutil.copy(document, path)
            runs.append(sign(files))
        print(f"{FILES} files of {document.stat().st_size} bytes, ECDSA P-256, one job")
        table.row("  files a second", FILES / statistics.median(run.wall for run in runs), 200, "{:.0f}", at_least=True)
        table.row("  files a second of processor", FILES / statistics.median(run.processor for run in runs), form="{:.0f}")
        plan, cells = folder / "large.toml", os.devnull
        subprocess.run([sys.executable, "-B", str(pathlib.Path(__file__).with_name("generate.py")), "3200", str(plan), cells], check=True)
        Run([given.program, "build", str(plan), "-o", str(folder), "--templates", given.templates, "--format", "pdf", "--only", LARGE])
        large, = folder.glob(f"prov-*/{LARGE}.pdf")
        more, least = [], []
        for _ in range(5):
            for path in files[:COPIES]:
                shutil.copy(large, path)
            least.append(floor(files[:COPIES], folder / "copy") / COPIES)
            more.append(sign(files[:COPIES]).processor / COPIES)
        small = statistics.median(run.processor for run in runs) / FILES
        print(f"{COPIES} files of {large.stat().st_size} bytes and {pages(str(large))} pages")
        table.row("  milliseconds of processor for a file", 1000 * statistics.median(more), form="{:.1f}")
        table.row("  for reading, hashing and writing it", 1000 * statistics.median(least), form="{:.1f}")
        table.row("  what the pages add, as a multiple of that", (statistics.median(more) - small) / statistics.median(least))
    print("all limits kept" if not table.failed else f"{table.failed} limits broken")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
