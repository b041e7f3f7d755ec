"""The plan's page: what stands in it, that it asks for nothing, and that no text of a plan becomes markup."""

import base64
import hashlib
import re
import shutil
import tomllib
import unittest

import page_text
import reading
from program import LARGE, PROJECT, SMALL, InFolder, run
from test_documents import PLANS, placed_actions, read_plan

NAME = "bilaga-1-atgardsplan.html"
# What would be markup in HTML, XML, Pandoc's Markdown and templates, LaTeX, or in our own markup files.
HOSTILE = ['<script>alert(1)</script>', '<b onclick="x()">fet</b>', '</title><h1>', '<!-- dold -->', ']]>', '&lt;&amp;&#65;', "'\"", '{.klass #id onclick=x}',
           '$title$', '$body$', '${title}', '{{ title }}', '{{ documents }}', '```{=html}', '`<i>x</i>`{=html}', '\\input{/etc/passwd}', '\\$x\\$', '[x](javascript:alert)',
           '<w:p/>', '@import url(x)', '</style>', '{shown}', '{action}', 'function Str(el)']


def squeezed(text):
    """Without spaces: where words are divided into cells and lines is the format's affair."""
    return reading.tidy(text).replace(" ", "")


def pdf_text(path):
    """The words of a PDF's structure, without its table of contents, pictures and the signs of list items."""
    def text(part):
        return " ".join(each if isinstance(each, str) else "" if each.kind in ("TOC", "Figure", "Lbl") else text(each) for each in part.content)
    return text(reading.read(path))


class Page(InFolder):
    def build(self, plan, *words, formats="html"):
        output = self.folder / f"out-{len(list(self.folder.iterdir()))}"
        self.expect(0, "build", "-o", output, "--format", formats, plan, *words)
        return next(output.glob(f"*/{NAME}"))

    def page(self, *words):
        return page_text.read(self.build(*words).read_text(encoding="utf-8"))


class Contents(Page):
    def test_a_page_says_what_the_plan_and_its_appendices_say_in_order(self):
        for plan in PLANS:
            with self.subTest(plan=plan.name):
                path = self.build(plan, formats="pdf,html")
                page = page_text.read(path.read_text(encoding="utf-8"))
                documents = sorted(path.parent.glob("bilaga-*.pdf"))
                self.assertEqual(len(documents), 3)
                title = re.search(r"Innehåll|Contents", pdf_text(documents[0]))
                expected = squeezed(" ".join(map(pdf_text, documents))).replace(title.group() if title else "", "", 1)
                self.assertEqual(squeezed(page_text.documents_text(page)), expected)

    def test_every_action_has_a_row_with_its_id_and_a_link_to_it(self):
        page = self.page(LARGE)
        rows = {row.attributes["id"]: row for row in page.all("tr") if "action" in row.attributes.get("class", "").split()}
        actions = [action for _, _, _, action in placed_actions(read_plan(LARGE))]
        self.assertEqual(list(rows), [action["id"] for action in actions])
        for name, row in rows.items():
            self.assertEqual([link.attributes["href"] for link in row.all("a", class_="permalink")], ["#" + name])

    def test_rows_say_their_area_and_parties(self):
        page = self.page(LARGE)
        plan = read_plan(LARGE)
        areas = {action["id"]: area["id"] for area in plan["area"] for problem in area.get("problem", []) for cause in problem.get("cause", [])
                 for action in cause.get("action", [])}
        as_list = lambda value: [value] if isinstance(value, str) else value
        for _, _, _, action in placed_actions(plan):
            row = next(page.all("tr", id=action["id"]))
            self.assertEqual(row.attributes["data-area"], areas[action["id"]])
            parties = dict.fromkeys(as_list(action.get("lead", [])) + as_list(action.get("participants", [])))
            self.assertEqual(row.attributes["data-parties"].split(), list(parties))

    def test_tables_have_captions_and_headers_with_scopes(self):
        for table in self.page(LARGE).all("table"):
            self.assertTrue(next(table.all("caption")).text().strip())
            for header in table.all("th"):
                self.assertIn(header.attributes.get("scope"), ("col", "row", "rowgroup"))
            for cell in table.all("td"):
                self.assertTrue(cell.attributes.get("data-label"))

    def test_the_contents_name_every_appendix(self):
        page = self.page(LARGE)
        listed = [link.text() for link in next(page.all("nav")).all("a")]
        for title in ("Inledning", "Sammanställning av problem, orsaker och åtgärder", "Metodresurser"):
            self.assertIn(title, listed)
        self.assertEqual(len(list(page.all("h1"))), 1)

    def test_a_row_below_a_spanning_cell_says_whose_it_is(self):
        rows = [row for table in self.page(LARGE).all("table") for row in table.all("tr")]
        of = [row.attributes["data-of"] for row in rows if "data-of" in row.attributes]
        self.assertGreater(len(of), 50)
        self.assertIn("Lpo Vällingby", of)
        self.assertIn("Ekonomiskt bistånd · Medverkar i", of)

    def test_a_page_has_the_language_of_its_plan(self):
        page = self.page(PROJECT / "tests/plans/tva-kommuner.toml")
        self.assertEqual(next(page.all("html")).attributes["lang"], "en")
        self.assertIn("Show some of the actions", page.text())

    def test_contacts_stand_there_only_where_the_register_lets_them(self):
        owner = 'role = "Fritidschef"'
        contact = ', contact = { name = "Sif Kontakt", email = "sif@exempel.se", phone = "08-123 45 67"%s }'
        for public in ("", ", public = false", ", public = true"):
            text = SMALL.read_text(encoding="utf-8").replace(owner, owner + contact % public, 1)
            page = self.build(self.write("plan.toml", text)).read_text(encoding="utf-8")
            for secret in ("Sif Kontakt", "sif@exempel.se", "123"):
                self.assertEqual(secret in page.replace("\u00a0", " "), public.endswith("true"), (public, secret))

    def test_who_signs_and_who_handles_the_case_stay_off_the_page(self):
        text = self.build(LARGE).read_text(encoding="utf-8")
        case = read_plan(LARGE)["case"]
        people = [case[key] for key in case if key.startswith("officer") and not key.endswith("title")]
        people += [each["name"] for body in read_plan(LARGE)["body"] for key in ("signatory", "attestor") for each in body.get(key, []) if "name" in each]
        self.assertTrue(people)
        for person in people:
            self.assertNotIn(person, text)


class Surroundings(Page):
    def test_a_page_asks_for_nothing(self):
        for plan in PLANS:
            page = page_text.read(self.build(plan).read_text(encoding="utf-8"))
            for element in page.all():
                self.assertNotIn(element.name, ("link", "iframe", "object", "embed", "base", "video", "audio"))
                for name, value in element.attributes.items():
                    self.assertFalse(name.startswith("on"), (element.name, name))
                    self.assertNotEqual(name, "style")
                    if name in ("src", "srcset", "data", "action", "background"):
                        self.assertTrue(value.startswith("data:"), value)
            for style in page.all("style"):
                self.assertNotRegex(style.text(), r"url\(|@import")

    def test_the_policy_allows_the_pages_own_style_and_script_only(self):
        page = self.page(LARGE)
        policy = next(page.all("meta", **{"http-equiv": "Content-Security-Policy"})).attributes["content"]
        parts = dict(part.split(" ", 1) for part in policy.split("; "))
        self.assertEqual(parts["default-src"], "'none'")
        for kind in ("style", "script"):
            hashes = ["'sha256-" + base64.b64encode(hashlib.sha256(each.text().encode()).digest()).decode() + "'" for each in page.all(kind)]
            self.assertEqual(parts[kind + "-src"].split(), hashes)

    def test_the_same_plan_gives_the_same_bytes(self):
        first = self.build(LARGE).read_bytes()
        self.assertEqual(self.build(LARGE).read_bytes(), first)

    def test_markup_style_and_script_come_from_the_templates(self):
        shutil.copytree(PROJECT / "templates", self.folder / "mine")
        for name, old, new in (("page.html", "<footer", "<p>Egen fot</p><footer"), ("page.css", "/* Page */", "/* Egen stil */"),
                               ("page.js", '"use strict";', '"use strict"; // Eget skript')):
            path = self.folder / "mine/web" / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        text = self.build(SMALL, "--templates", self.folder / "mine").read_text(encoding="utf-8")
        for words in ("<p>Egen fot</p>", "/* Egen stil */", "// Eget skript"):
            self.assertIn(words, text)

    def test_every_value_of_the_markup_is_described_and_exists(self):
        described = (PROJECT / "docs/templates.md").read_text(encoding="utf-8").split("\n## The page\n")[1].split("| name | value |")[1]
        names = set(re.findall(r"`([a-z-]+)`", "\n".join(line.split("|")[1] for line in described.split("\n") if line.startswith("| `"))))
        used = set(re.findall(r"\{\{ ([a-z.-]+) \}\}", (PROJECT / "templates/web/page.html").read_text(encoding="utf-8")))
        self.assertEqual({name for name in used if not name.startswith("words.")}, names)
        terms = (PROJECT / "templates/sv/terms.toml").read_text(encoding="utf-8")
        words = set(tomllib.loads(terms)["page"]) - {"permalink"}  # which stands in the documents
        self.assertEqual({name.removeprefix("words.") for name in used if name.startswith("words.")}, words)

    def test_a_mistake_in_the_markup_is_told_with_its_place(self):
        shutil.copytree(PROJECT / "templates", self.folder / "mine")
        path = self.folder / "mine/web/page.html"
        path.write_text(path.read_text(encoding="utf-8").replace("{{ documents }}", "{{ docuemnts }}"), encoding="utf-8")
        line = path.read_text(encoding="utf-8").split("{{ docuemnts }}")[0].count("\n") + 1
        result = run("build", "-o", self.folder / "out", "--format", "html", "--templates", self.folder / "mine", SMALL)
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(f"page.html:{line}:1: error[unknown-placeholder]", result.stderr)
        self.assertIn("did you mean 'documents'?", result.stderr)


class HostileText(Page):
    def test_what_looks_like_markup_comes_out_as_it_was_written(self):
        toml = lambda words: '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
        actions = "".join(f'''
[[area.problem.cause.action]]
id = "a{number}"
title = {toml(words)}
text = "Det görs."
when = "2026-05"
lead = "p{number}"
goal = [{{ id = "g{number}", text = "Nås.", measure = {toml(words)} }}]
''' for number, words in enumerate(HOSTILE))
        owners = "".join(f'[[owner]]\nid = "p{number}"\nname = {toml("Part " + words)}\n' for number, words in enumerate(HOSTILE))
        plan = self.write("plan.toml", f'''id = "prov"
title = {toml("Plan " + " ".join(HOSTILE))}
version = "1.0"
period = "2026"
sender = {{ organisation = {toml(HOSTILE[0])} }}
{owners}
[[area]]
id = "o"
title = {toml(" ".join(HOSTILE))}
[[area.problem]]
id = "p"
title = {toml(" ".join(HOSTILE))}
[[area.problem.cause]]
id = "c"
text = "Därför."
{actions}''')
        page = self.page(plan)
        plain = self.page(SMALL)
        count = lambda page, name: len(list(page.all(name)))
        for name in ("script", "style", "title", "h1", "b", "i", "template"):
            if name != "title":
                self.assertEqual(count(page, name), count(plain, name), name)
        self.assertEqual(len(list(next(page.all("head")).all("title"))), 1)
        tidy = reading.tidy
        whole = " ".join(HOSTILE)
        self.assertIn(tidy("Plan " + whole), tidy(next(page.all("title")).text()))
        self.assertIn(tidy("Plan " + whole), tidy(next(page.all("h1")).text()))
        self.assertIn(tidy(whole), tidy(next(page.all("h3", )).text()))
        for number, words in enumerate(HOSTILE):
            row = next(page.all("tr", id=f"a{number}"))
            names = [strong.text() for strong in row.all("strong")]
            self.assertIn(f"1.{number + 1} {words}", names)
            self.assertIn(f"Mått: {words}", row.text().replace("\u00a0", " "))
            option = next(page.all("option", value=f"p{number}"))
            self.assertEqual(option.text(), "Part " + words)
        self.assertIn("Länk till åtgärd 1.23 {action}", [link.attributes.get("aria-label") for link in page.all("a", class_="permalink")])


if __name__ == "__main__":
    unittest.main()
