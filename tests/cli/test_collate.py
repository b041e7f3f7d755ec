"""Collating: what the plans of ten districts count together, and what is wrong with some of them. The figures expected are counted
here, from the plans' dictionaries."""

import collections
import csv
import hashlib
import io
import json
import pathlib
import subprocess
import tempfile
import unittest

import deliveries
from authority import Authority
from forging import object_of, update
from office_text import docx_text
from program import PROJECT, InFolder, contents, environment, run

NUMBERS = range(1, 11)
MISSING, UNDECIDED, LATE, LYING, TWICE, BROKEN, SIGNED = 2, 3, 4, 5, 6, 7, 8
SUMMARY = "bilaga-2-sammanstallning"
COUNTED = [number for number in NUMBERS if number not in (MISSING, BROKEN)]


def setUpModule():
    global SHARED, FOLDER, AUTHORITY, PLANS
    SHARED = tempfile.TemporaryDirectory(prefix="planpaket-collate-")
    FOLDER = pathlib.Path(SHARED.name)
    AUTHORITY = Authority(FOLDER).__enter__()
    decided = {UNDECIDED: None, LATE: "2025-06-02"}
    PLANS = {number: deliveries.plan(number, rows=6 + number, decided=decided.get(number, "2025-05-31")) for number in NUMBERS}
    paths = [deliveries.write_plan(FOLDER / f"{number}.toml", PLANS[number]) for number in NUMBERS]
    assert run("build", "-o", FOLDER / "built", "--format", "pdf", "--only", SUMMARY, *paths).returncode == 0
    PLANS[LYING] = deliveries.plan(LYING, rows=20)  # changed since its summary was made
    deliveries.write_plan(FOLDER / f"{LYING}.toml", PLANS[LYING])
    key, certificate = AUTHORITY.issue("Karin Ek")
    assert run("sign", document(SIGNED), "--key", key, "--cert", certificate).returncode == 0
    for number in NUMBERS:
        if number != MISSING:
            deliver(FOLDER / "inbox" / f"stadsdel-{number:02}", number)
    deliver(FOLDER / "inbox" / f"stadsdel-{TWICE:02}-igen", TWICE)
    with (FOLDER / "inbox" / f"stadsdel-{BROKEN:02}/plan.toml").open("a") as file:
        file.write("# en rad till\n")
    deliveries.register(FOLDER / "stad.toml", NUMBERS)


def tearDownModule():
    AUTHORITY.__exit__()
    SHARED.cleanup()


def document(number):
    return FOLDER / f"built/stadsdel-{number}-2025/{SUMMARY}.pdf"


def deliver(folder, number, **more):
    return deliveries.deliver(folder, FOLDER / f"{number}.toml", PLANS[number],
                              {f"{SUMMARY}.pdf": (document(number).read_bytes(), number == SIGNED)}, **more)


def table(package, name):
    return list(csv.DictReader(io.StringIO((package / name).read_bytes().decode("utf-8"), newline="")))


def key(text):
    return " ".join(text.casefold().split())


class TenDistricts(InFolder):
    """The inbox of a preparation group: nine plans, of which some are late, undecided, broken, given twice, or not what they say."""

    @classmethod
    def setUpClass(cls):
        cls.output = FOLDER / "output"
        cls.result = run("collate", FOLDER / "stad.toml", FOLDER / "inbox", "-o", cls.output, "--trust", AUTHORITY.trust,
                         "--format", "pdf,docx,odt,html")
        cls.package = cls.output / "stad-2025"

    def test_what_is_wrong_with_a_delivery_is_told_and_does_not_stop_the_others(self):
        self.assertEqual(self.result.returncode, 13, self.result.stderr)
        self.assertIn(f"error[changed-file]: {FOLDER}/inbox/stadsdel-{BROKEN:02}: ", self.result.stderr)
        self.assertIn(f"error[repeated-delivery]: {FOLDER}/inbox/stadsdel-{TWICE:02}-igen: ", self.result.stderr)
        self.assertIn("8 of 10 districts counted", self.result.stdout)
        self.assertEqual(set(contents(self.package)), {f"sammanstallning-stad.{ending}" for ending in ("pdf", "docx", "odt", "html")}
                         | {"leveranser.csv", "antal.csv", "parter.csv", "tidsplan.csv", "manifest.json"})

    def test_each_district_has_its_findings(self):
        found = {row["district"]: set(row["findings"].split("; ")) for row in table(self.package, "leveranser.csv") if row["district"]}
        expected = {f"Stadsdel {number}": {"unsigned"} for number in NUMBERS}
        expected[f"Stadsdel {MISSING}"] = {"missing"}
        expected[f"Stadsdel {BROKEN}"] = {"refused"}
        expected[f"Stadsdel {UNDECIDED}"].add("undecided")
        expected[f"Stadsdel {LATE}"].add("decided-late")
        expected[f"Stadsdel {LYING}"].add("differing")
        expected[f"Stadsdel {SIGNED}"] = {""}
        self.assertEqual(found, expected)
        for number in (MISSING, UNDECIDED, LATE, LYING):
            self.assertIn(f"Stadsdel {number}: ", self.result.stderr)
        others = [(row["delivery"], row["findings"]) for row in table(self.package, "leveranser.csv") if not row["district"]]
        self.assertEqual(sorted(others), [("stadsdel-06-igen", "repeated"), ("stadsdel-07", "broken")])

    def test_the_counts_are_those_of_the_plans(self):
        expected = [(f"Stadsdel {number}", title, str(problems), str(causes), str(actions))
                    for number in COUNTED for title, problems, causes, actions in deliveries.counts(PLANS[number])]
        rows = table(self.package, "antal.csv")
        self.assertEqual([(row["district"], row["area"], row["problems"], row["causes"], row["actions"]) for row in rows], expected)
        total = [sum(int(row[name]) for row in rows) for name in ("problems", "causes", "actions")]
        self.assertIn("{} problems, {} causes, {} actions".format(*total), self.result.stdout)
        stated = {number: deliveries.counts(deliveries.plan(number, rows=6 + number)) for number in COUNTED}
        self.assertEqual([(row["stated-problems"], row["stated-causes"], row["stated-actions"]) for row in rows],
                         [(str(p), str(c), str(a)) for number in COUNTED for _, p, c, a in stated[number]])
        self.assertEqual({row["district"] for row in rows if row["agrees"] != "yes"}, {f"Stadsdel {LYING}"})

    def test_shared_parties_are_all_that_act_in_two_districts_by_their_names(self):
        doings = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
        for number in COUNTED:
            names = {owner["id"]: key(" ".join(owner.get(part, "") for part in ("organisation", "unit", "role")))
                     for owner in PLANS[number]["owner"]}
            for area in PLANS[number]["area"]:
                for problem in area["problem"]:
                    for cause in problem["cause"]:
                        for action in cause["action"]:
                            for place, list_name in enumerate(("lead", "participants")):
                                for owner in action[list_name]:
                                    doings[names[owner]][f"Stadsdel {number}"][place] += 1
        shared = {name: {district: tuple(count) for district, count in districts.items()}
                  for name, districts in doings.items() if len(districts) > 1}
        self.assertEqual(len(shared), len(deliveries.SHARED))
        found = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
        for row in table(self.package, "parter.csv"):
            # A party without a name is shown by role, unit and organisation, joined by commas.
            name = key(" ".join(reversed(row["party"].split(", "))))
            found[name][row["district"]][0 if row["role"] == "leads" else 1] += 1
        self.assertEqual({name: {district: tuple(count) for district, count in districts.items()} for name, districts in found.items()},
                         shared)

    def test_every_action_stands_in_its_group_of_time(self):
        def group(when):
            if isinstance(when, dict):
                return "undated"
            return {"2025-03": "2025-Q1", "2025-Q2": "2025-Q2", "2025-09-15": "2025-Q3", "2025": "2025-Q4", "2026-06": "later",
                    "2024": "earlier", "continuous": "continuous", "line-work": "continuous"}[when]

        expected = collections.Counter((f"Stadsdel {number}", group(action["when"]), action["title"]) for number in COUNTED
                                       for area in PLANS[number]["area"] for problem in area["problem"]
                                       for cause in problem["cause"] for action in cause["action"])
        rows = table(self.package, "tidsplan.csv")
        self.assertEqual(collections.Counter((row["district"], row["time"], row["action"]) for row in rows), expected)
        order = ["earlier", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "later", "continuous", "undated"]
        self.assertEqual([row["time"] for row in rows], sorted((row["time"] for row in rows), key=order.index))

    def test_every_format_says_the_same(self):
        pdf = subprocess.run(["pdftotext", "-layout", self.package / "sammanstallning-stad.pdf", "-"], capture_output=True, text=True).stdout
        docx = docx_text(self.package / "sammanstallning-stad.docx")
        html = (self.package / "sammanstallning-stad.html").read_text()
        problems = sum(count[1] for number in COUNTED for count in deliveries.counts(PLANS[number]))
        for name, text in (("pdf", pdf), ("docx", docx), ("html", html)):
            plain = " ".join(text.replace("\u00a0", " ").replace("&nbsp;", " ").split())
            with self.subTest(name):
                self.assertIn(f"Planen har inte kommit in: Stadsdel {MISSING}", plain)
                self.assertIn(f"Planen är inte beslutad: Stadsdel {UNDECIDED}", plain)
                self.assertIn(f"{problems} problem", plain)
                self.assertNotIn("Utkast", plain)

    def test_the_manifest_lists_all_files_and_names_every_delivery_by_its_digest(self):
        manifest = json.loads((self.package / "manifest.json").read_text())
        for file in manifest["files"]:
            self.assertEqual(hashlib.sha256((self.package / file["name"]).read_bytes()).hexdigest(), file["sha256"])
        digests = {source["name"]: source["sha256"] for source in manifest["sources"] if source["kind"] == "delivery"}
        self.assertEqual(digests, {PLANS[number]["id"]: hashlib.sha256(
            (FOLDER / f"inbox/stadsdel-{number:02}/delivery.json").read_bytes()).hexdigest() for number in COUNTED})

    def test_the_same_deliveries_give_the_same_bytes_whatever_the_language_and_order(self):
        again = self.folder / "again"
        paths = sorted((FOLDER / "inbox").iterdir(), key=lambda path: (path.name.endswith("-igen"), path.name))
        result = run("collate", FOLDER / "stad.toml", *paths, "-o", again, "--trust", AUTHORITY.trust, "--format", "pdf,docx,odt,html",
                     "--jobs", "1", env=environment(LC_ALL=None, LANG="sv_SE.UTF-8"))
        self.assertEqual(result.returncode, 13)
        self.assertIn("har inte kommit in", result.stderr)
        self.assertEqual(contents(again / "stad-2025"), contents(self.package))


class OneDelivery(InFolder):
    """What a single delivery does to the end of the run."""

    def collate(self, *words):
        deliveries.register(self.folder / "en.toml", [1, SIGNED])
        return run("collate", self.folder / "en.toml", *words, "-o", self.folder, "--format", "pdf")

    def leveranser(self):
        return table(self.folder / "stad-2025", "leveranser.csv")

    def test_good_deliveries_end_well_and_missing_ones_count_only_under_strict(self):
        result = self.collate(deliver(self.folder / "ett", 1))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("remark[district-missing]: Stadsdel 8", result.stderr)
        self.assertEqual(self.collate(self.folder / "ett", "--strict").returncode, 3)

    def test_a_signature_counts_as_valid_only_where_its_authority_is_trusted(self):
        deliver(self.folder / "atta", SIGNED)
        self.assertEqual(self.collate(self.folder / "atta").returncode, 0)
        self.assertEqual([row["signatures"] for row in self.leveranser()], ["", "not-proven"])
        self.assertEqual(self.collate(self.folder / "atta", "--trust", AUTHORITY.trust).returncode, 0)
        self.assertEqual([row["signatures"] for row in self.leveranser()], ["", "valid"])

    def test_a_changed_signed_document_is_told_and_its_plan_counted(self):
        forged = document(SIGNED).read_bytes().replace(b"counts:areas", b"counts:areaz", 1)
        deliveries.deliver(self.folder / "falsk", FOLDER / f"{SIGNED}.toml", PLANS[SIGNED], {f"{SUMMARY}.pdf": (forged, True)})
        result = self.collate(self.folder / "falsk")
        self.assertEqual(result.returncode, 13)
        self.assertIn("error[invalid-signature]", result.stderr)
        row = self.leveranser()[1]
        self.assertEqual((row["signatures"], row["findings"]), ("invalid", "unstated; invalid"))

    def test_figures_changed_after_signing_are_not_counted(self):
        # The plan has changed since the summary was signed; somebody puts the plan's own figures into the summary's metadata.
        old, new = self.folder / "old.pdf", self.folder / "new.pdf"
        for path, made in ((old, PLANS[SIGNED]), (new, deliveries.plan(SIGNED, rows=20))):
            deliveries.write_plan(self.folder / "plan.toml", made)
            self.expect(0, "build", "-o", self.folder, "--format", "pdf", "--only", SUMMARY, self.folder / "plan.toml")
            # Without object streams, so that a forger has it easy.
            subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids",
                            self.folder / f"{made['id']}/{SUMMARY}.pdf", path], check=True)
        for person in ("Karin Ek", "Per Ek"):
            key, certificate = AUTHORITY.issue(person)
            self.expect(0, "sign", old, "--key", key, "--cert", certificate)
        data = old.read_bytes()
        number, _ = object_of(data, rb"counts:areas")
        _, stream = object_of(new.read_bytes(), rb"counts:areas")
        packet = stream[stream.index(b"<?xpacket"):stream.index(b"endstream")]
        forged = update(data, {number: b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%sendstream" % (len(packet), packet)})
        for name, summary in (("honest", data), ("forged", forged)):
            deliveries.deliver(self.folder / name, self.folder / "plan.toml", made, {f"{SUMMARY}.pdf": (summary, True)})
            result = self.collate(self.folder / name, "--trust", AUTHORITY.trust)
            row = self.leveranser()[1]
            self.assertEqual((row["signatures"], row["findings"]), ("valid", "differing"), result.stderr)

    def test_a_newer_a_foreign_and_an_unexpected_delivery_are_each_told(self):
        deliver(self.folder / "in/nyare", 1, form="planpaket-delivery-2")
        deliver(self.folder / "in/okand", 9)
        (self.folder / "in/annat").mkdir()
        self.write("in/annat/brev.txt", "Hej")
        result = self.collate(self.folder / "in")
        self.assertEqual(result.returncode, 13)
        for code in ("newer-delivery", "no-delivery", "unexpected-plan"):
            self.assertIn(f"error[{code}]", result.stderr)
        self.assertEqual({row["delivery"]: row["findings"] for row in self.leveranser() if not row["district"]},
                         {"nyare": "newer", "okand": "unexpected", "annat": "foreign"})

    def test_a_correction_takes_the_place_of_what_it_corrects(self):
        deliver(self.folder / "in/a-rattad", 1, version="v2")
        deliver(self.folder / "in/b-forst", 1, version="v1")
        result = self.collate(self.folder / "in")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.leveranser()[0]["delivery"], "a-rattad")

    def test_a_plan_that_does_not_read_leaves_its_district_without_figures(self):
        path = self.write("trasig.toml", "id = \"stadsdel-1-2025\"\nområde = 1\n")
        deliveries.deliver(self.folder / "trasig", path, PLANS[1], {f"{SUMMARY}.pdf": (document(1).read_bytes(), False)})
        result = self.collate(self.folder / "trasig")
        self.assertEqual(result.returncode, 13)
        self.assertIn("error[unreadable-plan]", result.stderr)
        self.assertEqual(self.leveranser()[0]["findings"], "unreadable; unsigned")

    def test_a_delivery_with_another_plan_than_it_says_is_told(self):
        deliveries.deliver(self.folder / "annan", FOLDER / "9.toml", PLANS[1], {})
        result = self.collate(self.folder / "annan")
        self.assertEqual(result.returncode, 13)
        self.assertIn("error[other-plan]", result.stderr)

    def test_cells_that_a_spreadsheet_would_run_are_words(self):
        made = deliveries.plan(1)
        made["area"][0]["title"] = '=HYPERLINK("http://evil.example";"Öppna")'
        path = deliveries.write_plan(self.folder / "formel.toml", made)
        self.collate(deliveries.deliver(self.folder / "formel", path, made, {}))
        titles = [row["area"] for row in table(self.folder / "stad-2025", "antal.csv")]
        self.assertEqual(titles[0], "'=HYPERLINK(\"http://evil.example\";\"Öppna\")")

    def test_what_is_neither_folder_nor_delivery_in_an_inbox_is_remarked_on(self):
        deliver(self.folder / "in/ett", 1)
        self.write("in/plan.pdf", "x")
        self.write("in/.DS_Store", "x")
        result = self.collate(self.folder / "in")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(result.stderr.count("remark[not-a-delivery]"), 1)

    def test_a_plan_without_districts_is_no_register(self):
        result = run("collate", PROJECT / "plans/exempel-liten.toml", deliver(self.folder / "ett", 1))
        self.assertEqual(result.returncode, 10)
        self.assertIn("error[no-district]", result.stderr)
        self.assertEqual(run("collate", self.folder / "ett").returncode, 2)

    def test_the_register_in_the_plans_is_one(self):
        self.expect(0, "check", "--strict", PROJECT / "plans/stockholm-2025.toml")


if __name__ == "__main__":
    unittest.main()
