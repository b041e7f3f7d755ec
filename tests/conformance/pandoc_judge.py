"""Has another pandoc than the installed one make a package, and compares the two.

    pandoc_judge.py PANDOC_FOLDER PROGRAM TEMPLATES FOLDER PLAN.toml

PANDOC_FOLDER is that of the Python package pypandoc_binary. DOCX, ODT and HTML must say the same words in the same order, in tables of the
same rows, cells, spans and headings, in the same styles. Exit code 1 when anything differs.
"""

import html.parser
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

import office_text



class Outline(html.parser.HTMLParser):
    """The headings, tables, rows and cells of a page, with what they say of themselves."""

    TAGS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "section", "h1", "h2", "h3", "h4", "a"}

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in self.TAGS:
            # Classes that no style and no script of the page knows, and only the older pandoc writes.
            attrs = [(name, " ".join(word for word in (value or "").split() if word not in ("odd", "even", "header"))) for name, value in attrs]
            self.parts.append((tag, *sorted(each for each in attrs if each != ("class", ""))))


def build(program, templates, plan, folder, path):
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([program, "build", plan, "--templates", templates, "--format", "docx,odt,html", "-o", folder],
                          env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"pandoc_judge: {done.stderr}")
    return next(folder.iterdir())


def words(path):
    return {".docx": office_text.docx_text, ".odt": office_text.odt_text, ".html": office_text.html_text}[path.suffix](path).split()


def structure(path):
    """Tables as rows of cells, and the styles of paragraphs, in order."""
    if path.suffix == ".html":
        outline = Outline()
        outline.feed(path.read_text(encoding="utf-8"))
        return outline.parts
    part = office_text.part(path, "word/document.xml" if path.suffix == ".docx" else "content.xml")
    kept = ("tbl", "tr", "tc", "gridSpan", "vMerge", "tblHeader", "cantSplit", "pStyle", "tcW", "table", "table-row", "table-cell", "covered-table-cell",
            "table-header-rows", "h")
    return [(each.tag.rpartition("}")[2], *sorted(value for name, value in each.attrib.items() if "style-name" not in name))
            for each in part.iter() if each.tag.rpartition("}")[2] in kept]


def main():
    pandoc, program, templates, folder, plan = sys.argv[1:]
    binary = pathlib.Path(pandoc) / "pypandoc/files"
    (binary / "pandoc").chmod(0o755)
    usual = build(program, templates, plan, pathlib.Path(folder) / "usual", os.environ["PATH"])
    other = build(program, templates, plan, pathlib.Path(folder) / "other", f"{binary}:{os.environ['PATH']}")
    failed = False
    files = sorted(each for each in usual.iterdir() if each.suffix != ".json")
    for path in files:
        for what, read in (("words", words), ("structure", structure)):
            one, two = read(path), read(other / path.name)
            if one != two:
                failed = True
                at = next((i for i, (a, b) in enumerate(zip(one, two)) if a != b), min(len(one), len(two)))
                print(f"{path.name}: other {what}: {one[max(0, at - 5):at + 10]} and {two[max(0, at - 5):at + 10]}")
    versions = [subprocess.run([each, "--version"], capture_output=True, text=True).stdout.split("\n")[0] for each in ("pandoc", binary / "pandoc")]
    print(f"{versions[0]} and {versions[1]}: {len(files)} files compared")
    return failed


if __name__ == "__main__":
    sys.exit(main())
