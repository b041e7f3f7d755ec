"""Listings on the terminal."""

import csv
import io
import json
import unittest

from program import InFolder, LARGE, SMALL


class Show(InFolder):
    def test_the_summary_counts_as_the_analysis_of_the_workbook_did(self):
        rows = json.loads(self.expect(0, "show", LARGE, "summary", "--format", "json").stdout)
        self.assertEqual([(row["problems"], row["causes"], row["actions"]) for row in rows],
                         [(2, 2, 2), (18, 18, 18), (1, 1, 1), (8, 8, 8), (3, 3, 3), (0, 0, 0)])
        self.assertEqual(self.expect(0, "show", LARGE, "summary").stdout.splitlines()[-1].split(), ["Total", "32", "32", "32"])

    def test_columns_are_aligned(self):
        lines = self.expect(0, "show", LARGE, "owners").stdout.splitlines()
        for heading in ("Part", "No.", "Action"):
            at = lines[0].index(heading)
            self.assertTrue(all(line[at - 2:at] == "  " and line[at] != " " for line in lines[1:]), heading)

    def test_csv_is_read_back_the_same(self):
        for what in ("owners", "timeline", "summary"):
            text = self.expect(0, "show", LARGE, what, "--format", "csv").stdout
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            expected = json.loads(self.expect(0, "show", LARGE, what, "--format", "json").stdout)
            self.assertEqual(rows, [{key: str(value) for key, value in row.items()} for row in expected])

    def test_csv_lines_end_as_rfc_4180_says(self):
        import subprocess
        from program import PROGRAM, environment
        data = subprocess.run([PROGRAM, "show", SMALL, "owners", "--format", "csv"], capture_output=True, env=environment(),
                              check=True).stdout
        self.assertEqual(data.count(b"\r\n"), data.count(b"\n"))

    def test_the_timeline_goes_from_the_earliest_deadline(self):
        rows = json.loads(self.expect(0, "show", LARGE, "timeline", "--format", "json").stdout)
        deadlines = [row["deadline"] for row in rows]
        dated = [deadline for deadline in deadlines if deadline]
        self.assertEqual(len(rows), 32)
        self.assertEqual(deadlines, sorted(dated) + [""] * (len(deadlines) - len(dated)))

    def test_a_wrong_plan_has_no_listing(self):
        result = self.expect(10, "show", self.write("wrong.toml", "id = 1\n"), "owners")
        self.assertEqual(result.stdout, "")


if __name__ == "__main__":
    unittest.main()
