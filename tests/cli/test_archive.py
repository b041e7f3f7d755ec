"""The archive of decided plans as a registrar uses it: add, list, show, restore, verify."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import unittest

from archive_store import CORRECTION, DECISION, LATER, PLAN, inventory_of, object_of, package, small_templates, tree, write_inventory
from program import PROJECT, InFolder, environment, run


class Archive(InFolder):
    def setUp(self):
        super().setUp()
        self.templates = small_templates(self.folder)
        self.store = self.folder / "arkiv"

    def archive(self, word, *words, **more):
        return run("archive", word, *words, "--store", self.store, **more)

    def add(self, text, *words, code=0, name="plan.toml"):
        """Adds a plan with a package made of it."""
        plan = self.write(name, text)
        made = package(self.folder, plan, self.templates)
        result = self.archive("add", plan, "--package", made, "--templates", self.templates, *words)
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def json(self, word, *words):
        result = self.archive(word, *words, "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def files(self, version):
        return {entry["path"]: entry["digest"] for entry in self.json("show", "provplan", version)["files"]}

    def log(self, version):
        target = self.folder / f"restored-{version}"
        self.assertEqual(self.archive("restore", "provplan", version, "-o", target).returncode, 0)
        return json.loads((target / "log.json").read_text())


class Adding(Archive):
    def test_stores_the_plan_with_all_that_belongs_to_it(self):
        self.add(PLAN + DECISION)
        self.assertEqual(sorted(self.files("v1")),
                         ["decisions.json", "documents/manifest.json", "documents/missiv.pdf", "log.json", "plan/plan.toml",
                          "templates/style.toml", "templates/sv/missiv.md", "templates/sv/terms.toml"])
        self.assertEqual(run("archive", "verify", self.store, "--strict").returncode, 0)

    def test_makes_the_documents_itself_without_a_package(self):
        plan = self.write("plan.toml", PLAN + DECISION)
        shutil.copytree(PROJECT / "templates", self.folder / "alla")
        result = self.archive("add", plan, "--templates", self.folder / "alla")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("documents/bilaga-1-atgardsplan.pdf", self.files("v1"))
        seen = run("archive", "verify", self.store, "--rebuild")
        self.assertEqual(seen.returncode, 0, seen.stderr)

    def test_refuses_a_plan_that_is_not_decided(self):
        self.assertIn("error[not-decided]", self.add(PLAN, code=12).stderr)
        self.assertFalse(self.store.exists())
        for outcome in ("tabled", "referred-back"):
            self.assertIn("error[not-decided]", self.add(PLAN + DECISION + f'outcome = "{outcome}"\n', code=12).stderr)

    def test_stores_a_draft_as_a_draft(self):
        self.add(PLAN, "--draft")
        self.assertEqual(self.log("v1")["kind"], "draft")
        self.assertEqual(self.json("show", "provplan")[0]["kind"], "draft")
        self.assertEqual(self.json("show", "provplan", "v1")["kind"], "draft")
        self.assertIn("  Draft  ", self.archive("show", "provplan").stdout)
        self.assertIn("  Draft  ", self.archive("show", "provplan", "v1").stdout.splitlines()[0])

    def test_the_same_again_is_nothing_new(self):
        self.add(PLAN + DECISION)
        before = tree(self.store)
        self.assertIn("nothing new", self.add(PLAN + DECISION).stdout)
        self.assertEqual(tree(self.store), before)

    def test_a_decided_plan_is_not_changed_in_silence(self):
        self.add(PLAN + DECISION)
        before = tree(self.store)
        changed = PLAN.replace("Torget", "Torghandeln") + DECISION
        self.assertIn("error[decided-already]", self.add(changed, code=12).stderr)
        self.assertIn("error[decided-already]", self.add(changed, "--reason", "Fel namn", code=12).stderr)
        self.assertEqual(tree(self.store), before)

    def test_a_correction_is_a_new_version_that_says_why_and_what(self):
        self.add(PLAN + DECISION)
        self.add(PLAN.replace("Torget", "Torghandeln") + DECISION + CORRECTION)
        log = self.log("v2")
        self.assertEqual((log["kind"], log["previous"]), ("correction", "v1"))
        self.assertIn("Rubriken löd fel", log["reason"])
        self.assertIn("plan/plan.toml", log["changes"]["changed"])
        self.assertRegex(self.json("show", "provplan")[1]["message"], r"Rubriken löd fel.*\(plan/plan\.toml\)")
        self.assertEqual(json.loads((self.folder / "restored-v2/decisions.json").read_text())["corrections"][0]["version"], "1.0")

    def test_a_new_decision_is_a_new_version(self):
        self.add(PLAN + DECISION)
        self.add(PLAN.replace('"1.0"', '"1.1"') + DECISION + DECISION.replace("03-24", "04-28"))
        self.assertEqual(self.log("v2")["kind"], "decision")

    def test_a_decision_that_is_gone_is_no_new_decision(self):
        self.add(PLAN + DECISION)
        self.assertIn("error[decided-already]", self.add(PLAN + DECISION.replace('"12"', '"13"'), code=12).stderr)

    def test_signed_copies_are_added_to_what_they_belong_to(self):
        self.add(PLAN + DECISION)
        signed = self.write("missiv-undertecknat.pdf", "%PDF-")
        plan = self.folder / "plan.toml"
        result = self.archive("add", plan, "--signed", signed, "--templates", self.templates)
        self.assertEqual(result.returncode, 0, result.stderr)
        first, second = self.files("v1"), self.files("v2")
        self.assertEqual(second["signed/missiv-undertecknat.pdf"], hashlib.sha512(b"%PDF-").hexdigest())
        self.assertEqual(second["documents/missiv.pdf"], first["documents/missiv.pdf"])
        self.assertEqual(self.log("v2")["kind"], "addition")

    def test_what_people_put_into_the_package_goes_along(self):
        plan = self.write("plan.toml", PLAN + DECISION)
        made = package(self.folder, plan, self.templates)
        (made / "anteckning.txt").write_text("Undertecknat den 1 april.")
        self.assertEqual(self.archive("add", plan, "--package", made, "--templates", self.templates).returncode, 0)
        self.assertIn("signed/anteckning.txt", self.files("v1"))

    def test_a_package_of_another_plan_or_changed_by_hand_is_refused(self):
        plan = self.write("plan.toml", PLAN + DECISION)
        made = package(self.folder, plan, self.templates)
        self.write("plan.toml", PLAN + DECISION + "\n# Mer.\n")
        result = self.archive("add", plan, "--package", made, "--templates", self.templates)
        self.assertEqual((result.returncode, "error[stale-package]" in result.stderr), (12, True), result.stderr)
        self.write("plan.toml", PLAN + DECISION)
        with open(made / "missiv.pdf", "ab") as file:
            file.write(b"%")
        result = self.archive("add", plan, "--package", made, "--templates", self.templates)
        self.assertEqual((result.returncode, "error[stale-package]" in result.stderr), (12, True), result.stderr)

    def test_a_file_is_stored_once(self):
        self.add(PLAN + DECISION)
        self.add(PLAN + DECISION + CORRECTION)
        stored = [path.name for path in object_of(self.store).glob("v2/content/**/*") if path.is_file()]
        self.assertNotIn("style.toml", stored)
        for paths in inventory_of(object_of(self.store))["manifest"].values():
            self.assertEqual(len(paths), 1)

    def test_a_damaged_object_gets_no_new_version(self):
        self.add(PLAN + DECISION)
        folder = object_of(self.store)
        (folder / "inventory.json").write_text((folder / "inventory.json").read_text().replace("provplan 1.0", "annat"))
        write = (folder / "inventory.json").read_text()
        (folder / "inventory.json").write_text(write + " ")
        self.assertIn("E060", self.add(PLAN + DECISION + CORRECTION, code=12).stderr)

    def test_a_folder_that_is_no_store_is_left_alone(self):
        self.store.mkdir()
        (self.store / "annat.txt").write_text("x")
        self.assertIn("error[not-a-store]", self.add(PLAN + DECISION, code=12).stderr)
        self.assertEqual([path.name for path in self.store.iterdir()], ["annat.txt"])

    def test_every_file_and_folder_is_brought_to_the_disk(self):
        plan = self.write("plan.toml", PLAN + DECISION)
        made = package(self.folder, plan, self.templates)
        trace = self.folder / "trace"
        result = subprocess.run(["strace", "-f", "-y", "-e", "trace=fsync,renameat2,rename", "-o", trace, os.environ["PLANPAKET"], "archive", "add",
                                 plan, "--package", made, "--templates", self.templates, "--store", self.store],
                                env=environment(ASAN_OPTIONS="detect_leaks=0"), capture_output=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        synced = {path.split("planpaket-staging/fresh", 1)[-1] for path in re.findall(r"fsync\(\d+<([^>]*)>", trace.read_text())}
        place = object_of(self.store).parent
        for path in [place, *place.rglob("*")]:
            self.assertIn("/" + path.relative_to(place).as_posix() if path != place else "", synced)
        self.assertIn(str(self.store), synced)


class Reading(Archive):
    def setUp(self):
        super().setUp()
        self.add(PLAN + DECISION)
        self.add(PLAN + DECISION + CORRECTION)

    def test_lists_the_plans(self):
        self.assertEqual([(entry["id"], entry["versions"]) for entry in self.json("list")], [("provplan", 2)])
        self.assertIn("provplan", self.archive("list").stdout)

    def test_shows_the_versions_and_the_files_of_one(self):
        self.assertEqual([entry["version"] for entry in self.json("show", "provplan")], ["v1", "v2"])
        self.assertIn("  plan/plan.toml\n", self.archive("show", "provplan", "v1").stdout)

    def test_what_is_not_there_is_said(self):
        for words in (("show", "intet"), ("show", "provplan", "v3"), ("restore", "intet"), ("restore", "provplan", "v0")):
            result = self.archive(*words)
            self.assertEqual((result.returncode, "error[not-in-store]" in result.stderr), (12, True), result.stderr)

    def test_restores_each_version_as_it_was(self):
        target = self.folder / "ut"
        self.assertEqual(self.archive("restore", "provplan", "v1", "-o", target).returncode, 0)
        self.assertEqual({path.relative_to(target).as_posix(): hashlib.sha512(path.read_bytes()).hexdigest()
                          for path in target.rglob("*") if path.is_file()}, self.files("v1"))
        self.assertEqual((target / "plan/plan.toml").read_text(), PLAN + DECISION)

    def test_restores_over_nothing(self):
        for make in (lambda path: path.mkdir(), lambda path: path.write_text("x"), lambda path: path.symlink_to(self.folder / "borta")):
            target = self.folder / "ut"
            make(target)
            result = self.archive("restore", "provplan", "-o", target)
            self.assertEqual((result.returncode, "error[file-exists]" in result.stderr), (12, True), result.stderr)
            self.assertFalse((self.folder / "borta").exists())
            target.rmdir() if target.is_dir() and not target.is_symlink() else target.unlink()

    def test_restores_nothing_that_is_damaged_and_leaves_nothing_behind(self):
        (object_of(self.store) / "v1/content/documents/missiv.pdf").write_bytes(b"x")
        before = sorted(path.name for path in self.folder.iterdir())
        result = self.archive("restore", "provplan", "v1", "-o", self.folder / "ut")
        self.assertEqual((result.returncode, "E092" in result.stderr), (12, True), result.stderr)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), before)

    def test_restores_nothing_outside_its_folder(self):
        folder = object_of(self.store)
        for path in ("../ut.txt", "/tmp/ut.txt", "a/../../ut.txt"):
            inventory = inventory_of(folder)
            state = inventory["versions"]["v2"]["state"]
            state[next(iter(state))] = [path]
            write_inventory(folder, inventory)
            result = self.archive("restore", "provplan", "-o", self.folder / "ut")
            self.assertEqual(result.returncode, 12)
            self.assertFalse((self.folder / "ut").exists() or (self.folder / "ut.txt").exists())

    def test_follows_no_link_out_of_the_store(self):
        content = object_of(self.store) / "v1/content"
        shutil.copytree(content / "documents", self.folder / "annanstans")
        shutil.rmtree(content / "documents")
        os.symlink(self.folder / "annanstans", content / "documents")
        self.assertEqual(self.archive("restore", "provplan", "v1", "-o", self.folder / "ut").returncode, 12)
        self.assertEqual(run("archive", "verify", self.store).returncode, 12)

    def test_rebuilds_each_version_byte_for_byte(self):
        result = run("archive", "verify", self.store, "--rebuild")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_says_when_documents_are_not_what_their_source_makes(self):
        folder = object_of(self.store)
        target = folder / "v1/content/documents/missiv.pdf"
        old = hashlib.sha512(target.read_bytes()).hexdigest()
        target.write_bytes(b"%PDF- annat")
        new = hashlib.sha512(target.read_bytes()).hexdigest()
        for place in (folder, folder / "v1", folder / "v2"):
            text = (place / "inventory.json").read_text().replace(old, new)
            write_inventory(place, {"digestAlgorithm": "sha512"}, text)
        self.assertEqual(run("archive", "verify", self.store).returncode, 0)
        result = run("archive", "verify", self.store, "--rebuild")
        self.assertEqual((result.returncode, "error[other-bytes]" in result.stderr), (12, True), result.stderr)

    def test_the_page_of_the_archive_checks_it_with_sha512sum_alone(self):
        text = (PROJECT / "docs/archive.md").read_text()
        commands = "\n".join(re.findall(r"^    ((?:sha512sum|sed) .*)$", text, re.M))
        self.assertIn("sha512sum -c inventory.json.sha512", commands)
        script = ["bash", "-e", "-o", "pipefail", "-c", commands]
        self.assertEqual(subprocess.run(script, cwd=object_of(self.store), capture_output=True).returncode, 0)
        (object_of(self.store) / "v1/content/plan/plan.toml").write_text("annat")
        self.assertNotEqual(subprocess.run(script, cwd=object_of(self.store), capture_output=True).returncode, 0)


class Records(Archive):
    def test_what_is_written_follows_the_schemas(self):
        import jsonschema
        self.add(PLAN, "--draft")
        self.add(PLAN + DECISION + 'approved = 2026-03-25\nsignatory = [{ role = "Ordförande", name = "Åsa" }]\n')
        self.add(PLAN + DECISION + 'approved = 2026-03-25\nsignatory = [{ role = "Ordförande", name = "Åsa" }]\n' + CORRECTION)
        for name, schema in (("log.json", "archive-log"), ("decisions.json", "decisions")):
            rules = json.loads((PROJECT / f"docs/{schema}.schema.json").read_text())
            for version in ("v1", "v2", "v3"):
                target = self.folder / f"{name}-{version}"
                self.assertEqual(self.archive("restore", "provplan", version, "-o", target).returncode, 0)
                jsonschema.validate(json.loads((target / name).read_text()), rules)


class Words(InFolder):
    def test_wrong_words_are_usage_errors(self):
        for words in ((), ("ad",), ("add",), ("list", "x"), ("show",), ("show", "a", "b", "c"), ("verify", "a", "b"),
                      ("list", "--format", "xml"), ("list", "--jobs", "0")):
            self.expect(2, "archive", *words, cwd=self.folder)

    def test_a_wrong_plan_is_not_stored(self):
        plan = self.write("plan.toml", "id = 1\n")
        self.expect(10, "archive", "add", plan, "--store", self.folder / "arkiv")
        self.assertFalse((self.folder / "arkiv").exists())


if __name__ == "__main__":
    unittest.main()
