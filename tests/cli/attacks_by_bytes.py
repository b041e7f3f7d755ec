"""Attacks by the bytes: what tables, trailers and spellings say to one reader and not to another."""

import copy
import re

from attack_files import *


# ---- What is no change of an object. ----------------------------------------------------------------------------------------------


def on_bytes(change, trailer=None):
    """An honest update, whose bytes are then changed."""
    def forged(d):
        before = copy.deepcopy(d)
        new_version(d)
        after = copy.deepcopy(d)
        return lambda data: change(appended(data, before, after, trailer=trailer))
    return forged


for key, value in {"AdditionalStreams": ["/application/vnd.oasis.opendocument.text", ref(4)], "DocChecksum": "/00112233445566778899AABBCCDDEEFF",
        "Pages": ref(2),
                   "AcroForm": ref(5), "Names": {}, "Contents": ref(4)}.items():
    row(f"trailer gets {key}", "LibreOffice; 7.5.5" if key[-1] in "sm" else "7.5.5", nothing, on_bytes(lambda data: data, {key: value}),
        new_version)


def in_the_middle(d):
    """Not the last of the appended trailers."""
    forged = on_bytes(lambda data: data, {"AdditionalStreams": ["/application/vnd.oasis.opendocument.text", ref(4)]})(d)
    return lambda data: appended(forged(data), {}, {700: {}})


row("trailer gets AdditionalStreams, followed by another", "LibreOffice, which reads all trailers", nothing, in_the_middle, new_version)
row("object that nothing reaches", "who looks at the bytes", nothing, lambda d: d.update({700: Stream(b"dolt")}), new_version, least="valid but",
    says="nothing in the document leads to")


def with_shadow(d):
    """Another object 4, which no table names, in the data of a stream and beside an object that means nothing."""
    d[60] = Stream(b"\n4 0 obj\n" + written(SHADOW) + b"\nendobj\n")
    d[61] = b"<<>>\nendobj\n4 0 obj\n" + written(SHADOW)


def last(pattern, new):
    """Changes what was found last."""
    def change(data):
        found = list(re.finditer(pattern, data))[-1]
        start, text = start_of(data), found.expand(new)
        moved = start + (len(text) - len(found[0]) if found.start() < start else 0)
        made = data[:found.start()] + text + data[found.end():]
        return re.sub(rb"%d(\s+%%%%EOF\s*)\Z" % start, rb"%d\1" % moved, made)
    return change


def mended(name, reader, forged):
    row(f"mended: {name}", reader, with_shadow, forged if callable(forged) else None, new_version, honest_made=nothing)


mended("white space after the end", "MuPDF", on_bytes(lambda data: data + b"\n" * 1050))
mended("comment before the end", "MuPDF", on_bytes(last(rb"startxref\n\d+\n", rb"\g<0>%" + b"x" * 1020 + b"\n")))
mended("white space before the end", "MuPDF", on_bytes(last(rb"(startxref\n\d+\n)", rb"\1" + b"\n" * 1040)))
mended("white space after startxref", "poppler, MuPDF", on_bytes(last(rb"startxref(?=\n)", rb"startxref" + b" " * 1050)))
mended("white space after a subsection's head", "MuPDF", on_bytes(last(rb"(?<=\nxref\n)1 1", b"1 1" + b" " * 1100)))
mended("comment after startxref", "poppler, MuPDF", on_bytes(last(rb"startxref\n", rb"\g<0>%x\n")))
mended("comment in the table", "MuPDF", on_bytes(last(rb"(?<=\n)xref\n", rb"\g<0>%x\n")))
mended("rows of another width", "MuPDF, PDFium", on_bytes(last(rb"(?<=\n)(xref\n1 1\n\d+) 00000 n\r\n", rb"\1 0 n\n")))
for name, size in {"negative": b"-1", "enormous": b"99999999999", "too small": b"1", "a reference": b"8 0 R", "no number": b"/A",
        "real": b"100.5"}.items():
    mended(f"Size {name}", "poppler, MuPDF", on_bytes(last(rb"/Size \d+", rb"/Size " + size)))
mended("NUL after startxref", "poppler", on_bytes(last(rb"startxref\n", b"startxref\0")))
mended("a row that is free with a place", "any", on_bytes(last(rb"(?<=\n)xref\n", b"xref\n790 1\n9999999999 65535 f\r\n")))
mended("a row beyond the file", "any", on_bytes(last(rb"(?<=\n)xref\n", b"xref\n790 1\n9999999999 00000 n\r\n")))
mended("a row in what was signed that is no object", "poppler", lambda d: (d[1].update(Version="790 0 R") or (lambda data, d=copy.deepcopy(d): last(
    rb"(?<=\n)xref\n", b"xref\n790 1\n0000000020 00000 n\r\n")(appended(data, base() | {60: d[60], 61: d[61]}, d)))))
mended("no Size", "poppler, MuPDF", on_bytes(last(rb"/Size \d+", rb"")))
for where, number, key in (("Version", 1, "Version"), ("Extensions", 1, "Extensions"), ("Metadata", 1, "Metadata"), ("DSS", 1, "DSS"),
        ("SigFlags", 5, "SigFlags")):
    mended(f"{where} leads nowhere", "poppler", lambda d, number=number, key=key: d[number].update({key: "500 0 R"}))
    mended(f"{where} of another generation", "poppler", lambda d, number=number, key=key: d[number].update({key: "8 3 R"}))
mended("a property leads nowhere", "who asks poppler for the title", lambda d: d[9].update(Title="500 0 R"))
mended("Metadata leads nowhere inside", "poppler", lambda d: d[7].entries.update(Filter="500 0 R"))
mended("a new field's appearance leads nowhere inside", "poppler, MuPDF", lambda d: (add_field(d, AP={"N": ref(601)}), d[3]["Annots"].append(ref(600)),
    d.update({601: Stream(shown("").encode(), drawing("").entries | {"Resources": {"Font": {"F1": "500 0 R"}}})})) and None)
mended("a new field's page leads nowhere", "poppler, MuPDF", lambda d: (add_field(d, P="500 0 R"), d[3]["Annots"].append(ref(600))) and None)
mended("new field leads nowhere", "poppler", lambda d: (add_field(d, AP="500 0 R", MK="500 0 R"), d[3]["Annots"].append(ref(600)))[0])


def renumbered(value, numbers):
    """The value with other numbers in its references."""
    if isinstance(value, dict):
        return {key: renumbered(each, numbers) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [renumbered(each, numbers) for each in value]
    if isinstance(value, Stream):
        return Stream(value.data, renumbered(value.entries, numbers))
    if isinstance(value, bytes) and (found := re.fullmatch(rb"(\d+) 0 R", value)):
        return ref(numbers.get(int(found[1]), int(found[1])))
    return value


# ---- What the tables say twice. ---------------------------------------------------------------------------------------------------


def tail(data, bodies, rows, as_stream=False, more=None):
    """Bodies appended, and rows (number, "old" or the index of a body) in the order given."""
    out, places = bytearray(data), []
    for body in bodies:
        places.append(len(out))
        out += body + b"\nendobj\n"
    at = [(number, place_of(data, number) if index == "old" else places[index]) for number, index in rows]
    start = len(out)
    trailer = ROOT | {"Size": max(size_of(data), 801), "Prev": start_of(data)} | (more or {})
    if as_stream:
        at.append((800, start))
        table = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0\0" for _, place in at)
        index = [part for number, _ in at for part in (number, 1)]
        out += b"800 0 obj\n" + written(Stream(table, {"Type": "/XRef", "W": [1, 4, 2], "Index": index} | trailer)) + b"\nendobj\n"
    else:
        out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n\r\n" % each for each in at) + b"trailer\n" + written(trailer) + b"\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def place_of(data, number):
    return [match.start() for match in re.finditer(rb"(?m)^%d 0 obj\b" % number, data)][-1]


NEW_4 = b"4 0 obj\n" + written(SHADOW)
for name, as_stream in (("table", False), ("cross-reference stream", True)):
    row(f"object 4 twice in a {name}, first as it was", "PDFium, which takes the last", nothing,
        lambda d, as_stream=as_stream: lambda data: tail(data, [NEW_4], [(4, "old"), (4, 0)], as_stream),
        lambda d, as_stream=as_stream: lambda data: tail(data, [b"1 0 obj\n" + written(base()[1] | {"Version": "/2.0"})], [(1, 0)], as_stream))
    row(f"object 4 twice in a {name}, last as it was", "poppler, MuPDF, pdf.js", nothing,
        lambda d, as_stream=as_stream: lambda data: tail(data, [NEW_4], [(4, 0), (4, "old")], as_stream), why="see the row before")


def twice_in_object_stream(first, index):
    """The font stands twice under one number, as it was and changed."""
    def change(data):
        fonts = [written(FONT), written(FONT | {"Encoding": {"Differences": [49, "/nine"]}})][::1 if first == "old" else -1]
        head = b"8 0 8 %d " % (len(fonts[0]) + 1)
        out = bytearray(data)
        container = len(out)
        out += b"800 0 obj\n" + written(Stream(head + b"\n".join(fonts), {"Type": "/ObjStm", "N": 2, "First": len(head)})) + b"\nendobj\n"
        start = len(out)
        rows = b"\2" + (800).to_bytes(4, "big") + index.to_bytes(2, "big")
        rows += b"".join(b"\1" + place.to_bytes(4, "big") + b"\0\0" for place in (container, start))
        out += b"801 0 obj\n" + written(Stream(rows, {"Type": "/XRef", "W": [1, 4, 2], "Index": [8, 1, 800, 2], "Size": 802,
            "Prev": start_of(data)} | ROOT)) + b"\nendobj\n"
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
    return lambda d: lambda data: change(data)


row("object twice in an object stream, first as it was", "pdf.js", nothing, twice_in_object_stream("old", 0), new_version, packed=False)
row("object twice in an object stream, last as it was", "MuPDF", nothing, twice_in_object_stream("new", 1), new_version)


def other_container(extends):
    """The object stream is written anew under its number, with another font in it, or only leads to one that has it."""
    def forged(d):
        packable = {number: value for number, value in d.items() if is_packable(value)}
        other = object_stream(packable | {8: FONT | {"Encoding": {"Differences": [49, "/nine"]}}})[0]
        if extends:
            same = object_stream(packable)[0]
            same.entries["Extends"] = ref(700)
            return lambda data: tail(data, [b"100 0 obj\n" + written(same), b"700 0 obj\n" + written(other)], [(100, 0), (700, 1)], True)
        return lambda data: tail(data, [b"100 0 obj\n" + written(other)], [(100, 0)], True)
    return forged


row("object stream replaced", "all; 7.5.7", nothing, other_container(False), new_version, packed=True)
row("object stream extends another now", "7.5.7", nothing, other_container(True), new_version, packed=True, least="valid but",
    says="nothing in the document leads to")


def with_other_table(d):
    """In what is signed: another object 4, and a cross-reference stream that knows it, to which nothing leads."""
    d[61] = b"<<>>\nendobj\n" + NEW_4
    for _ in range(2):
        data = document(d)
        place = [match.start() for match in re.finditer(rb"(?m)^4 0 obj", data)][-1]
        d[62] = Stream(b"\1" + place.to_bytes(4, "big") + b"\0\0", {"Type": "/XRef", "W": [1, 4, 2], "Index": [4, 1], "Size": 63} | ROOT)


def leads_to_other_table(way):
    def change(data):
        new_1 = b"1 0 obj\n" + written(base()[1] | {"Version": "/2.0"})
        if way != "its stream's /Prev":
            return tail(data, [new_1], [(1, 0)], way == "a stream's /XRefStm", {"XRefStm": place_of(data, 62)})
        at = len(data)
        rows = b"\1" + at.to_bytes(4, "big") + b"\0\0"
        stream = Stream(rows, {"Type": "/XRef", "W": [1, 4, 2], "Index": [800, 1], "Size": 801, "Prev": place_of(data, 62)} | ROOT)
        return tail(data, [b"800 0 obj\n" + written(stream), new_1], [(1, 1)], False, {"XRefStm": at})
    return lambda d: lambda data: change(data)


for way, reader in (("a table's /XRefStm", "poppler, MuPDF, PDFium, pdf.js"), ("a stream's /XRefStm", "MuPDF"), ("its stream's /Prev", "pdf.js")):
    row(f"another table, by {way}", reader + "; 7.5.8.4", with_other_table, leads_to_other_table(way), new_version, honest_made=nothing)


def hybrid(table, stream):
    """Object 4 in a table and in its /XRefStm: as it was, new, free, or not at all."""
    def change(data):
        out = bytearray(data)
        new = len(out)
        out += NEW_4 + b"\nendobj\n"
        at = len(out)
        of = {"old": lambda: place_of(data, 4), "new": lambda: new}
        rows = (bytes(7) if stream == "free" else b"\1" + of[stream]().to_bytes(4, "big") + b"\0\0") + b"\1" + at.to_bytes(4, "big") + b"\0\0"
        out += b"800 0 obj\n" + written(Stream(rows, {"Type": "/XRef", "W": [1, 4, 2], "Index": [4, 1, 800, 1], "Size": 801})) + b"\nendobj\n"
        start = len(out)
        out += b"xref\n" + {"none": b"0 0\n", "free": b"4 1\n0000000000 65535 f\r\n"}.get(table) if table in ("none", "free") else (
            b"xref\n4 1\n%010d 00000 n\r\n" % of[table]())
        return bytes(out + b"trailer\n" + written(ROOT | {"Size": 801, "Prev": start_of(data), "XRefStm": at}) + b"\nstartxref\n%d\n%%%%EOF\n" % start)
    return lambda d: lambda data: change(data)


for table, stream in (("none", "new"), ("free", "new"), ("new", "old"), ("new", "free")):
    row(f"hybrid: {table} in the table, {stream} in the stream", "readers that know /XRefStm, or do not; 7.5.8.4", nothing, hybrid(table, stream),
        why="a hybrid increment that is honest is a test of its own")


# ---- A file that reads otherwise by its length. -----------------------------------------------------------------------------------


LINEARIZED = b"<</Linearized 1/L %d/H[0000000010 0000000010]/O 3/E %010d/N 1/T %010d>>"


def linearized(length, spelt=LINEARIZED, comment=b""):
    """The first table, which readers take when /L is the length of the file, knows another object 4."""
    objects = base()
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + comment

    def dictionary(start):
        return b"50 0 obj\n" + spelt % (length, start, start) + b"\nendobj\n"

    def table(places):
        rows = b"".join(b"%d 1\n%010d 00000 n\r\n" % each for each in sorted(places.items()))
        return b"xref\n0 1\n0000000000 65535 f\r\n" + rows + b"trailer\n" + written(ROOT | {"Size": 51}) + b"\nstartxref\n"

    numbers = {number: 0 for number in objects} | {50: len(head)}
    at = len(head) + len(dictionary(0)) + len(table(numbers)) + len(b"0\n%%EOF\n")
    body = b""
    for number, value in objects.items():
        numbers[number] = at + len(body)
        body += b"%d 0 obj\n" % number + written(value) + b"\nendobj\n"
    shadow = at + len(body)
    body += NEW_4 + b"\nendobj\n"
    start = at + len(body)
    return head + dictionary(start) + table(numbers | {4: shadow}) + b"0\n%%EOF\n" + body + table(numbers) + b"%d\n%%%%EOF\n" % start


def as_long_as(length):
    """An honest change that makes the file just so long."""
    def forged(d):
        before = copy.deepcopy(d)
        new_version(d)
        d[1]["Extensions"]["ADBE"]["Note"] = "()"
        after = copy.deepcopy(d)

        def change(data):
            for _ in range(4):
                made = appended(data, before, after)
                if len(made) == length:
                    break
                note = after[1]["Extensions"]["ADBE"]["Note"]
                after[1]["Extensions"]["ADBE"]["Note"] = "(" + "x" * (len(note) - 2 + length - len(made)) + ")"
            assert len(made) == length
            return made
        return change
    return forged


for name, reader, spelt, comment in (
    ("", "poppler, pdf.js", LINEARIZED, b""),
    (", written with #", "poppler, pdf.js", LINEARIZED.replace(b"Lin", b"L#69n"), b""),
    (", its length with a sign", "poppler, pdf.js", LINEARIZED.replace(b"%d", b"+%d"), b""),
    (", its length a real", "pdf.js", LINEARIZED.replace(b"%d", b"%d.0"), b""),
    (", its length twice", "poppler, pdf.js", LINEARIZED.replace(b"/L ", b"/L %d/L " % 30_000), b""),
    (", after a dictionary in it", "poppler, pdf.js", LINEARIZED.replace(b"<<", b"<</A<</B 1>>"), b""),
    (", after a comment that says so", "poppler, pdf.js", LINEARIZED, b"%<</Linearized 1>>\n"),
    (", after a long comment", "poppler, pdf.js", LINEARIZED, b"%" + b"x" * 1024 + b"\n"),
):
    row(f"linearized when something was appended{name}", f"{reader}; Annex F", nothing, as_long_as(30_000), new_version,
        file=linearized(30_000, spelt, comment))


# ---- What is not said by an object's dictionary alone. ----------------------------------------------------------------------------


def length_elsewhere(d):
    d[4] = Stream((shown(ONE) + "\nendstream\nendobj\n" + "% " + "\n" + shown("Inte") + "\n").encode(), {"Length": ref(33)})
    d[33] = len(d[4].data)


row("length of the contents changed", "all; 7.3.8.2", length_elsewhere, lambda d: d.update({33: len(shown(ONE))}), new_version)
row("contents replaced", "all", nothing, lambda d: d.update({4: SHADOW}), new_version)
row("contents replaced, packed", "all", nothing, lambda d: d.update({4: SHADOW}), new_version, packed=True)
row("font replaced, packed", "all", nothing, lambda d: d.update({8: FONT | {"Encoding": {"Differences": [49, "/nine"]}}}), new_version, packed=True)
row("list of contents grows", "all", lambda d: (d[3].update(Contents=ref(33)), d.update({33: [ref(4)]})),
    lambda d: d.update({33: [ref(4), ref(600)], 600: content(INTE)}),
    new_version)
row("reference that led nowhere is filled", "all; 7.3.10", lambda d: d[3].update(Contents=[ref(4), ref(700)]),
    lambda d: d.update({700: content(INTE)}), new_version)
row("page tree grows", "all", nothing, lambda d: (d[2].update(Kids=[ref(3), ref(600)], Count=2), d.update({600: PAGE, 601: SHADOW})), new_version)
row("page tree changes places", "all", two_pages, lambda d: d[2].update(Kids=[ref(35), ref(3)]), new_version)
row("inherited resources changed", "all; 7.7.3.4", lambda d: (d[2].update(Resources=d[3].pop("Resources"))),
    lambda d: d[2].update(Resources={"Font": {"F1": FONT | {"Encoding": {"Differences": [49, "/nine"]}}}}), new_version)
row("layer of the page switched", "all; 8.11.4", lambda d: as_layer(d, 33, "L") or d.update({33: {"L": ref(31)}}), lambda d: d[1]["OCProperties"].update(
    D={"ON": [ref(32)], "OFF": [ref(31)]}), new_version)
row("annotation's state switched", "all; 12.5.5", lambda d: (as_states(d, 33, "A"),
    d.update({33: {"A": ref(90), "B": ref(91)}, 90: drawing(ONE), 91: drawing(NINE)})),
    lambda d: d[30].update(AS="/B"), new_version)
row("annotation shown", "all; 12.5.3", lambda d: (as_states(d, 33, "A"), d[30].update(F=2),
    d.update({33: {"A": ref(90)}, 90: drawing(NINE), 4: content(shown(ONE))})),
    lambda d: d[30].update(F=4), new_version)
row("annotation added to a list of its own", "all; 12.5.2", lambda d: (d[3].update(Annots=ref(33)), d.update({33: [ref(10), ref(11)]})),
    lambda d: d.update({33: [ref(10), ref(11), ref(600)], 600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842],
        "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE}),
    lambda d: (add_field(d), d.update({33: [ref(10), ref(11), ref(600)]})))
row("annotation taken away", "all; 12.5.2", lambda d: (as_states(d, 33, "A"), d.update({33: {"A": ref(90)}, 90: drawing(ONE)})),
    lambda d: d[3].update(Annots=[ref(10), ref(11)]),
    new_version)
row("field of the form taken away", "12.7.2", nothing, lambda d: d[5].update(Fields=[ref(10)]), add_field)
row("fields of the form change places", "12.7.2", nothing, lambda d: d[5].update(Fields=[ref(11), ref(10)]), add_field)
row("field's type inherited from a parent that changes", "12.7.3.1", lambda d: (d[5].update(Fields=[ref(10), ref(13)]), d[11].pop("FT"),
    d[11].update(Parent=ref(13)),
                                                                              d.update({13: {"T": "(del)", "FT": "/Sig", "Kids": [ref(11)]}})),
    lambda d: d[13].update(FT="/Tx", V="(nio)", DA="(/F1 24 Tf)"), new_version)
row("form is another", "12.7.2", nothing, lambda d: (d[1].update(AcroForm=ref(600)),
    d.update({600: {"Fields": [ref(10), ref(11)], "SigFlags": 3, "XFA": content("<nine/>").data and ref(601)},
                                                                                                     601: content("<nine/>")})), add_field)
row("new element of the fields' list that was there", "12.7.2", with_text_field, lambda d: (d[5]["Fields"].append(ref(3))), add_field,
    honest_made=with_text_field)
row("catalog is another", "all", nothing, lambda d: lambda data: appended(data, {},
    {600: base()[1] | {"Pages": ref(601)}, 601: {"Type": "/Pages", "Kids": [ref(602)], "Count": 1},
                                                                                 602: PAGE | {"Parent": ref(601), "Contents": ref(603)}, 603: SHADOW},
                                                                                 trailer={"Root": ref(600)}),
    new_version)
row("catalog is another, which was signed too", "all", lambda d: d.update({60: base()[1] | {"Pages": ref(61)},
    61: {"Type": "/Pages", "Kids": [ref(62)], "Count": 1},
                                                                           62: PAGE | {"Parent": ref(61), "Contents": ref(63)}, 63: SHADOW}),
    lambda d: lambda data: appended(data, {}, {700: {}}, trailer={"Root": ref(60)}), new_version)


def copied(change, made=nothing):
    """A renumbered copy of everything, with one difference deep down."""
    def forged(d):
        numbers = {number: number + 600 for number in d if number not in (10,)}

        def turn(data):
            after = {numbers[number]: renumbered(value, numbers) for number, value in d.items() if number in numbers}
            change(after)
            return appended(data, {}, after, trailer={"Root": ref(numbers[1]), "Info": ref(numbers[9])})
        return turn
    return made, forged


def renumbers(name, reader, change, made=nothing):
    row(f"renumbered: {name}", reader, *copied(change, made), new_version, honest_made=nothing)


renumbers("other contents", "all", lambda d: d.update({604: SHADOW}))
renumbers("another font", "all", lambda d: d[608].update(Encoding={"Differences": [49, "/nine"]}))


def parents_differ(d):
    d[2].update(Resources={"Font": {"F1": ref(8)}})
    d[3].pop("Resources")


renumbers("another parent", "all; 7.7.3.4", lambda d: (d[603].update(Parent=ref(699)),
    d.update({699: {"Type": "/Pages", "Kids": [ref(603)], "Count": 1, "Resources": {"Font": {
    "F1": FONT | {"Encoding": {"Differences": [49, "/nine"]}}}}}})), parents_differ)


def equal_layers(d):
    as_layer(d, 33, "L")
    d[33] = {"L": ref(31)}
    d[32] = dict(d[31])


renumbers("an equal object of another identity", "all; 8.11.2.2", lambda d: d[633].update(L=ref(632)), equal_layers)


def links(d):
    two_pages(d)
    d[35] = d[3] | {"Annots": []}
    d[2] |= {"Kids": [ref(3), ref(35)]}
    d[36] = {"Title": "(Till)", "Parent": ref(37), "Dest": [ref(3), "/Fit"]}
    d[37] = {"Type": "/Outlines", "First": ref(36), "Last": ref(36), "Count": 1}
    d[1]["Outlines"] = ref(37)


renumbers("pages that change places", "all", lambda d: d[602].update(Kids=[ref(635), ref(603)]), links)


# ---- Numbers that are equal, but not to every reader. -----------------------------------------------------------------------------

row("/Rotate 180 becomes 180.0", "poppler, which then does not turn the page", page_gets(Rotate=180), lambda d: d[3].update(Rotate=b"180.0"), new_version)
row("/MCID is no integer", "14.7.4.2", marked, lambda d: d[25].update(K=b"0.0"), new_version, honest_made=marked)


# ---- Objects that are taken away, or brought forth. -------------------------------------------------------------------------------


def freed(number, made=nothing, generation=1):
    def change(data):
        start = len(data)
        return data + b"xref\n0 1\n%010d 65535 f\r\n%d 1\n0000000000 %05d f\r\ntrailer\n" % (number, number, generation) + written(
            ROOT | {"Size": size_of(data), "Prev": start_of(data)}) + b"\nstartxref\n%d\n%%%%EOF\n" % start
    return made, lambda d: lambda data: change(data)


def newer_generation(data):
    start = len(data)
    body = NEW_4.replace(b"4 0 obj", b"4 1 obj") + b"\nendobj\n"
    return data + body + b"xref\n4 1\n%010d 00001 n\r\ntrailer\n" % start + written(ROOT | {"Size": size_of(data), "Prev": start_of(data)}) + (
        b"\nstartxref\n%d\n%%%%EOF\n" % (start + len(body)))


for what, number, made in (("contents", 4, nothing), ("font", 8, nothing), ("annotation", 30, stamp_on_page), ("appearance", 90, stamp_on_page)):
    row(f"hidden: {what} freed", "poppler, MuPDF, PDFium; shadow attack, hide, 2021", *freed(number, made), new_version)
row("hidden: annotations null", "poppler, MuPDF, PDFium; 7.3.7", stamp_on_page, lambda d: d[3].update(Annots="null"), new_version)
row("hidden: no annotations", "poppler, MuPDF, PDFium; 7.3.7", stamp_on_page, lambda d: d[3].pop("Annots") and None, new_version)
row("hidden: form null", "12.7.2", nothing, lambda d: d[1].update(AcroForm="null"), new_version)
row("hidden: object made null", "poppler, MuPDF, PDFium; shadow attack, hide, 2021", stamp_on_page, lambda d: d.update({90: "null"}), new_version)
row("object of another generation", "MuPDF, which heeds none; 7.5.4", nothing, lambda d: newer_generation, new_version)


def two_tables(d):
    """Another object 4 in what is signed, and a table that knows it, which no other leads to."""
    d[61] = b"<<>>\nendobj\n" + NEW_4


def by_another_table(data):
    """/Prev leads past what was signed last."""
    start = len(data)
    return data + b"xref\n4 1\n%010d 00000 n\r\ntrailer\n" % [m.start() for m in re.finditer(rb"(?m)^4 0 obj", data)][1] + written(
        ROOT | {"Size": size_of(data), "Prev": start_of(data)}) + b"\nstartxref\n%d\n%%%%EOF\n" % start


row("replaced by what was signed too", "all; shadow attack, hide and replace, 2021", two_tables, lambda d: lambda data: by_another_table(data),
    new_version)
row("without the signed section", "all; 7.5.6", nothing, on_bytes(lambda data: re.sub(rb"/Prev %d" % start_of(data[:data.rindex(b"/Prev")]),
    b"/Prev %d" % start_of(
    data[:data.index(b"%%EOF") + 6]), data)), new_version)
row("/Prev leads in a circle", "7.5.6", nothing, on_bytes(lambda data: re.sub(rb"/Prev \d+(?=[^/]*>>\nstartxref\n\d+\n%%EOF\n\Z)",
    b"/Prev %d" % start_of(data), data)), new_version)


# ---- What is written twice, or otherwise. -----------------------------------------------------------------------------------------


def raw(change):
    """A new field, whose bytes are changed."""
    def forged(d):
        add_field(d)
        d[3]["Annots"].append(ref(600))
        d[600] = change(written(d[600]))
    return forged


for name, change in {
    "Rect twice": lambda body: body.replace(b"/Rect", b"/Rect [0 0 595 842]/Rect", 1),
    "Rect twice, once with #": lambda body: body.replace(b"/Rect", b"/R#65ct [0 0 595 842]/Rect", 1),
    "FT twice": lambda body: body.replace(b"/FT", b"/FT /Tx/FT", 1),
    "an entry twice in a dictionary inside": lambda body: body.replace(b"/FT", b"/MK <</CA(1)/CA(9)>>/FT", 1),
}.items():
    row(f"new field with {name}", "readers take the first or the last; 7.3.7", nothing, raw(change),
        lambda d: (add_field(d), d[3]["Annots"].append(ref(600))))
row("catalog twice in the trailer", "readers take the first or the last; 7.3.7", nothing, on_bytes(last(rb"/Root 1 0 R", b"/Root 2 0 R/Root 1 0 R")),
    new_version)
row("catalog twice in the trailer, once with #", "readers take the first or the last; 7.3.7", nothing,
    on_bytes(last(rb"/Root 1 0 R", b"/R#6fot 2 0 R/Root 1 0 R")), new_version)
row("trailer gets AdditionalStreams, packed", "LibreOffice; 7.5.8.2", nothing,
    lambda d: (lambda data, d=copy.deepcopy(d): appended(data, d, d | {1: d[1] | {"Version": "/2.0"}}, True, {"AdditionalStreams": ["/a", ref(4)]})),
        new_version, packed=True)


# ---- What seems the same written otherwise. ---------------------------------------------------------------------------------------


def spelt(name, reader, number, old, new, more=None):
    """An object as it was, but for its spelling."""
    def forged(d):
        body = written(d[number])
        assert old in body
        d[number] = body.replace(old, new, 1)
        d.update(more or {})
    row(f"spelt otherwise: {name}", reader, nothing, forged, lambda d: d.update({number: written(d[number]).replace(b" ", b"  ")}))


spelt("contents, no space before R", "MuPDF, PDFium, for whom 0R is one word; 7.2.3", 3, b"/Contents 4 0 R", b"/Contents 4 0R")
spelt("page tree, no space before R", "MuPDF, PDFium; 7.2.3", 1, b"/Pages 2 0 R", b"/Pages 2 0R")
spelt("pages, no space before R", "MuPDF, PDFium; 7.2.3", 2, b"[3 0 R]", b"[3 0R]")
spelt("page made direct", "poppler; table 30", 2, b"[3 0 R]", b"[" + written(base()[3]) + b"]")
spelt("reference to a reference", "poppler, MuPDF, PDFium; 7.3.10", 3, b"/Contents 4 0 R", b"/Contents 650 0 R", {650: ref(4)})
spelt("reference to itself", "7.3.10", 3, b"/Contents 4 0 R", b"/Contents 650 0 R", {650: ref(650)})
spelt("references in a circle", "7.3.10", 3, b"<</Font <</F1 8 0 R>>>>", b"650 0 R", {650: ref(651), 651: ref(650)})
mended("no space before obj", "MuPDF, PDFium; 7.2.3", on_bytes(last(rb"\n1 0 obj", rb"\n1 0obj")))
mended("catalog of another generation", "poppler", on_bytes(last(rb"/Root 1 0 R", rb"/Root 1 9 R")))
mended("rows of 19 bytes", "PDFium", on_bytes(last(rb"00000 n\r\n(?=trailer)", rb"00000 n\n")))
mended("two spaces in a subsection's head", "MuPDF", on_bytes(last(rb"(?<=\nxref\n)1 1", rb"1  1")))
mended("an empty subsection after an empty line", "MuPDF", on_bytes(last(rb"(?<=\r\n)trailer", b"\n0 0\ntrailer")))
