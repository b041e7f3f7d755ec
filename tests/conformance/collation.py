"""The register and the deliveries of ten districts, to be collated: python3 collation.py PROGRAM FOLDER makes FOLDER/stad.toml and FOLDER/inbox."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import deliveries

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
SUMMARY = "bilaga-2-sammanstallning"
NUMBERS = range(1, 11)
MISSING = 4

FOLDER.mkdir(parents=True)
for number in NUMBERS:
    if number != MISSING:
        made = deliveries.plan(number)
        path = deliveries.write_plan(FOLDER / f"{number}.toml", made)
        subprocess.run([PROGRAM, "build", "-o", FOLDER / "built", "--format", "pdf", "--only", SUMMARY, path], check=True)
        data = (FOLDER / "built" / made["id"] / f"{SUMMARY}.pdf").read_bytes()
        deliveries.deliver(FOLDER / "inbox" / made["id"], path, made, {f"{SUMMARY}.pdf": (data, False)})
deliveries.register(FOLDER / "stad.toml", NUMBERS)
