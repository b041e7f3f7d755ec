"""Packages: what is in them, that they are always the same, and what hinders them."""

import hashlib
import json
import re
import shutil
import subprocess
import unittest

from program import InFolder, LARGE, PROJECT, SMALL, contents, environment

DOCUMENTS = ["beslutsunderlag", "bilaga-1-atgardsplan", "bilaga-2-sammanstallning", "bilaga-3-metodresurser", "missiv",
             "tjansteutlatande"]
ALWAYS = sorted(["manifest.json", *(name + ending for name in DOCUMENTS for ending in (".pdf", ".docx"))])


class Build(InFolder):
    def build(self, *words, **more):
        output = self.folder / f"output-{len(list(self.folder.iterdir()))}"
        self.expect(0, "build", "-o", output, *words, **more)
        return output

    def test_makes_every_document_and_says_where(self):
        result = self.expect(0, "build", "-o", self.folder, LARGE)
        self.assertEqual(sorted(contents(self.folder / "hasselby-vallingby-2025")), ALWAYS)
        self.assertEqual(result.stdout, f"{self.folder}/hasselby-vallingby-2025: 12 files\n")

    def test_makes_the_follow_up_and_the_minutes_when_there_is_something_to_say(self):
        names = contents(self.build(PROJECT / "tests/plans/uppfoljd.toml").iterdir().__next__())
        self.assertIn("uppfoljning.pdf", names)
        self.assertIn("protokollsutdrag.pdf", names)

    def test_the_manifest_says_what_is_there_and_what_it_was_made_from(self):
        package = contents(self.build(SMALL) / "exempel-liten")
        manifest = json.loads(package.pop("manifest.json"))
        self.assertEqual({entry["name"] for entry in manifest["files"]}, set(package))
        sources = {entry["id"]: entry for entry in manifest["sources"]}
        for entry in manifest["files"]:
            self.assertEqual(entry["size"], len(package[entry["name"]]))
            self.assertEqual(entry["sha256"], hashlib.sha256(package[entry["name"]]).hexdigest())
            self.assertIn("plan:exempel-liten.toml", entry["made_from"])
            self.assertIn(f"template:sv/{entry['name'].rsplit('.')[0]}.md", entry["made_from"])
            self.assertTrue(any(source.startswith("font:") for source in entry["made_from"]))
            self.assertLessEqual(set(entry["made_from"]), set(sources))
        self.assertEqual(sources["plan:exempel-liten.toml"]["sha256"], hashlib.sha256(SMALL.read_bytes()).hexdigest())
        self.assertEqual(sources["style:style.toml"]["sha256"],
                         hashlib.sha256((PROJECT / "templates/style.toml").read_bytes()).hexdigest())

    def test_the_letter_lists_the_checksums_of_the_others(self):
        package = self.build(SMALL) / "exempel-liten"
        letter = "".join(subprocess.run(["pdftotext", "-raw", package / "missiv.pdf", "-"], capture_output=True, text=True,
                                        check=True).stdout.split())
        for name in ALWAYS:
            if name.endswith(".pdf") and name != "missiv.pdf":
                self.assertIn(hashlib.sha256((package / name).read_bytes()).hexdigest(), letter, name)

    def test_the_letter_alone_lists_the_same_checksums(self):
        whole = contents(self.build(SMALL) / "exempel-liten")
        alone = contents(self.build(SMALL, "--only", "missiv") / "exempel-liten")
        self.assertEqual(sorted(alone), ["manifest.json", "missiv.docx", "missiv.pdf"])
        self.assertEqual(alone["missiv.pdf"], whole["missiv.pdf"])
        self.assertEqual(alone["missiv.docx"], whole["missiv.docx"])

    def test_the_same_plan_gives_the_same_bytes_everywhere(self):
        first = contents(self.build(SMALL) / "exempel-liten")
        moved = self.folder / "elsewhere/plans"
        moved.mkdir(parents=True)
        shutil.copy(SMALL, moved)
        for what, words, more in [
            ("again", [SMALL], {}),
            ("one job", ["--jobs", "1", SMALL], {}),
            ("four jobs", ["--jobs", "4", SMALL], {}),
            ("another time zone", [SMALL], {"env": environment(TZ="Pacific/Kiritimati")}),
            ("another language", [SMALL], {"env": environment(LANGUAGE="sv", LANG="sv_SE.UTF-8", LC_ALL=None)}),
            ("another folder", ["exempel-liten.toml"], {"cwd": moved}),
        ]:
            with self.subTest(what):
                self.assertEqual(contents(self.build(*words, **more) / "exempel-liten"), first)

    def test_many_plans_are_made_side_by_side_and_a_wrong_one_hinders_only_itself(self):
        wrong = self.write("wrong.toml", "id = \"wrong\"\n")
        result = self.expect(10, "build", "-o", self.folder / "output", wrong, SMALL, PROJECT / "tests/plans/tva-kommuner.toml")
        self.assertEqual(sorted(path.name for path in (self.folder / "output").iterdir()), ["exempel-liten", "tva-kommuner-2026"])
        self.assertIn("error[missing-key]", result.stderr)

    def test_two_plans_of_one_id_are_refused(self):
        other = self.write("other.toml", SMALL.read_text())
        result = self.expect(10, "build", "-o", self.folder / "output", SMALL, other)
        self.assertIn("error[same-package]", result.stderr)
        self.assertFalse((self.folder / "output").exists())

    def test_a_missing_font_is_named(self):
        templates = self.folder / "templates"
        shutil.copytree(PROJECT / "templates", templates)
        style = (templates / "style.toml").read_text()
        (templates / "style.toml").write_text(re.sub(r'(?m)^family = ".*?"', 'family = "No Such Font"', style))
        result = self.expect(11, "build", "--templates", templates, "-o", self.folder / "output", SMALL)
        self.assertIn("No Such Font", result.stderr)
        self.assertIn("hint:", result.stderr)
        self.assertFalse((self.folder / "output").exists())

    def test_a_missing_template_is_named(self):
        templates = self.folder / "templates"
        shutil.copytree(PROJECT / "templates", templates)
        (templates / "sv/terms.toml").unlink()
        self.assertIn("templates/sv", self.expect(11, "build", "--templates", templates, "-o", self.folder / "output", SMALL).stderr)
        (templates / "style.toml").unlink()
        shutil.copy(PROJECT / "templates/sv/terms.toml", templates / "sv")
        result = self.expect(11, "build", "-o", self.folder / "output", SMALL, env=environment(PLANPAKET_TEMPLATES=templates))
        self.assertIn("style.toml", result.stderr)
        self.assertFalse((self.folder / "output").exists())

    def test_a_template_with_an_unknown_name_is_shown_with_its_line(self):
        templates = self.folder / "templates"
        shutil.copytree(PROJECT / "templates", templates)
        with open(templates / "sv/missiv.md", "a", encoding="utf-8") as letter:
            letter.write("\n\n{{ plan.tilte }}\n")
        result = self.expect(11, "build", "--templates", templates, "-o", self.folder / "output", SMALL)
        self.assertRegex(result.stderr, r"sv/missiv\.md:\d+:\d+: error\[unknown-[a-z]+\]")
        self.assertFalse((self.folder / "output").exists())

    def test_a_text_that_no_conforming_document_can_hold_is_shown_with_its_place(self):
        for code, text in (("image-in-text", "![](torget.png)"), ("link-without-text", "[ ](https://example.org)")):
            plan = self.write("plan.toml", re.sub(r'(?m)^text = "Fritidsledare', f'text = "{text} Fritidsledare', SMALL.read_text()))
            self.assertRegex(self.expect(11, "build", "-o", self.folder / "output", plan).stderr,
                             rf"plan\.toml:\d+:9: error\[{code}\].*\n(.*\n)+?.*hint: ")
        self.assertFalse((self.folder / "output").exists())

    def test_a_language_without_templates_is_an_error_of_the_plan(self):
        plan = self.write("plan.toml", SMALL.read_text().replace('period = "2026"', 'period = "2026"\nlanguage = "fi"'))
        self.assertRegex(self.expect(10, "build", "-o", self.folder / "output", plan).stderr, r":\d+:12: error\[unknown-language\]")


if __name__ == "__main__":
    unittest.main()
