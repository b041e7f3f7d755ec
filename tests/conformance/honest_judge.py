"""Has other programs sign, alone and mixed with ours, and everybody judge what comes of it: nothing honest may be refused.

    honest_judge.py PLANPAKET TEMPLATES PYHANKO SIGNERS DSS FOLDER PLAN.toml

pyHanko, PDFBox, OpenPDF, DSS and poppler's pdfsig sign, into prepared fields and new ones, visibly and not, before and after planpaket and
each other. Then planpaket, DSS, pyHanko and pdfsig judge each file. Exit code 1 when one refuses it for a reason that is not known (KNOWN).
"""

import concurrent.futures
import dataclasses
import itertools
import json
import logging
import multiprocessing
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
sys.path.insert(0, str(HERE))

from authority import Authority, openssl  # noqa: E402
from signature_judge import dss_verdicts  # noqa: E402
from forging import object_of, page_of, update  # noqa: E402

PROGRAMS = ("planpaket", "pyhanko", "pdfbox", "openpdf", "dss", "pdfsig")
LETTERS = dict(zip(PROGRAMS, "phbods"))
PASSWORD = "hemligt"
PLACE = (100, 60, 260, 100)
# A copy of this process would hold the other ends of what DSS is asked through, and nobody would see that it is done.
APART = multiprocessing.get_context("spawn")
WITHOUT_FORM = ("annex", "table", "stream")


@dataclasses.dataclass(frozen=True)
class Step:
    """One signature: by whom, in which field, which may be prepared, seen or not, certifying or not."""
    program: str
    field: int = 0  # which of the prepared ones; 0 is a new one
    seen: bool = False
    certify: bool = False

    def __str__(self):
        return LETTERS[self.program] + ("f" if self.field else "") + ("v" if self.seen else "") + ("c" if self.certify else "")


# Who refuses what comes after an earlier signature, as docs/signatures.md says: by the names of files, and what the judge says.
KNOWN = (("planpaket", r".+-dv.*", "the document was changed"),  # DSS: an output intent in a file that has none
         ("pyHanko", r".+-dv.*", "/OutputIntents"),
         ("pyHanko", r".+-pv.*", "StructTreeRoot|/Tabs"),  # planpaket: a tag, and the order of a page
         ("pyHanko", r".+-[bd]f.*", "/Rect differ"),  # PDFBox, DSS: a prepared field that loses its place
         ("pyHanko", r".+-[bdos].*", "unexplained xrefs|were freed|references an existing object"),  # numbers that are freed and used again
         ("pyHanko", r".+-s.*", "/SigFlags"))  # pdfsig leaves them out, the next one adds them


class Signers:
    """The six programs, with a key each of one authority."""

    def __init__(self, program, templates, jars, authority, folder):
        self.program, self.templates, self.folder = program, templates, folder
        self.keys = {name: authority.issue(name, key=("rsa:2048",)) for name in PROGRAMS}
        self.anchor = authority.trust / "ca.crt"
        self.stores = {}
        for name, (key, certificate) in self.keys.items():
            self.stores[name] = folder / f"{name}.p12"
            openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, "-certfile", self.anchor, "-name", name, "-out", self.stores[name], "-passout",
                    f"pass:{PASSWORD}")
        self.database = folder / "nss"
        self.database.mkdir()
        for words in (("certutil", "-N", "--empty-password"), ("certutil", "-A", "-n", "authority", "-t", "C,C,C", "-i", self.anchor),
                      ("pk12util", "-i", self.stores["pdfsig"], "-W", PASSWORD)):
            subprocess.run([*words, "-d", f"sql:{self.database}"], check=True, capture_output=True)
        java = ["java", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", jars, HERE / "honest/Signers.java", self.stores["dss"], PASSWORD]
        self.java = subprocess.Popen(java, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def sign(self, source, target, step, field):
        """What the program had against it; None if nothing."""
        by = {"planpaket": self.by_planpaket, "pyhanko": self.by_pyhanko, "pdfsig": self.by_pdfsig}.get(step.program, self.by_java)
        return by(source, target, step, field)

    def by_java(self, source, target, step, field):
        words = (step.program, source, target, field, "prepared" if step.field else "new", "seen" if step.seen else "plain",
                 "certify" if step.certify else "approve")
        self.java.stdin.write("\t".join(map(str, words)) + "\n")
        self.java.stdin.flush()
        answer = self.java.stdout.readline().strip()
        return None if answer == "done" else answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.java.communicate()

    def by_planpaket(self, source, target, step, field):
        key, certificate = self.keys["planpaket"]
        words = [*(["--visible"] if step.seen else []), *(["--certify", "forms"] if step.certify else [])]
        if step.seen and not step.field:
            words += ["--place", "1,100,60,160,40"]
        done = subprocess.run([self.program, "sign", source, "--templates", self.templates, "--key", key, "--cert", certificate, "--field", field, "-o",
                               target, *words], capture_output=True, text=True, check=False)
        return done.stderr if done.returncode != 0 else None

    def by_pdfsig(self, source, target, step, field):
        how = ["-sign", field] if step.field else ["-add-signature", "-new-signature-field-name", field]
        done = subprocess.run(["pdfsig", "-nssdir", self.database, *how, "-nick", "pdfsig", source, target], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr if done.returncode != 0 or not target.exists() else None

    def by_pyhanko(self, source, target, step, field):
        from pyhanko import stamp
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers

        signer = signers.SimpleSigner.load_pkcs12(str(self.stores["pyhanko"]), passphrase=PASSWORD.encode())
        place = fields.SigFieldSpec(field, on_page=0, box=PLACE) if step.seen and not step.field else None
        style = stamp.TextStampStyle(stamp_text="%(signer)s", background=None) if step.seen else None
        meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES, certify=step.certify)
        with open(source, "rb") as file:
            try:
                signed = signers.PdfSigner(meta, signer=signer, stamp_style=style, new_field_spec=place).sign_pdf(
                    IncrementalPdfFileWriter(file, strict=False), existing_fields_only=bool(step.field))
            except Exception as error:  # pylint: disable=broad-except
                return repr(error)
            target.write_bytes(signed.getvalue())
        return None


def sequences():
    """The kinds of files: a base, and who signs it one after another. Left out is what a program cannot do."""
    for base, steps in _sequences():
        # pdfsig draws nothing; OpenPDF always draws in a prepared field.
        steps = tuple(dataclasses.replace(step, seen=step.program != "pdfsig" and (step.seen or step.program == "openpdf" and bool(step.field)))
                      for step in steps)
        # poppler loses the field that it adds to a form in the catalog, where these three put a new one.
        in_catalog = base in WITHOUT_FORM and steps[0].program in ("pdfbox", "openpdf", "dss")
        if not (in_catalog and any(step.program == "pdfsig" for step in steps[1:])):
            yield base, steps


def _sequences():
    plain = (*WITHOUT_FORM, "form")
    for program, seen in itertools.product(PROGRAMS, (False, True)):
        yield "memo", (Step(program, 1, seen),)
        yield "memo", (Step(program, 0, seen),)
        for base in plain:
            yield base, (Step(program, 0, seen),)
    for number, (a, b) in enumerate(itertools.permutations(PROGRAMS, 2)):
        with_us = "planpaket" in (a, b)
        document = "memo" if with_us else "statement"
        yield document, (Step(a, 1), Step(b, 2))
        yield document, (Step(a, 1, True), Step(b, 2, True))
        for base in plain if with_us else (plain[number % 4],):
            yield base, (Step(a, 0, number % 2 == 1), Step(b, 0, number % 2 == 0))
        if with_us:
            yield "memo", (Step(a, 1), Step(b))
            yield "memo", (Step(a, 0, True), Step(b, 2, True))
    for program in PROGRAMS[1:]:
        yield "memo", (Step("planpaket", 1, True, True), Step(program, 2))
        if program != "pdfsig":  # it cannot certify
            yield "memo", (Step(program, 1, False, True), Step("planpaket", 2, True))
    for number, (a, b) in enumerate(itertools.permutations(PROGRAMS[1:], 2)):
        yield "statement", ((Step("planpaket", 1, True), Step(a, 2, True), Step(b)),
                            (Step(a, 1), Step("planpaket", 2), Step(b, 0, True)),
                            (Step(a, 1), Step(b, 2), Step("planpaket", 0, True)))[number % 3]


def make(signers, bases, fields, folder):
    """By path, the number of signatures, and whether another file goes on from this one; and what a program did not sign, with its reason."""
    numbers, refused, continued = {}, {}, set()
    for base, steps in sequences():
        source = bases[base]
        for number, step in enumerate(steps, 1):
            path = folder / (f"{base}-" + "-".join(map(str, steps[:number])) + ".pdf")
            if path not in numbers and path not in refused:
                fault = signers.sign(source, path, step, fields[base][step.field - 1] if step.field else f"ny-{number}")
                if fault is None:
                    numbers[path] = number
                else:
                    refused[path] = fault
            if path in refused:
                break
            continued.add(source)
            source = path
    return numbers, refused, continued


def by_pdfsig(path, number):
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    valid = said.count("Signature is Valid")
    return None if valid == number else f"{valid} of {number} signatures are valid"


def by_pyhanko(path, number, anchor):
    """By what each signature says is allowed afterwards. Nothing is said of revocation: it is not what these files are for."""
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    logging.disable()
    root = x509.Certificate.load(pem.unarmor(anchor.read_bytes())[2])
    with open(path, "rb") as file:
        try:
            signatures = PdfFileReader(file, strict=False).embedded_regular_signatures
            if len(signatures) != number:
                return f"{len(signatures)} of {number} signatures are there"
            for signature in signatures:
                status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False, revocation_mode="soft-fail"))
                if not status.bottom_line:
                    return f"{signature.field_name}: {status.summary()} {status.diff_result}"
        except Exception as error:  # pylint: disable=broad-except
            return repr(error)
    return None


def by_planpaket(program, trust, numbers):
    """Of each file what `verify` has against it; None if nothing."""
    said = subprocess.run([program, "verify", "--format", "json", "--trust", trust, *numbers], capture_output=True, text=True, check=False).stdout
    told = {pathlib.Path(each["file"]): each["signatures"] for each in json.loads(said)["files"]}
    for path, number in numbers.items():
        signatures = told.get(path, [])
        bad = [f"{each['field']}: {each['verdict']}: {', '.join(each['reasons'])}" for each in signatures if each["verdict"] not in ("valid", "valid but")]
        yield path, "; ".join(bad) or (None if len(signatures) == number else f"{len(signatures)} of {number} signatures are there")


def by_dss(dss, authority, numbers):
    for path, verdicts in dss_verdicts(dss, authority, "offline", list(numbers)).items():
        bad = [f"{verdict} {reasons}" for _, verdict, reasons in verdicts if verdict != "TOTAL_PASSED"]
        yield path, "; ".join(bad) or (None if len(verdicts) == numbers[path] else f"{len(verdicts)} of {numbers[path]} signatures are there")


def judge(program, dss, authority, numbers, ends):
    """By path, what each judge has against a file. Only the ends of sequences are judged by others: every signature is in one."""
    said = {path: {"planpaket": complaint} for path, complaint in by_planpaket(program, authority.trust, numbers)}
    with concurrent.futures.ThreadPoolExecutor(1) as java, concurrent.futures.ProcessPoolExecutor(mp_context=APART) as pool:
        asked = java.submit(lambda: list(by_dss(dss, authority, ends)))
        answers = [(path, name, pool.submit(ask, path, number, *more)) for path, number in ends.items()
                   for name, ask, more in (("pyHanko", by_pyhanko, (authority.trust / "ca.crt",)), ("pdfsig", by_pdfsig, ()))]
        for path, name, answer in answers:
            said[path][name] = answer.result()
        for path, complaint in asked.result():
            said[path]["DSS"] = complaint
    return said


def main():
    program, templates, pyhanko, openpdf, dss, folder, plan = sys.argv[1:]
    sys.path.insert(0, pyhanko)
    logging.disable()
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Authority(folder) as authority:
        subprocess.run([program, "build", "--templates", templates, "--format", "pdf", "-o", folder, plan], check=True, capture_output=True)
        package = next(folder.glob("*/beslutsunderlag.pdf")).parent
        bases = {"memo": package / "beslutsunderlag.pdf", "statement": package / "tjansteutlatande.pdf",
                 "annex": package / "bilaga-3-metodresurser.pdf", **make_plain(folder)}
        told = subprocess.run([program, "verify", "--format", "json", *bases.values()], capture_output=True, text=True, check=False).stdout
        fields = dict(zip(bases, (each["empty_fields"] for each in json.loads(told)["files"])))
        with Signers(program, templates, f"{openpdf}/*:{dss}/*", authority, folder) as signers:
            numbers, refused, continued = make(signers, bases, fields, folder)
        ends = {path: number for path, number in numbers.items() if path not in continued}
        # The judges are awake: each refuses a file in which a byte is another.
        forged = folder / "forged.pdf"
        data = bytearray(max(ends, key=ends.get).read_bytes())
        data[40] ^= 1
        forged.write_bytes(data)
        numbers[forged] = ends[forged] = 1
        said = judge(program, dss, authority, numbers, ends)
    awake = all(said.pop(forged).values())
    del ends[forged]
    for path, fault in refused.items():
        print(f"FAIL  {path.name} was not made: {fault}")
    wrong = 0
    for path, complaints in said.items():
        told = {name: complaint for name, complaint in complaints.items() if complaint and not is_known(name, path.stem, complaint)}
        wrong += bool(told)
        print("".join(f"FAIL  {path.name}, {name}: {complaint}\n" for name, complaint in told.items()), end="")
    if not awake:
        print("FAIL  a forged file")
    print(f"{len(said) - wrong} of {len(said)} honest files, {len(ends)} of them whole sequences, are valid for planpaket, pyHanko, DSS and pdfsig")
    return 1 if wrong or refused or not awake or len(said) < 100 else 0


def is_known(judge_name, stem, complaint):
    return any(judge_name == name and re.fullmatch(files, stem) and re.search(words, complaint) for name, files, words in KNOWN)


SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" viewBox="0 0 595 842">
<text x="60" y="80" font-family="Carlito" font-size="20">Protokoll</text></svg>"""
FONT, FORM, ANSWER, APPEARANCE = range(101, 105)


def make_plain(folder):
    """Files of another maker: with a table of cross-references, with a stream of them, with a form."""
    drawing, table, stream, form = (folder / name for name in ("plain.svg", "table.pdf", "stream.pdf", "form.pdf"))
    drawing.write_text(SVG, encoding="utf-8")
    subprocess.run(["rsvg-convert", "-f", "pdf", "-o", table, drawing], check=True)
    subprocess.run(["qpdf", "--object-streams=generate", table, stream], check=True)
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", table, form], check=True)
    form.write_bytes(with_form(form.read_bytes()))
    return {"table": table, "stream": stream, "form": form}


def with_form(data):
    """With a field for text, as a word processor makes it."""
    page, page_body = page_of(data)
    root = int(re.findall(rb"/Root (\d+) 0 R", data)[-1])
    catalog = object_of(data, rb"/Type /Catalog")[1]
    content = b"/Tx BMC q BT /Helv 10 Tf 2 4 Td (ja) Tj ET Q EMC"
    return update(data, {
        root: catalog.rstrip()[:-2] + b"/AcroForm %d 0 R>>" % FORM,
        page: page_body.rstrip()[:-2] + b"/Annots[%d 0 R]>>" % ANSWER,
        FONT: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        FORM: b"<</Fields[%d 0 R]/DR<</Font<</Helv %d 0 R>>>>/DA(/Helv 0 Tf 0 g)>>" % (ANSWER, FONT),
        ANSWER: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(svar)/V(ja)/F 4/Rect[60 600 260 620]/P %d 0 R/DA(/Helv 10 Tf 0 g)/AP<</N %d 0 R>>>>" % (page, APPEARANCE),
        APPEARANCE: b"<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream" %
                    (FONT, len(content), content)})


if __name__ == "__main__":
    sys.exit(main())
