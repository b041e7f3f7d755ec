"""Breaks copies of conforming PDFs, each in one way, and sees that the judge refuses every one for that reason.

    break.py JARS PIKEPDF FOLDER FILE.pdf…

PIKEPDF is the folder of the pikepdf Python package; the broken copies are left in FOLDER. Each breakage is done to the first file that
has what it breaks. Exit code 1 when a broken copy passes, when it is refused for another reason only, or when no file can be broken so.
"""

import os
import re
import sys

jars, pikepdf_folder, folder, *files = sys.argv[1:]
sys.path.insert(0, pikepdf_folder)

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import judge


class NothingToBreak(Exception):
    pass


def elements(pdf, kind=None):
    """Structure elements in the tree's order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element and (kind is None or element.S == kind):
            yield element
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting.extend(kid for kid in reversed(kids) if isinstance(kid, Dictionary) and "/S" in kid)


def first(items):
    for item in items:
        return item
    raise NothingToBreak


def attributes(element):
    owned = element.get("/A", Array())
    return list(owned) if isinstance(owned, Array) else [owned]


def links(pdf):
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.Subtype == Name.Link:
                yield page, annotation


def fonts(pdf):
    for page in pdf.pages:
        yield from page.obj.Resources.get("/Font", Dictionary()).values()


def descendant(font):
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


def edit_metadata(pdf, pattern, replacement):
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    changed, times = re.subn(pattern, replacement, text, flags=re.S)
    if not times:
        raise NothingToBreak
    pdf.Root.Metadata.write(changed.encode("utf-8"))


def table_headers_without_scope(pdf):
    first(elements(pdf, Name.TH))
    for element in elements(pdf):
        if element.S in (Name.TH, Name.TD):
            for attribute in attributes(element):
                for key in ("/Scope", "/Headers"):
                    if key in attribute:
                        del attribute[key]


def figure_without_alternative_text(pdf):
    figure = first(elements(pdf, Name.Figure))
    for key in ("/Alt", "/ActualText"):
        if key in figure:
            del figure[key]


def font_without_to_unicode(pdf):
    del first(font for font in fonts(pdf) if "/ToUnicode" in font)["/ToUnicode"]


def font_not_embedded(pdf):
    descriptor = descendant(first(fonts(pdf))).FontDescriptor
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def wrong_glyph_widths(pdf):
    font = descendant(first(fonts(pdf)))
    if "/W" not in font:
        raise NothingToBreak
    def shifted(item):
        return Array([shifted(inner) for inner in item]) if isinstance(item, Array) else item + 300
    # Either `first [widths]` or `first last width`: only the widths change.
    widths, at = [], 0
    while at < len(font.W):
        if isinstance(font.W[at + 1], Array):
            widths += [font.W[at], shifted(font.W[at + 1])]
            at += 2
        else:
            widths += [font.W[at], font.W[at + 1], shifted(font.W[at + 2])]
            at += 3
    font.W = Array(widths)


def no_language(pdf):
    del pdf.Root["/Lang"]
    for element in elements(pdf):
        if "/Lang" in element:
            del element["/Lang"]


def no_claim_of_pdf_ua(pdf):
    edit_metadata(pdf, r"<pdfuaid:part>.*?</pdfuaid:part>|\spdfuaid:part=(\"[^\"]*\"|'[^']*')", "")


def no_claim_of_pdf_a(pdf):
    edit_metadata(pdf, r"<pdfaid:part>.*?</pdfaid:part>|\spdfaid:part=(\"[^\"]*\"|'[^']*')", "")


def no_declaration_of_the_claim(pdf):
    edit_metadata(pdf, r"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", "")


def no_title_in_the_metadata(pdf):
    edit_metadata(pdf, r"<dc:title>.*?</dc:title>", "")


def no_metadata(pdf):
    del pdf.Root["/Metadata"]


def link_without_contents(pdf):
    _, annotation = first((page, link) for page, link in links(pdf) if "/Contents" in link)
    del annotation["/Contents"]


def link_that_is_not_printed(pdf):
    _, annotation = first(links(pdf))
    annotation.F = 0


def link_outside_the_structure(pdf):
    page, annotation = first(links(pdf))
    if "/StructParent" in annotation:
        del annotation["/StructParent"]
    for element in elements(pdf, Name.Link):
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        element.K = Array([kid for kid in kids if not (isinstance(kid, Dictionary) and kid.get("/Obj") == annotation)])


def tab_order_missing(pdf):
    page, _ = first(links(pdf))
    if "/Tabs" in page.obj:
        del page.obj["/Tabs"]


def untagged_content(pdf):
    pdf.pages[0].contents_add(b"q 0 0 10 10 re f Q")


def tagged_content_inside_an_artifact(pdf):
    pdf.pages[0].contents_add(b"/Artifact BMC /P <</MCID 0>> BDC q 0 0 10 10 re f Q EMC EMC")


def device_colours_without_output_intent(pdf):
    del pdf.Root["/OutputIntents"]
    pdf.pages[0].contents_add(b"/Artifact BMC q 1 0 0 rg 0 0 10 10 re f Q EMC")


def not_marked(pdf):
    pdf.Root.MarkInfo.Marked = False


def no_structure_tree(pdf):
    del pdf.Root["/StructTreeRoot"]


def title_not_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def cell_outside_a_row(pdf):
    row = first(elements(pdf, Name.TR))
    parent = row.P
    cell = row.K[0]
    row.K = Array(list(row.K)[1:])
    cell.P = parent
    parent.K = Array([cell, *parent.K])


def item_outside_a_list(pdf):
    item = first(elements(pdf, Name.LI))
    item.P.S = Name.P


def skipped_heading_level(pdf):
    first(elements(pdf, Name.H1))
    heading = first(elements(pdf, Name.H2))
    heading.S = Name.H5


def unknown_structure_type(pdf):
    first(elements(pdf, Name.P)).S = Name.Rubbish


def script_when_opened(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def unknown_blend_mode(pdf):
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(Faint=Dictionary(Type=Name.ExtGState, BM=Name.Rubbish))
    pdf.pages[0].contents_add(b"/Artifact BMC q /Faint gs 0 0 10 10 re f Q EMC")


# What is broken, and the rules of each profile (a clause, or a clause and a test) of which at least one must be among the reasons.
BREAKAGES = [
    (table_headers_without_scope, {"ua1": ["7.5-1"]}),
    (figure_without_alternative_text, {"ua1": ["7.3-1"]}),
    (font_without_to_unicode, {"2a": ["6.2.11.7.2-1"], "ua1": ["7.21.7-1"]}),
    (font_not_embedded, {"2a": ["6.2.11.4.1-1"], "ua1": ["7.21.4.1-1"]}),
    (wrong_glyph_widths, {"2a": ["6.2.11.5-1"], "ua1": ["7.21.5-1"]}),
    (no_language, {"ua1": ["7.2"]}),
    (no_claim_of_pdf_ua, {"ua1": ["5-1"]}),
    (no_claim_of_pdf_a, {"2a": ["6.6.4"]}),
    (no_declaration_of_the_claim, {"2a": ["6.6.2.3.1"]}),
    (no_title_in_the_metadata, {"ua1": ["7.1-9"]}),
    (no_metadata, {"2a": ["6.6.2.1-1"], "ua1": ["7.1-8"]}),
    (link_without_contents, {"ua1": ["7.18.5-2"]}),
    (link_that_is_not_printed, {"2a": ["6.3.2-2"]}),
    (link_outside_the_structure, {"ua1": ["7.18.5-1"]}),
    (tab_order_missing, {"ua1": ["7.18.3-1"]}),
    (untagged_content, {"ua1": ["7.1-3"]}),
    (tagged_content_inside_an_artifact, {"ua1": ["7.1-2"]}),
    (device_colours_without_output_intent, {"2a": ["6.2.4.3"]}),
    (not_marked, {"2a": ["6.7.2.2-1"], "ua1": ["6.2-1"]}),
    (no_structure_tree, {"2a": ["6.7.3.3-1"], "ua1": ["7.1-11"]}),
    (title_not_shown, {"ua1": ["7.1-10"]}),
    (cell_outside_a_row, {"ua1": ["7.2"]}),
    (item_outside_a_list, {"ua1": ["7.2"]}),
    (skipped_heading_level, {"ua1": ["7.4.2-1"]}),
    (unknown_structure_type, {"2a": ["6.7.3.4-1"], "ua1": ["7.1-5"]}),
    (script_when_opened, {"2a": ["6.5.1-1"]}),
    (unknown_blend_mode, {"2a": ["6.2.10-1"]}),
]


def make(breakage, path):
    """Writes the broken copy; whether any file could be broken so."""
    for file in files:
        with pikepdf.open(file) as pdf:
            try:
                breakage(pdf)
            except NothingToBreak:
                continue
            pdf.save(path)
            return True
    return False


def main():
    os.makedirs(folder, exist_ok=True)
    faults = 0

    # What only passes through pikepdf must still pass, or else the refusals below say nothing.
    controls, broken = {}, {}
    for number, file in enumerate(files):
        controls[file] = os.path.join(os.path.abspath(folder), f"unbroken-{number}.pdf")
        with pikepdf.open(file) as pdf:
            pdf.save(controls[file])
    for breakage, _ in BREAKAGES:
        path = os.path.join(os.path.abspath(folder), breakage.__name__ + ".pdf")
        if make(breakage, path):
            broken[breakage] = path

    everything = [*controls.values(), *broken.values()]
    verdicts = {profile: judge.judge(jars, profile, everything) for profile in judge.PROFILES}
    for file, path in controls.items():
        for profile, name in judge.PROFILES.items():
            if verdicts[profile][path]:
                faults += 1
                print(f"FAIL  {os.path.basename(file)}, not broken, is refused by {name}: "
                      + ", ".join(rule for rule, *_ in verdicts[profile][path]))
    for breakage, expected in BREAKAGES:
        what = breakage.__name__.replace("_", " ")
        if breakage not in broken:
            faults += 1
            print(f"FAIL  {what}: no file has anything to break so")
            continue
        reasons = {profile: [rule for rule, *_ in verdicts[profile][broken[breakage]]] for profile in judge.PROFILES}
        missed = [judge.PROFILES[profile] for profile, rules in expected.items()
                  if not any(rule in rules or rule.rsplit("-", 1)[0] in rules for rule in reasons[profile])]
        faults += bool(missed)
        told = "; ".join(f"{judge.PROFILES[profile]} {', '.join(rules)}" for profile, rules in reasons.items() if rules) or "nobody"
        print(f"{'FAIL' if missed else 'refused'}  {what}: by {told}"
              + (f"; must be refused by {' and '.join(missed)}" if missed else ""))
    print(f"{len(BREAKAGES)} ways to break a file, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
