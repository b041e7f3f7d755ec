"""Exit codes and what is said about a wrong command line."""

import re
import subprocess
import unittest

from program import InFolder, PROGRAM, SMALL, environment


class Usage(InFolder):
    def test_names_the_versions_of_what_it_is_made_of(self):
        text = self.expect(0, "--version").stdout
        for name in ("planpaket", "libharu", "qpdf", "pandoc"):
            self.assertRegex(text, rf"(?m)^{name} (\d+(\.\d+)+|not found)$")

    def test_says_that_pandoc_is_not_found_when_it_is_missing(self):
        self.assertIn("pandoc not found", self.expect(0, "--version", env=environment(PATH="/nonexistent")).stdout)

    def test_refuses_a_wrong_command_line_with_code_2_and_the_nearest_right_one(self):
        for words, fact, hint in [
            (["biuld"], "unknown command 'biuld'", "did you mean 'build'?"),
            (["build", "--onyl", "missiv", SMALL], "unknown option '--onyl'", "did you mean '--only'?"),
            (["check", "--strict=yes", SMALL], "option '--strict' takes no value", "see 'planpaket help check'"),
            (["check", "--format"], "option '--format' needs a value", "see 'planpaket help check'"),
            (["check", "--format", "xml", SMALL], "unknown format 'xml'", "the formats are text, json"),
            (["build", "--format", "doc", SMALL], "unknown format 'doc'", "the formats are pdf, docx, odt, html"),
            (["build", "--jobs", "many", SMALL], "'many' is not a number of jobs", "a number from 1"),
            (["build", "--only", "misiv", SMALL], "unknown document 'misiv'", "did you mean 'missiv'?"),
            (["build", "-o", "a", "-o", "b", SMALL], "option '--output' is given twice", "keep one of them"),
            (["show", SMALL, "timelin"], "cannot show 'timelin'", "did you mean 'timeline'?"),
            (["build"], "'build' needs a plan", "planpaket build PLAN.toml"),
            (["check"], "'check' needs a plan", "planpaket check PLAN.toml"),
            (["new"], "'new' needs the name of one file to write", "planpaket new FILE.toml"),
            (["help", "biuld"], "unknown command 'biuld'", "did you mean 'build'?"),
        ]:
            with self.subTest(words=words):
                result = self.expect(2, *words, cwd=self.folder)
                self.assertTrue(result.stderr.startswith(f"planpaket: error[usage]: {fact}\n  hint: {hint}"), result.stderr)
                self.assertEqual(result.stdout, "")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_shows_help_on_standard_error_when_nothing_is_asked(self):
        result = self.expect(2)
        self.assertIn("Commands:", result.stderr)

    def test_says_when_standard_output_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run([PROGRAM, "help"], stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False)
        self.assertEqual(result.returncode, 11)
        self.assertIn("standard output could not be written", result.stderr)

    def test_a_word_after_two_dashes_is_no_option(self):
        result = self.expect(10, "check", "--", "--strict")
        self.assertIn("cannot read --strict", result.stderr)

    def test_a_plan_may_follow_a_list_of_documents(self):
        self.expect(0, "build", "--format", "pdf", "--only", "missiv", "bilaga-2-sammanstallning", SMALL, "-o", self.folder)
        self.assertEqual(sorted(path.name for path in (self.folder / "exempel-liten").iterdir()),
                         ["bilaga-2-sammanstallning.pdf", "manifest.json", "missiv.pdf"])
        self.expect(0, "build", "--format=pdf", "--only=missiv,bilaga-3-metodresurser", SMALL, "-o", self.folder)
        self.assertEqual(sorted(path.name for path in (self.folder / "exempel-liten").iterdir()),
                         ["bilaga-3-metodresurser.pdf", "manifest.json", "missiv.pdf"])

    def test_every_command_explains_itself_with_examples(self):
        commands = re.findall(r"(?m)^  (\w+)  ", self.expect(0, "help").stdout.split("Options:")[0])
        self.assertEqual(commands, ["new", "check", "build", "show", "decide", "archive", "sign", "verify", "distribute", "collate", "help"])
        for command in commands:
            text = self.expect(0, "help", command).stdout
            self.assertIn(f"  planpaket {command}", text.split("Examples:")[1])
            self.assertEqual(self.expect(0, command, "--help").stdout, text)


if __name__ == "__main__":
    unittest.main()
