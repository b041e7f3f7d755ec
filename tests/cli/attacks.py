"""Attacks on signed files by the author of the file, who makes it before it is signed and knows the rules of `verify`.

Each row is a small document, a change of it after it was signed, and an honest change that resembles it. A change is written as an
incremental update of the objects that differ. Used by test_attacks.py.
"""

import copy
import dataclasses
import re
import typing
import zlib


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


def section(out, objects, trailer, packed=False, spare=0, at_least=0):
    """Objects with their cross-references, as a file's first part or appended to it. `spare`: a number above all that are in use."""
    places, inside, out = {}, {}, bytearray(out)
    if packed:
        bodies = [(number, written(value)) for number, value in objects.items() if is_packable(value)]
        head, data = b"", b""
        for index, (number, body) in enumerate(bodies):
            head += b"%d %d " % (number, len(data))
            data += body + b"\n"
            inside[number] = (spare, index)
        objects = {number: value for number, value in objects.items() if not is_packable(value)}
        if bodies:
            objects[spare] = Stream(head + data, {"Type": "/ObjStm", "N": len(bodies), "First": len(head)})
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


# ---- A dictionary whose entries are found by names that the author chooses, and an entry of it that may change. -------------------


@dataclasses.dataclass
class Use:
    """A second use of a dictionary: the page finds what `before` and `after` are by the key's name in object `number`."""
    reader: str
    install: typing.Callable  # (objects, number, key)
    before: typing.Any
    after: typing.Any


def in_resources(kind, text):
    def install(d, number, key):
        d[3]["Resources"] = {"Font": {"F1": ref(8)}, kind: ref(number)}
        d[4] = content(text.format(key=key, one=shown(ONE)))
    return install


def as_font(d, number, key):
    d[3]["Resources"] = {"Font": ref(number)}
    d[4] = content(f"BT /{key} 24 Tf 50 700 Td (1 miljon) Tj ET")


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


TILE = {"Type": "/Pattern", "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 10, 10], "XStep": 10, "YStep": 10, "Resources": {}}
SHADE = {"ShadingType": 2, "ColorSpace": "/DeviceGray", "Coords": [0, 0, 595, 0], "Extend": ["true", "true"]}
INTE = shown("Inte", 50, 660)

USES = {
    "XObject": Use("poppler, MuPDF, PDFium; 8.8", in_resources("XObject", "/{key} Do"), drawing(ONE), drawing(NINE)),
    "ExtGState": Use("poppler, MuPDF, PDFium; 8.4.5", in_resources("ExtGState", "{one} q /{key} gs " + INTE + " Q"), {"ca": 1}, {"ca": 0}),
    "Font": Use("poppler, MuPDF, PDFium; 9.6.6", as_font, dict(FONT), FONT | {"Encoding": {"Differences": [49, "/nine"]}}),
    "ColorSpace": Use("poppler, MuPDF, PDFium; 8.6.6.3", in_resources("ColorSpace", "{one} q /{key} cs 1 scn " + INTE + " Q"),
                      ["/Indexed", "/DeviceGray", 1, "<FF00>"], ["/Indexed", "/DeviceGray", 1, "<00FF>"]),
    "Pattern": Use("poppler, MuPDF, PDFium; 8.7.3", in_resources("Pattern", "{one} q /Pattern cs /{key} scn 50 640 90 60 re f Q"),
                   Stream(b"1 g 0 0 10 10 re f", TILE), Stream(b"0 g 0 0 10 10 re f", TILE)),
    "Shading": Use("poppler, MuPDF, PDFium; 8.7.4", in_resources("Shading", "{one} q 50 600 90 60 re W n /{key} sh Q"),
                   SHADE | {"Function": {"FunctionType": 2, "Domain": [0, 1], "C0": [1], "C1": [1], "N": 1}},
                   SHADE | {"Function": {"FunctionType": 2, "Domain": [0, 1], "C0": [0], "C1": [0], "N": 1}}),
    "Properties": Use("poppler, MuPDF, PDFium; 8.11.3", as_layer, "31", "32"),
    "CharProcs": Use("poppler, MuPDF, PDFium; 9.6.5", as_glyphs, glyph(b"400 0 200 1000 re f"), glyph(b"0 0 1000 1000 re f")),
    "AP/N": Use("poppler, MuPDF, PDFium; 12.5.5", as_states, drawing(ONE), drawing(NINE)),
}


@dataclasses.dataclass
class Role:
    number: int
    key: str
    made: typing.Callable = lambda d: None
    before: typing.Any = None  # honest values
    after: typing.Any = None
    certify: str = ""
    again: str = ""


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


VRI = {"Type": "/DSS", "Certs": []}
ROLES = {
    "catalog/Version": Role(1, "Version", before="/1.7", after="/2.0"),
    "catalog/Extensions": Role(1, "Extensions", before={"ADBE": {"BaseVersion": "/1.7", "ExtensionLevel": 3}},
                               after={"ADBE": {"BaseVersion": "/1.7", "ExtensionLevel": 8}}),
    "catalog/DSS": Role(1, "DSS", before=VRI, after=VRI | {"CRLs": []}),
    "catalog/Metadata": Role(1, "Metadata", before=ref(97), after=ref(98)),
    "catalog/Vers#69on": Role(1, "Vers#69on", before="/1.7", after="/2.0"),
    "Info/Keywords": Role(9, "Keywords", before="(ett)", after="(nio)"),
    "form/SigFlags": Role(5, "SigFlags", before="1", after="3"),
    "structure/ParentTreeNextKey": Role(20, "ParentTreeNextKey", with_structure, before="1", after="2"),
    "parent tree/Limits": Role(22, "Limits", with_structure, before=[0, 0], after=[0, 1]),
    "field/V": Role(11, "V", again="andra"),
    "field/AP": Role(11, "AP", again="andra"),
    "field/M": Role(11, "M", again="andra"),
    "field/Contents": Role(11, "Contents", again="andra"),
    "filled field/V": Role(12, "V", with_text_field, before="(ett)", after="(nio)", certify="forms"),
    "filled field/AP": Role(12, "AP", with_text_field, before={"N": ref(95)}, after={"N": ref(96)}, certify="forms"),
    "filled field/AS": Role(12, "AS", with_text_field, before="/Off", after="/On", certify="forms"),
    "filled field/M": Role(12, "M", with_text_field, before="(D:20260101)", after="(D:20260102)", certify="forms"),
}


def value_of(value):
    """Where the value of a tolerated entry stands: a number of an object is a layer's."""
    return ref(int(value)) if isinstance(value, str) and value.isdigit() else value


def combine(role_name, role, use_name, use, packed=False, appearing=False):
    """The entry leads from one thing that the page uses to another; both were there when it was signed."""
    indirect = not (isinstance(use.before, str) and use.before.isdigit())

    def made(d):
        role.made(d)
        if indirect:
            d[90], d[91] = use.before, use.after
        if not appearing:
            d[role.number][role.key] = ref(90) if indirect else value_of(use.before)
        use.install(d, role.number, role.key)

    def forged(d):
        d[role.number][role.key] = ref(91) if indirect else value_of(use.after)

    def honest_made(d):
        role.made(d)
        d[95], d[96] = drawing("ett"), drawing("nio")
        d[97], d[98] = (Stream(text, {"Type": "/Metadata", "Subtype": "/XML"}) for text in (b"<a/>", b"<b/>"))
        if role.before is not None:
            d[role.number][role.key] = role.before

    def honest(d):
        if role.after is not None:
            d[role.number][role.key] = role.after

    name = f"{role_name} as {use_name}" + (", packed" if packed else "") + (", where none was" if appearing else "")
    controlled = use_name == "XObject"  # once for each role
    row(name, use.reader, made, forged, honest if controlled else None, honest_made=honest_made, packed=packed, certify=role.certify, again=role.again,
        why="" if controlled else f"see '{role_name} as XObject'")


for role_name, role in ROLES.items():
    for use_name, use in USES.items():
        if role.key != "V" or not role.again:
            combine(role_name, role, use_name, use)
    if role.key != "V" or not role.again:
        combine(role_name, role, "XObject", USES["XObject"], appearing=True)
        combine(role_name, role, "XObject", USES["XObject"], packed=True)


# ---- A list that may grow, and what else it is a list of. -------------------------------------------------------------------------


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


def grows(role, use, reader, install, new, more=None, **options):
    """The list, object 40, gets a new element, which for its second use is something else."""
    def made(d):
        d[40] = [ref(10), ref(11)]
        if role == "Fields":
            d[5]["Fields"] = ref(40)
        else:
            d[3]["Annots"] = ref(40)
        install(d)

    def forged(d):
        d[600] = new
        d.update(more or {})
        d[40].append(ref(600))
        if role == "Annots":
            d[5]["Fields"].append(ref(600))

    def honest_made(d):
        made(d)
        for number in (1, 2, 3, 4, 5):
            d[number] = base()[number]
        d[40] = [ref(10), ref(11)]
        d[5 if role == "Fields" else 3]["Fields" if role == "Fields" else "Annots"] = ref(40)

    def honest(d):
        d[600] = field("tredje")
        d[40].append(ref(600))
        if role == "Annots":
            d[5]["Fields"].append(ref(600))

    row(f"{role} as {use}", reader, made, forged, honest, honest_made=honest_made, **options)


def as_contents(d):
    d[3]["Contents"] = ref(40)
    d[40].insert(0, ref(4))


def as_kids(d):
    d[2] |= {"Kids": ref(40), "Count": 4}
    d[40].insert(0, ref(3))


def in_catalog(**entries):
    return lambda d: d[1].update(entries)


def as_names(kind):
    def install(d):
        d[1]["Names"] = {kind: {"Names": ref(40)}}
        d[40].append("(a)")
    return install


def as_annotations_of_another_page(d):
    d[2] |= {"Kids": [ref(3), ref(35)], "Count": 2}
    d[35] = PAGE | {"Contents": ref(4), "Annots": ref(40)}


for role_name in ("Fields", "Annots"):
    grows(role_name, "Contents", "PDFium; 7.7.3.3", as_contents, Stream(shown(NINE).encode(), field("tredje")))
    grows(role_name, "Kids", "PDFium, poppler; 7.7.3.2", as_kids, field("tredje") | PAGE, {601: content(shown(NINE))})
    grows(role_name, "OpenAction/Next", "Acrobat; 12.6.2", in_catalog(OpenAction={"S": "/GoTo", "D": [ref(3), "/Fit"], "Next": ref(40)}),
          field("tredje") | JAVASCRIPT)
    grows(role_name, "Names/JavaScript", "Acrobat; 12.6.4.16", as_names("JavaScript"), field("tredje") | JAVASCRIPT)
    grows(role_name, "Names/EmbeddedFiles", "all; 7.11.4", as_names("EmbeddedFiles"), field("tredje") | {"EF": {"F": ref(601)}, "UF": "(beslut.txt)"},
          {601: content(NINE)})
    grows(role_name, "OCProperties/OFF", "8.11.4.3", in_catalog(OCProperties={"OCGs": ref(40), "D": {"OFF": ref(40)}}),
          field("tredje") | {"Type": "/OCG", "Name": "(a)"})
    grows(role_name, "OutputIntents", "14.11.5", in_catalog(OutputIntents=ref(40)), field("tredje") | {"S": "/GTS_PDFX", "OutputConditionIdentifier": "(a)"})
    grows(role_name, "AF", "ISO 32000-2, 14.13", in_catalog(AF=ref(40)), field("tredje") | {"EF": {"F": ref(601)}, "UF": "(beslut.txt)"}, {601: content(NINE)})
grows("Fields", "XFA", "Acrobat; 12.7.8", lambda d: (d[5].update(XFA=ref(40)), d[40].append("(template)")), Stream(b"<template/>", field("tredje")))
grows("Fields", "CO", "Acrobat; 12.7.2", lambda d: d[5].update(CO=ref(40)), field("tredje", AA={"C": JAVASCRIPT}))
grows("Fields", "Annots of another page", "all; 12.5.2", as_annotations_of_another_page,
      field("tredje", (0, 0, 595, 842), AP={"N": ref(601)}), {601: drawing(NINE)}, least="valid but", says="page 2")
grows("Annots", "Annots of another page", "all; 12.5.2", as_annotations_of_another_page,
      field("tredje", (0, 0, 595, 842), AP={"N": ref(601)}), {601: drawing(NINE)}, least="valid but", says="page 2")


# ---- A node of a tree that may grow. ----------------------------------------------------------------------------------------------


def tree(use, reader, install, forged):
    """The structure's parent tree is object 24."""
    def made(d):
        with_structure(d)
        d[20]["ParentTree"] = ref(24)
        d[24] = {"Kids": [ref(22)]}
        d[22]["Limits"] = [0, 0]
        install(d)

    def honest_made(d):
        made(d)
        d[1] = {key: value for key, value in d[1].items() if key not in ("Names", "PageLabels", "Dests")}
        d[2], d[3], d[4], d[5] = (base()[number] for number in (2, 3, 4, 5))
        d[20]["ParentTree"] = ref(24)
        d[24] = {"Kids": [ref(22)]}
        d[20]["ParentTreeNextKey"] = 1

    def honest(d):
        add_field(d, StructParent=1)
        d[3]["Annots"].append(ref(600))
        d[602] = {"Type": "/StructElem", "S": "/Form", "P": ref(20), "Pg": ref(3), "K": {"Type": "/OBJR", "Obj": ref(600)}}
        d[601] = {"Nums": [1, ref(602)], "Limits": [1, 1]}
        d[24]["Kids"].append(ref(601))
        d[20] |= {"K": [ref(21), ref(602)], "ParentTreeNextKey": 2}

    row(f"parent tree as {use}", reader, made, forged, honest, honest_made=honest_made)


def pages_tree(d):
    d[20]["ParentTree"] = ref(2)
    d[2]["Count"] = 2


def gets_kid(number, new, more=None):
    def forged(d):
        d[600] = new
        d.update(more or {})
        d[number]["Kids"] = [*d[number].get("Kids", []), ref(600)]
    return forged


def names_tree(kind):
    def install(d):
        d[1]["Names"] = {kind: ref(24)}
        d[24] = {"Kids": []}
    return install


SPECIFICATION = {"Type": "/Filespec", "UF": "(beslut.txt)", "F": "(beslut.txt)", "EF": {"F": ref(601)}}
tree("page tree", "poppler, PDFium; 7.7.3.2", pages_tree, gets_kid(2, PAGE, {601: content(shown(NINE))}))
tree("Names/JavaScript", "Acrobat; 7.7.4", names_tree("JavaScript"), gets_kid(24, {"Names": ["(a)", JAVASCRIPT], "Limits": ["(a)", "(a)"]}))
tree("Names/EmbeddedFiles", "all; 7.11.4", names_tree("EmbeddedFiles"),
     gets_kid(24, {"Names": ["(a)", SPECIFICATION], "Limits": ["(a)", "(a)"]}, {601: content(NINE)}))
tree("Names/Dests", "all; 12.3.2.3", names_tree("Dests"), gets_kid(24, {"Names": ["(a)", [ref(3), "/Fit"]], "Limits": ["(a)", "(a)"]}))
tree("Names/AP", "12.7.8", names_tree("AP"), gets_kid(24, {"Names": ["(a)", ref(601)], "Limits": ["(a)", "(a)"]}, {601: drawing(NINE)}))
tree("PageLabels", "all; 12.4.2", lambda d: d[1].update(PageLabels=ref(24)), gets_kid(24, {"Nums": [0, {"P": "(9)"}], "Limits": [0, 0]}))
tree("field", "all; 12.7.3.1", lambda d: (d[24].update(FT="/Tx", T="(t)", V="(nio)", DA="(/F1 24 Tf 0 g)"), d[5]["Fields"].append(ref(24))),
     gets_kid(24, {"Type": "/Annot", "Subtype": "/Widget", "Parent": ref(24), "Rect": [0, 0, 595, 842], "P": ref(3)}))
tree("XObject, its Kids a stream", "poppler, MuPDF, PDFium; 8.8",
     lambda d: (d[3].update(Resources={"Font": {"F1": ref(8)}, "XObject": ref(22)}), d.update({4: content("/Kids Do")})),
     lambda d: (d.update({600: drawing(NINE)}), d[22].update(Kids=ref(600))))
tree("XObject, its Nums a stream", "poppler, MuPDF, PDFium; 8.8",
     lambda d: (d[3].update(Resources={"Font": {"F1": ref(8)}, "XObject": ref(24)}), d.update({4: content("/Nums Do")})),
     lambda d: (d.update({600: drawing(NINE)}), d[24].update(Nums=ref(600))))


# ---- Absent, then something of another type. --------------------------------------------------------------------------------------


def page_as_resources(d):
    del d[3]["Annots"]
    d[3]["Resources"] = {"Font": {"F1": ref(8)}, "XObject": ref(3)}
    d[4] = content("/Annots Do")


row("page as XObject, its Annots a stream", "poppler, MuPDF, PDFium; 8.8", page_as_resources, lambda d: (d.update({600: drawing(NINE)}), d[3].update(Annots=ref(600))),
    lambda d: (add_field(d), d[3].update(Annots=[ref(600)])), honest_made=lambda d: d[3].pop("Annots"))


def element_as_resources(d):
    with_structure(d)
    del d[21]["K"]
    d[3]["Resources"] = {"Font": {"F1": ref(8)}, "XObject": ref(21)}
    d[4] = content("/K Do")


def add_element(d, **more):
    """A new visible field has an element, as `planpaket sign` makes it."""
    add_field(d, StructParent=1)
    d[3]["Annots"].append(ref(600))
    d[602] = {"Type": "/StructElem", "S": "/Form", "P": ref(21), "Pg": ref(3), "K": {"Type": "/OBJR", "Obj": ref(600)}} | more
    d[22]["Nums"] += [1, ref(602)]
    d[21]["K"] = [ref(602)]
    d[20]["ParentTreeNextKey"] = 2


def new_stream_element(d):
    d[600] = drawing(NINE)
    d[600].entries |= {"S": "/Form", "P": ref(20)}
    d[21]["K"] = ref(600)


row("element as XObject, its K a stream", "poppler, MuPDF, PDFium; 8.8", element_as_resources, new_stream_element, add_element, honest_made=with_structure)


def shaped_form(d):
    d[1]["AcroForm"] = d[5] | drawing(NINE).entries | {"Length": len(shown(NINE))}
    d[3]["Resources"] = {"Font": {"F1": ref(8)}, "XObject": ref(1)}
    d[4] = content("/AcroForm Do")


def form_direct(d):
    d[1]["AcroForm"] = d[5]


row("form made a stream", "poppler, MuPDF, PDFium; 8.8", shaped_form,
    lambda d: (d.update({600: Stream(shown(NINE).encode(), d[1]["AcroForm"])}), d[1].update(AcroForm=ref(600))),
    lambda d: (d.update({600: field("tredje")}), d[1]["AcroForm"]["Fields"].append(ref(600))), honest_made=form_direct)


def cover_named_k(d):
    element_as_resources(d)
    d[90] = Stream(b"1 g 0 0 595 842 re f " + shown(ONE).encode().replace(b"BT", b"0 g BT"), drawing(ONE).entries)
    d[21]["K"] = ref(90)
    d[4] = content(shown(NINE) + " /K Do")


row("element as XObject, its K made a list", "poppler, MuPDF, PDFium; 8.8", cover_named_k,
    lambda d: (d.update({600: {"S": "/Form", "P": ref(21)}}), d[21].update(K=[ref(90), ref(600)])), add_element, honest_made=with_structure)


# ---- /Metadata, a stream that may be another, and what else it is. ----------------------------------------------------------------


def properties(use, reader, install, before, after):
    def made(d):
        d[7] = before
        install(d)

    row(f"Metadata as {use}", reader, made, lambda d: d.update({7: after}), lambda d: d[7].__setattr__("data", b"<changed/>"), honest_made=nothing)


def page_gets(**entries):
    return lambda d: d[3].update(entries)


def with_font(font):
    def install(d):
        d[30] = font
        d[3]["Resources"]["Font"]["F1"] = ref(30)
        d[4] = content(shown(ONE))
    return install


def with_resource(kind, value, text):
    def install(d):
        d[3]["Resources"] = {"Font": {"F1": ref(8)}, kind: {"R": value}}
        d[4] = content(text)
    return install


def cmap(digit):
    return Stream(b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00><FF> endcodespacerange 1 beginbfchar <31> <00%02X> endbfchar endcmap end"
                  % ord(digit))


TYPE_4 = {"FunctionType": 4, "Domain": [0, 1], "Range": [0, 1]}
IMAGE = {"Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": "/DeviceGray"}
properties("Contents", "poppler, MuPDF, PDFium; 7.8.2", page_gets(Contents=ref(7)), content(shown(ONE)), content(shown(NINE)))
properties("a part of Contents", "poppler, MuPDF, PDFium; 7.8.2", page_gets(Contents=[ref(4), ref(7)]), content(""), content(INTE))
properties("XObject", "poppler, MuPDF, PDFium; 8.10", with_resource("XObject", ref(7), "/R Do"), drawing(ONE), drawing(NINE))
properties("image", "poppler, MuPDF, PDFium; 8.9", with_resource("XObject", ref(7), shown(ONE) + " q 90 0 0 60 50 640 cm /R Do Q"), Stream(b"\xff", IMAGE),
           Stream(b"\0", IMAGE))
properties("pattern", "poppler, MuPDF, PDFium; 8.7.3", with_resource("Pattern", ref(7), "/Pattern cs /R scn 50 640 90 60 re f"),
           Stream(b"1 g 0 0 10 10 re f", TILE), Stream(b"0 g 0 0 10 10 re f", TILE))
properties("tint", "poppler, MuPDF, PDFium; 8.6.6.4",
           with_resource("ColorSpace", ["/Separation", "/Tint", "/DeviceGray", ref(7)], shown(ONE) + " /R cs 1 scn " + INTE),
           Stream(b"{ }", TYPE_4), Stream(b"{ pop 0 }", TYPE_4))
properties("glyph", "poppler, MuPDF, PDFium; 9.6.5",
           with_font({"Type": "/Font", "Subtype": "/Type3", "FontBBox": [0, 0, 1000, 1000], "FontMatrix": [.001, 0, 0, .001, 0, 0], "CharProcs": {"one": ref(7)},
                      "Encoding": {"Differences": [49, "/one"]}, "FirstChar": 49, "LastChar": 49, "Widths": [1000], "Resources": {}}),
           glyph(b"400 0 200 1000 re f"), glyph(b"0 0 1000 1000 re f"))
properties("ToUnicode", "pdftotext, and who copies; 9.10.3", with_font(FONT | {"ToUnicode": ref(7)}), cmap("1"), cmap("9"))
properties("font file", "poppler, MuPDF, PDFium; 9.9", with_font(FONT | {"FontDescriptor": {"Type": "/FontDescriptor", "FontName": "/A", "Flags": 32, "FontFile3": ref(7)}}),
           Stream(b"one", {"Subtype": "/Type1C"}), Stream(b"nine", {"Subtype": "/Type1C"}))
properties("ICC profile", "8.6.5.5", with_resource("ColorSpace", ["/ICCBased", ref(7)], "/R cs 1 scn " + INTE), Stream(b"one", {"N": 1}),
           Stream(b"nine", {"N": 1, "Alternate": "/DeviceGray"}))
properties("soft mask", "poppler, MuPDF, PDFium; 11.6.5",
           with_resource("ExtGState", {"SMask": {"S": "/Luminosity", "G": ref(7)}}, shown(ONE) + " /R gs " + INTE),
           Stream(b"0 g 0 0 595 842 re f", drawing("").entries | {"Group": {"S": "/Transparency", "CS": "/DeviceGray"}}),
           Stream(b"1 g 0 0 595 842 re f", drawing("").entries | {"Group": {"S": "/Transparency", "CS": "/DeviceGray"}}))
properties("appearance", "poppler, MuPDF, PDFium; 12.5.5",
           lambda d: (d.update({30: {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [0, 0, 595, 842], "F": 4, "AP": {"N": ref(7)}}}), d[3]["Annots"].append(ref(30)),
                      d.update({4: content("")})), drawing(ONE), drawing(NINE))
properties("script", "Acrobat; 12.6.4.16", in_catalog(OpenAction={"S": "/JavaScript", "JS": ref(7)}), content("1;"), content("app.alert(9);"))
properties("embedded file", "all; 7.11.4",
           in_catalog(Names={"EmbeddedFiles": {"Names": ["(a)", {"Type": "/Filespec", "UF": "(a.txt)", "F": "(a.txt)", "EF": {"F": ref(7)}}]}}), content(ONE), content(NINE))
properties("XFA", "Acrobat; 12.7.8", lambda d: d[5].update(XFA=ref(7)), content("<one/>"), content("<nine/>"))
properties("output intent", "14.11.5", in_catalog(OutputIntents=[{"S": "/GTS_PDFX", "OutputConditionIdentifier": "(a)", "DestOutputProfile": ref(7)}]),
           Stream(b"one", {"N": 3}), Stream(b"nine", {"N": 3}))
properties("thumbnail", "12.3.4", page_gets(Thumb=ref(7)), Stream(b"\xff", IMAGE), Stream(b"\0", IMAGE))
properties("private data", "14.5", page_gets(PieceInfo={"A": {"LastModified": "(D:2026)", "Private": ref(7)}}), content("1"), content("9"))


# ---- Entries that nothing may add or change, whatever stands beside them. ---------------------------------------------------------


def gets(what, number, reader, entries, more=None, made=nothing, **options):
    """The object gets entries together with an honest change of it."""
    beside = {1: new_version, 3: lambda d: (add_field(d), d[3]["Annots"].append(ref(600))), 5: add_field}

    def forged(d):
        beside.get(number, nothing)(d)
        d[number].update(entries)
        d.update(more or {})

    row(f"{what} gets {', '.join(entries)}", reader, made, forged, beside.get(number), **options)


for key, value in {
    "OpenAction": JAVASCRIPT, "AA": {"WC": JAVASCRIPT}, "Names": {"JavaScript": {"Names": ["(a)", JAVASCRIPT]}}, "Dests": {}, "PageLabels": {"Nums": [0, {"P": "(9)"}]},
    "OCProperties": {"OCGs": [], "D": {}}, "OutputIntents": [], "PieceInfo": {}, "ViewerPreferences": {"Direction": "/R2L"}, "Lang": "(sv)", "Outlines": {},
    "Threads": [], "URI": {"Base": "(http://example.org)"}, "Collection": {"D": "(a)"}, "Requirements": [], "NeedsRendering": "true", "Perms": {}, "Legal": {},
    "MarkInfo": {}, "StructTreeRoot": {}, "AF": [], "Encrypt": {}, "Kids": []
}.items():
    gets("catalog", 1, f"ISO 32000-2, table 29, {key}", {key: value})
for key, value in {
    "Contents": ref(601), "Resources": {"Font": {}}, "MediaBox": [0, 0, 595, 400], "CropBox": [0, 0, 595, 400], "Rotate": 180, "UserUnit": 4,
    "Group": {"S": "/Transparency"}, "Thumb": ref(601), "AA": {"O": JAVASCRIPT}, "PieceInfo": {}, "Trans": {}, "Dur": 1, "B": [], "StructParents": 3, "Parent": ref(1),
    "Metadata": ref(7), "TemplateInstantiated": "/A", "PresSteps": {}, "VP": [], "AF": [], "Tabs": "/R", "Type": "/Template", "Kids": [], "OutputIntents": []
}.items():
    gets("page", 3, f"ISO 32000-2, table 31, {key}", {key: value}, {601: content(shown(NINE))} if value == ref(601) else None)
for key, value in {"NeedAppearances": "true", "XFA": ref(601), "CO": [ref(10)], "Q": 2, "DR": {"Font": {"F1": {}}}, "DA": "(/F1 90 Tf 1 g)"}.items():
    gets("form", 5, f"12.7.2, {key}", {key: value}, {601: content("<nine/>")} if value == ref(601) else None, with_text_field, honest_made=with_text_field)
for key, value in {"AA": {"PO": JAVASCRIPT}, "A": JAVASCRIPT, "Parent": ref(11), "Kids": [ref(11)], "Subtype": "/FreeText", "T": "(forsta)"}.items():
    row(f"new field with {key}", f"12.7.3, {key}", nothing,
        lambda d, key=key, value=value: (add_field(d, **{key: value, "Rect": [0, 0, 0, 0]}), d[3]["Annots"].append(ref(600))),
        lambda d: (add_field(d), d[3]["Annots"].append(ref(600))))


def number_of_value(data):
    """The first signature's."""
    return int(re.findall(rb"(?ms)^10 0 obj\n.*?/V (\d+) 0 R", data)[-1])


def changes_field(number, key, value):
    def forged(d):
        before = copy.deepcopy(d)
        d[601] = drawing(NINE)

        def change(data):
            after = copy.deepcopy(d)
            after[number] |= ({"V": ref(number_of_value(data))} if number == 10 else {}) | {key: value}
            return appended(data, before, after)
        return change
    return forged


for number, what in ((10, "signed field"), (11, "empty field")):
    for key, value in {"Rect": [0, 0, 595, 842], "F": 0, "AP": {"N": ref(601)}, "T": "(annan)", "FT": "/Tx", "P": ref(2), "Lock": {"Action": "/All"}, "Parent": ref(11),
                       "Kids": [ref(601)], "AA": {"PO": JAVASCRIPT}, "MK": {"CA": "(9)"}, "Contents": "(9)", "DA": "(/F1 9 Tf)"}.items():
        row(f"{what} gets {key}", f"12.7.3, {key}", nothing, changes_field(number, key, value), why="nothing may be changed of a field without signing it")


# ---- What is no change of an object. ----------------------------------------------------------------------------------------------


def on_bytes(change, trailer=None):
    """An honest update, whose bytes are then changed."""
    def forged(d):
        before = copy.deepcopy(d)
        new_version(d)
        after = copy.deepcopy(d)
        return lambda data: change(appended(data, before, after, trailer=trailer))
    return forged


for key, value in {"AdditionalStreams": ["/application/vnd.oasis.opendocument.text", ref(4)], "DocChecksum": "/00112233445566778899AABBCCDDEEFF", "Pages": ref(2),
                   "AcroForm": ref(5), "Names": {}, "Contents": ref(4)}.items():
    row(f"trailer gets {key}", "LibreOffice; 7.5.5" if key[-1] in "sm" else "7.5.5", nothing, on_bytes(lambda data: data, {key: value}),
        new_version)


def in_the_middle(d):
    """Not the last of the appended trailers."""
    forged = on_bytes(lambda data: data, {"AdditionalStreams": ["/application/vnd.oasis.opendocument.text", ref(4)]})(d)
    return lambda data: appended(forged(data), {}, {700: {}})


row("trailer gets AdditionalStreams, followed by another", "LibreOffice, which reads all trailers", nothing, in_the_middle, new_version)
row("object that nothing reaches", "who looks at the bytes", nothing, lambda d: d.update({700: Stream(b"dolt")}), new_version, least="valid but", says="nothing in the document leads to")


# A reader that finds a fault mends the file: it takes the last object of each number, wherever it stands. The author put others there.

SHADOW = content(shown(NINE))


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
mended("comment after startxref", "poppler, MuPDF", on_bytes(last(rb"startxref\n", rb"\g<0>%x\n")))
mended("comment in the table", "MuPDF", on_bytes(last(rb"(?<=\n)xref\n", rb"\g<0>%x\n")))
mended("rows of another width", "MuPDF, PDFium", on_bytes(last(rb"(?<=\n)(xref\n1 1\n\d+) 00000 n\r\n", rb"\1 0 n\n")))
for name, size in {"negative": b"-1", "enormous": b"99999999999", "too small": b"1", "a reference": b"8 0 R", "no number": b"/A", "real": b"100.5"}.items():
    mended(f"Size {name}", "poppler, MuPDF", on_bytes(last(rb"/Size \d+", rb"/Size " + size)))
mended("NUL after startxref", "poppler", on_bytes(last(rb"startxref\n", b"startxref\0")))
mended("a row that is free with a place", "any", on_bytes(last(rb"(?<=\n)xref\n", b"xref\n790 1\n9999999999 65535 f\r\n")))
mended("a row beyond the file", "any", on_bytes(last(rb"(?<=\n)xref\n", b"xref\n790 1\n9999999999 00000 n\r\n")))
mended("a row in what was signed that is no object", "poppler", lambda d: (d[1].update(Version="790 0 R") or (lambda data, d=copy.deepcopy(d): last(
    rb"(?<=\n)xref\n", b"xref\n790 1\n0000000020 00000 n\r\n")(appended(data, base() | {60: d[60], 61: d[61]}, d)))))
mended("no Size", "poppler, MuPDF", on_bytes(last(rb"/Size \d+", rb"")))
for where, number, key in (("Version", 1, "Version"), ("Extensions", 1, "Extensions"), ("Metadata", 1, "Metadata"), ("DSS", 1, "DSS"), ("SigFlags", 5, "SigFlags")):
    mended(f"{where} leads nowhere", "poppler", lambda d, number=number, key=key: d[number].update({key: "500 0 R"}))
    mended(f"{where} of another generation", "poppler", lambda d, number=number, key=key: d[number].update({key: "8 3 R"}))
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
        out += b"801 0 obj\n" + written(Stream(rows, {"Type": "/XRef", "W": [1, 4, 2], "Index": [8, 1, 800, 2], "Size": 802, "Prev": start_of(data)} | ROOT)) + b"\nendobj\n"
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
    return lambda d: lambda data: change(data)


row("object twice in an object stream, first as it was", "pdf.js", nothing, twice_in_object_stream("old", 0), new_version, packed=False)
row("object twice in an object stream, last as it was", "MuPDF", nothing, twice_in_object_stream("new", 1), new_version)


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


def linearized(length):
    """The first table, which readers take when /L is the length of the file, knows another object 4."""
    objects = base()
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

    def dictionary(start):
        return b"50 0 obj\n<</Linearized 1/L %010d/H[0000000010 0000000010]/O 3/E %010d/N 1/T %010d>>\nendobj\n" % (length, start, start)

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
    def change(data, before, after):
        for room in range(length):
            after[1]["Extensions"]["ADBE"]["Note"] = "(" + "x" * room + ")"
            made = appended(data, before, after)
            if len(made) >= length:
                return made
            if len(made) < length - 40:
                after[1]["Extensions"]["ADBE"]["Note"] = "(" + "x" * (length - len(made) - 20) + ")"
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


row("linearized when something was appended", "poppler, pdf.js; Annex F", nothing, as_long_as(30_000), new_version, file=linearized(30_000))


# ---- Roles that the walk through the file takes for another. ----------------------------------------------------------------------


def page_as_field(d):
    """/Kids null is as good as none (7.3.7)."""
    d[3] |= {"Kids": "null", "FT": "/Sig", "T": "(sidan)", "Rect": [0, 0, 0, 0], "F": 132}
    d[5]["Fields"].append(ref(3))


row("page with /Kids null, signed as a field", "poppler, MuPDF, PDFium; 7.3.7", page_as_field,
    lambda d: (d[3].update(Contents=ref(601)), d.update({601: content(shown(NINE))})), nothing, honest_made=nothing, again="sidan")


def deep_page(d):
    """Below more nodes than the walk goes down."""
    d[2]["Kids"] = [ref(101)]
    for number in range(101, 171):
        d[number] = {"Type": "/Pages", "Kids": [ref(number + 1)], "Count": 1, "Parent": ref(2 if number == 101 else number - 1)}
    d[170]["Kids"] = [ref(3)]
    d[3] |= {"Parent": ref(170), "FT": "/Sig", "T": "(sidan)", "Rect": [0, 0, 0, 0], "F": 132}
    d[5]["Fields"].append(ref(3))


row("deep page, signed as a field", "poppler, MuPDF, PDFium", deep_page, lambda d: (d[3].update(Contents=ref(601)), d.update({601: content(shown(NINE))})),
    why="a page so deep is no honest one's", again="sidan")


def layers(d):
    """The configuration of the layers is a field; its /AS says which events show what."""
    with_text_field(d)
    as_layer(d, 33, "Lager")
    d[33] = {"Lager": ref(31)}
    d[31]["Usage"] = {"View": {"ViewState": "/OFF"}}
    d[1]["OCProperties"]["D"] = ref(34)
    d[34] = {"ON": [ref(31), ref(32)], "FT": "/Tx", "T": "(lager)"}
    d[5]["Fields"].append(ref(34))


row("filled field as OCProperties/D", "Acrobat; 8.11.4.4", layers, lambda d: d[34].update(AS=[{"Event": "/View", "OCGs": [ref(31)], "Category": ["/View"]}]),
    lambda d: d[12].update(V="(nio)"), honest_made=with_text_field, certify="forms")


def fills(name, reader, change, made=with_text_field, **more):
    row(f"filled in: {name}", reader, made, lambda d: change(d), lambda d: d[12].update(V="(nio)"), honest_made=with_text_field, certify="forms", **more)


def stamp_field(kind):
    def made(d):
        with_text_field(d)
        d[12] |= {"Subtype": kind, "AP": {"N": ref(95)}, "Rect": [0, 0, 595, 842]}
        d[95] = drawing(ONE)
        d[4] = content("")
    return made


for kind in ("/Stamp", "/FreeText", "/Redact", "/Popup", "/Watermark"):
    fills(f"a field that is a {kind[1:]}", "all; 12.5.6", lambda d: (d.update({650: drawing(NINE)}), d[12].update(AP={"N": ref(650)})), stamp_field(kind))
for key, value in {"Rect": [0, 0, 595, 842], "F": 2, "DA": "(/F1 9 Tf 1 g)", "AA": {"K": JAVASCRIPT}, "A": JAVASCRIPT, "MK": {"BG": [0]}, "T": "(annan)", "Ff": 1,
                   "MaxLen": 3, "Kids": [ref(11)], "Parent": ref(11), "Opt": [], "RV": "(nio)", "DV": "(nio)", "OC": ref(31), "BS": {}, "FT": "/Btn", "Q": 1,
                   "Contents": "(9)", "TU": "(9)", "DS": "(x)"}.items():
    fills(f"{key} too", f"12.7.3, {key}", lambda d, key=key, value=value: d[12].update({key: value, "V": "(nio)"}))
for key, value in {"V": Stream(b"nio"), "M": ref(95), "AS": ["/On"], "AP": [ref(95)]}.items():
    fills(f"{key} of another type", f"12.7.3, {key}", lambda d, key=key, value=value: d.update({12: dict(d[12]) | {key: ref(650)}, 650: value, 95: drawing(NINE)}))


def renamed_lock(d):
    """Locked by its own name, but listed below another."""
    with_text_field(d)
    d[10]["Lock"] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": ["(text)"]}
    d[13] = {"T": "(annan)", "Kids": [ref(12)]}
    d[5]["Fields"] = [ref(10), ref(11), ref(13), ref(12)]


def locked_honestly(d):
    with_text_field(d)
    d[10]["Lock"] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": ["(annan)"]}


row("locked field, listed below another", "who goes by /Parent; 12.7.3.2", renamed_lock, lambda d: d[12].update(V="(nio)"), lambda d: d[12].update(V="(nio)"),
    honest_made=locked_honestly, certify="forms")
row("locked field, whose kid is filled in", "12.7.4.5", lambda d: (renamed_lock(d), d[5].update(Fields=[ref(10), ref(11), ref(12)]), d[13].update(T="(text)")),
    lambda d: d[12].update(V="(nio)"), why="see the row before", certify="forms")


def empty_field_is(subtype):
    def made(d):
        d[11] |= {"Subtype": subtype, "Rect": [0, 0, 595, 842], "AP": {"N": ref(95)}, "DA": "(/F1 24 Tf 0 g)"}
        d[95] = drawing(ONE)
        d[4] = content("")
    return made


for subtype in ("/FreeText", "/Stamp", "/Link"):
    row(f"signed field that is a {subtype[1:]}", "all; 12.5.6", empty_field_is(subtype), lambda d: (d.update({650: drawing(NINE)}), d[11].update(AP={"N": ref(650)})),
        nothing, honest_made=nothing, again="andra")


def seal_used_by_the_page(d):
    d[95] = drawing(ONE)
    d[11] |= {"Rect": [50, 50, 300, 100], "AP": {"N": ref(95)}}
    d[3]["Resources"]["XObject"] = {"S": ref(95)}
    d[4] = content("/S Do")


def seal_alone(d):
    d[95] = drawing("plats")
    d[11] |= {"Rect": [50, 50, 300, 100], "AP": {"N": ref(95)}}


row("signed field, its appearance said something", "all; 12.5.5", empty_field_is("/Widget"), lambda d: (d.update({650: drawing(NINE)}), d[11].update(AP={"N": ref(650)})),
    nothing, honest_made=nothing, again="andra", least="valid but", says="page 1")
row("signed field, its appearance is also on the page", "all; 8.10", seal_used_by_the_page, lambda d: d.update({95: drawing(NINE)}), nothing, honest_made=nothing,
    again="andra")
row("signed field, its appearance is a glyph of the page's font", "all; 9.6.5",
    lambda d: (seal_alone(d), as_glyphs(d, 33, "g"), d.update({33: {"g": ref(95)}, 95: glyph(b"400 0 200 1000 re f")})),
    lambda d: d.update({95: glyph(b"0 0 1000 1000 re f")}), nothing, honest_made=nothing, again="andra")
row("signed field, its appearance is another field's", "all; 12.5.5",
    lambda d: (seal_alone(d), with_text_field(d), d[12].update(AP={"N": ref(95)}, Rect=[0, 0, 595, 842])), lambda d: d.update({95: drawing(NINE)}), nothing,
    honest_made=nothing, again="andra")
row("signed field gains F", "12.5.3", lambda d: d[11].update(F=2, Rect=[0, 0, 595, 842], AP={"N": ref(95)}) or d.update({95: drawing(NINE)}),
    lambda d: d[11].update(F=4), nothing, honest_made=nothing, again="andra")
row("signed field moves", "12.5.2", seal_alone, lambda d: d[11].update(Rect=[0, 0, 595, 842]), nothing, honest_made=nothing, again="andra")


# ---- A new field that is seen. ----------------------------------------------------------------------------------------------------

WHOLE = drawing(NINE)


def two_pages(d):
    d[2] |= {"Kids": [ref(3), ref(35)], "Count": 2}
    d[35] = PAGE | {"Contents": ref(4)}


def seen(name, reader, page, change, made=two_pages):
    row(f"seen field: {name}", reader, made, change, lambda d: (add_field(d), d[3]["Annots"].append(ref(600))), least="valid but", says=f"page {page}")


def on(page, rect, appearance=WHOLE, **more):
    def change(d):
        add_field(d, Rect=list(rect), AP={"N": ref(601)}, **more)
        d[601] = appearance
        d[page] = d[page] | {"Annots": [*d[page].get("Annots", []), ref(600)]}
    return change


def placed(appearance, **entries):
    return Stream(appearance.data, appearance.entries | entries)


seen("plainly", "all", 1, on(3, (0, 0, 595, 842)))
seen("corners reversed", "all; 7.9.5", 1, on(3, (595, 842, 0, 0)))
seen("other corners", "all; 7.9.5", 1, on(3, (0, 842, 595, 0)))
seen("corners by reference", "all; 7.3.10", 1, lambda d: (on(3, (0, 0, 595, 842))(d), d[600].update(Rect=ref(602)), d.update({602: [0, 0, ref(603), 842], 603: 595})))
seen("on another page than /P", "all; 12.5.2", 2, on(35, (0, 0, 595, 842)))
seen("without /P", "all; 12.5.2", 2, lambda d: (on(35, (0, 0, 595, 842))(d), d[600].pop("P")))
seen("with a /P that is no page", "all; 12.5.2", 2, on(35, (0, 0, 595, 842), P=ref(2)))
seen("on two pages", "all; 12.5.2", 2, lambda d: (on(3, (0, 0, 595, 842))(d), d[35].update(Annots=[ref(600)])))
seen("a line", "12.5.5", 1, on(3, (0, 400, 595, 400)))
seen("a point, drawn outside by /Matrix", "12.5.5", 1, on(3, (0, 0, 0, 0), placed(WHOLE, Matrix=[1, 0, 0, 1, 0, 0], BBox=[0, 0, 0, 0])))
seen("a point with an appearance that has an area", "12.5.5; MuPDF", 1, on(3, (100, 100, 100, 100)))
seen("small, drawn outside by /Matrix", "12.5.5", 1, on(3, (0, 0, .001, .001), placed(WHOLE, Matrix=[1e6, 0, 0, 1e6, 0, 0])))
seen("of no number", "readers that mend it", 1, on(3, ("/A", 0, 595, 842)))
seen("of five corners", "readers that mend it", 1, on(3, (0, 0, 595, 842, 0)))
seen("a kid of the field", "all; 12.7.3.1", 2,
     lambda d: (add_field(d, Kids=[ref(604)]), d.update({601: WHOLE, 604: {"Type": "/Annot", "Subtype": "/Widget", "Parent": ref(600), "Rect": [0, 0, 595, 842], "P": ref(35),
                                                                         "F": 4, "AP": {"N": ref(601)}}}), d[35].update(Annots=[ref(604)])))


# ---- Elements of the structure, which readers aloud and text extraction go by. ----------------------------------------------------


def marked(d):
    with_structure(d)
    d[4] = content("/P <</MCID 0>> BDC " + shown(ONE) + " EMC")
    d[3]["StructParents"] = 0
    d[21]["K"] = [ref(25)]
    d[25] = {"Type": "/StructElem", "S": "/P", "P": ref(21), "Pg": ref(3), "K": 0}
    d[22]["Nums"] = [0, [ref(25)]]


def tags(name, reader, change, made=marked, least="invalid"):
    def honest(d):
        add_field(d, StructParent=1)
        d[3]["Annots"].append(ref(600))
        d[602] = {"Type": "/StructElem", "S": "/Form", "P": ref(21), "Pg": ref(3), "K": {"Type": "/OBJR", "Obj": ref(600)}}
        d[22]["Nums"] += [1, ref(602)]
        d[21]["K"].append(ref(602))
        d[20]["ParentTreeNextKey"] = 2

    def forged(d):
        honest(d)
        change(d)

    row(f"structure: {name}", reader, made, forged, honest, least=least)


tags("new element with ActualText", "14.9.4", lambda d: d[602].update(ActualText="(Anslag: 9 miljoner)"))
tags("new element with E", "14.9.5", lambda d: d[602].update(E="(Anslag: 9 miljoner)"))
tags("new element with attributes", "14.7.5", lambda d: d[602].update(A={"O": "/Layout", "Placement": "/Block"}))
tags("new element takes the page's content", "14.7.4", lambda d: d[602].update(K=0))
tags("new element takes another field", "14.7.4.3", lambda d: d[602].update(K={"Type": "/OBJR", "Obj": ref(11)}))
tags("new element takes an XObject", "14.7.4.3", lambda d: d[602].update(K={"Type": "/OBJR", "Obj": ref(4)}))
tags("new element takes old elements", "14.7.2", lambda d: d[602].update(K=[ref(25)]))
tags("new element has new kids with ActualText", "14.9.4",
     lambda d: (d[602].update(K=[ref(605)]), d.update({605: {"Type": "/StructElem", "S": "/Span", "P": ref(602), "ActualText": "(9 miljoner)"}})))
tags("new element of no field", "14.7.2", lambda d: (d.update({605: {"Type": "/StructElem", "S": "/Form", "P": ref(21), "ActualText": "(9)"}}), d[21]["K"].append(ref(605))))
tags("parent tree gives the page's content to another", "14.7.4.4", lambda d: d[22].update(Nums=[0, ref(602), 0, [ref(25)], 1, ref(602)]))
tags("parent tree with new Limits", "7.9.7", lambda d: d[22].update(Limits=[5, 6]))
tags("RoleMap", "14.7.3", lambda d: d[20].update(RoleMap={"P": "/Artifact"}))
tags("ClassMap", "14.7.5.2", lambda d: d[20].update(ClassMap={}))
tags("IDTree", "14.7.2", lambda d: d[20].update(IDTree={"Names": []}))
tags("ParentTreeNextKey is no number", "table 322", lambda d: d[20].update(ParentTreeNextKey=ref(4)))
tags("old element becomes another", "14.7.2", lambda d: d[25].update(S="/Artifact"))
tags("old element gets ActualText", "14.9.4", lambda d: d[25].update(ActualText="(9)"))
tags("old element loses its content", "14.7.2", lambda d: d[25].pop("K"))
tags("element's K taken away", "14.7.2", lambda d: d[21].pop("K"))


# ---- What is not said by an object's dictionary alone. ----------------------------------------------------------------------------


def length_elsewhere(d):
    d[4] = Stream((shown(ONE) + "\nendstream\nendobj\n" + "% " + "\n" + shown("Inte") + "\n").encode(), {"Length": ref(33)})
    d[33] = len(d[4].data)


row("length of the contents changed", "all; 7.3.8.2", length_elsewhere, lambda d: d.update({33: len(shown(ONE))}), new_version)
row("contents replaced", "all", nothing, lambda d: d.update({4: SHADOW}), new_version)
row("contents replaced, packed", "all", nothing, lambda d: d.update({4: SHADOW}), new_version, packed=True)
row("font replaced, packed", "all", nothing, lambda d: d.update({8: FONT | {"Encoding": {"Differences": [49, "/nine"]}}}), new_version, packed=True)
row("list of contents grows", "all", lambda d: (d[3].update(Contents=ref(33)), d.update({33: [ref(4)]})), lambda d: d.update({33: [ref(4), ref(600)], 600: content(INTE)}),
    new_version)
row("reference that led nowhere is filled", "all; 7.3.10", lambda d: d[3].update(Contents=[ref(4), ref(700)]), lambda d: d.update({700: content(INTE)}), new_version)
row("page tree grows", "all", nothing, lambda d: (d[2].update(Kids=[ref(3), ref(600)], Count=2), d.update({600: PAGE, 601: SHADOW})), new_version)
row("page tree changes places", "all", two_pages, lambda d: d[2].update(Kids=[ref(35), ref(3)]), new_version)
row("inherited resources changed", "all; 7.7.3.4", lambda d: (d[2].update(Resources=d[3].pop("Resources"))),
    lambda d: d[2].update(Resources={"Font": {"F1": FONT | {"Encoding": {"Differences": [49, "/nine"]}}}}), new_version)
row("layer of the page switched", "all; 8.11.4", lambda d: as_layer(d, 33, "L") or d.update({33: {"L": ref(31)}}), lambda d: d[1]["OCProperties"].update(
    D={"ON": [ref(32)], "OFF": [ref(31)]}), new_version)
row("annotation's state switched", "all; 12.5.5", lambda d: (as_states(d, 33, "A"), d.update({33: {"A": ref(90), "B": ref(91)}, 90: drawing(ONE), 91: drawing(NINE)})),
    lambda d: d[30].update(AS="/B"), new_version)
row("annotation shown", "all; 12.5.3", lambda d: (as_states(d, 33, "A"), d[30].update(F=2), d.update({33: {"A": ref(90)}, 90: drawing(NINE), 4: content(shown(ONE))})),
    lambda d: d[30].update(F=4), new_version)
row("annotation added to a list of its own", "all; 12.5.2", lambda d: (d[3].update(Annots=ref(33)), d.update({33: [ref(10), ref(11)]})),
    lambda d: d.update({33: [ref(10), ref(11), ref(600)], 600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842], "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE}),
    lambda d: (add_field(d), d.update({33: [ref(10), ref(11), ref(600)]})))
row("annotation taken away", "all; 12.5.2", lambda d: (as_states(d, 33, "A"), d.update({33: {"A": ref(90)}, 90: drawing(ONE)})), lambda d: d[3].update(Annots=[ref(10), ref(11)]),
    new_version)
row("field of the form taken away", "12.7.2", nothing, lambda d: d[5].update(Fields=[ref(10)]), add_field)
row("fields of the form change places", "12.7.2", nothing, lambda d: d[5].update(Fields=[ref(11), ref(10)]), add_field)
row("form is another", "12.7.2", nothing, lambda d: (d[1].update(AcroForm=ref(600)), d.update({600: {"Fields": [ref(10), ref(11)], "SigFlags": 3, "XFA": content("<nine/>").data and ref(601)},
                                                                                                     601: content("<nine/>")})), add_field)
row("new element of the fields' list that was there", "12.7.2", with_text_field, lambda d: (d[5]["Fields"].append(ref(3))), add_field, honest_made=with_text_field)
row("catalog is another", "all", nothing, lambda d: lambda data: appended(data, {}, {600: base()[1] | {"Pages": ref(601)}, 601: {"Type": "/Pages", "Kids": [ref(602)], "Count": 1},
                                                                                 602: PAGE | {"Parent": ref(601), "Contents": ref(603)}, 603: SHADOW}, trailer={"Root": ref(600)}),
    new_version)
row("catalog is another, which was signed too", "all", lambda d: d.update({60: base()[1] | {"Pages": ref(61)}, 61: {"Type": "/Pages", "Kids": [ref(62)], "Count": 1},
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


renumbers("another parent", "all; 7.7.3.4", lambda d: (d[603].update(Parent=ref(699)), d.update({699: {"Type": "/Pages", "Kids": [ref(603)], "Count": 1, "Resources": {"Font": {
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


# ---- Resources that a later signature may add to the form. ------------------------------------------------------------------------


def resources(name, reader, change, made):
    row(f"resources of the form: {name}", reader, made, change, lambda d: add_field(d), honest_made=with_text_field)


def common_resources(d):
    with_text_field(d)
    d[50] = {"Font": {"F1": ref(8)}}
    d[5]["DR"] = ref(50)
    d[3]["Resources"] = ref(50)
    d[4] = content(shown(ONE) + " BT /F9 24 Tf 50 660 Td (Inte) Tj ET")


resources("they are the page's", "poppler, MuPDF, PDFium; 7.8.3", lambda d: d[50].update(Font={"F1": ref(8), "F9": ref(600)}) or d.update({600: FONT}), common_resources)


def common_fonts(d):
    common_resources(d)
    d[3]["Resources"] = {"Font": ref(51)}
    d[50] = {"Font": ref(51)}
    d[51] = {"F1": ref(8)}


resources("their fonts are the page's", "poppler, MuPDF, PDFium; 7.8.3", lambda d: d.update({51: {"F1": ref(8), "F9": ref(600)}, 600: FONT}), common_fonts)
resources("a name that was there", "12.7.3.3", lambda d: d[5].update(DR={"Font": {"F1": FONT | {"Encoding": {"Differences": [49, "/nine"]}}}}), with_text_field)
resources("NeedAppearances too", "12.7.3.3", lambda d: d[5].update(DR={"Font": {"F1": ref(8), "F9": FONT}}, NeedAppearances="true"), with_text_field)
resources("other than fonts", "12.7.3.3", lambda d: d[5].update(DR={"Font": {"F1": ref(8)}, "XObject": {"S": ref(601)}}) or d.update({601: WHOLE}), with_text_field)
resources("DA for fields that have none", "12.7.3.3", lambda d: d[5].update(DA="(/F1 90 Tf)"), lambda d: (with_text_field(d), d[12].pop("DA"), d[5].pop("DA")))


# ---- Certified and locked. --------------------------------------------------------------------------------------------------------

row("annotation after a certification for forms", "all; evil annotation, 2021", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842], "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE})),
    add_field, certify="forms")
row("annotation after a certification for annotations", "all; evil annotation, 2021", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842], "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE})),
    add_field, certify="annotations", least="valid but", says="an annotation was added to page 1")
row("annotation with a script after a certification for annotations", "Acrobat; 12.6.3", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/Screen", "Rect": [0, 0, 5, 5], "AA": {"PO": JAVASCRIPT}, "F": 4}})),
    add_field, certify="annotations")
row("seen field after a certification for forms", "all; sneaky signature, 2021", two_pages, on(3, (0, 0, 595, 842)), add_field, certify="forms", least="valid but", says="page 1")


# ---- What a signed script does with what may be added. ----------------------------------------------------------------------------


def script(text):
    return in_catalog(OpenAction={"S": "/JavaScript", "JS": f"({text})"})


for name, text, change in (("a new field", "if \\(this.getField\\('tredje'\\)\\) this.getField\\('text'\\).value = 'nio'", lambda d: (add_field(d), d[3]["Annots"].append(ref(600)))),
                           ("a new version", "if \\(this.filesize > 40000\\) this.getField\\('text'\\).value = 'nio'", new_version)):
    row(f"signed script heeds {name}", "Acrobat, pdf.js; 12.6.4.16", lambda d, text=text: (with_text_field(d), script(text)(d)), change, change, honest_made=with_text_field,
        least="valid but", says="script")


# ---- Signatures that the attacker makes, with what he likes in them. --------------------------------------------------------------

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


def signs(field_number, **entries):
    def forged(d):
        d[field_number] = d[field_number] | {"V": ref(700)}
        d[700] = signature(**entries)
    return forged


def value_on_the_page(d):
    d[3]["Resources"] = {"Font": {"F1": ref(8)}, "ExtGState": ref(11)}
    d[4] = content(shown(ONE) + " /V gs " + INTE)


row("signature as ExtGState", "poppler, MuPDF, PDFium; 8.4.5", value_on_the_page, signs(11, M="(D:20260101000000Z)", ca=0), signs(11, M="(D:20260101000000Z)", ca=0),
    honest_made=nothing)
row("signed with the first signature", "12.7.4.5", nothing,
    lambda d: lambda data, d=copy.deepcopy(d): appended(data, d, d | {11: d[11] | {"V": ref(number_of_value(data))}}), nothing, honest_made=nothing)


def stamped(*rect):
    def forged(d):
        add_field(d, V=ref(700), Rect=list(rect))
        d[3]["Annots"].append(ref(600))
        if any(rect):
            d[600]["AP"], d[601] = {"N": ref(601)}, drawing(NINE)
        d[700] = signature("/ETSI.RFC3161")
    return forged


def all_locked(d):
    d[10]["Lock"] = {"Type": "/SigFieldLock", "Action": "/All"}


row("seen timestamp", "all; 12.8.5", nothing, stamped(0, 0, 595, 842), stamped(0, 0, 0, 0), least="valid but", says="page 1")
row("seen timestamp after a certification for nothing", "all; 12.8.5", nothing, stamped(0, 0, 595, 842), stamped(0, 0, 0, 0), certify="nothing")
row("seen timestamp after all was locked", "all; 12.8.5", all_locked, stamped(0, 0, 595, 842), stamped(0, 0, 0, 0))
row("new field after all was locked", "12.7.4.5", all_locked, lambda d: (add_field(d), d[3]["Annots"].append(ref(600))), new_version)
row("new field after a certification for nothing", "12.8.2.2", nothing, lambda d: (add_field(d), d[3]["Annots"].append(ref(600))), stamped(0, 0, 0, 0), certify="nothing")


# ---- What restricts, changed. -----------------------------------------------------------------------------------------------------


def rewritten(number, pattern, new, more=None):
    """An object as it was signed, with something in it replaced."""
    def change(data):
        body = re.findall(rb"(?ms)^%d 0 obj\n(.*?)\nendobj" % number, data)[-1]
        after = re.sub(pattern, new, body)
        assert after != body
        return appended(data, {}, {number: after} | (more or {}))
    return lambda d: lambda data: change(data)


for certify in ("nothing", "forms"):
    row(f"certification for {certify} taken away", "12.8.4", nothing, rewritten(1, rb"/Perms ?<<.*?>>", b""), stamped(0, 0, 0, 0), certify=certify)
    row(f"certification for {certify} changed", "12.8.4", nothing, rewritten(1, rb"/DocMDP \d+ 0 R", b"/DocMDP 700 0 R", {700: {"Type": "/Sig"}}), stamped(0, 0, 0, 0),
        certify=certify)


def lock_elsewhere(d):
    with_text_field(d)
    d[10]["Lock"] = ref(60)
    d[60] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": [ref(62)]}
    d[62] = "(text)"


row("lock changed", "12.7.4.5", lock_elsewhere, lambda d: (d[60].update(Fields=["(annan)"]), d[12].update(V="(nio)")), nothing, certify="forms", honest_made=with_text_field)
row("name in a lock changed", "12.7.4.5", lock_elsewhere, lambda d: (d.update({62: "(annan)"}), d[12].update(V="(nio)")), nothing, certify="forms", honest_made=with_text_field)
row("locked field filled in", "12.7.4.5", lock_elsewhere, lambda d: d[12].update(V="(nio)"), nothing, certify="forms", honest_made=with_text_field)
row("SigFlags lowered", "table 219", nothing, lambda d: d[5].update(SigFlags=0), lambda d: d[5].update(SigFlags=3), honest_made=lambda d: d[5].update(SigFlags=1))
row("SigFlags taken away", "table 219", nothing, lambda d: d[5].pop("SigFlags") and None, lambda d: d[5].update(SigFlags=3), honest_made=lambda d: d[5].pop("SigFlags"))


# ---- Objects that are taken away, or brought forth. -------------------------------------------------------------------------------


def freed(number, made=nothing, generation=1):
    def change(data):
        start = len(data)
        return data + b"xref\n0 1\n%010d 65535 f\r\n%d 1\n0000000000 %05d f\r\ntrailer\n" % (number, number, generation) + written(
            ROOT | {"Size": size_of(data), "Prev": start_of(data)}) + b"\nstartxref\n%d\n%%%%EOF\n" % start
    return made, lambda d: lambda data: change(data)


def stamp_on_page(d):
    d[30] = {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [0, 0, 595, 842], "F": 4, "AP": {"N": ref(90)}}
    d[90] = drawing("Avslag")
    d[3]["Annots"].append(ref(30))


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


row("replaced by what was signed too", "all; shadow attack, hide and replace, 2021", two_tables, lambda d: lambda data: by_another_table(data), new_version)
row("without the signed section", "all; 7.5.6", nothing, on_bytes(lambda data: re.sub(rb"/Prev %d" % start_of(data[:data.rindex(b"/Prev")]), b"/Prev %d" % start_of(
    data[:data.index(b"%%EOF") + 6]), data)), new_version)
row("/Prev leads in a circle", "7.5.6", nothing, on_bytes(lambda data: re.sub(rb"/Prev \d+(?=[^/]*>>\nstartxref\n\d+\n%%EOF\n\Z)", b"/Prev %d" % start_of(data), data)), new_version)


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
    row(f"new field with {name}", "readers take the first or the last; 7.3.7", nothing, raw(change), lambda d: (add_field(d), d[3]["Annots"].append(ref(600))))
row("catalog twice in the trailer", "readers take the first or the last; 7.3.7", nothing, on_bytes(last(rb"/Root 1 0 R", b"/Root 2 0 R/Root 1 0 R")), new_version)
row("catalog twice in the trailer, once with #", "readers take the first or the last; 7.3.7", nothing, on_bytes(last(rb"/Root 1 0 R", b"/R#6fot 2 0 R/Root 1 0 R")), new_version)
row("trailer gets AdditionalStreams, packed", "LibreOffice; 7.5.8.2", nothing,
    lambda d: (lambda data, d=copy.deepcopy(d): appended(data, d, d | {1: d[1] | {"Version": "/2.0"}}, True, {"AdditionalStreams": ["/a", ref(4)]})), new_version, packed=True)


# ---- The properties, and what else their dictionary is. ---------------------------------------------------------------------------


def information(use, reader, install, change):
    row(f"Info as {use}", reader, install, change, lambda d: d[9].update(Title="(Plan)"), honest_made=nothing)


information("annotation", "poppler, MuPDF, PDFium; 12.5",
            lambda d: (d[9].update(Type="/Annot", Subtype="/Stamp", Rect=[0, 0, 595, 842], F=4, AP={"N": ref(90)}), d.update({90: drawing(ONE), 91: drawing(NINE), 4: content("")}),
                       d[3]["Annots"].append(ref(9))), lambda d: d[9].update(AP={"N": ref(91)}))
information("font", "poppler, MuPDF, PDFium; 9.6", lambda d: (d[9].update(FONT), d[3].update(Resources={"Font": {"F1": ref(9)}})),
            lambda d: d[9].update(Encoding={"Differences": [49, "/nine"]}))
information("action", "Acrobat; 12.6", lambda d: (d[9].update(S="/JavaScript", JS="(1)"), d[1].update(OpenAction=ref(9))), lambda d: d[9].update(JS="(app.alert\\(9\\))"))
information("page", "poppler, MuPDF, PDFium; 7.7.3", lambda d: (d[9].update(PAGE | {"Contents": ref(4)}), d[2].update(Kids=[ref(3), ref(9)], Count=2)),
            lambda d: (d[9].update(Contents=ref(601)), d.update({601: SHADOW})))
row("certificate in DSS as Contents", "poppler, MuPDF, PDFium; 7.8.2", lambda d: d[1].update(DSS={"Certs": [ref(4)]}),
    lambda d: (d.update({4: SHADOW}), d[1]["DSS"].update(CRLs=[])), lambda d: d[1]["DSS"].update(CRLs=[]), honest_made=lambda d: (d[1].update(DSS={"Certs": [ref(90)]}), d.update({90: content("0")})))
row("certificates in DSS as parts of Contents", "poppler, MuPDF, PDFium; 7.8.2", lambda d: (d[1].update(DSS=ref(50)), d[3].update(Contents=ref(51)), d.update({50: {"Certs": ref(51)}, 51: [ref(4)]})),
    lambda d: (d.update({51: [ref(4), ref(601)], 601: content(INTE)})), lambda d: (d.update({51: [ref(90), ref(601)], 601: content("0")})),
    honest_made=lambda d: (d[1].update(DSS=ref(50)), d.update({50: {"Certs": ref(51)}, 51: [ref(90)], 90: content("0")})))


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
mended("three rows' ends", "PDFium", on_bytes(last(rb"00000 n\r\n(?=trailer)", rb"00000 n\n")))


# ---- A new field with a widget of its own. ----------------------------------------------------------------------------------------


def with_widget(**more):
    def change(d):
        add_field(d)
        for key in ("Subtype", "Rect", "F", "P", "Type"):
            d[600].pop(key)
        d[600]["Kids"] = [ref(604)]
        d[604] = {"Type": "/Annot", "Subtype": "/Widget", "Parent": ref(600), "Rect": [0, 0, 0, 0], "P": ref(3), "F": 132} | more
        d[3]["Annots"].append(ref(604))
    return change


for key, value in {"Subtype": "/FreeText", "A": JAVASCRIPT, "AA": {"PO": JAVASCRIPT}, "Parent": ref(11), "FT": "/Tx", "T": "(annan)", "Kids": [ref(11)]}.items():
    row(f"new field, its widget with {key}", f"12.7.3.1, {key}", nothing, with_widget(**{key: value}), with_widget())
row("new field with two widgets", "all; 12.7.3.1", nothing, lambda d: (with_widget()(d), d[600]["Kids"].append(ref(605)), d.update({605: d[604] | {"Rect": [0, 0, 595, 842],
    "AP": {"N": ref(601)}}, 601: drawing(NINE)}), d[3]["Annots"].append(ref(605))), with_widget(), least="valid but", says="page 1")
row("new field, an old annotation its widget", "all; 12.7.3.1", stamp_on_page, lambda d: (add_field(d, Kids=[ref(30)]), d[30].update(Parent=ref(600))), with_widget())
