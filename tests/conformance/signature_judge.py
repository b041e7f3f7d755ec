"""Has independent judges look at signed files.

    signature_judge.py PLANPAKET TEMPLATES PYHANKO VERAPDF FOLDER PLAN.toml

Signs a document in every way, with a certificate authority of its own on loopback, and asks poppler's pdfsig, qpdf, pyHanko and
veraPDF. Then a changed file: pyHanko must refuse it, or this judge is asleep. Exit code 1 when a file is refused.
"""

import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
sys.path.insert(0, str(HERE))

from authority import Authority  # noqa: E402
from judge import PROFILES, judge  # noqa: E402


# When each of several signers has a document timestamp, pyHanko does not trust the later ones ("OCSP response certificate serial
# number does not match"). Whether that is a fault of the file or of pyHanko is not known. Such a file is told as open, and fails
# as soon as pyHanko accepts it, so that this rule is then taken away.
def is_open(level, number):
    return level == "b-lta" and number > 1


def pyhanko_verdicts(path, authority, level):
    """For each signature whether pyHanko calls it whole and trusted at its level, and what it says."""
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import RevocationInfoValidationType, validate_pdf_ltv_signature, validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    data = (authority.trust / "ca.crt").read_bytes()
    root = x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)
    kinds = {"b-lt": RevocationInfoValidationType.PADES_LT, "b-lta": RevocationInfoValidationType.PADES_LTA}
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        for signature in reader.embedded_regular_signatures:
            if level in kinds:
                # The last timestamp is checked as of now, by asking its authority: all before it only by what is in the file.
                now = {"trust_roots": [root], "allow_fetching": True}
                status = validate_pdf_ltv_signature(signature, kinds[level], now)
            else:
                status = validate_pdf_signature(signature, signer_validation_context=ValidationContext(trust_roots=[root], allow_fetching=False))
            good = status.bottom_line and status.intact and status.valid and status.trusted
            if level != "b-b":
                good = good and status.timestamp_validity is not None and status.timestamp_validity.valid
            yield signature.field_name, good, status.summary()
        for stamp in reader.embedded_timestamp_signatures:
            status = validate_pdf_timestamp(stamp, validation_context=ValidationContext(trust_roots=[root], allow_fetching=False))
            yield stamp.field_name, status.valid and status.intact and status.trusted, status.summary()


def make_files(program, templates, folder, plan, authority):
    """The signed files, each with the level that it claims."""
    def run(*words):
        done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"planpaket {words}: {done.stderr}")

    run("build", "--templates", templates, "--format", "pdf", "-o", folder, plan)
    unsigned = next(iter(sorted(folder.glob("*/beslutsunderlag.pdf"))))
    chair, chief = authority.issue("Karin Ek"), authority.issue("Per Åsberg", key=("rsa:2048",))
    told = subprocess.run([program, "verify", "--format", "json", unsigned], capture_output=True, text=True, check=False).stdout
    first, second = json.loads(told)["files"][0]["empty_fields"][:2]
    people = [(chair, first, "Stadsdelsdirektör", []), (chief, second, "Polisområdeschef", ["--pss"]),
              (chair, "granskare", "Granskare", [])]
    for visible in (True, False):
        for level in ("b-b", "b-t", "b-lt", "b-lta"):
            path = folder / f"{level}-{'visible' if visible else 'invisible'}.pdf"
            shutil.copy(unsigned, path)
            for number, (identity, field, role, words) in enumerate(people, 1):
                # PyHanko knows no structure trees: it refuses the tag that a new visible field gets, so the third has none.
                seen = visible and field != "granskare"
                run("sign", path, "--templates", templates, "--key", identity[0], "--cert", identity[1], "--field", field, "--role", role, *words,
                    *(["--visible"] if seen else []), *(["--certify", "forms"] if number == 1 else []), "--level", level,
                    *(["--tsa", authority.tsa, "--trust", authority.trust] if level != "b-b" else []))
                copy = path.with_name(f"{path.stem}-{number}.pdf")
                shutil.copy(path, copy)
                yield copy, level, number


def complaints(path, level, number, authority):
    """What the judges have against a file."""
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    # Poppler counts document timestamps but cannot check them.
    valid = said.count("Signature is Valid")
    if valid < number:
        yield f"pdfsig calls {valid} of {number} signatures valid"
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        yield "qpdf: " + checked.stderr
    count = 0
    for field, good, summary in pyhanko_verdicts(path, authority, level):
        count += 1
        if not good:
            yield f"pyHanko on {field}: {summary}"
    if count < number:
        yield f"pyHanko sees {count} of {number} signatures"


def main():
    program, templates, pyhanko, verapdf, folder, plan = sys.argv[1:]
    sys.path.insert(0, pyhanko)
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    refused = open_files = 0
    with Authority(folder) as authority:
        files = list(make_files(program, templates, folder, plan, authority))
        verdicts = {profile: judge(verapdf, profile, [str(path) for path, _, _ in files]) for profile in PROFILES}
        for path, level, number in files:
            said = list(complaints(path, level, number, authority))
            for profile, name in PROFILES.items():
                said += [f"{name} {rule[0]}: {rule[2]} at {rule[3]}" for rule in verdicts[profile][str(path)]]
            if is_open(level, number):
                if not said:
                    said = ["passes now: no longer open"]
                elif all("OCSP response certificate serial number does not match" in each or "UNTRUSTED" in each for each in said):
                    print(f"open  {path.name}: pyHanko does not trust a later signer")
                    open_files += 1
                    continue
            refused += bool(said)
            print(f"{'FAIL' if said else 'pass'}  {path.name}" + "".join(f"\n      {each}" for each in said))
        forged = folder / "forged.pdf"
        data = bytearray(files[0][0].read_bytes())
        data[40] ^= 1
        forged.write_bytes(data)
        if all(good for _, good, _ in pyhanko_verdicts(forged, authority, "b-b")):
            print("FAIL  pyHanko does not see a changed byte")
            refused += 1
    print(f"{len(files) - refused - open_files} of {len(files)} signed files ({open_files} open) pass pdfsig, qpdf, pyHanko, {' and '.join(PROFILES.values())}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
