"""Stores of plans for the tests of 'planpaket archive': small, so that they can be made a thousand times."""

import hashlib
import json
import pathlib
import shutil

from program import PROJECT, environment, run

PLAN = '''id = "provplan"
title = "Prövoplan"
version = "1.0"
period = "2026"
sender = { organisation = "Björkköpings kommun", email = "trygghet@example.se" }

[[body]]
id = "namnden"
name = "Trygghetsnämnden"
kind = "committee"

[[area]]
id = "torget"
title = "Torget"
'''

DECISION = '''
[[decision]]
body = "namnden"
date = 2026-03-24
paragraph = "12"
'''

CORRECTION = '''
[[correction]]
date = 2026-04-01
version = "1.0"
text = "Rubriken löd fel: Torghandeln heter Torget."
'''

LETTER = "templates/sv/missiv.md"
LATER = {"SOURCE_DATE_EPOCH": "1774346400"}


def small_templates(folder):
    """Templates with one document, the covering letter."""
    target = folder / "templates"
    shutil.copytree(PROJECT / "templates", target)
    for other in (target / "sv").glob("*.md"):
        if other.name != "missiv.md":
            other.unlink()
    shutil.rmtree(target / "en")
    return target


def package(folder, plan, templates, name="output"):
    """Builds the plan's package as PDF, and gives its folder."""
    result = run("build", "--format", "pdf", "--templates", templates, "-o", folder / name, plan)
    assert result.returncode == 0, result.stderr
    return next((folder / name).iterdir())


def tree(folder):
    """Every file of a store with its bytes, without what a running or killed writer may leave beside the objects."""
    files = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.startswith("extensions/planpaket-staging") or name == ".planpaket.lock":
            continue
        files[name] = path.read_bytes() if path.is_file() else None
    return files


def sha512(data):
    return hashlib.sha512(data).hexdigest()


def inventory_of(folder):
    return json.loads((folder / "inventory.json").read_text(encoding="utf-8"))


def write_inventory(folder, inventory, text=None):
    """Writes an inventory with its sidecar, whatever it says."""
    text = json.dumps(inventory, ensure_ascii=False, indent=1) if text is None else text
    data = text if isinstance(text, bytes) else text.encode()
    algorithm = inventory.get("digestAlgorithm", "sha512") if isinstance(inventory, dict) else "sha512"
    if algorithm not in ("sha512", "sha256", "md5"):
        algorithm = "sha512"
    (folder / "inventory.json").write_bytes(data)
    (folder / f"inventory.json.{algorithm}").write_text(f"{hashlib.new(algorithm, data).hexdigest()}  inventory.json\n")


def object_of(store, plan_id="provplan"):
    """The folder of a plan's object."""
    return next(store.glob(f"*/planpaket%3a{plan_id}"))
