"""Attacks with an object or entry that may be otherwise and is something else, too."""

import dataclasses
import typing

from attack_files import *


# ---- A dictionary whose entries are found by names that the author chooses, and an entry of it that may change. -------------------


@dataclasses.dataclass
class Use:
    """A second use of a dictionary: the page finds what `before` and `after` are by the key's name in object `number`."""
    reader: str
    install: typing.Callable  # (objects, number, key)
    before: typing.Any
    after: typing.Any


def as_font(d, number, key):
    d[3]["Resources"] = {"Font": ref(number)}
    d[4] = content(f"BT /{key} 24 Tf 50 700 Td (1 miljon) Tj ET")


TILE = {"Type": "/Pattern", "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 10, 10], "XStep": 10, "YStep": 10, "Resources": {}}
SHADE = {"ShadingType": 2, "ColorSpace": "/DeviceGray", "Coords": [0, 0, 595, 0], "Extend": ["true", "true"]}
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
    grows(role_name, "OutputIntents", "14.11.5", in_catalog(OutputIntents=ref(40)),
    field("tredje") | {"S": "/GTS_PDFX", "OutputConditionIdentifier": "(a)"})
    grows(role_name, "AF", "ISO 32000-2, 14.13", in_catalog(AF=ref(40)), field("tredje") | {"EF": {"F": ref(601)}, "UF": "(beslut.txt)"},
    {601: content(NINE)})
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


row("page as XObject, its Annots a stream", "poppler, MuPDF, PDFium; 8.8", page_as_resources,
    lambda d: (d.update({600: drawing(NINE)}), d[3].update(Annots=ref(600))),
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
    head = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00><FF> endcodespacerange "
    return Stream(head + b"1 beginbfchar <31> <00%02X> endbfchar endcmap end" % ord(digit))


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
           with_font({"Type": "/Font", "Subtype": "/Type3", "FontBBox": [0, 0, 1000, 1000], "FontMatrix": [.001, 0, 0, .001, 0, 0],
               "CharProcs": {"one": ref(7)},
                      "Encoding": {"Differences": [49, "/one"]}, "FirstChar": 49, "LastChar": 49, "Widths": [1000], "Resources": {}}),
           glyph(b"400 0 200 1000 re f"), glyph(b"0 0 1000 1000 re f"))
properties("ToUnicode", "pdftotext, and who copies; 9.10.3", with_font(FONT | {"ToUnicode": ref(7)}), cmap("1"), cmap("9"))
properties("font file", "poppler, MuPDF, PDFium; 9.9", with_font(FONT | {"FontDescriptor": {"Type": "/FontDescriptor", "FontName": "/A", "Flags": 32,
    "FontFile3": ref(7)}}),
           Stream(b"one", {"Subtype": "/Type1C"}), Stream(b"nine", {"Subtype": "/Type1C"}))
properties("ICC profile", "8.6.5.5", with_resource("ColorSpace", ["/ICCBased", ref(7)], "/R cs 1 scn " + INTE), Stream(b"one", {"N": 1}),
           Stream(b"nine", {"N": 1, "Alternate": "/DeviceGray"}))
properties("soft mask", "poppler, MuPDF, PDFium; 11.6.5",
           with_resource("ExtGState", {"SMask": {"S": "/Luminosity", "G": ref(7)}}, shown(ONE) + " /R gs " + INTE),
           Stream(b"0 g 0 0 595 842 re f", drawing("").entries | {"Group": {"S": "/Transparency", "CS": "/DeviceGray"}}),
           Stream(b"1 g 0 0 595 842 re f", drawing("").entries | {"Group": {"S": "/Transparency", "CS": "/DeviceGray"}}))
properties("appearance", "poppler, MuPDF, PDFium; 12.5.5",
           lambda d: (d.update({30: {"Type": "/Annot", "Subtype": "/Stamp", "Rect": [0, 0, 595, 842], "F": 4, "AP": {"N": ref(7)}}}),
               d[3]["Annots"].append(ref(30)),
                      d.update({4: content("")})), drawing(ONE), drawing(NINE))
properties("script", "Acrobat; 12.6.4.16", in_catalog(OpenAction={"S": "/JavaScript", "JS": ref(7)}), content("1;"), content("app.alert(9);"))
properties("embedded file", "all; 7.11.4",
           in_catalog(Names={"EmbeddedFiles": {"Names": ["(a)", {"Type": "/Filespec", "UF": "(a.txt)", "F": "(a.txt)", "EF": {"F": ref(7)}}]}}),
           content(ONE), content(NINE))
properties("XFA", "Acrobat; 12.7.8", lambda d: d[5].update(XFA=ref(7)), content("<one/>"), content("<nine/>"))
properties("output intent", "14.11.5", in_catalog(OutputIntents=[{"S": "/GTS_PDFX", "OutputConditionIdentifier": "(a)", "DestOutputProfile": ref(7)}]),
           Stream(b"one", {"N": 3}), Stream(b"nine", {"N": 3}))
properties("thumbnail", "12.3.4", page_gets(Thumb=ref(7)), Stream(b"\xff", IMAGE), Stream(b"\0", IMAGE))
properties("private data", "14.5", page_gets(PieceInfo={"A": {"LastModified": "(D:2026)", "Private": ref(7)}}), content("1"), content("9"))


# ---- The properties, and what else their dictionary is. ---------------------------------------------------------------------------


def information(use, reader, install, change):
    row(f"Info as {use}", reader, install, change, lambda d: d[9].update(Title="(Plan)"), honest_made=nothing)


information("annotation", "poppler, MuPDF, PDFium; 12.5",
            lambda d: (d[9].update(Type="/Annot", Subtype="/Stamp", Rect=[0, 0, 595, 842], F=4, AP={"N": ref(90)}),
                d.update({90: drawing(ONE), 91: drawing(NINE), 4: content("")}),
                       d[3]["Annots"].append(ref(9))), lambda d: d[9].update(AP={"N": ref(91)}))
information("font", "poppler, MuPDF, PDFium; 9.6", lambda d: (d[9].update(FONT), d[3].update(Resources={"Font": {"F1": ref(9)}})),
            lambda d: d[9].update(Encoding={"Differences": [49, "/nine"]}))
information("action", "Acrobat; 12.6", lambda d: (d[9].update(S="/JavaScript", JS="(1)"), d[1].update(OpenAction=ref(9))),
    lambda d: d[9].update(JS="(app.alert\\(9\\))"))
information("page", "poppler, MuPDF, PDFium; 7.7.3", lambda d: (d[9].update(PAGE | {"Contents": ref(4)}), d[2].update(Kids=[ref(3), ref(9)], Count=2)),
            lambda d: (d[9].update(Contents=ref(601)), d.update({601: SHADOW})))
row("certificate in DSS as Contents", "poppler, MuPDF, PDFium; 7.8.2", lambda d: d[1].update(DSS={"Certs": [ref(4)]}),
    lambda d: (d.update({4: SHADOW}), d[1]["DSS"].update(CRLs=[])), lambda d: d[1]["DSS"].update(CRLs=[]),
        honest_made=lambda d: (d[1].update(DSS={"Certs": [ref(90)]}), d.update({90: content("0")})))
row("certificates in DSS as parts of Contents", "poppler, MuPDF, PDFium; 7.8.2",
    lambda d: (d[1].update(DSS=ref(50)), d[3].update(Contents=ref(51)), d.update({50: {"Certs": ref(51)}, 51: [ref(4)]})),
    lambda d: (d.update({51: [ref(4), ref(601)], 601: content(INTE)})), lambda d: (d.update({51: [ref(90), ref(601)], 601: content("0")})),
    honest_made=lambda d: (d[1].update(DSS=ref(50)), d.update({50: {"Certs": ref(51)}, 51: [ref(90)], 90: content("0")})))


# ---- Things that are the same by what they say, and not by what they are. ---------------------------------------------------------


def hidden_layer(d):
    """The page's property list names a layer that is off."""
    as_layer(d, 33, "L")
    d[33] = {"L": ref(32)}


row("layer's copy on the page", "poppler, MuPDF, PDFium; 8.11.2.1", hidden_layer, lambda d: (d[33].update(L=ref(632)), d.update({632: dict(d[32])})),
    new_version,
    honest_made=nothing)
row("layer's copy in the configuration", "poppler, MuPDF, PDFium; 8.11.2.1", hidden_layer,
    lambda d: (d[1]["OCProperties"]["D"].update(OFF=[ref(632)]), d.update({632: dict(d[32])})), new_version, honest_made=nothing)
row("layer's copy in the list", "poppler, MuPDF, PDFium; 8.11.2.1", hidden_layer,
    lambda d: (d[1]["OCProperties"].update(OCGs=[ref(31), ref(632)]), d.update({632: dict(d[32])})), new_version, honest_made=nothing)
row("layer made direct", "poppler, MuPDF, PDFium; 8.11.2.1", hidden_layer, lambda d: d[33].update(L=dict(d[32])), new_version, honest_made=nothing)
row("thread's copy", "12.4.3", lambda d: (d[3].update(B=[ref(36)]), d[1].update(Threads=[ref(35)]),
    d.update({35: {"F": ref(36)}, 36: {"T": ref(35), "N": ref(36), "V": ref(36), "P": ref(3), "R": [0, 0, 9, 9]}})),
    lambda d: (d[3].update(B=[ref(636)]), d.update({636: dict(d[36])})), new_version, honest_made=nothing)


# ---- Names of resources that mean something elsewhere. ----------------------------------------------------------------------------

for key in ("P", "Pg", "Parent", "Obj", "SE", "Data", "Rect", "Matrix", "BBox", "Annots", "Kids", "K", "V", "M", "Metadata", "Type"):
    def made(d, key=key):
        in_resources("XObject", "/{key} Do")(d, 33, key)
        d[33], d[90], d[91] = {key: ref(90)}, drawing(ONE), drawing(NINE)

    row(f"resource named {key}, changed", "poppler, MuPDF, PDFium; 8.8", made, lambda d: d.update({90: drawing(NINE)}), new_version, honest_made=nothing)
    row(f"resource named {key}, another one", "poppler, MuPDF, PDFium; 8.8", made, lambda d, key=key: d[33].update({key: ref(91)}),
        why="see the row before")
