"""What stands in one format stands in all; and each is a document that its readers' programs understand."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import struct
import tempfile
import unittest
import zipfile
import zlib

import office_text
import reading
from office_text import TABLE, TEXT, W
from program import LARGE, PROJECT, SMALL, InFolder, contents, environment, run

PLANS = [LARGE, SMALL, *sorted((PROJECT / "tests/plans").glob("*.toml"))]
MEDIA_TYPES = {".pdf": "application/pdf",
               ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
               ".odt": "application/vnd.oasis.opendocument.text",
               ".html": "text/html"}
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def setUpModule():
    global OUTPUT, FOLDER
    FOLDER = tempfile.TemporaryDirectory(prefix="planpaket-test-")
    OUTPUT = pathlib.Path(FOLDER.name)
    result = run("build", "-o", OUTPUT, "--format", "pdf,docx,odt,html", *PLANS)
    assert result.returncode == 0, result.stderr


def tearDownModule():
    FOLDER.cleanup()


def letters(text):
    """Without white space: where lines and cells end is each format's own."""
    return re.sub(r"\s", "", reading.tidy(text))


def pdf_text(path):
    """The words by the tags, without pictures, the signs of lists, and the page numbers of the contents."""
    def walk(part):
        for each in part.content:
            if isinstance(each, str):
                yield each
            elif each.kind == "TOCI":
                pieces = list(walk(each))
                yield "".join(pieces[:-1] if pieces[-1].strip().isdigit() else pieces)
            elif each.kind not in ("Figure", "Lbl"):
                yield from walk(each)
    return "".join(walk(reading.read(path)))


class Sameness(unittest.TestCase):
    def assert_same(self, one, other, of):
        one, other = letters(one), letters(other)
        at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
        self.assertTrue(one == other, f"{of}: …{one[max(0, at - 60):at + 60]}… and …{other[max(0, at - 60):at + 60]}…")

    def test_every_document_says_the_same_in_every_format(self):
        pdfs = sorted(OUTPUT.glob("*/*.pdf"))
        self.assertGreater(len(pdfs), 20)
        for pdf in pdfs:
            words = pdf_text(pdf)
            self.assertGreater(len(words), 200)
            self.assert_same(words, office_text.docx_text(pdf.with_suffix(".docx")), f"{pdf} and DOCX")
            self.assert_same(words, office_text.odt_text(pdf.with_suffix(".odt")), f"{pdf} and ODT")

    def test_the_page_says_what_its_documents_say(self):
        for package in sorted(OUTPUT.iterdir()):
            documents = [package / f"{name}.docx" for name in ("bilaga-1-atgardsplan", "bilaga-2-sammanstallning", "bilaga-3-metodresurser")]
            words = "".join(office_text.docx_text(each, contents=False) for each in documents)
            self.assert_same(words, office_text.html_text(package / "bilaga-1-atgardsplan.html"), f"{package.name}, page")

    def test_head_foot_title_and_language_are_in_every_word_document(self):
        for path in OUTPUT.glob("*/*.docx"):
            core = "".join(office_text.part(path, "docProps/core.xml").itertext())
            self.assertTrue(core)
            styles = office_text.part(path, "word/styles.xml")
            language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(W + "val")
            self.assertEqual(language, "en-GB" if "tva-kommuner" in str(path) else "sv-SE")
            for name in ("portrait", "landscape"):
                fields = [each.text.strip() for each in office_text.part(path, f"word/footer-{name}.xml").iter(W + "instrText")]
                self.assertEqual(fields, ["PAGE", "NUMPAGES"])
            body = office_text.part(path, "word/document.xml")[0]
            self.assertEqual(body[-1].tag, W + "sectPr")


class WordDocument(unittest.TestCase):
    def setUp(self):
        self.path = OUTPUT / "hasselby-vallingby-2025" / "bilaga-1-atgardsplan.docx"
        self.text = office_text.part(self.path, "word/document.xml")

    def test_turns_pages_for_the_wide_tables_and_back(self):
        sizes = [each.get(W + "orient", "portrait") for each in self.text.iter(W + "pgSz")]
        self.assertEqual(sizes, ["portrait", "landscape", "portrait"])

    def test_repeats_the_head_row_of_every_table_that_has_one(self):
        tables = [each for each in self.text.iter(W + "tbl") if each.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "Table"]
        self.assertGreater(len(tables), 8)
        for table in tables:
            self.assertIsNotNone(table.find(f"{W}tr/{W}trPr/{W}tblHeader"))
            self.assertIsNotNone(table.find(f"{W}tblPr/{W}tblDescription"))

    def test_every_row_of_a_table_is_as_wide_as_the_table(self):
        for table in self.text.iter(W + "tbl"):
            columns = [int(each.get(W + "w")) for each in table.find(W + "tblGrid")]
            for row in table.findall(W + "tr"):
                cells = row.findall(W + "tc")
                spans = [int(each.find(f"{W}tcPr/{W}gridSpan").get(W + "val")) if each.find(f"{W}tcPr/{W}gridSpan") is not None else 1
                         for each in cells]
                self.assertEqual(sum(spans), len(columns))
                at = 0
                for cell, span in zip(cells, spans):
                    self.assertAlmostEqual(int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")), sum(columns[at:at + span]), delta=span)
                    at += span
                    self.assertEqual(cell[-1].tag, W + "p", "a cell ends with a paragraph")

    def test_divides_only_rows_that_a_page_would_be_wasted_for(self):
        rows = [row for table in self.text.iter(W + "tbl") for row in table.findall(W + "tr")]
        whole = [row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is not None]
        lengths = {id(row): len("".join(row.itertext())) for row in rows}
        divided = [row for row in rows if row not in whole]
        self.assertGreater(len(divided), 0)
        self.assertGreater(len(whole), 10 * len(divided))
        self.assertGreater(min(lengths[id(row)] for row in divided), 800)

    def test_what_leads_to_something_stays_with_it(self):
        for name, least in (("bilaga-1-atgardsplan", 10), ("bilaga-3-metodresurser", 10)):
            body = office_text.part(self.path.with_name(name + ".docx"), "word/document.xml")[0]
            nodes = [each for each in body if each.tag in (W + "p", W + "tbl")]
            style = lambda node: node.find(f"{W}pPr/{W}pStyle").get(W + "val", "") if node.find(f"{W}pPr/{W}pStyle") is not None else ""
            item = lambda node: node.find(f"{W}pPr/{W}numPr") is not None
            leads = [one for before, one, after in zip([body, *nodes], nodes, nodes[1:])
                     if one.tag == W + "p" and not item(one) and 0 < len("".join(one.itertext())) < 200 and
                     (after.tag == W + "tbl" or item(after) or (style(one) == "Note" and style(before).startswith("Heading")))]
            self.assertGreater(len(leads), least)
            for each in leads:
                self.assertTrue(style(each).startswith(("Heading", "Title")) or each.find(f"{W}pPr/{W}keepNext") is not None, "".join(each.itertext()))

    def test_the_last_row_of_a_table_stays_with_the_one_before(self):
        kept = 0
        for table in self.text.iter(W + "tbl"):
            rows = table.findall(W + "tr")
            if len(rows) > 2 and rows[-2].find(f"{W}trPr/{W}cantSplit") is not None:
                paragraphs = list(rows[-2].iter(W + "p"))
                self.assertTrue(all(each.find(f"{W}pPr/{W}keepNext") is not None for each in paragraphs))
                kept += 1
        self.assertGreater(kept, 5)

    def test_a_short_table_stays_whole_and_with_its_note(self):
        body = office_text.part(self.path.with_name("tjansteutlatande.docx"), "word/document.xml")[0]
        [table] = [each for each in body.iter(W + "tbl") if each.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "Table"]
        [*rows, last] = table.findall(W + "tr")[1:]
        self.assertEqual(len(rows), 6)
        self.assertTrue(all(each.find(f"{W}pPr/{W}keepNext") is not None for row in (*rows, last) for each in row.iter(W + "p")))

    def test_signatures_stand_alone_on_no_page(self):
        body = office_text.part(self.path.with_name("missiv.docx"), "word/document.xml")[0]
        nodes = list(body)
        first = next(i for i, each in enumerate(nodes) if each.tag == W + "tbl" and "Namnförtydligande" in "".join(each.itertext()))
        table, between = nodes[first - 2:first]
        for each in (*table[-1].iter(W + "p"), between):
            self.assertIsNotNone(each.find(f"{W}pPr/{W}keepNext"))

    def test_the_colour_of_text_yields_to_that_of_links_in_tables(self):
        styles = office_text.part(self.path, "word/styles.xml")
        self.assertEqual(list(next(styles.iter(W + "docDefaults")).iter(W + "color")), [])
        usual = next(each for each in styles.iter(W + "style") if each.get(W + "styleId") == "Normal")
        self.assertEqual(usual.find(f"{W}rPr/{W}color").get(W + "val"), "1A1A1F")

    def test_the_lines_stand_as_far_apart_as_in_the_pdf(self):
        styles = office_text.part(self.path, "word/styles.xml")
        table = next(each for each in styles.iter(W + "style") if each.get(W + "styleId") == "TableText")
        spacing = table.find(f"{W}pPr/{W}spacing")
        self.assertEqual((spacing.get(W + "line"), spacing.get(W + "lineRule")), ("204", "atLeast"))  # 8.5 points × 1.2
        usual = next(styles.iter(W + "pPrDefault")).find(f"{W}pPr/{W}spacing")
        self.assertEqual((usual.get(W + "line"), usual.get(W + "lineRule")), ("273", "atLeast"))  # 10.5 points × 1.3

    def test_says_in_bold_what_a_group_is_and_then_what_it_is_about(self):
        groups = [cell for cell in self.text.iter(W + "tc") if cell.find(f"{W}p/{W}pPr/{W}pStyle[@{W}val='TableGroup']") is not None]
        styles = [[each.get(W + "val") for each in cell.iterfind(f"{W}p/{W}pPr/{W}pStyle")] for cell in groups]
        self.assertEqual({each[0] for each in styles}, {"TableGroup"})
        self.assertEqual({each for cell in styles for each in cell[1:]}, {"TableText"})

    def test_hyphenates_no_checksum_and_no_name_of_a_file(self):
        letter = office_text.part(self.path.with_name("missiv.docx"), "word/document.xml")
        names = [each for each in letter.iter(W + "p") if re.fullmatch(r"[0-9a-f]{64}|bilaga-\S+", "".join(each.itertext()))]
        self.assertEqual(len(names), 8)
        for each in names:
            self.assertIsNotNone(each.find(f"{W}pPr/{W}suppressAutoHyphens"), "".join(each.itertext()))

    def test_links_lead_to_bookmarks_that_are_there_once(self):
        names = [each.get(W + "name") for each in self.text.iter(W + "bookmarkStart")]
        self.assertEqual(len(names), len(set(names)))
        numbers = [each.get(W + "id") for each in self.text.iter(W + "bookmarkStart")]
        self.assertEqual(len(numbers), len(set(numbers)))
        anchors = {each.get(W + "anchor") for each in self.text.iter(W + "hyperlink")} - {None}
        self.assertGreater(len(anchors), 30)
        self.assertEqual(anchors - set(names), set())

    def test_shows_charts_as_pictures_that_say_what_they_show(self):
        drawings = list(self.text.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
        self.assertEqual(len(drawings), 1)
        self.assertGreater(len(drawings[0].get("descr")), 40)

    def test_fills_the_table_of_contents_in(self):
        contents_list = next(self.text.iter(W + "sdt"))
        self.assertIn("TOC ", next(contents_list.iter(W + "instrText")).text)
        self.assertIn("Åtgärder per område", "".join(contents_list.itertext()))

    def test_uses_no_style_that_is_not_there(self):
        known = {each.get(W + "styleId") for each in office_text.part(self.path, "word/styles.xml").iter(W + "style")}
        for path in OUTPUT.glob("*/*.docx"):
            text = office_text.part(path, "word/document.xml")
            used = {each.get(W + "val") for kind in ("pStyle", "rStyle", "tblStyle") for each in text.iter(W + kind)}
            self.assertEqual(used - known, set(), path)


class OpenDocument(unittest.TestCase):
    def setUp(self):
        self.path = OUTPUT / "hasselby-vallingby-2025" / "bilaga-1-atgardsplan.odt"
        self.content = office_text.part(self.path, "content.xml")

    def test_turns_pages_for_the_wide_tables_and_back(self):
        masters = [each.get(STYLE + "master-page-name") for each in self.content.iter(STYLE + "style") if each.get(STYLE + "master-page-name")]
        self.assertEqual(masters, ["Landscape", "Standard"])

    def test_what_leads_to_something_stays_with_it(self):
        content = office_text.part(self.path.with_name("bilaga-3-metodresurser.odt"), "content.xml")
        text = next(each for each in content.iter() if each.tag.endswith("}text"))
        kept = {style.get(STYLE + "name") for style in content.iter(STYLE + "style")
                for each in style.iter(STYLE + "paragraph-properties") if each.get(FO + "keep-with-next") == "always"}
        leads = [one for one, after in zip(text, text[1:]) if one.tag == TEXT + "p" and after.tag in (TEXT + "list", TABLE + "table")]
        self.assertGreater(len(leads), 5)
        self.assertEqual({each.get(TEXT + "style-name") for each in leads} - kept, set())

    def test_signatures_and_notes_stay_with_the_table_above(self):
        for name in ("missiv", "tjansteutlatande"):
            content = office_text.part(self.path.with_name(name + ".odt"), "content.xml")
            kept = {style.get(STYLE + "name") for style in content.iter(STYLE + "style")
                    for each in style.iter(STYLE + "paragraph-properties") if each.get(FO + "keep-with-next") == "always"}
            table = next(each for each in content.iter(TABLE + "table") if len(each.findall(TABLE + "table-row")) > 2)
            rows = table.findall(TABLE + "table-row")
            self.assertEqual({each.get(TEXT + "style-name") for row in rows for each in row.iter(TEXT + "p")} - kept, set(), name)

    def test_hyphenates_no_checksum_and_no_name_of_a_file(self):
        letter = office_text.part(self.path.with_name("missiv.odt"), "content.xml")
        whole = {style.get(STYLE + "name") for style in letter.iter(STYLE + "style")
                 for each in style.iter(STYLE + "text-properties") if each.get(FO + "hyphenate") == "false"}
        names = [each for each in letter.iter(TEXT + "p") if re.fullmatch(r"[0-9a-f]{64}|bilaga-\S+", "".join(each.itertext()))]
        self.assertEqual(len(names), 8)
        self.assertEqual({each.get(TEXT + "style-name") for each in names} - whole, set())

    def test_every_row_of_a_table_has_every_place(self):
        for table in self.content.iter(TABLE + "table"):
            columns = len(table.findall(TABLE + "table-column"))
            for row in table.iter(TABLE + "table-row"):
                self.assertEqual(len(row), columns)

    def test_uses_no_style_that_is_not_there(self):
        for path in OUTPUT.glob("*/*.odt"):
            content, styles = office_text.part(path, "content.xml"), office_text.part(path, "styles.xml")
            known = {each.get(STYLE + "name") for tree in (content, styles) for each in tree.iter()}
            used = {value for each in content.iter() for name, value in each.attrib.items()
                    if name in (TEXT + "style-name", TABLE + "style-name", DRAW + "style-name", STYLE + "parent-style-name")}
            self.assertEqual(used - known - {"Formula"}, set(), path)

    def test_begins_with_its_media_type_for_all_to_see(self):
        self.assertEqual(self.path.read_bytes()[30:77], b"mimetypeapplication/vnd.oasis.opendocument.text")


class Packages(InFolder):
    def test_the_manifest_lists_every_file_with_type_checksum_and_sources(self):
        for package in OUTPUT.iterdir():
            manifest = json.loads((package / "manifest.json").read_text())
            files = contents(package)
            self.assertEqual({each["name"] for each in manifest["files"]} | {"manifest.json"}, set(files))
            known = {each["id"]: each for each in manifest["sources"]}
            for each in manifest["files"]:
                self.assertEqual(each["media_type"], MEDIA_TYPES[pathlib.Path(each["name"]).suffix])
                self.assertEqual(each["sha256"], hashlib.sha256(files[each["name"]]).hexdigest())
                self.assertEqual(set(each["made_from"]) - set(known), set())
                self.assertEqual("program:pandoc" in each["made_from"], not each["name"].endswith(".pdf"))
                self.assertEqual("reference:docx/styles.xml" in each["made_from"], each["name"].endswith(".docx"))
            self.assertRegex(known["program:pandoc"]["version"], r"^\d+\.")

    def test_gives_the_same_bytes_again(self):
        self.assertEqual(run("build", "-o", self.folder, "-j", "1", "--format", "html", "--format", "odt", "docx", "pdf", SMALL,
                             env=environment(SOURCE_DATE_EPOCH=0)).returncode, 0)
        self.assertEqual(contents(self.folder / "exempel-liten"), contents(OUTPUT / "exempel-liten"))

    def test_makes_pdf_and_docx_when_nothing_is_said(self):
        self.expect(0, "build", "-o", self.folder, SMALL)
        self.assertEqual({pathlib.Path(name).suffix for name in contents(self.folder / "exempel-liten")}, {".pdf", ".docx", ".json"})

    def test_makes_only_the_formats_asked_for(self):
        self.expect(0, "build", "-o", self.folder, "--format", "odt", SMALL)
        names = set(contents(self.folder / "exempel-liten"))
        self.assertEqual({pathlib.Path(name).suffix for name in names}, {".odt", ".json"})
        self.assertIn("missiv.odt", names)

    def test_letters_list_the_pdfs_also_where_only_other_formats_are_made(self):
        self.expect(0, "build", "-o", self.folder, "--format", "docx", "--only", "missiv", "--", SMALL)
        self.assertEqual(office_text.docx_text(self.folder / "exempel-liten/missiv.docx"),
                         office_text.docx_text(OUTPUT / "exempel-liten/missiv.docx"))

    def test_makes_the_pdfs_all_the_same_where_pandoc_is_missing(self):
        result = self.expect(14, "build", "-o", self.folder, SMALL, env=environment(PATH="/nonexistent"))
        self.assertIn("error[program-missing]", result.stderr)
        self.assertIn("apt install pandoc", result.stderr)
        self.assertEqual(result.stderr.count("program-missing"), 1)
        made = contents(self.folder / "exempel-liten")
        self.assertEqual({pathlib.Path(name).suffix for name in made}, {".pdf", ".json"})
        self.assertEqual(made["missiv.pdf"], (OUTPUT / "exempel-liten/missiv.pdf").read_bytes())

    def stand_in(self, script):
        """A PATH with a pandoc that answers questions as the real one does, and does this when asked for a document."""
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "pandoc"
        program.write_text('#!/bin/sh\ncase "$*" in\n*--version*) echo "pandoc 3.1";;\n*"--to json"*) '
                           'echo \'{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[]}\';;\n*) ' + script + ";;\nesac\n")
        program.chmod(0o755)
        return environment(PATH=f"{folder}:{os.environ['PATH']}")

    def test_a_pandoc_that_fills_the_disk_is_stopped(self):
        waste = self.folder / "waste"
        for formats in ("docx", "odt", "html"):
            result = self.expect(11, "build", "-o", self.folder / "out", "--format", formats, SMALL,
                                 env=self.stand_in(f"exec dd if=/dev/zero of={waste} bs=1024 count=1024"))
            self.assertIn("pandoc wrote to a file, and was stopped", result.stderr)
            self.assertEqual(waste.stat().st_size, 0)
            self.assertFalse((self.folder / "out/exempel-liten").exists())

    def test_each_chart_is_drawn_once_for_all_documents_and_formats(self):
        # No program that planpaket runs may write a file: calls are counted by a folder made for each.
        folder = self.folder / "bin"
        folder.mkdir()
        program = folder / "rsvg-convert"
        program.write_text(f'#!/bin/sh\nmkdir "{self.folder}/call-$$" && exec {shutil.which("rsvg-convert")} "$@"\n')
        program.chmod(0o755)
        self.expect(0, "build", "-o", self.folder / "out", "--format", "docx,odt", LARGE,
                    env=environment(PATH=f"{folder}:{os.environ['PATH']}"))
        charts = set()
        for path in (self.folder / "out/hasselby-vallingby-2025").glob("*.docx"):
            with zipfile.ZipFile(path) as archive:
                charts |= {archive.read(name) for name in archive.namelist() if name.endswith(".svg")}
        self.assertGreater(len(charts), 1)
        self.assertEqual(len(list(self.folder.glob("call-*"))), len(charts))

    def test_a_pandoc_that_fails_leaves_the_old_package_as_it_was(self):
        self.expect(0, "build", "-o", self.folder / "out", SMALL)
        before = contents(self.folder / "out/exempel-liten")
        for script, said in [("kill -SEGV $$", "signal 11"), ("echo Nonsense", "not a document that can be opened"),
                             ("echo 'out of heap' >&2; exit 251", "out of heap"), ("cat >/dev/null", "made nothing")]:
            for formats in ("docx", "odt", "docx,odt"):
                result = self.expect(11, "build", "-o", self.folder / "out", "--format", formats, SMALL, env=self.stand_in(script))
                self.assertIn("error[pandoc-failed]", result.stderr)
                self.assertIn(said, result.stderr)
                self.assertEqual(contents(self.folder / "out/exempel-liten"), before)
                self.assertEqual(list((self.folder / "out").iterdir()), [self.folder / "out/exempel-liten"])


class Logo(InFolder):
    def png(self):
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        rows = b"".join(b"\0" + b"\x10\x40\x80" * 40 for _ in range(20))
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)) +
                chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))

    def test_stands_before_everything_with_its_alternative_text(self):
        templates = self.folder / "templates"
        shutil.copytree(PROJECT / "templates", templates)
        (templates / "logo.png").write_bytes(self.png())
        with open(templates / "style.toml", "a", encoding="utf-8") as style:
            style.write('\n[logo]\nfile = "logo.png"\nalternative = "Exempelstads vapen"\nheight = 30\n')
        self.expect(0, "build", "-o", self.folder / "out", "--templates", templates, "--format", "docx,odt", SMALL)
        package = self.folder / "out/exempel-liten"
        documents = sorted(package.glob("*.docx"))
        self.assertEqual(len(documents), 6)
        for path in documents:
            drawing = office_text.part(path, "word/document.xml")[0][0]
            self.assertEqual([each.get("descr") for each in drawing.iter() if each.get("descr")], ["Exempelstads vapen"] * 2)
            extent = next(each for each in drawing.iter() if each.tag.endswith("}extent"))
            self.assertEqual((extent.get("cx"), extent.get("cy")), (str(60 * 12700), str(30 * 12700)))
            with zipfile.ZipFile(path) as archive:
                self.assertEqual(archive.read("word/media/logo.png"), self.png())
            odt = path.with_suffix(".odt")
            text = next(each for each in office_text.part(odt, "content.xml").iter() if each.tag.endswith("}text"))
            frame = next(each for each in text if each.tag == TEXT + "p")[0]
            self.assertEqual("".join(frame.itertext()).strip(), "Exempelstads vapen")
            with zipfile.ZipFile(odt) as archive:
                self.assertEqual(archive.read("Pictures/logo.png"), self.png())
                self.assertIn(b'"Pictures/logo.png"', archive.read("META-INF/manifest.xml"))


HOSTILE = [
    "<script>alert(1)</script>", "</w:t></w:r></w:p><w:p/>", "<text:p>odt</text:p>", "&amp; &#65; &lt;b&gt;",
    "{=openxml}", "{#id .class key=val}", "\\input{/etc/passwd}", "$x^2$", "`code`{=html}", "![bild](/etc/passwd)",
    "function Pandoc(doc) return doc end", "{{ plan.title }}", "]]>", "<!-- -->", "%PDF-1.7", "@citat [@doe99]", "^[fotnot]",
]


class HostileWords(InFolder):
    def test_comes_out_as_the_words_that_it_is_in_every_format(self):
        title = " ".join(HOSTILE)
        plan = SMALL.read_text(encoding="utf-8")
        old = re.search(r'title = "(Kvällsvandring)"', plan)
        self.assertIsNotNone(old)
        plan = plan.replace(old[0], "title = '''" + title + "'''", 1)
        path = self.write("plan.toml", plan)
        self.expect(0, "build", "-o", self.folder, "--format", "pdf,docx,odt,html", path)
        package = self.folder / "exempel-liten"
        for text in (pdf_text(package / "bilaga-1-atgardsplan.pdf"), office_text.docx_text(package / "bilaga-1-atgardsplan.docx"),
                     office_text.odt_text(package / "bilaga-1-atgardsplan.odt"), office_text.html_text(package / "bilaga-1-atgardsplan.html")):
            self.assertIn(letters(title), letters(text))


if __name__ == "__main__":
    unittest.main()
