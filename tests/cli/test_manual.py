"""Help, manual page and shell completion name every command and option."""

import re
import subprocess
import unittest

from program import InFolder, PROGRAM, SMALL, environment

COMMANDS = ["new", "check", "build", "show", "help"]


class Manual(InFolder):
    def options(self, command):
        return re.findall(r"(?m)^  (?:-\w, )?(--[a-z]+)", self.expect(0, "help", command).stdout)

    def test_every_option_of_the_help_is_taken_by_the_program(self):
        for command in COMMANDS:
            for option in self.options(command):
                said = self.expect(2, command, option, "--no-such-option").stderr if option != "--help" else ""
                self.assertNotIn(f"unknown option '{option}'", said)

    def test_the_manual_page_names_every_command_and_option(self):
        page = self.expect(0, "help", "--as", "man").stdout.replace("\\-", "-")
        for command in COMMANDS:
            self.assertIn(f".SS planpaket {command}", page)
            for option in self.options(command):
                self.assertIn(f"\\fB{option}\\fR", page)

    def test_the_manual_page_is_sound_in_both_languages(self):
        for language in ("en", "sv"):
            page = self.expect(0, "help", "--as", "man", env=environment(LANGUAGE=language)).stdout
            result = subprocess.run(["groff", "-man", "-Kutf8", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=True)
            self.assertEqual(result.stderr, "")
            self.assertIn("planpaket", result.stdout)

    def complete(self, *words):
        """What bash offers for the last word."""
        script = self.expect(0, "help", "--as", "bash").stdout + """
COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _planpaket; printf '%s\\n' "${COMPREPLY[@]}"
"""
        result = subprocess.run(["bash", "-c", script, "bash", "planpaket", *words], cwd=self.folder, capture_output=True, text=True,
                                check=True)
        self.assertEqual(result.stderr, "")
        return result.stdout.split()

    def test_completion_offers_every_command_and_option(self):
        self.assertLessEqual(set(COMMANDS), set(self.complete("")))
        self.assertEqual(self.complete("b"), ["build"])
        for command in COMMANDS:
            self.assertEqual(set(self.complete(command, "--")), set(self.options(command)))

    def test_completion_offers_plans_documents_and_values(self):
        self.write("plan.toml", "")
        self.write("letter.txt", "")
        self.write("plans/x.toml", "")
        self.assertEqual(set(self.complete("check", "")), {"plan.toml", "plans/"})
        self.assertEqual(self.complete("show", "plan.toml", "t"), ["timeline"])
        self.assertEqual(self.complete("build", "plan.toml", "--only", "mi"), ["missiv"])
        self.assertEqual(self.complete("show", "plan.toml", "owners", "--format", "c"), ["csv"])
        self.assertEqual(self.complete("build", "-o", "pl"), ["plans"])

    def test_completion_knows_the_documents_that_are_made(self):
        self.expect(0, "build", "-o", self.folder, SMALL)
        made = {path.stem for path in (self.folder / "exempel-liten").glob("*.pdf")}
        self.assertLessEqual(made, set(self.complete("build", "--only", "")))


if __name__ == "__main__":
    unittest.main()
