"""New plans, and next year's from this year's."""

import shutil
import tomllib
import unittest

from program import InFolder, LARGE, PROJECT, SMALL, environment


class New(InFolder):
    def test_a_new_plan_is_whole_and_can_be_built(self):
        path = self.folder / "plan.toml"
        self.assertEqual(self.expect(0, "new", path, env=environment(SOURCE_DATE_EPOCH="1767225600")).stdout, f"{path}\n")
        self.assertEqual(tomllib.loads(path.read_text())["period"], "2026")
        self.assertGreater(sum(line.lstrip().startswith("#") for line in path.read_text().splitlines()), 10)
        self.expect(0, "check", "--strict", path)
        self.expect(0, "build", "-o", self.folder / "output", path)

    def test_never_overwrites(self):
        path = self.write("plan.toml", "mine")
        self.assertIn("error[file-exists]", self.expect(2, "new", path).stderr)
        self.expect(2, "new", path, "--from", SMALL)
        self.assertEqual(path.read_text(), "mine")
        self.assertEqual([each.name for each in self.folder.iterdir()], ["plan.toml"])

    def test_says_when_the_file_cannot_be_written(self):
        self.assertIn("error[unwritable]", self.expect(11, "new", "/proc/plan.toml").stderr)

    def test_goes_on_from_a_plan_with_comments_and_ids_kept(self):
        path = self.folder / "plan-2026.toml"
        self.expect(0, "new", path, "--from", LARGE)
        old, new = LARGE.read_text().splitlines(), path.read_text().splitlines()
        self.assertEqual([line for line in new if line.startswith("#")], [line for line in old if line.startswith("#")])
        plan, before = tomllib.loads(path.read_text()), tomllib.loads(LARGE.read_text())
        self.assertEqual((plan["id"], plan["period"], plan["version"]), ("hasselby-vallingby-2026", "2026", "0.1"))
        self.assertNotIn("decision", plan)
        self.assertNotIn("dnr", plan["case"])
        self.assertEqual(ids(plan), ids(before))
        self.assertFalse(any("followup" in action or "new" in action for action in actions(plan)))
        self.expect(0, "check", path)

    def test_empties_the_follow_up_and_the_decisions(self):
        source = PROJECT / "tests/plans/uppfoljd.toml"
        self.assertTrue(any("followup" in action for action in actions(tomllib.loads(source.read_text()))))
        path = self.folder / "next.toml"
        self.expect(0, "new", path, "--from", source)
        plan = tomllib.loads(path.read_text())
        self.assertFalse(any("followup" in action for action in actions(plan)))
        self.assertNotIn("decision", plan)
        self.expect(0, "check", path)

    def test_takes_included_files_along(self):
        source = PROJECT / "tests/plans/tva-kommuner.toml"
        path = self.folder / "next.toml"
        written = self.expect(0, "new", path, "--from", source).stdout.splitlines()
        included = tomllib.loads(source.read_text())["include"]
        self.assertEqual(written, [str(path)] + [str(self.folder / "next" / name) for name in included])
        self.expect(0, "check", path)
        self.expect(2, "new", path, "--from", source)

    def test_refuses_to_go_on_from_a_wrong_plan(self):
        self.expect(10, "new", self.folder / "next.toml", "--from", self.write("wrong.toml", "id = 1\n"))
        self.assertFalse((self.folder / "next.toml").exists())


def actions(plan):
    return [action for area in plan.get("area", []) for problem in area.get("problem", []) for cause in problem.get("cause", [])
            for action in cause.get("action", [])]


def ids(value):
    """Every id of a plan but its own, in order."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value and "period" not in value else []
        return own + [each for key, below in value.items() if key != "decision" for each in ids(below)]
    return [each for below in value for each in ids(below)] if isinstance(value, list) else []


if __name__ == "__main__":
    unittest.main()
