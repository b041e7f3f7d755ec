"""Compares what is said of files that others have published: test sets of signed PDFs, and attacks on signatures.

    published.py PLANPAKET PYHANKO DSS WORK FILE.pdf|FOLDER...

Asks `planpaket verify`, DSS, pyHanko and pdfsig of every signed PDF whether its signatures hold. All trust the topmost certificates that
the signatures bring along, so that wholeness is compared, not trust. Writes WORK/published.tsv with a row for each file, and prints the
signatures that planpaket refuses and both DSS and pyHanko accept, and those that it accepts and either calls changed; exit code 1 when
there are any that KNOWN does not name, or a file that it names without need. What the judges say is kept in WORK: a second run asks only planpaket.
"""

import collections
import hashlib
import json
import logging
import multiprocessing
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 120  # for each file and judge

# Verdicts of the judges. "filled" and "annotated" are changes that a signature which neither certifies nor locks leaves open to them.
WHOLE, FILLED, ANNOTATED, CHANGED, BROKEN, ERROR = "whole", "filled", "annotated", "changed", "broken", "error"
ORDER = (WHOLE, FILLED, ANNOTATED, CHANGED, BROKEN, ERROR)
ACCEPTED = ("valid", "valid but", "indeterminate")
SIGNED = re.compile(rb"/ByteRange|/FT\s*/Sig|adbe\.pkcs7|adbe\.x509|ETSI\.(CAdES|RFC3161)")

# Attacks by the names that those who published them gave them. The shadow attacks' "3_…" are signed, but not yet changed.
ATTACK = re.compile("isa_|siwa|usf_|4_original|hide.(pdf|shadow|and)|replace.(pdf|shadow)|annotation-and-visible|modified_after|pdf-spoofing|"
                    "pades-spoofing|pdf-(signed-added|removed)-page|pades-signed-annot-added|form-update-override.*sneaky|.*EDITED")
# Files on which the verdicts part for a reason that docs/signatures.md gives under "Published files".
REFUSED, ATTACKED, TAKEN = "refused, though DSS and pyHanko accept it", "accepted, though made as an attack", "accepted, though DSS or pyHanko do not"
KNOWN = {
    ATTACKED: (),
    REFUSED: {
        # SHA-1, keys that are too weak, algorithms that contradict each other, certificates that cannot be used
        "DSS-1683.pdf", "Test.pdf", "pkcs7-no-message-digest.pdf", "pkcs7_sha1.pdf", "pades_with_orphan_ocsp_cert_refs.pdf",
        "pades-revoc-removed-from-dss-dict.pdf", "hello_signed_INCSAVE_signed.pdf", "hello_signed_INCSAVE_signed_EDITED.pdf",
        "self-issued-qesig.pdf", "lt-short.pdf", "ed448-disallowed-hash.pdf", "DSS-2155.pdf", "Signature-P-BG_BOR-1.pdf",
        "Signature-P-BG_BOR-2.pdf", "certified-no-change-permitted.pdf", "pades-multiple-pages-annots-overlap.pdf",
        # encrypted
        "encrypted.pdf", "edition_protected_signing_allowed_with_field_signed.pdf",
    },
    TAKEN: {
        # pyHanko: trailers that an old PDFBox wrote
        "pades-ltv.pdf", "pades-ltv-from-epes.pdf", "pades-ltv-with-reason.pdf", "pades-lt-extended-dss.pdf", "pades-tst-with-sig-type.pdf",
        "pades-lta-copied-doctst.pdf", "pades-t-duplicated-doctst.pdf", "pades-lt-extended-abde.pdf",
        # pyHanko reads no hybrid files
        "Signature-P-FR_CS-5.pdf",
        # pyHanko heeds how /VRI is written
        "25sigs.pdf", "lt-short.pdf", "DSS-2199.pdf", "Signature-P-HU_POL-7.pdf", "adbe_crl_signed.pdf", "wrong-digest-algo.pdf",
        "pades-revoc-removed-from-dss-dict.pdf",
        # pyHanko: an equal object has another number, a linearized file, plain ECDSA, an appearance that stays
        "Signature-P-DE_SCI-4.pdf", "pades-ocsp-archiveCutOff-invalid.pdf", "TeleSec_PKS_eIDAS_QES_CA_1-baseline-b.pdf",
        "form-update-ap-indirect-sneaky-trailer.pdf", "form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf",
        # DSS: a structure tree that is unlike itself, fields that are filled in, what the signature itself shows
        "DSS-3567.pdf", "DSS1376-rev_n-1.pdf", "DSS1376-rev_n-2.pdf", "DSS1376-rev_n-3.pdf", "DSS1376-rev_n-4.pdf",
        "form-update-no-override-appearance-stream-ap-indirect.pdf", "form-update-override-appearance-stream-ap-indirect.pdf",
        "form-update-override-appearance-stream.pdf",
        # indeterminate here: algorithms that are not known
        "Signature-P-HU_NET-2.pdf", "pades-unsupported-signature-algorithm.pdf",
    },
}


def plain(text):
    return re.sub(r"\s+", " ", str(text)).strip()


def worst(verdicts):
    return max(verdicts, key=ORDER.index, default="none")


def tokens(data):
    """Every CMS that stands in a file as a string, and the timestamp tokens within."""
    from asn1crypto import cms

    pending = []
    for each in re.findall(rb"<([0-9A-Fa-f\s]{200,})>", data):
        digits = re.sub(rb"\s", b"", each).decode()
        pending.append(bytes.fromhex(digits[: len(digits) // 2 * 2]))
    while pending:
        try:
            info = cms.ContentInfo.load(pending.pop())
            if info["content_type"].native != "signed_data":
                continue
            for signer in info["content"]["signer_infos"]:
                for attribute in signer["unsigned_attrs"] or ():
                    if attribute["type"].native == "signature_time_stamp_token":
                        pending += [value.dump() for value in attribute["values"]]
            yield info["content"]
        except (ValueError, TypeError, KeyError):
            continue


def anchors(data, folder):
    """The certificates of a file that no other one of it has issued; as files, too."""
    found = {}
    for signed in tokens(data):
        try:
            found |= {each.chosen.sha256: each.chosen for each in signed["certificates"] or () if each.name == "certificate"}
        except (ValueError, TypeError):
            continue
    folder.mkdir(parents=True, exist_ok=True)
    tops = []
    for digest, certificate in found.items():
        try:
            others = {each.subject.dump() for each in found.values() if each is not certificate}
            if certificate.subject == certificate.issuer or certificate.issuer.dump() not in others:
                (folder / f"{digest.hex()[:16]}.crt").write_bytes(certificate.dump())
                tops.append(certificate)
        except (ValueError, TypeError):
            continue
    return tops


def ask_planpaket(program, path, folder):
    """By field the verdict and its reasons; "" stands for the file."""
    trust = ["--trust", folder] if any(folder.iterdir()) else []
    try:
        done = subprocess.run([program, "verify", "--format", "json", *trust, path], capture_output=True, text=True, errors="replace",
                              check=False, timeout=SECONDS)
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"": ("error", "time")}
    except ValueError:
        return {"": ("error", plain(f"exit code {done.returncode}: {done.stdout} {done.stderr}"))}
    if not told["files"]:
        return {"": ("error", "; ".join(each["message"].removeprefix(f"{path} ") for each in told["errors"]))}
    return {plain(each["field"]): (each["verdict"], ", ".join(each["reasons"])) for each in told["files"][0]["signatures"]}


def ask_pdfsig(path):
    try:
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, errors="replace", check=False, timeout=SECONDS).stdout
    except subprocess.TimeoutExpired:
        return "time"
    return ", ".join(f"{count} {what}" for what, count in collections.Counter(re.findall(r"Signature Validation: (.*)", said)).items())


def pyhanko_of(signature, tops):
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    levels = {ModificationLevel.NONE: WHOLE, ModificationLevel.LTA_UPDATES: WHOLE, ModificationLevel.FORM_FILLING: FILLED,
              ModificationLevel.ANNOTATIONS: ANNOTATED}
    context = ValidationContext(trust_roots=tops, allow_fetching=False, revocation_mode="soft-fail", weak_hash_algos=())
    is_timestamp = signature.sig_object_type == "/DocTimeStamp"
    status = (validate_pdf_timestamp if is_timestamp else validate_pdf_signature)(signature, context)
    why = f"{status.coverage.name} {status.modification_level and status.modification_level.name}"
    if not (status.intact and status.valid):
        return BROKEN, f"{why} intact={status.intact} valid={status.valid}"
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or getattr(status, "docmdp_ok", True) is False:
        return CHANGED, f"{why} {signature.diff_result!r}"
    verdict = levels.get(status.modification_level, CHANGED)
    return verdict, f"{why} {signature.diff_result!r}" if verdict == CHANGED else why


def pyhanko_says(path, tops, strict):
    from pyhanko.pdf_utils.reader import PdfFileReader

    said = {}
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=strict)
        if reader.encrypted:
            reader.decrypt(b"")
        for signature in reader.embedded_signatures:
            try:
                verdict, why = pyhanko_of(signature, tops)
            except Exception as wrong:  # pyHanko raises whatever its parsers raise
                verdict, why = ERROR, f"{type(wrong).__name__} {wrong}"
            said[plain(signature.field_name)] = verdict, plain(why if strict else f"leniently: {why}")
    return said


def ask_pyhanko(path, tops):
    """PyHanko strictly, and leniently if it stops at something, in a process of its own, which can be ended."""
    receiving, sending = multiprocessing.Pipe(duplex=False)

    def answer():
        said = {"": (ERROR, "")}
        for strict in (True, False):
            try:
                said = pyhanko_says(path, tops, strict)
            except Exception as wrong:
                said[""] = ERROR, plain(f"{type(wrong).__name__} {wrong}")
            if ERROR not in {verdict for verdict, _ in said.values()}:
                break
        sending.send(said)

    process = multiprocessing.get_context("fork").Process(target=answer)
    process.start()
    said = receiving.recv() if receiving.poll(SECONDS) else {"": (ERROR, "time")}
    process.kill()
    process.join()
    return said


def ask_dss(dss, work, files):
    """By path what DSS says by field, from one Java machine."""
    listed = work / "list"
    listed.write_text("".join(f"{path}\t{folder}\n" for path, folder in files), encoding="utf-8")
    said = subprocess.run(["java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                           "-cp", f"{dss}/*", HERE / "dss/Changes.java", listed, str(SECONDS)], stdout=subprocess.PIPE, check=True).stdout
    judged = collections.defaultdict(dict)
    for line in said.decode(errors="replace").splitlines():
        path, field, kind, *rest = line.split("\t")
        if kind == "error":
            judged[path][""] = ERROR, rest[0]
            continue
        whole, changes, indication = rest
        if whole != "whole":
            verdict = BROKEN
        elif re.search("undefined|looks otherwise|added or removed", changes):
            verdict = CHANGED
        else:
            verdict = ANNOTATED if "annotation" in changes else WHOLE
        judged[path][plain(field)] = verdict, plain(f"{whole if whole != 'whole' else ''} {changes} [{indication}]")
    return judged


def ask_judges(files, dss, work):
    """What the judges say, by digest of the file."""
    kept = work / "judged.json"
    judged = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    new = {digest: file for digest, file in files.items() if digest not in judged}
    by_dss = ask_dss(dss, work, [(path, folder) for path, folder, _ in new.values()]) if new else {}
    for digest, (path, _, tops) in new.items():
        judged[digest] = [by_dss.get(str(path), {}), ask_pyhanko(path, tops), ask_pdfsig(path)]
    kept.write_text(json.dumps(judged), encoding="utf-8")
    return judged


def partings(path, ours, by_dss, by_pyhanko):
    """Where planpaket judges otherwise than the others, by the field, or accepts an attack."""
    if ATTACK.match(path.name) and ours and all(verdict in ACCEPTED for verdict, _ in ours.values()):
        yield ATTACKED, row(ours)
    for field in sorted({*by_dss} | {*by_pyhanko}):
        # A signature that several fields share is told once.
        shared = (said for name, said in ours.items() if name == field or field in name.split(", "))
        verdict, why = next(shared, ours.get("", ("none", "")))
        others = {by_dss.get(field, ("none",))[0], by_pyhanko.get(field, ("none",))[0]}
        if verdict not in ACCEPTED and others <= {WHOLE, FILLED, ANNOTATED}:
            yield REFUSED, f"{field}: {why or verdict}"
        elif verdict in ACCEPTED and others & {CHANGED, BROKEN}:
            yield TAKEN, f"{field}: {', '.join(sorted(others))}"


def row(said):
    return "; ".join(f"{field}: {verdict} {why}" for field, (verdict, why) in said.items())


def main():
    program, pyhanko, dss, work, *places = sys.argv[1:]
    sys.path.insert(0, pyhanko)
    logging.disable()
    work = pathlib.Path(work).resolve()
    paths = []
    for place in map(pathlib.Path, places):
        paths += sorted(each for each in place.rglob("*") if each.suffix.lower() == ".pdf") if place.is_dir() else [place]
    files = {}
    for path in paths:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if SIGNED.search(data) and digest not in files:
            folder = work / "anchors" / digest[:16]
            files[digest] = (path.resolve(), folder, anchors(data, folder))
    judged = ask_judges(files, dss, work)
    parted = collections.defaultdict(list)
    told = {kind: set() for kind in KNOWN}
    signed = 0
    with (work / "published.tsv").open("w", encoding="utf-8") as out:
        out.write("file\tplanpaket\tDSS\tpyHanko\tpdfsig\tplanpaket says\tDSS says\tpyHanko says\n")
        for digest, (path, folder, _) in files.items():
            ours = ask_planpaket(program, path, folder)
            by_dss, by_pyhanko, pdfsig = judged[digest]
            signed += bool(ours or by_dss or by_pyhanko)
            ranks = ("valid", "valid but", "indeterminate", "invalid", "error")
            out.write("\t".join((str(path), max((each for each, _ in ours.values()), key=ranks.index, default="none"),
                                 worst(each for each, _ in by_dss.values()), worst(each for each, _ in by_pyhanko.values()), pdfsig,
                                 row(ours), row(by_dss), row(by_pyhanko))) + "\n")
            for kind, what in partings(path, ours, by_dss, by_pyhanko):
                told[kind].add(path.name)
                parted[f"{kind}, as docs/signatures.md says" if path.name in KNOWN[kind] else kind].append(f"{path}: {what}")
    # Who did not answer in time cannot agree either.
    names = {path.name for digest, (path, _, _) in files.items()
             if all(said and all(verdict != ERROR for verdict, *_ in said.values()) for said in judged[digest][:2])}
    for kind, known in KNOWN.items():
        if agreed := sorted(names & set(known) - told[kind]):
            parted[f"named in KNOWN as {kind}, which no longer is so"] = agreed
    for kind, those in sorted(parted.items()):
        print(f"{len(those)} {kind}:", *those, sep="\n  ")
    print(f"{signed} signed files of {len(paths)} are judged in {work / 'published.tsv'}")
    return 1 if any("docs" not in kind for kind in parted) else 0


if __name__ == "__main__":
    sys.exit(main())
