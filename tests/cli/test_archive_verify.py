"""'archive verify' on objects and storage roots of anybody's, sound and broken."""

import hashlib
import json
import os
import shutil
import unittest

import broken_objects
from program import InFolder, run


def verify(path, *words):
    """The exit code and what was found: codes by where."""
    result = run("archive", "verify", path, "--format", "json", *words)
    found = json.loads(result.stdout) if result.stdout else None
    faults = [] if found is None else found["faults"] + [fault for entry in found["objects"] for fault in entry["faults"]]
    return result.returncode, {fault["code"] for fault in faults}, found


class Objects(InFolder):
    def check(self, kinds, code):
        for name, codes, change in kinds:
            with self.subTest(name):
                returned, found, _ = verify(broken_objects.make(self.folder, name, change))
                self.assertEqual(returned, code, found)
                self.assertIn(codes[0], found)

    def test_a_sound_object_has_no_faults(self):
        broken_objects.make_object(self.folder / "sound")
        self.assertEqual(verify(self.folder / "sound")[:2], (0, set()))

    def test_each_broken_object_has_the_code_of_the_specification(self):
        self.assertGreaterEqual(len(broken_objects.OBJECTS), 30)
        self.check(broken_objects.OBJECTS, 12)

    def test_hostile_objects_are_refused(self):
        self.check(broken_objects.BEYOND, 12)

    def test_what_should_be_otherwise_is_a_warning(self):
        self.check(broken_objects.WARNINGS, 0)

    def test_with_strict_warnings_count(self):
        path = broken_objects.make(self.folder, *[kind for kind in broken_objects.WARNINGS if kind[0] == "id-no-uri"][0][::2])
        self.assertEqual(run("archive", "verify", path, "--strict").returncode, 3)

    def test_every_fixity_algorithm_is_computed(self):
        for algorithm in ("md5", "sha1", "sha256", "sha512", "blake2b-512"):
            for right in (True, False):
                with self.subTest(algorithm, right=right):
                    data = b"alfa\n" if right else b"annat"
                    name = algorithm.replace("blake2b-512", "blake2b")
                    block = {algorithm: {hashlib.new(name, data).hexdigest(): ["v1/content/a.txt"]}}
                    path = broken_objects.make(self.folder, f"{algorithm}-{right}",
                                               broken_objects.edited(broken_objects.put("fixity", block)))
                    self.assertEqual(verify(path)[:2], (0, set()) if right else (12, {"E093"}))

    def test_an_older_inventory_may_use_another_algorithm(self):
        def change(folder):
            for n in (1, 2):
                (folder / f"v{n}/inventory.json.sha512").unlink()
                broken_objects.write(folder / f"v{n}", broken_objects.inventory(n, "sha256"), "sha256")
        path = broken_objects.make(self.folder, "mixed", change)
        self.assertEqual(verify(path)[:2], (0, {"W004"}))
        (path / "v1/content/a.txt").write_bytes(b"annat")
        self.assertIn("E092", verify(path)[1])

    def test_a_fault_names_the_file(self):
        path = broken_objects.make(self.folder, "changed", broken_objects.write_file("v1/content/mapp/b.txt", b"annat\n"))
        self.assertEqual([(fault["code"], fault["where"]) for fault in verify(path)[2]["objects"][0]["faults"]],
                         [("E092", "v1/content/mapp/b.txt")])
        self.assertRegex(run("archive", "verify", path).stderr, r"error\[E092\]: v1/content/mapp/b\.txt: ")


class Roots(InFolder):
    def setUp(self):
        super().setUp()
        self.root = self.folder / "root"
        self.root.mkdir()
        (self.root / "0=ocfl_1.1").write_text("ocfl_1.1\n")
        broken_objects.make_object(self.root / "a/b/prov")

    def faults(self):
        return verify(self.root)[1]

    def test_a_sound_root_has_no_faults(self):
        self.assertEqual(verify(self.root)[:2], (0, set()))

    def test_a_root_of_version_1_0_is_read_too(self):
        (self.root / "0=ocfl_1.1").rename(self.root / "0=ocfl_1.0")
        (self.root / "0=ocfl_1.0").write_text("ocfl_1.0\n")
        self.assertEqual(self.faults(), {"E081"})

    def test_a_root_without_declaration(self):
        (self.root / "0=ocfl_1.1").unlink()
        self.assertEqual(self.faults(), {"E069"})

    def test_a_root_with_two_declarations(self):
        (self.root / "0=ocfl_1.0").write_text("ocfl_1.0\n")
        self.assertEqual(self.faults(), {"E076"})

    def test_a_declaration_that_says_something_else(self):
        (self.root / "0=ocfl_1.1").write_text("ocfl_1.1")
        self.assertEqual(self.faults(), {"E080"})

    def test_a_layout_without_description(self):
        (self.root / "ocfl_layout.json").write_text('{"extension": "0004-hashed-n-tuple-storage-layout"}')
        self.assertEqual(self.faults(), {"E070"})

    def test_a_layout_that_is_not_registered(self):
        (self.root / "ocfl_layout.json").write_text('{"extension": "egen", "description": ""}')
        self.assertEqual(self.faults(), {"E071"})

    def test_a_file_among_the_folders(self):
        (self.root / "a/fil").write_text("x")
        self.assertEqual(self.faults(), {"E072"})

    def test_an_empty_folder(self):
        (self.root / "a/tom").mkdir()
        self.assertEqual(self.faults(), {"E073"})

    def test_a_file_among_the_extensions(self):
        (self.root / "extensions").mkdir()
        (self.root / "extensions/fil").write_text("x")
        self.assertEqual(self.faults(), {"E112"})

    def test_a_link_among_the_folders(self):
        os.symlink("/etc", self.root / "a/etc")
        self.assertEqual(self.faults(), {"E090"})

    def test_files_of_the_root_are_left_alone(self):
        (self.root / "LÄSMIG.txt").write_text("x")
        self.assertEqual(self.faults(), set())

    def test_objects_at_the_top_and_in_folders(self):
        broken_objects.make_object(self.root / "topp")
        self.assertEqual(self.faults(), {"W015"})

    def test_an_object_that_is_not_where_the_layout_has_it(self):
        (self.root / "ocfl_layout.json").write_text('{"extension": "0003-hash-and-id-n-tuple-storage-layout", "description": ""}')
        self.assertEqual(self.faults(), {"W014"})
        digest = hashlib.sha256(b"urn:example:prov").hexdigest()
        place = self.root / digest[:3] / digest[3:6] / digest[6:9]
        place.mkdir(parents=True)
        (self.root / "a/b/prov").rename(place / "urn%3aexample%3aprov")
        shutil.rmtree(self.root / "a")
        self.assertEqual(self.faults(), set())

    def test_a_broken_object_is_named_by_its_folder(self):
        (self.root / "a/b/prov/v1/content/a.txt").write_bytes(b"annat")
        code, _, found = verify(self.root)
        self.assertEqual((code, found["objects"][0]["faults"][0]["where"]), (12, "a/b/prov/v1/content/a.txt"))

    def test_what_is_not_there_is_said(self):
        self.assertEqual(run("archive", "verify", self.folder / "intet").returncode, 12)


if __name__ == "__main__":
    unittest.main()
