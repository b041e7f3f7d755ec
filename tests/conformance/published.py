"""Compares what is said of files that others have published: test sets of signed PDFs, and attacks on signatures.

    published.py PLANPAKET PYHANKO DSS WORK SECONDS FILE.pdf|FOLDER...

Asks `planpaket verify`, DSS, pyHanko and pdfsig of every signed PDF whether its signatures hold. All trust the topmost certificates that
the signatures bring along, so that it is wholeness that is compared, not trust. Writes WORK/published.tsv with a row for each file, and
prints where the verdicts part. No judge gets more than SECONDS for a file.
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
# Verdicts of the judges, from good to bad. "filled" and "annotated" are changes that a signature without certification leaves open.
WHOLE, FILLED, ANNOTATED, CHANGED, BROKEN, ERROR, NONE = "whole", "filled", "annotated", "changed", "broken", "error", "none"
ORDER = [NONE, WHOLE, FILLED, ANNOTATED, CHANGED, BROKEN, ERROR]
ACCEPTED = ("valid", "valid but", "indeterminate")
SIGNED = re.compile(rb"/ByteRange|/FT\s*/Sig|adbe\.pkcs7|adbe\.x509|ETSI\.(CAdES|RFC3161)")


def worst(verdicts):
    return max(verdicts, key=ORDER.index, default=NONE)


def plain(text):
    return re.sub(r"\s+", " ", str(text)).strip()


def tokens(data):
    """Every CMS that stands in a file as a string, and the timestamp tokens within."""
    from asn1crypto import cms

    pending = [bytes.fromhex(re.sub(rb"\s", b"", each)[: len(re.sub(rb"\s", b"", each)) // 2 * 2].decode())
               for each in re.findall(rb"<([0-9A-Fa-f\s]{200,})>", data)]
    while pending:
        try:
            info = cms.ContentInfo.load(pending.pop())
            if info["content_type"].native != "signed_data":
                continue
            signed = info["content"]
            for signer in signed["signer_infos"]:
                for attribute in signer["unsigned_attrs"] or ():
                    if attribute["type"].native == "signature_time_stamp_token":
                        pending += [value.dump() for value in attribute["values"]]
            yield signed
        except (ValueError, TypeError, KeyError):
            continue


def write_anchors(data, folder):
    """The certificates of a file that no other one has issued, as files."""
    found = {}
    for signed in tokens(data):
        try:
            for choice in signed["certificates"] or ():
                if choice.name == "certificate":
                    found[choice.chosen.sha256] = choice.chosen
        except (ValueError, TypeError):
            continue
    folder.mkdir(parents=True, exist_ok=True)
    tops = []
    for certificate in found.values():
        try:
            others = {each.subject.dump() for each in found.values() if each is not certificate}
            if certificate.subject == certificate.issuer or certificate.issuer.dump() not in others:
                (folder / f"{certificate.sha256.hex()[:16]}.crt").write_bytes(certificate.dump())
                tops.append(certificate)
        except (ValueError, TypeError):
            continue
    return tops


def ask_planpaket(program, path, anchors, seconds):
    try:
        done = subprocess.run([program, "verify", "--format", "json", "--trust", anchors, path], capture_output=True, text=True, errors="replace",
                              check=False, timeout=seconds)
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return "error", "time"
    except ValueError:
        return "error", plain(f"exit {done.returncode}: {done.stdout} {done.stderr}")
    if not told["files"]:
        return "error", plain("; ".join(each["message"] for each in told["errors"]))
    file = told["files"][0]
    if not file["signatures"]:
        return "none", ""
    return file["verdict"], "; ".join(f"{each['field']}: {each['verdict']} {', '.join(each['reasons'])}" for each in file["signatures"])


def ask_pdfsig(path, seconds):
    try:
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, errors="replace", check=False, timeout=seconds).stdout
    except subprocess.TimeoutExpired:
        return ERROR
    said = re.findall(r"Signature Validation: (.*)", said)
    return ", ".join(f"{count} {what}" for what, count in collections.Counter(said).items()) or NONE


def pyhanko_says(path, anchors, strict):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    levels = {ModificationLevel.NONE: WHOLE, ModificationLevel.LTA_UPDATES: WHOLE, ModificationLevel.FORM_FILLING: FILLED,
              ModificationLevel.ANNOTATIONS: ANNOTATED, ModificationLevel.OTHER: CHANGED}
    verdicts, said = [], []
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=strict)
        if reader.encrypted:
            reader.decrypt(b"")
        for signature in reader.embedded_signatures:
            context = ValidationContext(trust_roots=anchors, allow_fetching=False, revocation_mode="soft-fail", weak_hash_algos=())
            try:
                if signature.sig_object_type == "/DocTimeStamp":
                    status = validate_pdf_timestamp(signature, context)
                else:
                    status = validate_pdf_signature(signature, context)
                level = levels[status.modification_level] if status.modification_level is not None else CHANGED
                # Form filling is what a further signature is, too; only what the certification forbids is a change.
                if not (status.intact and status.valid):
                    verdict = BROKEN
                elif getattr(status, "docmdp_ok", True) is False or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
                    verdict = CHANGED
                else:
                    verdict = level
                why = f"{status.coverage.name} {status.modification_level and status.modification_level.name}"
                if verdict in (CHANGED, BROKEN):
                    why += f" {signature.diff_result!r}"
                if verdict == BROKEN:
                    why += f" intact={status.intact} valid={status.valid}"
            except Exception as wrong:  # pyHanko raises whatever its parsers raise
                verdict, why = ERROR, f"{type(wrong).__name__} {wrong}"
            verdicts.append(verdict)
            said.append(f"{signature.field_name}: {verdict} {why}")
    return worst(verdicts), plain("; ".join(said))


def ask_pyhanko(path, anchors, seconds):
    """PyHanko in a process of its own, which can be ended."""
    receiving, sending = multiprocessing.Pipe(duplex=False)

    def answer():
        said = ERROR, ""
        for strict in (True, False):
            try:
                said = pyhanko_says(path, anchors, strict)
                if not strict:
                    said = said[0], "leniently: " + said[1]
                break
            except Exception as wrong:
                if strict or said[1] == "":
                    said = ERROR, plain(f"{type(wrong).__name__} {wrong}")
        sending.send(said)

    process = multiprocessing.get_context("fork").Process(target=answer)
    process.start()
    said = receiving.recv() if receiving.poll(seconds) else (ERROR, "time")
    process.kill()
    process.join()
    return said


def ask_dss(dss, work, files, seconds):
    """By path DSS's verdict and what it says, in one Java machine."""
    listed = work / "list"
    listed.write_text("".join(f"{path}\t{folder}\n" for path, folder in files), encoding="utf-8")
    said = subprocess.run(["java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                           "-cp", f"{dss}/*", HERE / "dss/Changes.java", listed, str(seconds)], stdout=subprocess.PIPE, check=True).stdout
    verdicts = collections.defaultdict(lambda: ([], []))
    for line in said.decode(errors="replace").splitlines():
        path, field, kind, *rest = line.split("\t")
        if kind == "error":
            verdict, why = ERROR, rest[0]
        else:
            whole, changes, indication = rest
            if whole != "whole":
                verdict = BROKEN
            elif re.search("undefined|looks otherwise|added or removed", changes):
                verdict = CHANGED
            else:
                verdict = ANNOTATED if "annotation" in changes else WHOLE
            why = f"{whole if whole != 'whole' else ''} {changes} [{indication}]"
        verdicts[path][0].append(verdict)
        verdicts[path][1].append(plain(f"{field}: {verdict} {why}"))
    return {path: (worst(all_), "; ".join(why)) for path, (all_, why) in verdicts.items()}


def ask_judges(files, dss, work, seconds):
    """What the three judges say, by digest; what they said of a file before is kept in WORK."""
    kept = work / "judged.json"
    judged = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    new = {digest: file for digest, file in files.items() if digest not in judged}
    by_dss = ask_dss(dss, work, [(path, folder) for path, folder, _ in new.values()], seconds) if new else {}
    for digest, (path, _, tops) in new.items():
        judged[digest] = [*by_dss.get(str(path), (NONE, "")), *ask_pyhanko(path, tops, seconds), ask_pdfsig(path, seconds)]
    kept.write_text(json.dumps(judged), encoding="utf-8")
    return judged


def main():
    program, pyhanko, dss, work, seconds, *places = sys.argv[1:]
    sys.path.insert(0, pyhanko)
    logging.disable()
    work, seconds = pathlib.Path(work).resolve(), int(seconds)
    paths = []
    for place in map(pathlib.Path, places):
        paths += sorted(each for each in place.rglob("*") if each.suffix.lower() == ".pdf") if place.is_dir() else [place]
    files = {}
    for path in paths:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if SIGNED.search(data) and digest not in files:
            folder = work / "anchors" / digest[:16]
            files[digest] = (path.resolve(), folder, write_anchors(data, folder))
    print(f"{len(files)} of {len(paths)} files are or look signed, and differ", flush=True)
    judged = ask_judges(files, dss, work, seconds)
    table = work / "published.tsv"
    kinds = collections.defaultdict(list)
    with table.open("w", encoding="utf-8") as out:
        out.write("file\tplanpaket\tDSS\tpyHanko\tpdfsig\tplanpaket says\tDSS says\tpyHanko says\n")
        for digest, (path, folder, _) in files.items():
            ours, why = ask_planpaket(program, path, folder, seconds)
            dss_verdict, dss_why, pyhanko_verdict, pyhanko_why, pdfsig = judged[digest]
            out.write("\t".join((str(path), ours, dss_verdict, pyhanko_verdict, pdfsig, why, dss_why, pyhanko_why)) + "\n")
            both = {dss_verdict, pyhanko_verdict}
            if ours not in ACCEPTED and both <= {WHOLE, FILLED}:
                kinds["refused, though both judges accept it"].append((path, why))
            elif ours in ACCEPTED and both & {CHANGED, BROKEN}:
                kinds["accepted, though a judge calls it changed"].append((path, f"DSS {dss_verdict}, pyHanko {pyhanko_verdict}"))
    for kind, those in sorted(kinds.items()):
        print(f"{len(those)} {kind}:")
        for path, why in those:
            print(f"  {path}: {why}")
    print(f"The table is {table}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
