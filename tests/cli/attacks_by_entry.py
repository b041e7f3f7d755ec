"""Attacks by entries that nothing may add or change, in the structure and elsewhere."""

import copy

from attack_files import *


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
    "OpenAction": JAVASCRIPT, "AA": {"WC": JAVASCRIPT}, "Names": {"JavaScript": {"Names": ["(a)", JAVASCRIPT]}}, "Dests": {},
    "PageLabels": {"Nums": [0, {"P": "(9)"}]},
    "OCProperties": {"OCGs": [], "D": {}}, "OutputIntents": [], "PieceInfo": {}, "ViewerPreferences": {"Direction": "/R2L"}, "Lang": "(sv)",
    "Outlines": {},
    "Threads": [], "URI": {"Base": "(http://example.org)"}, "Collection": {"D": "(a)"}, "Requirements": [], "NeedsRendering": "true", "Perms": {},
    "Legal": {},
    "MarkInfo": {}, "StructTreeRoot": {}, "AF": [], "Encrypt": {}, "Kids": []
}.items():
    gets("catalog", 1, f"ISO 32000-2, table 29, {key}", {key: value})
for key, value in {
    "Contents": ref(601), "Resources": {"Font": {}}, "MediaBox": [0, 0, 595, 400], "CropBox": [0, 0, 595, 400], "Rotate": 180, "UserUnit": 4,
    "Group": {"S": "/Transparency"}, "Thumb": ref(601), "AA": {"O": JAVASCRIPT}, "PieceInfo": {}, "Trans": {}, "Dur": 1, "B": [], "StructParents": 3,
    "Parent": ref(1),
    "Metadata": ref(7), "TemplateInstantiated": "/A", "PresSteps": {}, "VP": [], "AF": [], "Tabs": "/R", "Type": "/Template", "Kids": [],
    "OutputIntents": []
}.items():
    gets("page", 3, f"ISO 32000-2, table 31, {key}", {key: value}, {601: content(shown(NINE))} if value == ref(601) else None)
for key, value in {"NeedAppearances": "true", "XFA": ref(601), "CO": [ref(10)], "Q": 2, "DR": {"Font": {"F1": {}}}, "DA": "(/F1 90 Tf 1 g)"}.items():
    gets("form", 5, f"12.7.2, {key}", {key: value}, {601: content("<nine/>")} if value == ref(601) else None, with_text_field, honest_made=with_text_field)
for key, value in {"AA": {"PO": JAVASCRIPT}, "A": JAVASCRIPT, "Parent": ref(11), "Kids": [ref(11)], "Subtype": "/FreeText", "T": "(forsta)"}.items():
    row(f"new field with {key}", f"12.7.3, {key}", nothing,
        lambda d, key=key, value=value: (add_field(d, **{key: value, "Rect": [0, 0, 0, 0]}), d[3]["Annots"].append(ref(600))),
        lambda d: (add_field(d), d[3]["Annots"].append(ref(600))))


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
    for key, value in {"Rect": [0, 0, 595, 842], "F": 0, "AP": {"N": ref(601)}, "T": "(annan)", "FT": "/Tx", "P": ref(2), "Lock": {"Action": "/All"},
            "Parent": ref(11),
                       "Kids": [ref(601)], "AA": {"PO": JAVASCRIPT}, "MK": {"CA": "(9)"}, "Contents": "(9)", "DA": "(/F1 9 Tf)"}.items():
        row(f"{what} gets {key}", f"12.7.3, {key}", nothing, changes_field(number, key, value), why="nothing may be changed of a field without signing it")


# ---- Elements of the structure, which readers aloud and text extraction go by. ----------------------------------------------------


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
tags("new element of no field", "14.7.2", lambda d: (d.update({605: {"Type": "/StructElem", "S": "/Form", "P": ref(21), "ActualText": "(9)"}}),
    d[21]["K"].append(ref(605))))
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


# ---- What a signed script does with what may be added. ----------------------------------------------------------------------------


def script(text):
    return in_catalog(OpenAction={"S": "/JavaScript", "JS": f"({text})"})


for name, text, change in (("a new field", "if \\(this.getField\\('tredje'\\)\\) this.getField\\('text'\\).value = 'nio'",
        lambda d: (add_field(d), d[3]["Annots"].append(ref(600)))),
                           ("a new version", "if \\(this.filesize > 40000\\) this.getField\\('text'\\).value = 'nio'", new_version)):
    row(f"signed script heeds {name}", "Acrobat, pdf.js; 12.6.4.16", lambda d, text=text: (with_text_field(d), script(text)(d)), change, change,
        honest_made=with_text_field,
        least="valid but", says="script")
