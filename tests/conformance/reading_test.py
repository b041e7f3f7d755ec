"""Reads a plan's document by its tags alone, rebuilds each area table, and compares it with the plan.

    reading_test.py PIKEPDF PLAN.toml PLAN.pdf

What a person hears who has the document read aloud: every action is one row, in the plan's order, and each of its cells says all that the
plan says, in order. Exit code 1 when anything differs.
"""

import copy
import os
import subprocess
import sys
from xml.etree import ElementTree

sys.path.insert(0, sys.argv[1])
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))

import pikepdf

import cells
import tagged_text

COLUMNS = ["problem", "cause", "action", "goals", "when", "who", "follow-up"]


def pieces(text):
    """The stretches of a text that must be found in order: paragraphs and list items, cut where a reference gets its words later."""
    done = subprocess.run(["cmark", "--to", "xml"], input=text, capture_output=True, text=True, check=True)
    tree = ElementTree.fromstring(done.stdout)
    name = "{http://commonmark.org/xml/1.0}"
    for paragraph in tree.iter(f"{name}paragraph"):
        words = ""
        for part in paragraph.iter():
            if part.tag == f"{name}link" and len(part) == 0:
                words += "\0"
            elif part.tag in (f"{name}softbreak", f"{name}linebreak"):
                words += " "
            elif part.tag in (f"{name}text", f"{name}code", f"{name}html_inline"):
                words += part.text or ""
        yield from filter(None, map(tagged_text.tidy, words.split("\0")))


def missing(cell, wanted):
    """The first of the wanted pieces that does not follow the ones before it in the cell."""
    text, at = cell.text(), 0
    for piece in wanted:
        found = text.find(piece, at)
        if found < 0:
            return piece
        at = found + len(piece)
    return None


def area_rows(area):
    """What the rows of an area say, one per action; causes without actions and problems without causes have a row as well."""
    for problem in area.get("problem", []):
        for cause in problem.get("cause") or [{}]:
            for action in cause.get("action") or [{}]:
                yield problem, cause, action


def wanted_cells(problem, cause, action, names):
    def prose(*texts):
        return [piece for text in texts for piece in pieces(text)]

    def line(*texts):
        return [tagged_text.tidy(text) for text in texts]

    owners = [names[owner] for owner in cells.ids(action.get("lead")) + cells.ids(action.get("participants"))]
    when = action.get("when")
    followup = action.get("followup", {})
    return {
        "problem": line(problem["title"]) + prose(problem.get("text", "")),
        "cause": prose(cause.get("text", "")),
        "action": line(action.get("title", "")) + prose(action.get("text", "")),
        "goals": prose(*(goal["text"] for goal in action.get("goal", []))),
        "when": line(when["text"]) if isinstance(when, dict) and "text" in when else [],
        "who": line(*owners) + prose(action.get("who", "")),
        "follow-up": prose(followup.get("text", "")),
    }


def is_heading(row):
    return all(cell.kind == "TH" and str(cell.attributes.get("Scope", "")) == "/Column" for cell in row)


def is_group(row):
    return all(cell is row[0] for cell in row)


def area_tables(path):
    """The tables of the area form that a PDF's tags hold, as rows of cells."""
    with pikepdf.open(path) as pdf:
        tree = tagged_text.read(pdf)
    grids = [tagged_text.grid(table) for table in tree.all("Table")]
    return [rows for rows in grids if rows and len(rows[0]) == len(COLUMNS) and is_heading(rows[0])]


def compare(plan, tables):
    """What differs, and how many cells were compared."""
    faults, compared = [], 0
    names = {owner["id"]: owner.get("name") or ", ".join(owner[key] for key in ("role", "unit", "organisation") if key in owner)
             for owner in plan.get("owner", [])}
    areas = [area for area in plan.get("area", []) if area.get("problem")]
    if len(tables) != len(areas):
        faults.append(f"{len(areas)} areas have something to say, and {len(tables)} tables of {len(COLUMNS)} columns are tagged")
    for area, table in zip(areas, tables):
        rows = [row for row in table if not is_heading(row) and not is_group(row)]
        wanted = list(area_rows(area))
        if len(rows) != len(wanted):
            faults.append(f"{area['id']}: the plan has {len(wanted)} rows, the table {len(rows)}")
        seen = {}
        for row, (problem, cause, action) in zip(rows, wanted):
            where = f"{area['id']}, {action.get('id') or cause.get('id') or problem['id']}"
            if len(row) != len(COLUMNS):
                faults.append(f"{where}: {len(row)} cells in a row of {len(COLUMNS)}")
                continue
            for cell, (column, texts) in zip(row, wanted_cells(problem, cause, action, names).items()):
                compared += 1
                lost = missing(cell, texts)
                if lost is not None:
                    faults.append(f"{where}: its cell {column} does not say, in its place: {lost!r}\n      it says: {cell.text()!r}")
            # One problem is one cell, and so is one cause: what they share is said once.
            for what, cell in ((problem["id"], row[0]), (cause.get("id"), row[1])):
                if what and seen.setdefault(what, cell) is not cell:
                    faults.append(f"{where}: {what} is said in two cells")
    return faults, compared


def exchanged(plan):
    """The plan with the texts of its first and its last action exchanged; None when it has but one."""
    other = copy.deepcopy(plan)
    actions = [action for area in other.get("area", []) for _, _, action in area_rows(area) if "text" in action]
    if len(actions) < 2:
        return None
    actions[0]["text"], actions[-1]["text"] = actions[-1]["text"], actions[0]["text"]
    return other


def main():
    plan, tables, name = cells.load(sys.argv[2]), area_tables(sys.argv[3]), os.path.basename(sys.argv[2])
    faults, compared = compare(plan, tables)
    if not faults and not compared:
        faults = ["nothing to compare"]
    other = exchanged(plan)
    if not faults and other and not compare(other, tables)[0]:
        faults = ["the comparison does not notice that two actions' texts are exchanged"]
    for fault in faults:
        print(f"FAIL  {name}: {fault}")
    if not faults:
        print(f"pass  {name}: {compared} cells of {len(tables)} tables say what the plan says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
