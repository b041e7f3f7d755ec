"""Attacks by fields, signatures, and what restricts them."""

import copy
import re

from attack_files import *


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


row("filled field as OCProperties/D", "Acrobat; 8.11.4.4", layers, lambda d: d[34].update(AS=[{"Event": "/View", "OCGs": [ref(31)],
    "Category": ["/View"]}]),
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
for key, value in {"Rect": [0, 0, 595, 842], "F": 2, "DA": "(/F1 9 Tf 1 g)", "AA": {"K": JAVASCRIPT}, "A": JAVASCRIPT, "MK": {"BG": [0]},
        "T": "(annan)", "Ff": 1,
                   "MaxLen": 3, "Kids": [ref(11)], "Parent": ref(11), "Opt": [], "RV": "(nio)", "DV": "(nio)", "OC": ref(31), "BS": {}, "FT": "/Btn",
                   "Q": 1,
                   "Contents": "(9)", "TU": "(9)", "DS": "(x)"}.items():
    fills(f"{key} too", f"12.7.3, {key}", lambda d, key=key, value=value: d[12].update({key: value, "V": "(nio)"}))
for key, value in {"V": Stream(b"nio"), "M": ref(95), "AS": ["/On"], "AP": [ref(95)]}.items():
    fills(f"{key} of another type", f"12.7.3, {key}", lambda d, key=key,
    value=value: d.update({12: dict(d[12]) | {key: ref(650)}, 650: value, 95: drawing(NINE)}))


def renamed_lock(d):
    """Locked by its own name, but listed below another."""
    with_text_field(d)
    d[10]["Lock"] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": ["(text)"]}
    d[13] = {"T": "(annan)", "Kids": [ref(12)]}
    d[5]["Fields"] = [ref(10), ref(11), ref(13), ref(12)]


def locked_honestly(d):
    with_text_field(d)
    d[10]["Lock"] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": ["(annan)"]}


row("locked field, listed below another", "who goes by /Parent; 12.7.3.2", renamed_lock, lambda d: d[12].update(V="(nio)"),
    lambda d: d[12].update(V="(nio)"),
    honest_made=locked_honestly, certify="forms")
row("locked field, whose kid is filled in", "12.7.4.5", lambda d: (renamed_lock(d), d[5].update(Fields=[ref(10), ref(11), ref(12)]),
    d[13].update(T="(text)")),
    lambda d: d[12].update(V="(nio)"), why="see the row before", certify="forms")


def empty_field_is(subtype):
    def made(d):
        d[11] |= {"Subtype": subtype, "Rect": [0, 0, 595, 842], "AP": {"N": ref(95)}, "DA": "(/F1 24 Tf 0 g)"}
        d[95] = drawing(ONE)
        d[4] = content("")
    return made


for subtype in ("/FreeText", "/Stamp", "/Link"):
    row(f"signed field that is a {subtype[1:]}", "all; 12.5.6", empty_field_is(subtype),
        lambda d: (d.update({650: drawing(NINE)}), d[11].update(AP={"N": ref(650)})),
        nothing, honest_made=nothing, again="andra")


def seal_used_by_the_page(d):
    d[95] = drawing(ONE)
    d[11] |= {"Rect": [50, 50, 300, 100], "AP": {"N": ref(95)}}
    d[3]["Resources"]["XObject"] = {"S": ref(95)}
    d[4] = content("/S Do")


def seal_alone(d):
    d[95] = drawing("plats")
    d[11] |= {"Rect": [50, 50, 300, 100], "AP": {"N": ref(95)}}


row("signed field, its appearance said something", "all; 12.5.5", empty_field_is("/Widget"),
    lambda d: (d.update({650: drawing(NINE)}), d[11].update(AP={"N": ref(650)})),
    nothing, honest_made=nothing, again="andra", least="valid but", says="page 1")
row("signed field, its appearance is also on the page", "all; 8.10", seal_used_by_the_page, lambda d: d.update({95: drawing(NINE)}), nothing,
    honest_made=nothing,
    again="andra")
row("signed field, its appearance is a glyph of the page's font", "all; 9.6.5",
    lambda d: (seal_alone(d), as_glyphs(d, 33, "g"), d.update({33: {"g": ref(95)}, 95: glyph(b"400 0 200 1000 re f")})),
    lambda d: d.update({95: glyph(b"0 0 1000 1000 re f")}), nothing, honest_made=nothing, again="andra")
row("signed field, its appearance is another field's", "all; 12.5.5",
    lambda d: (seal_alone(d), with_text_field(d), d[12].update(AP={"N": ref(95)}, Rect=[0, 0, 595, 842])), lambda d: d.update({95: drawing(NINE)}),
        nothing,
    honest_made=nothing, again="andra")
row("signed field gains F", "12.5.3", lambda d: d[11].update(F=2, Rect=[0, 0, 595, 842], AP={"N": ref(95)}) or d.update({95: drawing(NINE)}),
    lambda d: d[11].update(F=4), nothing, honest_made=nothing, again="andra")
row("signed field moves", "12.5.2", seal_alone, lambda d: d[11].update(Rect=[0, 0, 595, 842]), nothing, honest_made=nothing, again="andra")


# ---- A new field that is seen. ----------------------------------------------------------------------------------------------------


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
seen("corners by reference", "all; 7.3.10", 1, lambda d: (on(3, (0, 0, 595, 842))(d), d[600].update(Rect=ref(602)),
    d.update({602: [0, 0, ref(603), 842], 603: 595})))
seen("on another page than /P", "all; 12.5.2", 2, on(35, (0, 0, 595, 842)))
seen("without /P", "all; 12.5.2", 2, lambda d: (on(35, (0, 0, 595, 842))(d), d[600].pop("P")))
seen("with a /P that is no page", "all; 12.5.2", 2, on(35, (0, 0, 595, 842), P=ref(2)))
seen("on two pages", "all; 12.5.2", 2, lambda d: (on(3, (0, 0, 595, 842))(d), d[35].update(Annots=[ref(600)])))
seen("a line", "12.5.5", 1, on(3, (0, 400, 595, 400)))
seen("a point with an appearance that has an area", "12.5.5; MuPDF", 1, on(3, (100, 100, 100, 100)))
seen("a point, its appearance without /BBox", "PDFium", 1,
     on(3, (0, 0, 0, 0), Stream(WHOLE.data, {key: value for key, value in WHOLE.entries.items() if key != "BBox"})))
seen("small, drawn outside by /Matrix", "12.5.5", 1, on(3, (0, 0, .001, .001), placed(WHOLE, Matrix=[1e6, 0, 0, 1e6, 0, 0])))
seen("of no number", "readers that mend it", 1, on(3, ("/A", 0, 595, 842)))
seen("of five corners", "readers that mend it", 1, on(3, (0, 0, 595, 842, 0)))
seen("a kid of the field", "all; 12.7.3.1", 2,
     lambda d: (add_field(d, Kids=[ref(604)]), d.update({601: WHOLE, 604: {"Type": "/Annot", "Subtype": "/Widget", "Parent": ref(600),
         "Rect": [0, 0, 595, 842], "P": ref(35),
                                                                         "F": 4, "AP": {"N": ref(601)}}}), d[35].update(Annots=[ref(604)])))


# ---- Resources that a later signature may add to the form. ------------------------------------------------------------------------


def resources(name, reader, change, made):
    row(f"resources of the form: {name}", reader, made, change, lambda d: add_field(d), honest_made=with_text_field)


def common_resources(d):
    with_text_field(d)
    d[50] = {"Font": {"F1": ref(8)}}
    d[5]["DR"] = ref(50)
    d[3]["Resources"] = ref(50)
    d[4] = content(shown(ONE) + " BT /F9 24 Tf 50 660 Td (Inte) Tj ET")


resources("they are the page's", "poppler, MuPDF, PDFium; 7.8.3", lambda d: d[50].update(Font={"F1": ref(8),
    "F9": ref(600)}) or d.update({600: FONT}), common_resources)


def common_fonts(d):
    common_resources(d)
    d[3]["Resources"] = {"Font": ref(51)}
    d[50] = {"Font": ref(51)}
    d[51] = {"F1": ref(8)}


resources("their fonts are the page's", "poppler, MuPDF, PDFium; 7.8.3", lambda d: d.update({51: {"F1": ref(8), "F9": ref(600)}, 600: FONT}), common_fonts)
resources("a name that was there", "12.7.3.3", lambda d: d[5].update(DR={"Font": {"F1": FONT | {"Encoding": {"Differences": [49, "/nine"]}}}}),
    with_text_field)
resources("NeedAppearances too", "12.7.3.3", lambda d: d[5].update(DR={"Font": {"F1": ref(8), "F9": FONT}}, NeedAppearances="true"), with_text_field)
resources("a form that a default appearance draws", "12.7.3.3",
    lambda d: d[5].update(DR={"Font": {"F1": ref(8)}, "XObject": {"S": ref(601)}}) or d.update({601: WHOLE}),
    lambda d: (with_text_field(d), d[12].update(DA="(/F1 10 Tf 0 g /S Do)")))
resources("DA for fields that have none", "12.7.3.3", lambda d: d[5].update(DA="(/F1 90 Tf)"),
    lambda d: (with_text_field(d), d[12].pop("DA"), d[5].pop("DA")))


# ---- Certified and locked. --------------------------------------------------------------------------------------------------------

row("annotation after a certification for forms", "all; evil annotation, 2021", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842],
        "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE})),
    add_field, certify="forms")
row("annotation after a certification for annotations", "all; evil annotation, 2021", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/FreeText", "Rect": [0, 0, 595, 842],
        "AP": {"N": ref(601)}, "F": 4}, 601: WHOLE})),
    add_field, certify="annotations", least="valid but", says="an annotation was added to page 1")
row("annotation with a script after a certification for annotations", "Acrobat; 12.6.3", nothing,
    lambda d: (d[3]["Annots"].append(ref(600)), d.update({600: {"Type": "/Annot", "Subtype": "/Screen", "Rect": [0, 0, 5, 5],
        "AA": {"PO": JAVASCRIPT}, "F": 4}})),
    add_field, certify="annotations")
row("seen field after a certification for forms", "all; sneaky signature, 2021", two_pages, on(3, (0, 0, 595, 842)), add_field, certify="forms",
    least="valid but", says="page 1")


# ---- Signatures that the attacker makes, with what he likes in them. --------------------------------------------------------------


def signs(field_number, **entries):
    def forged(d):
        d[field_number] = d[field_number] | {"V": ref(700)}
        d[700] = signature(**entries)
    return forged


def value_on_the_page(d):
    d[3]["Resources"] = {"Font": {"F1": ref(8)}, "ExtGState": ref(11)}
    d[4] = content(shown(ONE) + " /V gs " + INTE)


row("signature as ExtGState", "poppler, MuPDF, PDFium; 8.4.5", value_on_the_page, signs(11, M="(D:20260101000000Z)", ca=0),
    signs(11, M="(D:20260101000000Z)", ca=0),
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
row("new field after a certification for nothing", "12.8.2.2", nothing, lambda d: (add_field(d), d[3]["Annots"].append(ref(600))),
    stamped(0, 0, 0, 0), certify="nothing")


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
    row(f"certification for {certify} changed", "12.8.4", nothing, rewritten(1, rb"/DocMDP \d+ 0 R", b"/DocMDP 700 0 R", {700: {"Type": "/Sig"}}),
        stamped(0, 0, 0, 0),
        certify=certify)


def lock_elsewhere(d):
    with_text_field(d)
    d[10]["Lock"] = ref(60)
    d[60] = {"Type": "/SigFieldLock", "Action": "/Include", "Fields": [ref(62)]}
    d[62] = "(text)"


row("lock changed", "12.7.4.5", lock_elsewhere, lambda d: (d[60].update(Fields=["(annan)"]), d[12].update(V="(nio)")), nothing, certify="forms",
    honest_made=with_text_field)
row("name in a lock changed", "12.7.4.5", lock_elsewhere, lambda d: (d.update({62: "(annan)"}), d[12].update(V="(nio)")), nothing, certify="forms",
    honest_made=with_text_field)
row("locked field filled in", "12.7.4.5", lock_elsewhere, lambda d: d[12].update(V="(nio)"), nothing, certify="forms", honest_made=with_text_field)
row("SigFlags lowered", "table 219", nothing, lambda d: d[5].update(SigFlags=0), lambda d: d[5].update(SigFlags=3),
    honest_made=lambda d: d[5].update(SigFlags=1))
row("SigFlags taken away", "table 219", nothing, lambda d: d[5].pop("SigFlags") and None, lambda d: d[5].update(SigFlags=3),
    honest_made=lambda d: d[5].pop("SigFlags"))


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


for key, value in {"Subtype": "/FreeText", "A": JAVASCRIPT, "AA": {"PO": JAVASCRIPT}, "Parent": ref(11), "FT": "/Tx", "T": "(annan)",
        "Kids": [ref(11)]}.items():
    row(f"new field, its widget with {key}", f"12.7.3.1, {key}", nothing, with_widget(**{key: value}), with_widget())
row("new field with two widgets", "all; 12.7.3.1", nothing, lambda d: (with_widget()(d), d[600]["Kids"].append(ref(605)),
    d.update({605: d[604] | {"Rect": [0, 0, 595, 842],
    "AP": {"N": ref(601)}}, 601: drawing(NINE)}), d[3]["Annots"].append(ref(605))), with_widget(), least="valid but", says="page 1")
row("new field, an old annotation its widget", "all; 12.7.3.1", stamp_on_page,
    lambda d: (add_field(d, Kids=[ref(30)]), d[30].update(Parent=ref(600))), with_widget())


# ---- The place that was left for a signature. -------------------------------------------------------------------------------------

row("signed field, empty before and as large as the page", "all; 12.5.5", lambda d: d[11].update(Rect=[0, 0, 595, 842]),
    lambda d: (d[11].update(AP={"N": ref(650)}), d.update({650: drawing(NINE)})), nothing, honest_made=nothing, again="andra", least="valid but",
        says="page 1")
