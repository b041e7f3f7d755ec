"""Measures the archive against coreutils and judges the ratios. Run by scripts/bench.

A version is added to a store as often as coreutils copies the same files, digests them and brings them to the disk; both take
turns, so that a machine that slows down slows both.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

from measure import Table

# What a version is to coreutils: copied, digested, and on the disk, files and folders.
COPY = 'cp -r "$1" "$2" && cd "$2" && find . -type f -print0 | xargs -0 sha512sum >../digests && find . -print0 | xargs -0 sync'

# Up to so many versions of one object the limit is promised: each version links the files of all older ones. See docs/performance.md.
PROMISED = 30


def wall(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def seconds(program, *words):
    """What the program says that it took: without its start, and without making what it stores."""
    return float(subprocess.run([program, *map(str, words)], check=True, capture_output=True, text=True).stdout)


def added(program, package, work, versions, objects):
    """Seconds of adding so many versions, spread over so many objects, and of coreutils for the same bytes."""
    store, copies = os.path.join(work, "store"), os.path.join(work, "copies")
    for folder in (store, copies):
        shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(copies)
    turn = max(1, versions // 20)
    ours = floor = 0
    for begin in range(0, versions, turn):
        count = min(turn, versions - begin)
        ours += seconds(program, "add", store, package, count, objects, begin)
        for i in range(begin, begin + count):
            floor += wall(["sh", "-c", COPY, "sh", package, os.path.join(copies, str(i))])
    shutil.rmtree(copies)
    return ours, floor, store


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True, help="archive_bench")
    options.add_argument("--package", required=True, help="folder of one version's files")
    options.add_argument("--versions", type=int, default=1000)
    options.add_argument("--spread", type=int, nargs="+", default=[1000, 100, 34, 10, 1], help="numbers of objects to spread the versions over")
    options.add_argument("--objects", type=int, default=10000, help="in the store that is listed")
    given = options.parse_args()

    table = Table()
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(given.package))) as work:
        for objects in (min(objects, given.versions) for objects in given.spread):
            ours, floor, store = added(given.program, given.package, work, given.versions, objects)
            each = -(-given.versions // objects)
            print(f"{given.versions} versions of the package in {objects} objects: {ours:.1f} s, coreutils {floor:.1f} s")
            table.row(f"  add, {each} to an object, × cp, sha512sum and sync", ours / floor, 1.5 if each <= PROMISED else None)
            files = f'find "{store}" -type f -print0 | xargs -0 -n 64 -P {os.cpu_count()} sha512sum'
            digests = min(wall(["sh", "-c", files]) for _ in range(3))
            table.row("  verify, as a multiple of sha512sum on all cores", min(seconds(given.program, "verify", store) for _ in range(3)) / digests, 1.5)
            shutil.rmtree(store)
        many = os.path.join(work, "many")
        seconds(given.program, "fill", many, given.objects)
        table.row(f"list of {given.objects} objects, seconds", min(seconds(given.program, "list", many) for _ in range(5)), 0.5)
    print("all limits kept" if not table.failed else f"{table.failed} limits broken")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
