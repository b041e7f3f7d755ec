"""What stands in the documents, found by the readers' own tools and compared with the plan as Python reads it."""

import itertools
import re
import subprocess
import tempfile
import tomllib
import pathlib
import unittest

import reading
from program import LARGE, PROJECT, SMALL, run

PLANS = [LARGE, SMALL, *sorted((PROJECT / "tests/plans").glob("*.toml"))]
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def setUpModule():
    global OUTPUT, FOLDER
    FOLDER = tempfile.TemporaryDirectory(prefix="planpaket-test-")
    OUTPUT = pathlib.Path(FOLDER.name)
    result = run("build", "-o", OUTPUT, *PLANS)
    assert result.returncode == 0, result.stderr


def tearDownModule():
    FOLDER.cleanup()


def read_plan(path):
    plan = tomllib.loads(path.read_text())
    for name in plan.get("include", []):
        for key, value in tomllib.loads((path.parent / name).read_text()).items():
            plan[key] = plan.get(key, type(value)()) + value if isinstance(value, list) else {**plan.get(key, {}), **value}
    return plan


def placed_actions(plan):
    """(number, problem, cause, action) as the plan has them."""
    for place, area in enumerate(plan["area"], 1):
        number = itertools.count(1)
        for problem in area.get("problem", []):
            for cause in problem.get("cause", []):
                for action in cause.get("action", []):
                    yield f"{place}.{next(number)}", problem, cause, action


def ids(value):
    return [] if value is None else [value] if isinstance(value, str) else value


def owner_names(plan):
    return {owner["id"]: reading.tidy(owner.get("name") or ", ".join(owner[key] for key in ("role", "unit", "organisation") if key in owner))
            for owner in plan.get("owner", [])}


def date_words(value):
    text = str(value)
    if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return f"kvartal {match[2]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-H(\d)", text):
        return f"{['första', 'andra'][int(match[2]) - 1]} halvåret {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return text


def schedule_words(when):
    """What must be found of a schedule, in order."""
    if when is None:
        return []
    if not isinstance(when, dict):
        return [{"continuous": "Löpande", "line-work": "Linjearbete"}.get(when) or date_words(when)]
    kind = {"continuous": ["Löpande"], "line-work": ["Linjearbete"]}.get(when.get("kind"), [])
    if "text" in when:
        return [reading.tidy(when["text"])]
    return kind + [date_words(when[key]) for key in ("from", "to") if key in when]


def paragraphs(text):
    """The paragraphs and items of a text, without the signs of Markdown, cut where a reference gets its words later."""
    for part in re.split(r"\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s+", "\n" + text):
        for piece in re.split(r"\[\]\([^)]*\)", part):
            piece = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", piece)
            piece = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", piece)
            piece = re.sub(r"<(https?:[^>]*)>", r"\1", piece)
            piece = re.sub(r"(?<!\\)(\*\*|\*|(?<!\w)_|_(?!\w))", "", piece)
            piece = reading.tidy(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", piece))
            if piece:
                yield piece


def in_order(text, pieces):
    """The first piece that does not follow those before it; nothing if all do."""
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return piece
        at = found + len(piece)
    return None


class Tables(unittest.TestCase):
    """The plan's own document, table by table, as its tags tell it."""

    def setUp(self):
        self.plans = [(path, read_plan(path)) for path in (LARGE, SMALL)]

    def tables(self, plan):
        root = reading.read(OUTPUT / plan["id"] / "bilaga-1-atgardsplan.pdf")
        return list(reading.tables(root))

    def test_area_tables_have_every_action_in_a_row_with_each_cell_whole(self):
        for path, plan in self.plans:
            rows = [row for heading, rows in self.tables(plan) if len(heading) == 7 for row in rows if len(set(row)) > 1]
            actions = list(placed_actions(plan))
            self.assertEqual(len(rows), len(actions))
            names = owner_names(plan)
            for row, (number, problem, cause, action) in zip(rows, actions):
                goals = [text for goal in action.get("goal", []) for text in (*paragraphs(goal["text"]), *paragraphs(goal.get("measure", "")))]
                wanted = [
                    [problem["title"], *paragraphs(problem.get("text", ""))],
                    [*paragraphs(cause["text"])],
                    [number, action["title"], *paragraphs(action["text"])],
                    goals,
                    schedule_words(action.get("when")),
                    [names[each] for each in ids(action.get("lead")) + ids(action.get("participants"))] + list(paragraphs(action.get("who", ""))),
                    [*paragraphs(action.get("followup", {}).get("text", ""))],
                ]
                for column, (cell, pieces) in enumerate(zip(row, wanted)):
                    self.assertIsNone(in_order(cell, pieces), f"{path.name}, action {number}, column {column + 1}: {cell}")

    def test_the_owner_listing_is_the_plan(self):
        for _, plan in self.plans:
            names = owner_names(plan)
            wanted = {(names[owner], part, number, reading.tidy(action["title"]))
                      for number, _, _, action in placed_actions(plan)
                      for part, key in (("leads", "lead"), ("takes part", "participants")) for owner in ids(action.get(key))}
            whens = {number: schedule_words(action.get("when")) for number, _, _, action in placed_actions(plan)}
            found = set()
            rows = next(rows for heading, rows in self.tables(plan) if "Roll" in heading)
            for owner, part, number, title, when in (row for row in rows if len(set(row)) > 1):
                owner = owner.split(" Kontakt: ")[0]  # of those whose contact is public
                found.add((owner, {"Ansvarar för": "leads", "Medverkar i": "takes part"}[part], number, title))
                self.assertIsNone(in_order(when, whens[number]), f"{number}: {when}")
            self.assertEqual(found, wanted)

    def test_the_timeline_is_the_plan(self):
        for _, plan in self.plans:
            names = owner_names(plan)
            wanted = {(number, reading.tidy(action["title"]), ", ".join(names[owner] for owner in ids(action.get("lead"))))
                      for number, _, _, action in placed_actions(plan)}
            whens = {number: schedule_words(action.get("when")) for number, _, _, action in placed_actions(plan)}
            found = set()
            for heading, rows in self.tables(plan):
                if heading == ["När", "Nr", "Åtgärd", "Ansvarig"]:
                    for when, number, title, lead in rows:
                        found.add((number, title, lead))
                        self.assertIsNone(in_order(when, whens[number]), f"{number}: {when}")
            self.assertEqual(found, wanted)

    def test_the_summary_counts_the_plan(self):
        for _, plan in self.plans:
            root = reading.read(OUTPUT / plan["id"] / "bilaga-2-sammanstallning.pdf")
            _, rows = next(table for table in reading.tables(root) if len(table[1]) == len(plan["area"]) + 1)
            wanted = []
            for area in plan["area"]:
                problems = area.get("problem", [])
                causes = [cause for problem in problems for cause in problem.get("cause", [])]
                wanted.append([str(len(problems)), str(len(causes)), str(sum(len(cause.get("action", [])) for cause in causes))])
            wanted.append([str(sum(int(row[column]) for row in wanted)) for column in range(3)])
            self.assertEqual([row[-3:] for row in rows], wanted)
            self.assertEqual([row[-4] for row in rows[:-1]], [reading.tidy(area["title"]) for area in plan["area"]])


class Text(unittest.TestCase):
    def test_pdftotext_finds_every_text_of_the_plan_in_order(self):
        for path in (LARGE, SMALL):
            plan = read_plan(path)
            said = subprocess.run(["pdftotext", "-raw", OUTPUT / plan["id"] / "bilaga-1-atgardsplan.pdf", "-"], capture_output=True, check=True)
            pages = ["".join(reading.tidy(page).split()) for page in said.stdout.decode().split("\f")]
            page, at = 0, 0
            for number, problem, cause, action in placed_actions(plan):
                heading = "".join((number + reading.tidy(action["title"])).split())
                # Lists of references name actions, too: the table's own is followed by the action's text.
                first = "".join(next(paragraphs(action["text"])).split())[:25]
                place = next(((i, pages[i].find(heading + first, at if i == page else 0)) for i in range(page, len(pages))
                              if heading + first in pages[i][at if i == page else 0:]), None)
                self.assertIsNotNone(place, f"{path.name}: action {number} does not follow the one before it")
                page, at = place
                for text in (*paragraphs(cause["text"]), *paragraphs(action["text"]),
                             *(text for goal in action.get("goal", []) for text in paragraphs(goal["text"]))):
                    rest = self.remaining("".join(text.split()), pages[max(page - 1, 0):page + 4])
                    self.assertEqual(rest, "", f"{path.name}, action {number}: not found from here on")

    @staticmethod
    def remaining(text, pages):
        """What of a text is not found whole, on one page or going on from page to page."""
        for first, page in enumerate(pages):
            if text in page:
                return ""
        best = text
        for first in range(len(pages)):
            rest = text
            for page in pages[first:]:
                length = next((n for n in range(len(rest), 0, -1) if rest[:n] in page), 0)
                rest = rest[length:]
                if not rest:
                    return ""
            best = min(best, rest, key=len)
        return best


class Files(unittest.TestCase):
    def test_qpdf_and_poppler_are_silent_on_every_file(self):
        files = sorted(OUTPUT.glob("*/*.pdf"))
        self.assertGreaterEqual(len(files), 6 * len(PLANS))
        for path in files:
            with self.subTest(path.name):
                for command in (["qpdf", "--check", path], ["pdftotext", path, "-"], ["pdfinfo", path],
                                ["pdffonts", path], ["pdftoppm", "-r", "20", "-png", path, OUTPUT / "page"]):
                    result = subprocess.run(command, capture_output=True, check=False)
                    self.assertEqual((result.returncode, result.stderr), (0, b""), command)

    def test_every_font_is_embedded_and_subset(self):
        for path in sorted(OUTPUT.glob("*/*.pdf")):
            lines = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
            self.assertTrue(lines)
            for line in lines:
                self.assertRegex(line, r" yes +yes +yes +\d+ +0$", f"{path.name}: {line}")


if __name__ == "__main__":
    unittest.main()
