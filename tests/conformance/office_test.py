"""Has LibreOffice and python-docx judge what is made for word processors.

    office_test.py PYTHON_DOCX FOLDER PLAN.toml PACKAGE

LibreOffice must open every DOCX and ODT of the package and print it to a PDF that says the same words on A4 pages, the wide ones across,
none of them empty. python-docx must read the area tables of the plan's document back equal to the plan: every action a row, each cell whole.
Exit code 1 when anything differs.
"""

import pathlib
import re
import subprocess
import sys
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path[0:1] = [sys.argv[1], str(HERE.parent / "bench"), str(HERE.parent / "cli")]

import docx

import cells
import office_text
import reading

failed = False


def fail(what):
    global failed
    failed = True
    print(what)


def letters(text):
    return re.sub(r"\s", "", reading.tidy(text))


def printed(document, folder):
    """The PDF that LibreOffice prints of a document."""
    out = folder / document.suffix[1:]
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf", "--outdir", out, document],
                   check=True, capture_output=True, timeout=300)
    return out / (document.stem + ".pdf")


def words_on_pages(pdf):
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def judge_print(document, folder):
    pdf = printed(document, folder)
    text = office_text.docx_text(document) if document.suffix == ".docx" else office_text.odt_text(document)
    pages = words_on_pages(pdf)
    # Words broken at lines come back together without their hyphen; heads and feet stand between the pages.
    def count(words):
        tally = {}
        for letter in letters(words).replace("-", ""):
            tally[letter] = tally.get(letter, 0) + 1
        return tally
    wanted, got = count(text), count("".join(pages))
    lost = {letter: number - got.get(letter, 0) for letter, number in wanted.items() if got.get(letter, 0) < number}
    if lost:
        fail(f"{document}: LibreOffice prints fewer letters than there are: {lost}")
    flow = re.sub(r"[\s-]", "", reading.tidy(" ".join(pages)))
    words = [word for word in re.findall(r"\w{4,}", reading.tidy(text))]
    missing = [word for word in words if word not in flow]
    if len(missing) > len(words) // 200:  # what stands on both sides of a page's end
        fail(f"{document}: words that LibreOffice does not print: {missing[:10]}")
    for number, page in enumerate(pages, 1):
        if len(letters(page)) < 120:
            fail(f"{document}: page {number} is as good as empty")
    sizes = set(re.findall(r"size:\s+([\d.]+) x ([\d.]+)", subprocess.run(
        ["pdfinfo", "-f", "1", "-l", str(len(pages)), pdf], check=True, capture_output=True, text=True).stdout))
    for width, height in sizes:
        if sorted((round(float(width)), round(float(height)))) != [595, 842]:
            fail(f"{document}: a page of {width} x {height} points")
    return len(pages)


def pieces(text):
    """The stretches of a text that must be found in order: paragraphs and list items, cut where a reference gets its words later."""
    done = subprocess.run(["cmark", "--to", "xml"], input=text, capture_output=True, text=True, check=True)
    name = "{http://commonmark.org/xml/1.0}"
    for paragraph in ElementTree.fromstring(done.stdout).iter(f"{name}paragraph"):
        words = ""
        for part in paragraph.iter():
            if part.tag == f"{name}link" and len(part) == 0:
                words += "\0"
            elif part.tag in (f"{name}text", f"{name}code", f"{name}html_inline"):
                words += part.text or ""
        yield from filter(None, map(letters, words.split("\0")))


def missing_piece(cell, wanted):
    text, at = letters(cell.text), 0
    for piece in wanted:
        found = text.find(piece, at)
        if found < 0:
            return piece
        at = found + len(piece)
    return None


def judge_tables(document, plan):
    """python-docx gives a merged cell in every place that it covers, so that a row is whole."""
    tables = [table for table in docx.Document(document).tables if len(table.columns) == 7]
    rows = [row for table in tables for row in table.rows[1:] if len({id(cell._tc) for cell in row.cells}) > 1]
    wanted = [(problem, cause, action) for area in plan["area"] for problem in area.get("problem", [])
              for cause in problem.get("cause") or [{}] for action in cause.get("action") or [{}]]
    if len(rows) != len(wanted):
        return fail(f"{document}: {len(rows)} rows for {len(wanted)} actions")
    names = {owner["id"]: owner.get("name") or ", ".join(owner[key] for key in ("role", "unit", "organisation") if key in owner)
             for owner in plan.get("owner", [])}
    for row, (problem, cause, action) in zip(rows, wanted):
        owners = [names[owner] for owner in cells.ids(action.get("lead")) + cells.ids(action.get("participants"))]
        columns = [([problem["title"]], [problem.get("text", "")]), ([], [cause.get("text", "")]),
                   ([action.get("title", "")], [action.get("text", "")]), ([], [goal["text"] for goal in action.get("goal", [])]),
                   ([], []), (owners, [action.get("who", "")]), ([], [action.get("followup", {}).get("text", "")])]
        for cell, (lines, texts) in zip(row.cells, columns):
            if piece := missing_piece(cell, [*map(letters, lines), *(piece for text in texts for piece in pieces(text))]):
                fail(f"{document}: {action.get('id')}: '{piece}' is not in '{cell.text}'")
    return len(rows)


folder, plan, package = pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4])
pages = sum(judge_print(document, folder / package.name) for document in sorted(package.iterdir()) if document.suffix in (".docx", ".odt"))
rows = judge_tables(package / "bilaga-1-atgardsplan.docx", cells.load(plan))
print(f"{package.name}: {pages} pages printed, {rows} rows read")
sys.exit(failed)
