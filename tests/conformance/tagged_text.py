"""What a PDF says by its tags alone: the structure tree with the text of each element, no positions, no pages.

`read(pdf)` gives the tree of elements; artifacts are not in it.
"""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

WHITE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2028": " "})


class Element:
    """A structure element: its type after the role map, its attributes, and its content in order: elements and strings."""

    def __init__(self, kind, attributes):
        self.kind = kind
        self.attributes = attributes
        self.content = []

    def elements(self):
        return [item for item in self.content if isinstance(item, Element)]

    def all(self, *kinds):
        """The elements of these types below this one, in order, not looking inside those found."""
        for element in self.elements():
            if element.kind in kinds:
                yield element
            else:
                yield from element.all(*kinds)

    def text(self):
        return tidy(self._raw_text())

    def _raw_text(self):
        """Block elements stand apart from what is around them."""
        inline = ("Span", "Link", "Reference", "Em", "Strong", "Lbl", "Quote")
        parts = []
        for item in self.content:
            if isinstance(item, str):
                parts.append(item)
            else:
                inner = item._raw_text()
                parts.append(inner if item.kind in inline else f" {inner} ")
        return "".join(parts)


def tidy(text):
    """White space made single, soft hyphens taken out."""
    return " ".join(text.replace("\u00ad", "").translate(WHITE).split())


def unicode_map(font):
    """From character code to text, by the font's ToUnicode."""
    mapping = {}
    if "/ToUnicode" not in font:
        return mapping
    cmap = font.ToUnicode.read_bytes().decode("latin-1")

    def text(digits):
        return bytes.fromhex(digits).decode("utf-16-be")

    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            mapping[int(code, 16)] = text(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for low, high, value, several in re.findall(
                r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])", block):
            codes = range(int(low, 16), int(high, 16) + 1)
            if several:
                mapping.update(zip(codes, (text(digits) for digits in re.findall(r"<([0-9A-Fa-f]+)>", several))))
            else:
                start = text(value)
                mapping.update((code, start[:-1] + chr(ord(start[-1]) + code - codes[0])) for code in codes)
    return mapping


class Fonts:
    def __init__(self):
        self.known = {}

    def decode(self, font, raw):
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.known:
            self.known[key] = unicode_map(font), 2 if font.Subtype == Name.Type0 else 1
        mapping, size = self.known[key]
        return "".join(mapping.get(int.from_bytes(raw[at:at + size], "big"), "\ufffd") for at in range(0, len(raw), size))


def marked_text(page, fonts):
    """The text of each marked-content identifier of a page. Lines are joined as they are: a space between words must be written."""
    resources = page.obj.get("/Resources", Dictionary())
    texts, open_marks, font = {}, [], None

    def show(raw):
        mcid = next((mcid for mcid in reversed(open_marks) if mcid is not None), None)
        if mcid is not None:
            texts[mcid] += fonts.decode(font, bytes(raw))

    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            properties = operands[1] if name == "BDC" else Dictionary()
            if isinstance(properties, Name):
                properties = resources.Properties[properties]
            mcid = properties.get("/MCID")
            open_marks.append(None if mcid is None else int(mcid))
            if mcid is not None:
                texts.setdefault(int(mcid), "")
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            font = resources.Font[operands[0]]
        elif name in ("Tj", "'", '"'):
            show(operands[-1])
        elif name == "TJ":
            show(b"".join(bytes(item) for item in operands[0] if isinstance(item, pikepdf.String)))
    return texts


def read(pdf):
    """The structure tree's root as an Element of kind StructTreeRoot."""
    fonts = Fonts()
    texts = {page.obj.objgen: marked_text(page, fonts) for page in pdf.pages}
    root = pdf.Root.StructTreeRoot
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", Dictionary()).items()}

    def kind(element):
        name = str(element.S)
        return roles.get(name, name).lstrip("/")

    def attributes(element):
        owned = element.get("/A", Array())
        found = {}
        for attribute in owned if isinstance(owned, Array) else [owned]:
            if isinstance(attribute, Dictionary):
                found.update((key.lstrip("/"), value) for key, value in attribute.items())
        return found

    def fill(made, element, page):
        page = element.get("/Pg", page)
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                made.content.append(texts[page.objgen].get(int(kid), ""))
            elif "/S" in kid:
                inner = Element(kind(kid), attributes(kid))
                if "/ActualText" in kid:
                    inner.content.append(str(kid.ActualText))
                else:
                    fill(inner, kid, page)
                made.content.append(inner)
            elif kid.get("/Type") == Name.MCR:
                made.content.append(texts[kid.get("/Pg", page).objgen].get(int(kid.MCID), ""))

    made = Element("StructTreeRoot", {})
    fill(made, root, None)
    return made


def grid(table):
    """A Table element's rows, each a list of cells; a cell that spans stands in every place it covers."""
    rows, pending = [], {}
    for row_number, row in enumerate(table.all("TR")):
        cells, column = [], 0
        waiting = [cell for cell in row.elements() if cell.kind in ("TH", "TD")]
        while waiting or (row_number, column) in pending:
            if (row_number, column) in pending:
                cells.append(pending.pop((row_number, column)))
                column += 1
                continue
            cell = waiting.pop(0)
            across, down = int(cell.attributes.get("ColSpan", 1)), int(cell.attributes.get("RowSpan", 1))
            for right in range(across):
                cells.append(cell)
                for below in range(1, down):
                    pending[row_number + below, column + right] = cell
            column += across
        rows.append(cells)
    if pending:
        raise ValueError("a cell spans rows that the table has not")
    return rows
