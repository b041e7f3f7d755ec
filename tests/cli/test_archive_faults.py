"""What is left of a store when 'archive add' is killed, or the disk fails it, at each call that changes the disk."""

import concurrent.futures
import json
import os
import shutil
import unittest

from archive_store import DECISION, LATER, PLAN, package, small_templates, tree
from program import PROGRAM, InFolder, environment, run

FAULTS = os.environ["FAULTS"]
ROOT = {"0=ocfl_1.1", "ocfl_layout.json", "README.txt"}


def add(folder, store, name, **more):
    """Adds the plan `name` with its package; faults come by the environment."""
    env = environment(**LATER)
    if more:
        env.update(LD_PRELOAD=FAULTS, **{key: str(value) for key, value in more.items()})
        # A program with sanitizers minds not being the first to be loaded.
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    return run("archive", "add", folder / f"{name}.toml", "--package", folder / name / "provplan", "--templates", folder / "templates",
               "--store", store, env=env)


class Faults(InFolder):
    """From a first version to a second, and from nothing to a store."""

    def setUp(self):
        super().setUp()
        templates = small_templates(self.folder)
        first = self.write("first.toml", PLAN + DECISION)
        second = self.write("second.toml", PLAN + DECISION + DECISION.replace('"12"', '"31"').replace("03-24", "04-28"))
        package(self.folder, first, templates, "first")
        package(self.folder, second, templates, "second")
        self.one = self.folder / "one"
        self.assertEqual(add(self.folder, self.one, "first").returncode, 0)

    def sequence(self, start, name):
        """The number of calls, and the store as it is when all goes well."""
        store = self.folder / "whole"
        shutil.rmtree(store, ignore_errors=True)
        if start:
            shutil.copytree(start, store)
        result = add(self.folder, store, name, FAULTS_COUNT=self.folder / "count")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(run("archive", "verify", "--strict", store).returncode, 0)
        return int((self.folder / "count").read_text()), tree(store)

    def every_call(self, start, name, how):
        calls, after = self.sequence(start, name)
        self.assertGreater(calls, 40)
        before = tree(start) if start else {}
        # A new store is there before its first object.
        empty = {name: data for name, data in after.items() if name in ROOT or name.startswith("extensions")}
        allowed = [before, after] if start else [before, empty, after]

        def one(call):
            store = self.folder / f"{how}-{call}" / "store"
            store.parent.mkdir()
            if start:
                shutil.copytree(start, store)
            result = add(self.folder, store, name, FAULTS_AT=call, FAULTS_AS=how)
            self.assertIn(result.returncode, (-9,) if how == "kill" else (0, 11, 12), f"call {call}: {result.stderr}")
            left = tree(store)
            self.assertTrue(left in allowed, f"call {call}: the store is neither as before nor as after: {sorted(left)}")
            if how == "kill" and left:
                seen = run("archive", "verify", "--format", "json", store)
                self.assertEqual(seen.returncode, 0, f"call {call}: {seen.stdout}")
                self.assertLessEqual({fault["code"] for fault in json.loads(seen.stdout)["faults"]}, {"W016"}, f"call {call}")
            if how != "kill" and result.returncode == 0:
                self.assertTrue(left == after, f"call {call}: said to be stored")
            again = add(self.folder, store, name)
            self.assertEqual(again.returncode, 0, f"call {call}: {again.stderr}")
            self.assertTrue(tree(store) == after, f"call {call}: the next run does not bring it about: {sorted(tree(store))}")
            self.assertFalse((store / "extensions/planpaket-staging").exists(), f"call {call}: staging is left")
            self.assertEqual([path.name for path in store.parent.iterdir()], ["store"], f"call {call}: something is left beside the store")
            shutil.rmtree(store.parent)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(one, range(1, calls + 1)))

    def test_killed_at_any_call_the_store_is_as_before_or_after(self):
        self.every_call(self.one, "second", "kill")

    def test_killed_at_any_call_a_new_store_is_not_there_or_whole(self):
        self.every_call(None, "first", "kill")

    def test_a_full_disk_at_any_call_loses_nothing(self):
        self.every_call(self.one, "second", "ENOSPC")

    def test_a_failing_disk_at_any_call_loses_nothing(self):
        self.every_call(self.one, "second", "EIO")

    def test_two_writers_at_once_wait_for_each_other(self):
        other = self.write("other.toml", (PLAN + DECISION).replace('"provplan"', '"annanplan"'))
        package(self.folder, other, self.folder / "templates", "other")
        (self.folder / "other/annanplan").rename(self.folder / "other/provplan")
        store = self.folder / "shared"
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            results = list(pool.map(lambda name: add(self.folder, store, name), ["first", "other"] * 4))
        self.assertEqual([result.returncode for result in results], [0] * 8, [result.stderr for result in results])
        self.assertEqual(run("archive", "verify", "--strict", store).returncode, 0)
        listed = json.loads(run("archive", "list", "--store", store, "--format", "json").stdout)
        self.assertEqual([(entry["id"], entry["versions"]) for entry in listed], [("annanplan", 1), ("provplan", 1)])


if __name__ == "__main__":
    unittest.main()
