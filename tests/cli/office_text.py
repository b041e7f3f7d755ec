"""What stands in a DOCX, ODT or HTML file, in order, by Python's own readers of ZIP, XML and HTML."""

import html.parser
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))


def docx_text(path, contents=True):
    """The words of the body; those of pictures and fields' instructions are not among them. On demand without the contents list."""
    words = []

    def walk(element):
        if element.tag == W + "sdt" and not contents:
            return
        if element.tag == W + "t":
            words.append(element.text or "")
        elif element.tag in (W + "p", W + "br", W + "tab"):
            words.append(" ")
        for child in element:
            walk(child)

    walk(part(path, "word/document.xml"))
    return "".join(words)


def odt_text(path):
    words = []

    def walk(element):
        if element.tag in (SVG + "desc", TEXT + "table-of-content-source", TABLE + "desc", TABLE + "title", TEXT + "bookmark-ref"):
            return
        if element.tag in (TEXT + "p", TEXT + "h", TEXT + "line-break", TEXT + "tab", TEXT + "s"):
            words.append(" ")
        words.append(element.text or "")
        for child in element:
            walk(child)
            words.append(child.tail or "")

    walk(next(part(path, "content.xml").iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")))
    return "".join(words)


class PageReader(html.parser.HTMLParser):
    """The words of a page's main part: without pictures, contents, what only screen readers get, and what only script shows."""

    EMPTY = {"br", "img", "meta", "link", "input", "hr", "col"}

    def __init__(self):
        super().__init__()
        self.words, self.open = [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        classes = (values.get("class") or "").split()
        left_out = tag in ("svg", "script", "style", "template") or "hidden" in classes or "contents" in classes
        if tag not in self.EMPTY:
            self.open.append((tag, left_out))
        self.words.append(" ")

    def handle_endtag(self, tag):
        if tag in self.EMPTY:
            return
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if any(tag == "main" for tag, _ in self.open) and not any(left_out for _, left_out in self.open):
            self.words.append(data)


def html_text(path):
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return "".join(reader.words)
