"""Has veraPDF judge PDFs.

    judge.py JARS FILE.pdf…

JARS is the folder of veraPDF and what it needs. Prints a verdict per file, and for a refused one the rules that it breaks.
Exit code 1 when a file is refused.
"""

import json
import os
import subprocess
import sys
import tempfile

PROFILES = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


def judge(jars, profile, files):
    """For each file the rules that it breaks, as (clause and test, times, description, where). One process judges them all."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["java", f"-Dapp.home={folder}", f"-Duser.home={folder}", "-cp", os.path.join(jars, "*"), "org.verapdf.apps.GreenfieldCliWrapper",
                   "--flavour", profile, "--format", "json", "--maxfailuresdisplayed", "1", "--loglevel", "0", *files]
        done = subprocess.run(command, capture_output=True, text=True)
    try:
        jobs = json.loads(done.stdout)["report"]["jobs"]
    except (json.JSONDecodeError, KeyError):
        raise SystemExit(f"veraPDF gave no report:\n{done.stdout[-1000:]}{done.stderr[-3000:]}") from None
    verdicts = {}
    for job in jobs:
        name = job["itemDetails"]["name"]
        results = job.get("validationResult")
        if not results:
            verdicts[name] = [("unreadable", 1, str(job.get("taskException", job))[:300], "")]
            continue
        broken = []
        for result in results:
            for rule in result["details"]["ruleSummaries"]:
                if rule["ruleStatus"] == "FAILED":
                    checks = rule.get("checks") or [{}]
                    broken.append((f"{rule['clause']}-{rule['testNumber']}", rule["failedChecks"], rule["description"],
                                   checks[0].get("context", "")))
            if not result["compliant"] and not broken:
                broken.append(("not compliant", 1, "", ""))
        verdicts[name] = sorted(broken)
    missing = [file for file in files if file not in verdicts]
    if missing:
        raise SystemExit(f"veraPDF said nothing about {', '.join(missing)}")
    return verdicts


def main():
    jars, files = sys.argv[1], [os.path.abspath(file) for file in sys.argv[2:]]
    if not files:
        raise SystemExit("judge: no files to judge")
    root = os.path.commonpath([os.path.dirname(file) for file in files])
    verdicts = {profile: judge(jars, profile, files) for profile in PROFILES}
    refused = 0
    for file in files:
        good = not any(verdicts[profile][file] for profile in PROFILES)
        refused += not good
        print(f"{'pass' if good else 'FAIL'}  {os.path.relpath(file, root)}")
        for profile, name in PROFILES.items():
            for rule, times, description, where in verdicts[profile][file]:
                print(f"      {name} {rule}, {times} times: {description}\n          first at {where}")
    print(f"{len(files) - refused} of {len(files)} files pass {' and '.join(PROFILES.values())}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
