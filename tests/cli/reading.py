"""A PDF as those read it who have it read aloud: its structure with the text of each part, by poppler's pdfinfo."""

import functools
import re
import subprocess


class Part:
    """A structure element: its kind, and in order its texts and the elements in it."""

    def __init__(self, kind):
        self.kind = kind
        self.spans = (1, 1)  # rows, columns
        self.content = []

    def text(self):
        return tidy(" ".join(each if isinstance(each, str) else each.text() for each in self.content))

    def all(self, kind):
        for each in self.content:
            if isinstance(each, Part):
                if each.kind == kind:
                    yield each
                yield from each.all(kind)


def tidy(text):
    """One space between words; signs that only hold words together become plain ones."""
    for sign, plain in (("\u00ad", ""), ("\u00a0", " "), ("\u202f", " "), ("\u2011", "-")):
        text = text.replace(sign, plain)
    return re.sub(r"\s+", " ", text).strip()


@functools.cache
def read(path):
    """The structure of a PDF; poppler must have nothing to complain of."""
    said = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    assert said.stderr == b"", said.stderr
    lines = said.stdout.decode("utf-8", errors="replace").split("\n")
    root = Part("Root")
    open_parts = [(-1, root)]
    for line in lines:
        words = line.strip()
        depth = len(line) - len(line.lstrip())
        kind = re.fullmatch(r"(?:Object|([A-Z][A-Za-z0-9]*)(?: \(\w+\))?:?)(?: \d+ \d+)?(?: \"?.*\"?)?", words)
        span = re.fullmatch(r"/(Row|Col)Span (\d+)", words)
        if words.startswith('"') and words.endswith('"'):
            open_parts[-1][1].content.append(words[1:-1])
        elif span:
            rows, columns = open_parts[-1][1].spans
            open_parts[-1][1].spans = (int(span[2]), columns) if span[1] == "Row" else (rows, int(span[2]))
        elif kind and kind[1] and not words.startswith("/"):
            while open_parts[-1][0] >= depth:
                open_parts.pop()
            part = Part(kind[1])
            open_parts[-1][1].content.append(part)
            open_parts.append((depth, part))
    return root


def tables(root):
    """Every table as a heading (the texts of its first row) and its other rows, each cell standing in every place that it spans."""
    for table in root.all("Table"):
        rows, above = [], {}  # above: per column, how many rows a cell still spans, and its text
        for row in table.all("TR"):
            cells, spanning = [], {}
            waiting = [each for each in row.content if isinstance(each, Part) and each.kind in ("TH", "TD")]
            while waiting or len(cells) in above:
                if len(cells) in above:
                    left, text, columns = *above[len(cells)], 1
                else:
                    cell = waiting.pop(0)
                    left, text, columns = cell.spans[0], cell.text(), cell.spans[1]
                for _ in range(columns):
                    if left > 1:
                        spanning[len(cells)] = (left - 1, text)
                    cells.append(text)
            rows.append(cells)
            above = spanning
        yield rows[0], rows[1:]
