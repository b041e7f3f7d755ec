"""Judges submission packages: commons-ip by E-ARK SIP 2.1.0, xmllint by the schemas of METS and PREMIS. Run by scripts/conformance.

judge.py COMMONS-IP SCHEMAS WORK PACKAGE… says what is wrong with the packages, and breaks copies of the first to see each refused.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

commons_ip, schemas, work = (pathlib.Path(each).resolve() for each in sys.argv[1:4])
packages = [pathlib.Path(each).resolve() for each in sys.argv[4:]]
failed = 0


def faults(package):
    """What the judges hold against a package."""
    reports = work / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    ran = subprocess.run(["java", "-cp", f"{commons_ip}/*", "org.roda_project.commons_ip2.cli.Main", "validate", "-i", package, "-o",
                          reports, "--specification-version", "2.1.0"], cwd=reports.parent, capture_output=True, text=True)
    found = list(reports.glob("*.json"))
    if not found:
        return [f"commons-ip gave no report: {ran.stdout[-500:]}{ran.stderr[-500:]}"]
    report = json.loads(found[0].read_text())
    out = [f"{each['id']}: {'; '.join(each['testing']['issues'])[:300]}" for each in report["validation"]
           if each.get("testing", {}).get("outcome") == "FAILED" and each.get("level") == "MUST"]
    if report["summary"]["result"] != "VALID" and not out:
        out.append(f"commons-ip: {report['summary']}")
    for name, schema in (("METS.xml", "schemas2/mets1_12.xsd"), ("premis.xml", "premis-v3-0.xsd")):
        for path in sorted(package.rglob(name)):
            checked = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schemas / schema, path], capture_output=True, text=True)
            if checked.returncode != 0:
                out.append(checked.stderr.splitlines()[0])
    return out


def edit(path, pattern, replacement):
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1, flags=re.S)
    assert changed != text, (path, pattern)
    path.write_text(changed, encoding="utf-8")


DOCUMENT = "representations/documents/data/missiv.pdf"
BROKEN = {
    "a file is missing": lambda p: (p / DOCUMENT).unlink(),
    "a file is changed": lambda p: (p / DOCUMENT).write_bytes(b"%PDF-"),
    "no METS.xml": lambda p: (p / "METS.xml").unlink(),
    "no profile": lambda p: edit(p / "METS.xml", ' PROFILE="[^"]*"', ""),
    "no submitter": lambda p: edit(p / "METS.xml", '<agent ROLE="CREATOR" TYPE="ORGANIZATION">.*?</agent>', ""),
    "no software": lambda p: edit(p / "METS.xml", '<agent ROLE="CREATOR" TYPE="OTHER".*?</agent>', ""),
    "another package type": lambda p: edit(p / "METS.xml", 'OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="BOX"'),
    "no structure": lambda p: edit(p / "METS.xml", "<structMap.*</structMap>", ""),
    "a wrong size": lambda p: edit(p / "representations/documents/METS.xml", 'SIZE="\\d+"', 'SIZE="many"'),
    "PREMIS without a size": lambda p: edit(p / "representations/documents/metadata/preservation/premis.xml", "<objectCharacteristics>.*?</objectCharacteristics>", ""),
}

for package in packages:
    if package.suffix == ".zip":
        folder = work / "unpacked"
        shutil.rmtree(folder, ignore_errors=True)
        zipfile.ZipFile(package).extractall(folder)
        package = next(folder.iterdir())
    for fault in faults(package):
        print(f"  {package.name}: {fault}")
        failed = 1

for what, break_it in BROKEN.items():
    copy = work / "broken" / packages[0].name
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(packages[0], copy)
    break_it(copy)
    if not faults(copy):
        print(f"  not refused: {what}")
        failed = 1
print(f"  {len(packages)} packages judged, {len(BROKEN)} broken copies")
sys.exit(failed)
