"""The form of diagnostics, which scripts rely on."""

import json
import os
import pty
import subprocess
import unittest

from program import InFolder, LARGE, PROGRAM, SMALL, environment

WRONG = """id = "prov"
\ttilte = "Åtgärdsplan"
title = "Plan"
version = "1.0"
period = "2025-13"
title2 = { åäö = 1, x = 2 } # 漢字
"""


class Diagnostics(InFolder):
    def test_shows_place_fact_line_marks_and_hint(self):
        path = self.write("plan.toml", WRONG)
        text = self.expect(10, "check", path).stderr
        self.assertIn(f"{path}:2:2: error[unknown-key]: unknown key 'tilte'\n"
                      "      tilte = \"Åtgärdsplan\"\n"
                      "      ^^^^^\n"
                      "  hint: did you mean 'title'?\n", text)
        self.assertRegex(text, r"(?m)^\d+ errors$")

    def test_marks_stand_under_wide_letters(self):
        path = self.write("plan.toml", 'id = "prov"\ntitle = "Plan"\nversion = "1"\nperiod = "2025"\n'
                          'sender = { organisation = "漢字 åäö", oranisation = "x" }\n')
        lines = self.expect(10, "check", path).stderr.split("\n")
        marked = next(i for i, line in enumerate(lines) if line.strip() and set(line.strip()) == {"^"})
        columns = sum(2 if letter in "漢字" else 1 for letter in lines[marked - 1].split("oranisation")[0])
        self.assertEqual(lines[marked].index("^"), columns)

    def test_a_long_line_is_shown_around_each_of_thousands_of_places(self):
        owners = ", ".join(f'{{ id = "o{i}", name = "Åsas 漢字 {i}", organisation = "E" }}' for i in range(3000))
        path = self.write("plan.toml", f'id = "prov"\ntitle = "Plan"\nversion = "1.0"\nperiod = "2025"\n'
                                       f'sender = {{ organisation = "E" }}\nowner = [{owners}]\n')
        lines = self.expect(0, "check", path).stderr.splitlines()
        shown = [(lines[i], lines[i + 1], lines[i + 2]) for i, line in enumerate(lines) if "remark[unused-owner]" in line]
        self.assertEqual(len(shown), 3000)
        for i, (fact, text, marks) in enumerate(shown):
            begin, end = marks.index("^"), len(marks)
            wide = sum(letter in "漢字" for letter in text[:begin])  # each takes two columns
            self.assertEqual(text[begin - wide:end - wide], f'"o{i}"', fact)

    def test_goes_by_place_and_reports_all_of_one_run(self):
        path = self.write("plan.toml", WRONG)
        lines = [line for line in self.expect(10, "check", path).stderr.split("\n") if "error[" in line]
        places = [tuple(int(number) for number in line.split(": ")[0].split(":")[1:]) for line in lines]
        self.assertGreaterEqual(len(places), 3)
        self.assertEqual(places, sorted(places))

    def test_never_sends_control_characters_to_the_terminal(self):
        path = self.folder / "plan.toml"
        path.write_bytes(b'id = "\x1b[31mred\x07"\n')
        text = self.expect(10, "check", path).stderr
        self.assertNotIn("\x1b", text)
        self.assertNotIn("\x07", text)
        self.assertIn("␛", text)

    def test_json_says_the_same(self):
        path = self.write("plan.toml", WRONG)
        result = self.expect(10, "check", "--format", "json", path)
        self.assertEqual(result.stderr, "")
        whole = json.loads(result.stdout)
        self.assertEqual(whole["errors"], sum(entry["severity"] == "error" for entry in whole["diagnostics"]))
        first = next(entry for entry in whole["diagnostics"] if entry["code"] == "unknown-key")
        self.assertEqual({key: first[key] for key in ("file", "line", "column", "end_column", "hint")},
                         {"file": str(path), "line": 2, "column": 2, "end_column": 7, "hint": "did you mean 'title'?"})

    def test_remarks_count_only_when_strict(self):
        result = self.expect(0, "check", LARGE)
        self.assertIn("remark[", result.stderr)
        self.expect(3, "check", "--strict", LARGE)
        self.expect(0, "check", "--strict", SMALL)

    def test_a_plan_that_cannot_be_read_is_wrong(self):
        self.assertIn("error[unreadable-file]", self.expect(10, "check", self.folder / "absent.toml").stderr)
        self.assertIn("error[unreadable-file]", self.expect(10, "check", self.folder).stderr)
        self.assertIn("error[file-too-large]", self.expect(10, "check", "/dev/zero").stderr)

    def on_terminal(self, **changes):
        """What the program sends to a terminal on standard error."""
        ours, theirs = pty.openpty()
        path = self.write("plan.toml", WRONG)
        process = subprocess.Popen([PROGRAM, "check", path], stderr=theirs, stdout=subprocess.DEVNULL, env=environment(**changes))
        os.close(theirs)
        said = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:
                break
            if not block:
                break
            said += block
        os.close(ours)
        process.wait()
        return said

    def test_colours_are_for_terminals_and_NO_COLOR_is_honoured(self):
        self.assertIn(b"\x1b[", self.on_terminal(TERM="xterm"))
        self.assertNotIn(b"\x1b[", self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn(b"\x1b[", self.on_terminal(TERM="dumb"))
        self.assertNotIn("\x1b[", self.expect(10, "check", self.write("plan.toml", WRONG), env=environment(TERM="xterm")).stderr)


if __name__ == "__main__":
    unittest.main()
