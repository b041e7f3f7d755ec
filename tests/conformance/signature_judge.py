"""Has independent judges look at signed files.

    signature_judge.py PLANPAKET TEMPLATES PYHANKO VERAPDF DSS FOLDER PLAN.toml

Signs a document in every way, with a certificate authority of its own on loopback, and asks poppler's pdfsig, qpdf, pyHanko and DSS,
the European Commission's validator (both by ETSI EN 319 102-1, from the file alone; pyHanko of B-LTA also as of ten years later), and
veraPDF. Then a changed file, and files said to be of a level that they do not reach: they must be refused, or this judge is asleep. Last, fields that a signature locks (lock_judge.py). Exit
code 1 when a file is refused.
"""

import asyncio
import dataclasses
import datetime
import json
import logging
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
sys.path.insert(0, str(HERE))

from authority import Authority  # noqa: E402
from judge import PROFILES, judge  # noqa: E402
import lock_judge  # noqa: E402


def specification(authority, with_revocation):
    """How pyHanko is to validate: one anchor, nothing fetched, so that what is needed has to be in the file."""
    from asn1crypto import pem, x509
    from pyhanko.sign.validation.policy_decl import (PdfSignatureValidationSpec, RevinfoOnlineFetchingRule, RevocationInfoGatheringSpec,
                                                     SignatureValidationSpec)
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, CertRevTrustPolicy
    from pyhanko_certvalidator.registry import SimpleTrustManager

    data = (authority.trust / "ca.crt").read_bytes()
    root = x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)
    policy = CertValidationPolicySpec(trust_manager=SimpleTrustManager.build([root]),
                                      revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO if with_revocation else NO_REVOCATION))
    gathering = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    return PdfSignatureValidationSpec(SignatureValidationSpec(cert_validation_policy=policy, revinfo_gathering_policy=gathering))


def stored(reader):
    """The validation data that a file brings along."""
    from asn1crypto import ocsp
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError
    from pyhanko.sign.validation.policy_decl import LocalKnowledge
    from pyhanko_certvalidator.revinfo.archival import OCSPContainer

    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return LocalKnowledge()
    responses = [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    return LocalKnowledge(known_ocsps=[one for each in responses for one in OCSPContainer.load_multi(each)], known_certs=list(store.load_certs()))


async def verdict(signature, level, specification):
    """What pyHanko has against a signature by the algorithm of ETSI EN 319 102-1 for its level: 5.3, 5.5 or 5.6.3. None if nothing."""
    from pyhanko.sign.ades.report import AdESPassed
    from pyhanko.sign.validation import PdfSignatureStatus, ades, async_validate_pdf_signature
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    rules = specification.signature_validation_spec
    if level == "b-lta":
        result = await ades.ades_lta_validation(signature, specification)
        status = result.api_status
    elif level in ("b-t", "b-lt"):
        signature.compute_integrity_info(diff_policy=specification.diff_policy)
        rules = dataclasses.replace(rules, local_knowledge=stored(signature.reader))
        result = await ades.ades_with_time_validation(signature.signed_data, rules, raw_digest=signature.compute_digest(),
                                                      extra_status_kwargs=signature.summarise_integrity_info(), status_cls=PdfSignatureStatus)
        status = result.api_status
    else:
        result = await ades.ades_basic_validation(signature.signed_data, rules, raw_digest=signature.compute_digest())
        context = rules.cert_validation_policy.build_validation_context(timing_info=ValidationTimingInfo.now(), handlers=None)
        status = await async_validate_pdf_signature(signature, context, diff_policy=specification.diff_policy)
    if result.ades_subindic != AdESPassed.OK:
        return f"{result.ades_subindic} {result.failure_msg or ''}"
    if not (status.bottom_line and status.intact and status.valid and status.trusted):
        return status.summary()
    if level != "b-b" and not (status.timestamp_validity and status.timestamp_validity.valid and status.timestamp_validity.trusted):
        return "no timestamp that is trusted"
    if level == "b-lta":
        if result.oldest_evidence_record_timestamp is None:
            return "no trusted timestamp of the document"
        later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3650)
        future = await ades.simulate_future_ades_lta_validation(signature, specification, later)
        if future.ades_subindic != AdESPassed.OK:
            return f"in ten years, with timestamps renewed: {future.ades_subindic} {future.failure_msg or ''}"
    return None


def pyhanko_verdicts(path, authority, level):
    """For each signature pyHanko's reason to refuse it, or None."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    specified = specification(authority, level in ("b-lt", "b-lta"))
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        for signature in reader.embedded_regular_signatures:
            yield signature.field_name, asyncio.run(verdict(signature, level, specified))


def make_files(run, program, templates, folder, unsigned, chair, chief, authority):
    """The signed files, each with the level that it claims."""
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


def dss_verdicts(dss, authority, demand, paths):
    """By path, for each signature DSS's level and verdict, with its reasons. `demand`: see Judge.java."""
    said = subprocess.run(["java", "-cp", f"{dss}/*", HERE / "dss/Judge.java", authority.trust / "ca.crt", demand, *paths],
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    verdicts = {path: [] for path in paths}
    for line in said.splitlines():
        path, *verdict = line.split("\t")
        verdicts[pathlib.Path(path)].append(verdict)
    return verdicts


def dss_complaints(verdicts, level, number):
    """What DSS has against a file."""
    if len(verdicts) != number:
        yield f"DSS sees {len(verdicts)} of {number} signatures"
    for reached, verdict, reasons in verdicts:
        if (reached, verdict) != (f"PAdES-BASELINE-{level[2:].upper()}", "TOTAL_PASSED"):
            yield f"DSS: {reached}, {verdict} {reasons}"


def complaints(path, level, number, authority):
    """What the other judges have against a file."""
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    # Poppler counts document timestamps but cannot check them.
    valid = said.count("Signature is Valid")
    if valid < number:
        yield f"pdfsig calls {valid} of {number} signatures valid"
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        yield "qpdf: " + checked.stderr
    count = 0
    for field, reason in pyhanko_verdicts(path, authority, level):
        count += 1
        if reason is not None:
            yield f"pyHanko on {field}: {reason}"
    if count < number:
        yield f"pyHanko sees {count} of {number} signatures"


def main():
    program, templates, pyhanko, verapdf, dss, folder, plan = sys.argv[1:]
    sys.path.insert(0, pyhanko)
    logging.disable()  # pyHanko tells of everything that it tries
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    refused = 0

    def run(*words):
        done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"planpaket {words}: {done.stderr}")

    with Authority(folder) as authority:
        run("build", "--templates", templates, "--format", "pdf", "-o", folder, plan)
        unsigned = next(iter(sorted(folder.glob("*/beslutsunderlag.pdf"))))
        chair, chief = authority.issue("Karin Ek"), authority.issue("Per Åsberg", key=("rsa:2048",))
        files = list(make_files(run, program, templates, folder, unsigned, chair, chief, authority))
        verdicts = {profile: judge(verapdf, profile, [str(path) for path, _, _ in files]) for profile in PROFILES}
        by_dss = {}
        for demand, levels in (("offline", ("b-b", "b-t")), ("all", ("b-lt", "b-lta"))):
            by_dss |= dss_verdicts(dss, authority, demand, [path for path, level, _ in files if level in levels])
        for path, level, number in files:
            said = [*complaints(path, level, number, authority), *dss_complaints(by_dss[path], level, number)]
            for profile, name in PROFILES.items():
                said += [f"{name} {rule[0]}: {rule[2]} at {rule[3]}" for rule in verdicts[profile][str(path)]]
            refused += bool(said)
            print(f"{'FAIL' if said else 'pass'}  {path.name}" + "".join(f"\n      {each}" for each in said))
        forged = folder / "forged.pdf"
        data = bytearray(files[0][0].read_bytes())
        data[40] ^= 1
        forged.write_bytes(data)
        # The judge is awake: it sees a changed byte, and no level that is not reached.
        for path, level in ((forged, "b-b"), (folder / "b-b-visible-3.pdf", "b-t"), (folder / "b-t-visible-3.pdf", "b-lt"),
                            (folder / "b-lt-visible-3.pdf", "b-lta")):
            if any(reason is None for _, reason in pyhanko_verdicts(path, authority, level)):
                print(f"FAIL  pyHanko calls {path.name} valid at {level}")
                refused += 1
        unproven = folder / "b-t-visible-3.pdf"
        for path, level in ((forged, "b-b"), (unproven, "b-lt")):
            if not all(list(dss_complaints([verdict], level, 1)) for verdict in dss_verdicts(dss, authority, "all", [path])[path]):
                print(f"FAIL  DSS calls {path.name} valid at {level}")
                refused += 1

        def refuses(data, field):
            path = folder / "judged.pdf"
            path.write_bytes(data)
            return dict(pyhanko_verdicts(path, authority, "b-b"))[field] is not None

        locks = 0
        for name, said in lock_judge.complaints(lambda *words: run("sign", *words), refuses, folder, unsigned, chair, chief):
            locks += bool(said)
            print(f"{'FAIL' if said else 'pass'}  locked: {name}" + "".join(f"\n      {each}" for each in said))
    print(f"{len(lock_judge.LOCKS) - locks} of {len(lock_judge.LOCKS)} locks hold as pyHanko judges")
    print(f"{len(files) - refused} of {len(files)} signed files pass pdfsig, qpdf, pyHanko, DSS, {' and '.join(PROFILES.values())}")
    return 1 if refused or locks else 0


if __name__ == "__main__":
    sys.exit(main())
