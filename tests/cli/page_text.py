"""A page as its readers have it: its elements, and the words between them, by Python's own HTML parser."""

import html.parser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"rect", "line", "polygon"}


class Element:
    def __init__(self, name, attributes):
        self.name = name
        self.attributes = attributes
        self.content = []

    def all(self, name=None, **attributes):
        """The elements in it, in order, that have a name and attributes ("class" is written "class_")."""
        for each in self.content:
            if isinstance(each, Element):
                if name in (None, each.name) and all(each.attributes.get(key.rstrip("_")) == value for key, value in attributes.items()):
                    yield each
                yield from each.all(name, **attributes)

    def text(self, without=lambda element: False):
        return "".join(each if isinstance(each, str) else "" if without(each) else each.text(without) for each in self.content)


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, name, attributes):
        element = Element(name, dict(attributes))
        self.open[-1].content.append(element)
        if name not in VOID:
            self.open.append(element)

    def handle_startendtag(self, name, attributes):
        assert name in VOID | SHAPES, name
        self.open[-1].content.append(Element(name, dict(attributes)))

    def handle_endtag(self, name):
        assert self.open[-1].name == name, (self.open[-1].name, name)
        self.open.pop()

    def handle_data(self, words):
        self.open[-1].content.append(words)


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def documents_text(page):
    """What the documents say: without the table of contents, which only repeats it, the words of pictures, and the captions that say
    a heading again to those who cannot see where they are."""
    def repeats(element):
        return element.name in ("svg", "nav", "caption")
    return next(page.all("main")).text(repeats)
