"""Measures how many files `sign` signs in a second with one key, and that the pages before a signature cost little more than reading, hashing and
writing them once. Run by scripts/bench."""

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
COPIES = 20  # of one file, a small or a large one
LARGE = "bilaga-1-atgardsplan"
MEMORY = pathlib.Path("/dev/shm")  # where a disk that others use too does not disturb


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


def quiet_folder():
    """In memory, if there is room for the large files."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 1 << 30
    return tempfile.TemporaryDirectory(prefix="planpaket-bench-", dir=MEMORY if roomy else None)


def measure_beyond(sign, document, folder):
    """Milliseconds of processor that reading, hashing and writing a file takes, and that signing it takes beyond that."""
    paths = [folder / f"{number}.pdf" for number in range(COPIES)]
    least, beyond = [], []
    for _ in range(7):
        for path in paths:
            shutil.copy(document, path)
        least.append(1000 * floor(paths, folder / "copy") / COPIES)
        beyond.append(1000 * sign(paths).processor / COPIES - least[-1])
    for path in paths:
        path.unlink()
    return statistics.median(least), statistics.median(beyond)


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
        with quiet_folder() as quiet:
            (_, of_small), (least, of_large) = (measure_beyond(sign, file, pathlib.Path(quiet)) for file in (document, large))
        print(f"{COPIES} files of {large.stat().st_size} bytes and {pages(str(large))} pages, milliseconds of processor for a file")
        table.row("  reading, hashing and writing it once", least, form="{:.1f}")
        table.row("  beyond that, a small file", of_small, form="{:.1f}")
        table.row("  beyond that, the large file", of_large, form="{:.1f}")
        table.row("  what the pages add, as a multiple of what must be", (of_large - of_small) / least, 0.15)
    print("all limits kept" if not table.failed else f"{table.failed} limits broken")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
