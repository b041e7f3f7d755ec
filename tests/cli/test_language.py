"""Messages follow the user's locale, and everything that is said is translated."""

import re
import shutil
import subprocess
import unittest

from program import InFolder, PROJECT, SMALL, environment


class Language(InFolder):
    def swedish(self):
        """The environment of a Swedish user; the locale is made here, as it need not be installed."""
        made = subprocess.run(["localedef", "--no-archive", "-i", "sv_SE", "-f", "UTF-8", self.folder / "sv_SE.UTF-8"],
                              capture_output=True, text=True, check=False)
        self.assertTrue((self.folder / "sv_SE.UTF-8/LC_MESSAGES").exists(), made.stderr)
        # The C library never frees its copy of LOCPATH, which LeakSanitizer would report.
        return environment(LC_ALL=None, LANG="sv_SE.UTF-8", LOCPATH=self.folder, ASAN_OPTIONS="detect_leaks=0")

    def test_speaks_swedish_to_a_swedish_user(self):
        result = self.expect(2, "biuld", env=self.swedish())
        self.assertEqual(result.stderr, "planpaket: error[usage]: okänt kommando 'biuld'\n  hint: menade du 'build'?\n")

    def test_speaks_swedish_also_where_the_locale_is_not_installed(self):
        result = self.expect(2, "biuld", env=environment(LC_ALL=None, LANG="sv_AX.UTF-8"))
        self.assertIn("okänt kommando", result.stderr)

    def test_speaks_english_otherwise(self):
        for locale in ("C", "C.UTF-8", "de_DE.UTF-8"):
            self.assertIn("unknown command", self.expect(2, "biuld", env=environment(LC_ALL=None, LANG=locale)).stderr)

    def test_numbers_are_read_alike_in_every_locale(self):
        self.expect(0, "build", "-o", self.folder / "output", SMALL, env=self.swedish())

    def test_every_message_is_collected_and_translated(self):
        result = subprocess.run([PROJECT / "scripts/translate", "--check"], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_translations_fill_in_the_same_things(self):
        plain = subprocess.run(["msgattrib", "--no-wrap", PROJECT / "po/sv.po"], capture_output=True, text=True, check=True).stdout
        entries = re.findall(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.*)"$', plain, re.M)
        self.assertGreater(len(entries), 100)
        for original, _, translation in entries:
            fields = r"\{[^{} ]*\}"
            self.assertEqual(sorted(re.findall(fields, original.replace("{{", "").replace("}}", ""))),
                             sorted(re.findall(fields, translation.replace("{{", "").replace("}}", ""))), original)


if __name__ == "__main__":
    unittest.main()
