"""Decisions and corrections written into plans."""

import difflib
import shutil
import subprocess
import unittest

from program import InFolder, LARGE, PROJECT, environment

IN_MAY = environment(SOURCE_DATE_EPOCH="1747699200")  # 2025-05-20


class Decide(InFolder):
    def setUp(self):
        super().setUp()
        self.plan = self.folder / "plan.toml"
        shutil.copy(LARGE, self.plan)

    def decide(self, code, *arguments, env=IN_MAY):
        return self.expect(code, "decide", self.plan, *arguments, env=env)

    def test_adds_lines_and_disturbs_none(self):
        self.decide(0, "--body", "stadsdelsnamnden", "--date", "2025-04-24", "--paragraph", "12", "--immediate-approval")
        changes = [line for line in difflib.ndiff(LARGE.read_text().splitlines(), self.plan.read_text().splitlines())
                   if not line.startswith("  ")]
        self.assertEqual(changes, ["+ ", "+ [[decision]]", '+ body = "stadsdelsnamnden"', "+ date = 2025-04-24",
                                   '+ paragraph = "12"', "+ immediate_approval = true"])

    def test_tells_what_the_law_asks_for_and_what_is_late(self):
        told = self.decide(0, "--body", "stadsdelsnamnden", "--date", "2025-04-24", "--approved", "2025-05-05").stdout
        self.assertIn("late: the approval is to be announced by 2025-05-07", told)
        self.assertIn("followed up by 2027-04-24", told)
        told = self.decide(0, "--body", "stadsdelsnamnden", "--date", "2025-04-24", "--announced", "2025-05-07").stdout
        self.assertIn("can be appealed until 2025-05-28", told)
        shown = self.expect(0, "show", self.plan, "decisions", "--format", "json", env=IN_MAY).stdout
        self.assertIn('"appeal_until": "2025-05-28"', shown)

    def test_the_documents_follow(self):
        self.decide(0, "--body", "stadsdelsnamnden", "--date", "2025-04-24", "--paragraph", "12")
        self.decide(0, "--correct", "Åtgärden 1.1 gäller *maj*.", "--date", "2025-05-20")
        self.expect(0, "build", "--format", "pdf", "-o", self.folder / "output", self.plan)
        folder = self.folder / "output/hasselby-vallingby-2025"
        for name in ("bilaga-1-atgardsplan", "beslutsunderlag", "bilaga-3-metodresurser", "missiv"):
            text = subprocess.run(["pdftotext", folder / f"{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
            text = " ".join(text.split())
            self.assertIn("Beslutad 2025-04-24, § 12, rättad 2025-05-20", text, name)
            self.assertIn("Åtgärden 1.1 gäller maj.", text, name)
            self.assertIn("Version 1.1", text, name)
        self.assertTrue((folder / "protokollsutdrag.pdf").exists())

    def test_undo_leaves_the_file_as_it_was(self):
        self.decide(0, "--body", "stadsdelsnamnden", "--date", "2025-04-24")
        self.decide(0, "--undo")
        self.assertEqual(self.plan.read_bytes(), LARGE.read_bytes())
        self.assertIn("holds no decision", self.decide(2, "--undo").stderr)

    def test_writes_where_the_plan_has_its_decisions(self):
        shutil.copytree(PROJECT / "tests/plans", self.folder / "plans")
        self.plan = self.folder / "plans/uppfoljd.toml"
        self.plan.chmod(0o640)
        link = self.folder / "link.toml"
        link.symlink_to(self.plan)
        self.expect(0, "decide", link, "--body", "kommunstyrelsen", "--date", "2024-05-14")
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.plan.stat().st_mode & 0o777, 0o640)
        text = self.plan.read_text()
        self.assertLess(text.index("2024-05-14"), text.index("[[correction]]"))

    def test_wrong_words_change_nothing(self):
        for code, arguments, said in (
                (2, ["--body", "nämnd", "--date", "2025-04-24"], "the bodies of the plan are lokal-styrgrupp"),
                (2, ["--body", "stadsdelsnamnden"], "needs --date"),
                (2, ["--body", "stadsdelsnamnden", "--date", "2025-04"], "is no day"),
                (2, ["--body", "stadsdelsnamnden", "--date", "2025-04-24", "--outcome", "maybe"], "the outcomes are"),
                (2, ["--correct", "x", "--date", "2025-04-24"], "is not decided"),
                (10, ["--body", "stadsdelsnamnden", "--date", "2025-04-24", "--approved", "2025-04-01"], "end-before-start"),
                (10, ["--body", "stadsdelsnamnden", "--date", "2025-04-24", "--text", "![](x.png)"], "image-in-text")):
            self.assertIn(said, self.decide(code, *arguments).stderr)
            self.assertEqual(self.plan.read_bytes(), LARGE.read_bytes())


if __name__ == "__main__":
    unittest.main()
