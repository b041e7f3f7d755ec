"""What differs between two plans: 'archive diff' and 'build --since'."""

import json
import re
import subprocess
import unittest

import jsonschema

from program import InFolder, LARGE, PROJECT, SMALL, run


def block(text, begin, end):
    """The lines of a plan from the header before `begin` up to the header before `end`."""
    start = text.rindex("\n[[area", 0, text.index(begin)) + 1
    stop = text.rindex("\n[[area", 0, text.index(end)) + 1
    return text[start:stop]


def replaced(text, old, new):
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def rename_an_action(text):
    return replaced(text, 'title = "Bättre möblering och belysning, högre närvaro"', 'title = "Möbler, ljus och närvaro"')


def reword_an_action(text):
    return replaced(text, "Polisen är på torget ofta och syns tydligt.", "Polisen är på torget varje dag och syns tydligt.")


def postpone_an_action(text):
    return replaced(text, 'when = { from = "2024", to = "2027" }\nlead = ["tk-verksamhetssamordnare", "lpo-vallingby"]\nparticipants = ["mov"]\nwho = """\nVerksamhetssamordnaren leder',
                    'when = { from = "2024", to = "2028" }\nlead = ["tk-verksamhetssamordnare", "lpo-vallingby"]\nparticipants = ["mov"]\nwho = """\nVerksamhetssamordnaren leder')


def give_an_action_another_lead(text):
    return replaced(text, 'lead = "forsta-linjen"\nparticipants = ["sig"]', 'lead = "barn-och-unga"\nparticipants = ["sig"]')


def let_another_party_take_part(text):
    return replaced(text, 'participants = ["skolorna", "socialtjansten", "lyktan"]',
                    'participants = ["skolorna", "socialtjansten", "lyktan", "foreningar"]')


def remove_a_goal(text):
    return replaced(text, '''[[area.problem.cause.action.goal]]
id = "valfardsbrott-framdrift"
text = "Arbetet mot välfärdsbrott drivs vidare i linjeverksamheten."
by = "2025"
''', "")


def reword_a_goal(text):
    return replaced(text, "Fler trygga vuxna vistas vid tunnelbanan", "Många fler trygga vuxna vistas vid tunnelbanan")


def move_a_problem_to_another_area(text):
    problem = block(text, 'id = "sig-vuxna"\n', 'id = "trefas-samordning"\n')
    end = text.index("# ═", text.index('id = "valfardsbrott-framdrift"') if 'id = "valfardsbrott-framdrift"' in text
                     else text.index('id = "valfardsbrott-utbildningsmaterial"'))
    return text[:end] + problem + text[end:].replace(problem, "", 1)


def rename_an_owner(text):
    return replaced(text, 'name = "Havafast"', 'name = "Hässelby bostäder"')


def move_a_target(text):
    return replaced(text, 'text = "Hässelby torg är inte längre en öppen drogscen."\nby = "2030"',
                    'text = "Hässelby torg är inte längre en öppen drogscen."\nby = "2031"')


def use_the_local_area(text):
    return text.rstrip("\n") + '''

[[area.problem]]
id = "cykelstolder"
title = "Cykelstölder"

[[area.problem.cause]]
id = "olasta-rum"
text = "Många cykelrum är olåsta."

[[area.problem.cause.action]]
id = "las"
title = "Lås"
text = "Fastighetsägarna sätter lås på cykelrummen."
lead = "fastighetsagare"

[[area.problem.cause.action.goal]]
id = "farre-stolder"
text = "Färre cyklar stjäls."
'''


def reword_the_background(text):
    return replaced(text, "Sedan den 1 juli 2023 gäller lagen (2023:196)", "Från och med den 1 juli 2023 gäller lagen (2023:196)")


TWELVE = {
    rename_an_action: ("changed", "action", "bankar-mobler-ljus-narvaro", "title"),
    reword_an_action: ("changed", "action", "bankar-mobler-ljus-narvaro", "text"),
    postpone_an_action: ("changed", "action", "bankar-mobler-ljus-narvaro", "when"),
    give_an_action_another_lead: ("changed", "action", "sig-vuxna-arbetssatt", "lead"),
    let_another_party_take_part: ("changed", "action", "gemensamma-skolbesok", "participants"),
    remove_a_goal: ("removed", "goal", "valfardsbrott-framdrift", None),
    reword_a_goal: ("changed", "goal", "bankar-trygga-vuxna", "text"),
    move_a_problem_to_another_area: ("moved", "problem", "sig-vuxna", None),
    rename_an_owner: ("changed", "owner", "havafast", "name"),
    move_a_target: ("changed", "target", "mal-hasselby-torg", "by"),
    use_the_local_area: ("added", "problem", "cykelstolder", None),
    reword_the_background: ("changed", "text", "background", "text"),
}


def entry(change):
    return change["change"], change["what"], change.get("id"), change.get("field")


class Diff(InFolder):
    def changed(self, *edits):
        text = LARGE.read_text(encoding="utf-8")
        for edit in edits:
            text = edit(text)
        return self.write("after.toml", text)

    def changes(self, before, after, *words):
        return json.loads(self.expect(0, "archive", "diff", before, after, "--format", "json", *words).stdout)["changes"]

    def test_lists_exactly_the_twelve_changes_that_were_made(self):
        found = [entry(change) for change in self.changes(LARGE, self.changed(*TWELVE))]
        self.assertEqual(sorted(found, key=str), sorted(TWELVE.values(), key=str))

    def test_lists_each_of_the_twelve_alone(self):
        for edit, expected in TWELVE.items():
            with self.subTest(edit.__name__):
                self.assertEqual([entry(change) for change in self.changes(LARGE, self.changed(edit))], [expected])

    def test_lists_the_twelve_backwards(self):
        opposite = {"added": "removed", "removed": "added"}
        expected = [(opposite.get(kind, kind), *rest) for kind, *rest in TWELVE.values()]
        found = [entry(change) for change in self.changes(self.changed(*TWELVE), LARGE)]
        self.assertEqual(sorted(found, key=str), sorted(expected, key=str))

    def test_finds_no_change_between_a_plan_and_itself(self):
        self.assertEqual(self.changes(LARGE, LARGE), [])
        self.assertIn("no changes", self.expect(0, "archive", "diff", LARGE, LARGE).stdout)

    def test_says_where_and_which_words(self):
        change, = self.changes(LARGE, self.changed(reword_an_action))
        self.assertEqual(change["after"]["area"], "otrygga-platser")
        self.assertEqual(change["after"]["number"], "2.1")
        words = [(run["kind"], run["text"].strip()) for run in change["words"] if run["kind"] != "kept"]
        self.assertEqual(words, [("removed", "ofta"), ("added", "varje dag")])
        self.assertEqual(change["was"].replace("ofta", "varje dag"), change["is"])

    def test_counts_what_came_with_a_problem(self):
        change, = self.changes(LARGE, self.changed(use_the_local_area))
        self.assertEqual(change["with"], {"problems": 0, "causes": 1, "actions": 1, "goals": 1})

    def test_writes_text_without_colours_into_a_pipe(self):
        text = self.expect(0, "archive", "diff", LARGE, self.changed(*TWELVE)).stdout
        self.assertIn("[-ofta-] {+varje dag+}", text)
        self.assertIn("12 changes", text)
        self.assertNotIn("\033", text)

    def test_goes_by_its_schema(self):
        schema = json.loads((PROJECT / "docs/changes.schema.json").read_text())
        for after in (self.changed(*TWELVE), LARGE):
            listing = json.loads(self.expect(0, "archive", "diff", LARGE, after, "--format", "json").stdout)
            jsonschema.validate(listing, schema)

    def test_compares_this_year_with_last_year_by_the_ids_that_were_kept(self):
        path = self.folder / "next.toml"
        self.expect(0, "new", path, "--from", LARGE)
        found = {entry(change) for change in self.changes(LARGE, path)}
        self.assertIn(("changed", "plan", None, "period"), found)
        self.assertFalse({each for each in found if each[0] != "changed"}, found)
        self.assertFalse({each for each in found if each[3] in ("new", "followup")}, found)

    def test_compares_versions_in_a_store_and_files(self):
        store = self.folder / "store"
        add = ("archive", "add", "--draft", "--store", store, "--user", "Prov")
        plan = self.write("plan.toml", SMALL.read_text())
        self.expect(0, *add, plan)
        plan.write_text(replaced(SMALL.read_text(), 'title = "Kvällsvandring"', 'title = "Nattvandring"'))
        self.expect(0, *add, plan)
        expected = [("changed", "action", "kvallsvandring", "title")]
        for before, after in (("exempel-liten@v1", "exempel-liten@v2"), ("exempel-liten@v1", "v2"), ("v1", "exempel-liten@"),
                              ("v1", plan), (SMALL, "exempel-liten@v2"), (SMALL, "v2")):
            with self.subTest(f"{before} {after}"):
                found = [entry(change) for change in self.changes(before, after, "--store", store)]
                self.assertEqual(found, expected)
        self.assertIn("not-in-store", self.expect(12, "archive", "diff", "v1", "exempel-liten@v9", "--store", store).stderr)
        self.expect(2, "archive", "diff", "v1", "v2", "--store", store)

    def test_says_what_is_wrong_with_a_plan(self):
        broken = self.write("broken.toml", SMALL.read_text() + "\nunknown = 1\n")
        self.assertIn("error[unknown-key]", self.expect(10, "archive", "diff", SMALL, broken).stderr)
        self.expect(2, "archive", "diff", SMALL)
        self.expect(2, "archive", "diff", SMALL, SMALL, "--format", "xml")
        self.expect(2, "archive", "diff", SMALL, SMALL, "-o", "x")

    def test_sends_no_control_character_to_the_terminal(self):
        after = self.write("after.toml", replaced(SMALL.read_text(), 'title = "Kvällsvandring"', 'title = "A\\u001b[2JB"'))
        result = run("archive", "diff", SMALL, after)
        self.assertNotIn("\033", result.stdout)


class ChangesAsDocument(InFolder):
    def after(self):
        text = LARGE.read_text(encoding="utf-8")
        for edit in TWELVE:
            text = edit(text)
        return self.write("after.toml", text)

    def words(self, pdf):
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        return re.sub(r"\s+", " ", text)

    def test_is_made_as_pdf_with_the_changed_words_marked(self):
        pdf = self.folder / "nytt.pdf"
        result = self.expect(0, "archive", "diff", LARGE, self.after(), "--format", "pdf", "-o", pdf)
        self.assertEqual(result.stdout.strip(), str(pdf))
        words = self.words(pdf)
        for part in ("[ofta]", "12 ändringar", "Tillkommer", "Utgår", "Flyttas", "Hässelby bostäder"):
            self.assertIn(part, words)

    def test_is_made_in_every_other_format(self):
        for name in ("docx", "odt", "html"):
            with self.subTest(name):
                path = self.folder / ("nytt." + name)
                self.expect(0, "archive", "diff", LARGE, self.after(), "--format", name, "-o", path)
                text = subprocess.run(["pandoc", "-f", name, "-t", "plain", "--wrap=none", path], capture_output=True,
                                      text=True, check=True).stdout
                self.assertIn("[varje dag]", text)

    def test_belongs_to_a_package_only_when_there_is_a_plan_to_compare_with(self):
        after = self.after()
        self.expect(0, "build", "--format", "pdf", "-o", self.folder / "without", after)
        self.expect(0, "build", "--format", "pdf", "-o", self.folder / "with", "--since", LARGE, after)
        without, with_ = (self.folder / each / "hasselby-vallingby-2025" for each in ("without", "with"))
        self.assertFalse((without / "andringar.pdf").exists())
        self.assertTrue((with_ / "andringar.pdf").exists())
        self.assertNotIn("Ändringar sedan föregående beslut", self.words(without / "beslutsunderlag.pdf"))
        self.assertIn("[varje dag]", self.words(with_ / "beslutsunderlag.pdf"))
        self.assertEqual((without / "bilaga-1-atgardsplan.pdf").read_bytes(), (with_ / "bilaga-1-atgardsplan.pdf").read_bytes())

    def test_the_manifest_says_what_it_was_compared_with(self):
        self.expect(0, "build", "--format", "pdf", "-o", self.folder / "out", "--since", LARGE, self.after())
        manifest = json.loads((self.folder / "out/hasselby-vallingby-2025/manifest.json").read_text())
        source, = (each for each in manifest["sources"] if each["kind"] == "earlier")
        made = {each["name"] for each in manifest["files"] if source["id"] in each["made_from"]}
        self.assertEqual(made, {"andringar.pdf", "beslutsunderlag.pdf"})

    def test_a_package_with_changes_can_be_archived_and_is_not_said_to_be_rebuilt(self):
        plan = self.write("plan.toml", replaced(SMALL.read_text(), 'title = "Kvällsvandring"', 'title = "Nattvandring"'))
        self.expect(0, "build", "--format", "pdf", "-o", self.folder / "out", "--since", SMALL, plan)
        store = ("--store", self.folder / "store")
        self.expect(0, "archive", "add", "--draft", "--package", self.folder / "out/exempel-liten", *store, plan)
        shown = self.expect(0, "archive", "show", "exempel-liten", "v1", *store).stdout
        self.assertIn("documents/andringar.pdf", shown)
        self.expect(0, "archive", "verify", self.folder / "store")
        result = run("archive", "verify", "--rebuild", self.folder / "store")
        self.assertEqual(result.returncode, 12)
        self.assertIn("earlier plan", result.stdout + result.stderr)

    def test_needs_a_plan_to_compare_with(self):
        self.assertIn("--since", self.expect(2, "build", "--only", "andringar", "-o", self.folder / "o", LARGE).stderr)
        self.expect(2, "build", "--since", LARGE, "-o", self.folder / "o", LARGE, SMALL)


if __name__ == "__main__":
    unittest.main()
