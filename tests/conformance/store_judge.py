"""Has ocfl-py judge stores and objects, and holds our own verdicts against its.

    store_judge.py OCFL-PY PROGRAM TEMPLATES WORK PLAN.toml…

OCFL-PY is the folder of the Python package and what it needs. A store is made of all plans, some in several versions; ocfl-py must find it
sound. Then objects that are broken in many ways, and copies of the store, must get the same verdict from both. Exit code 1 when not.
"""

import logging
import os
import pathlib
import shutil
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [sys.argv[1], str(TESTS / "cli")]
# The helpers of the tests run this program.
os.environ["PLANPAKET"] = sys.argv[2]

import broken_objects  # noqa: E402
from archive_store import CORRECTION, DECISION, PLAN, package, small_templates  # noqa: E402
from ocfl.storage_root import StorageRoot  # noqa: E402
from ocfl.validator import Validator  # noqa: E402

logging.disable(logging.CRITICAL)


class Verdicts:
    def __init__(self, program):
        self.program = program
        self.failed = 0

    def tell(self, good, text):
        self.failed += not good
        print(f"{'pass' if good else 'FAIL'}  {text}")

    def ours(self, path):
        """Whether our program finds it sound, and what it says."""
        done = subprocess.run([self.program, "archive", "verify", path], capture_output=True, text=True)
        if done.returncode not in (0, 12):
            raise SystemExit(f"archive verify ended with {done.returncode}: {done.stderr}")
        return done.returncode == 0, done.stdout + done.stderr


def judge_root(path):
    root = StorageRoot(root=str(path))
    try:
        sound = root.validate()
    except Exception as error:  # the judge gives up on some broken stores in its own ways
        return False, repr(error)
    return sound and root.good_objects == root.num_objects, f"{root.good_objects} of {root.num_objects} objects are good {root.errors}"


def judge_object(path):
    validator = Validator(log_warnings=True)
    try:
        return validator.validate_object(str(path)), str(validator)
    except Exception as error:
        return False, repr(error)


def make_store(program, templates, work, plans):
    store = work / "store"

    def add(*words):
        done = subprocess.run([program, "archive", "add", *map(str, words), "--store", store], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"archive add {words} ended with {done.returncode}: {done.stderr}")

    for plan in plans:
        add(plan, "--draft", "--templates", templates)
    small = small_templates(work)
    plan = work / "plan.toml"
    for number, text in enumerate([PLAN, PLAN + DECISION, PLAN + DECISION + CORRECTION,
                                   PLAN + DECISION + CORRECTION + DECISION.replace("03-24", "04-28")]):
        plan.write_text(text, encoding="utf-8")
        made = package(work, plan, small, f"output-{number}")
        add(plan, "--package", made, "--templates", small, *([] if number else ["--draft"]))
    signed = work / "undertecknat.pdf"
    signed.write_bytes(b"%PDF-")
    add(plan, "--signed", signed, "--templates", small)
    return store


def main():
    _, _, program, templates, work, *plans = sys.argv
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    verdicts = Verdicts(program)

    store = make_store(program, templates, work, plans)
    sound, said = judge_root(store)
    verdicts.tell(sound, f"the store of {len(plans) + 1} plans: {said}")
    objects = sorted(path.parent for path in store.glob("*/*/0=ocfl_object_1.1"))
    for path in objects:
        sound, said = judge_object(path)
        verdicts.tell(sound, f"{path.name}: sound{'' if sound else ', but: ' + said}")
    verdicts.tell(len(objects) == len(plans) + 1, f"{len(objects)} objects")

    example = next(path for path in objects if path.name.endswith("provplan"))
    kinds = {
        "a byte of a document": lambda at: (at / "v2/content/documents/manifest.json").write_bytes(b"{}"),
        "a file is gone": lambda at: (at / "v1/content/plan/plan.toml").unlink(),
        "the inventory": lambda at: (at / "inventory.json").write_text((at / "inventory.json").read_text() + "\n"),
        "an older version is gone": lambda at: shutil.rmtree(at / "v1"),
        "another version appears": lambda at: shutil.copytree(at / "v2", at / "v9"),
    }
    for number, (name, change) in enumerate(kinds.items()):
        copy = work / f"copy-{number}"
        shutil.copytree(store, copy)
        change(copy / example.relative_to(store))
        theirs, said = judge_root(copy)
        ours, also_said = verdicts.ours(copy)
        verdicts.tell(not theirs and not ours, f"store with a fault: {name}" + ("" if not theirs and not ours else f": {said} {also_said}"))

    for name, codes, change in [("sound", [], lambda at: None), *broken_objects.OBJECTS]:
        path = broken_objects.make(work / "objects", name, change)
        theirs, said = judge_object(path)
        ours, also_said = verdicts.ours(path)
        agree = theirs == ours == (not codes)
        verdicts.tell(agree, f"{name}: {'sound' if ours else 'refused'}" + ("" if agree else f"; ocfl-py: {said}; planpaket: {also_said}"))
    print(f"{'all verdicts agree' if not verdicts.failed else f'{verdicts.failed} verdicts do not agree'} with those of ocfl-py")
    return 1 if verdicts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
