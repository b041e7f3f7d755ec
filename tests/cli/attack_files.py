"""Attacks on signed files by the author of the file, who makes it before it is signed and knows the rules of `verify`.

Each row is a small document, a change of it after it was signed, and an honest change that resembles it. A change is written as an
incremental update of the objects that differ. Used by attacks.py.
"""

import dataclasses
import re
import typing


@dataclasses.dataclass
class Stream:
    data: bytes
    entries: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Row:
    """`made` prepares the document, `forged` changes it after signing, `honest` is what it resembles (None: see `why`)."""
    name: str
    reader: str  # who reads another page, or the clause that says so
    made: typing.Callable
    forged: typing.Callable
    honest: typing.Callable | None = None
    honest_made: typing.Callable | None = None  # where the honest file differs already before it is signed
    why: str = ""
    least: str = "invalid"  # the mildest verdict that is right
    says: str = ""
    packed: bool = False  # objects in object streams
    certify: str = ""
    again: str = ""  # the field that another one signs after the change
    file: bytes = b""  # the document, if it is not just its objects


def ref(number):
    return b"%d 0 R" % number


def written(value):
    """An object's bytes."""
    if isinstance(value, dict):
        return b"<<" + b"".join(b"/" + key.encode() + b" " + written(each) for key, each in value.items()) + b">>"
    if isinstance(value, (list, tuple)):
        return b"[" + b" ".join(map(written, value)) + b"]"
    if isinstance(value, Stream):
        entries = {"Length": len(value.data)} | value.entries
        return written(entries) + b"\nstream\n" + value.data + b"\nendstream"
    if isinstance(value, (int, float)):
        return str(value).encode()
    return value.encode() if isinstance(value, str) else value


def is_packable(value):
    return not isinstance(value, Stream)


def cross_reference_stream(out, number, places, packed, trailer):
    """A cross-reference stream of the places and of the objects in a stream: {number: (container, index)}."""
    rows = {n: b"\1" + place.to_bytes(4, "big") + b"\0\0" for n, place in places.items()}
    rows |= {n: b"\2" + container.to_bytes(4, "big") + index.to_bytes(2, "big") for n, (container, index) in packed.items()}
    rows[number] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
    index = [part for n in sorted(rows) for part in (n, 1)]
    entries = {"Type": "/XRef", "W": [1, 4, 2], "Index": index, "Size": number + 1} | trailer
    return out + b"%d 0 obj\n" % number + written(Stream(b"".join(rows[n] for n in sorted(rows)), entries)) + b"\nendobj\n"


def object_stream(objects):
    """Objects in an object stream, and their numbers in its order."""
    head, data = b"", b""
    for number, value in objects.items():
        head += b"%d %d " % (number, len(data))
        data += written(value) + b"\n"
    return Stream(head + data, {"Type": "/ObjStm", "N": len(objects), "First": len(head)}), list(objects)


def section(out, objects, trailer, packed=False, spare=0, at_least=0):
    """Objects with their cross-references, as a file's first part or appended to it. `spare`: a number above all that are in use."""
    places, inside, objects, out = {}, {}, dict(objects), bytearray(out)
    if packed:
        container, order = object_stream({number: value for number, value in objects.items() if is_packable(value)})
        inside = {number: (spare, index) for index, number in enumerate(order)}
        objects = {number: value for number, value in objects.items() if number not in inside} | ({spare: container} if order else {})
    for number, value in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + written(value) + b"\nendobj\n"
    start = len(out)
    if packed:
        out = bytearray(cross_reference_stream(bytes(out), spare + 1, places, inside, trailer))
    else:
        out += b"xref\n" + (b"" if "Prev" in trailer else b"0 1\n0000000000 65535 f\r\n")
        for number, place in sorted(places.items()):
            out += b"%d 1\n%010d 00000 n\r\n" % (number, place)
        out += b"trailer\n" + written({"Size": max(max(objects, default=0) + 1, at_least)} | trailer) + b"\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


ROOT = {"Root": ref(1), "Info": ref(9), "ID": "[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"}


def document(objects, packed=False, trailer=None):
    return section(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", objects, trailer or ROOT, packed, spare=100)


def start_of(data):
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def size_of(data):
    return max(map(int, re.findall(rb"/Size (\d+)", data)))


def appended(data, before, after, packed=False, trailer=None):
    """The file with what differs, as an incremental update."""
    changed = {number: value for number, value in after.items() if number not in before or written(value) != written(before[number])}
    return section(data, changed, {**ROOT, **(trailer or {}), "Prev": start_of(data)}, packed, max(size_of(data), 800), size_of(data))


def content(text):
    return Stream(text.encode())


def shown(text, x=50, y=700):
    return f"BT /F1 24 Tf {x} {y} Td ({text}) Tj ET"


def drawing(text):
    """A form XObject that shows a text."""
    return Stream(shown(text).encode(), {"Type": "/XObject", "Subtype": "/Form", "BBox": [0, 0, 595, 842], "Resources": {"Font": {"F1": ref(8)}}})


ONE, NINE = "Anslag: 1 miljon", "Anslag: 9 miljoner"
FONT = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}


def base():
    """One page, two empty signature fields of which the first is signed, properties in both forms."""
    return {
        1: {"Type": "/Catalog", "Pages": ref(2), "AcroForm": ref(5), "Metadata": ref(7)},
        2: {"Type": "/Pages", "Kids": [ref(3)], "Count": 1},
        3: {"Type": "/Page", "Parent": ref(2), "MediaBox": [0, 0, 595, 842], "Contents": ref(4), "Resources": {"Font": {"F1": ref(8)}},
            "Annots": [ref(10), ref(11)]},
        4: content(shown(ONE)),
        5: {"Fields": [ref(10), ref(11)], "SigFlags": 3},
        7: Stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", {"Type": "/Metadata", "Subtype": "/XML"}),
        8: dict(FONT),
        9: {"Producer": "(prov)"},
        10: field("forsta"),
        11: field("andra"),
    }


def field(name, rect=(0, 0, 0, 0), **more):
    return {"Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "T": f"({name})", "F": 132, "Rect": list(rect), "P": ref(3)} | more


ROWS = []


def row(name, reader, made, forged, honest=None, **more):
    ROWS.append(Row(name, reader, made, forged, honest, **more))


def in_resources(kind, text):
    def install(d, number, key):
        d[3]["Resources"] = {"Font": {"F1": ref(8)}, kind: ref(number)}
        d[4] = content(text.format(key=key, one=shown(ONE)))
    return install


def as_glyphs(d, number, key):
    d[30] = {"Type": "/Font", "Subtype": "/Type3", "FontBBox": [0, 0, 1000, 1000], "FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "CharProcs": ref(number),
             "Encoding": {"Differences": [65, f"/{key}"]}, "FirstChar": 65, "LastChar": 65, "Widths": [1000], "Resources": {}}
    d[3]["Resources"] = {"Font": {"F1": ref(8), "F3": ref(30)}}
    d[4] = content("BT /F3 24 Tf 50 700 Td (A) Tj ET " + shown("miljoner", 100))


def as_states(d, number, key):
    d[30] = {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [0, 0, 595, 842], "F": 4, "AP": {"N": ref(number)}, "AS": f"/{key}", "P": ref(3)}
    d[3]["Annots"].append(ref(30))
    d[4] = content("")


def as_layer(d, number, key):
    in_resources("Properties", "/OC /{key} BDC " + shown("Inte", 200) + " EMC {one}")(d, number, key)
    d[1]["OCProperties"] = {"OCGs": [ref(31), ref(32)], "D": {"ON": [ref(31)], "OFF": [ref(32)], "Order": []}}
    d[31] = {"Type": "/OCG", "Name": "(a)"}
    d[32] = {"Type": "/OCG", "Name": "(b)"}


def glyph(shape):
    return Stream(b"1000 0 d0 " + shape)


INTE = shown("Inte", 50, 660)


def with_structure(d):
    d[1] |= {"StructTreeRoot": ref(20), "MarkInfo": {"Marked": "true"}}
    d[20] = {"Type": "/StructTreeRoot", "K": ref(21), "ParentTree": ref(22), "ParentTreeNextKey": 1}
    d[21] = {"Type": "/StructElem", "S": "/Document", "P": ref(20), "K": []}
    d[22] = {"Nums": [0, ref(23)]}
    d[23] = [ref(21)]


def with_text_field(d):
    d[12] = {"Type": "/Annot", "Subtype": "/Widget", "FT": "/Tx", "T": "(text)", "F": 4, "Rect": [50, 50, 200, 70], "P": ref(3), "DA": "(/F1 10 Tf 0 g)",
             "V": "(ett)"}
    d[5]["Fields"].append(ref(12))
    d[3]["Annots"].append(ref(12))
    d[5] |= {"DR": {"Font": {"F1": ref(8)}}, "DA": "(/F1 10 Tf 0 g)"}


def nothing(_):
    pass


def new_version(d):
    """What may always be changed."""
    d[1]["Extensions"] = {"ADBE": {"BaseVersion": "/1.7", "ExtensionLevel": 8}}


def add_field(d, number=600, **more):
    d[number] = field("tredje") | more
    d[5]["Fields"] = d[5]["Fields"] if isinstance(d[5]["Fields"], bytes) else [*d[5]["Fields"], ref(number)]
    if isinstance(d[5]["Fields"], bytes):
        d[40] = [*d[40], ref(number)]


PAGE = {"Type": "/Page", "Parent": ref(2), "MediaBox": [0, 0, 595, 842], "Resources": {"Font": {"F1": ref(8)}}, "Contents": ref(601)}
JAVASCRIPT = {"S": "/JavaScript", "JS": "(this.getField\\('text'\\).value = 'nio')"}


def in_catalog(**entries):
    return lambda d: d[1].update(entries)


def page_gets(**entries):
    return lambda d: d[3].update(entries)


def number_of_value(data):
    """The first signature's."""
    return int(re.findall(rb"(?ms)^10 0 obj\n.*?/V (\d+) 0 R", data)[-1])


SHADOW = content(shown(NINE))
WHOLE = drawing(NINE)


def two_pages(d):
    d[2] |= {"Kids": [ref(3), ref(35)], "Count": 2}
    d[35] = PAGE | {"Contents": ref(4)}


def marked(d):
    with_structure(d)
    d[4] = content("/P <</MCID 0>> BDC " + shown(ONE) + " EMC")
    d[3]["StructParents"] = 0
    d[21]["K"] = [ref(25)]
    d[25] = {"Type": "/StructElem", "S": "/P", "P": ref(21), "Pg": ref(3), "K": 0}
    d[22]["Nums"] = [0, [ref(25)]]


def stamp_on_page(d):
    d[30] = {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [0, 0, 595, 842], "F": 4, "AP": {"N": ref(90)}}
    d[90] = drawing("Avslag")
    d[3]["Annots"].append(ref(30))


BLANK = b"/ByteRange[0 ########## ########## ##########]"
ROOM = 8000


def signature(kind="/ETSI.CAdES.detached", **entries):
    """A dictionary whose range and contents are filled in when the file is whole."""
    values = {"Type": "/DocTimeStamp" if kind == "/ETSI.RFC3161" else "/Sig", "Filter": "/Adobe.PPKLite", "SubFilter": kind} | entries
    return written(values)[:-2] + BLANK + b"/Contents<" + b"0" * 2 * ROOM + b">>>"


def filled(data, make):
    """The file with the signature that `make` makes of the bytes, if it has a blank one."""
    at = data.rfind(BLANK)
    if at < 0:
        return data
    start = at + len(BLANK) + len(b"/Contents")
    end = start + 2 * ROOM + 2
    ranged = b"/ByteRange[0 %d %d %d]" % (start, end, len(data) - end)
    data = data[:at] + ranged.ljust(len(BLANK)) + data[at + len(BLANK):]
    made = make(data[:start] + data[end:], b"ETSI.RFC3161" in data[at - 200:at])
    return data[:start + 1] + made.hex().encode().ljust(2 * ROOM, b"0") + data[end - 1:]
