#!/usr/bin/env python3
"""Holds docs/plan.schema.json against plans: it must take every plan that the program takes, and refuse those of
tests/suite/ whose error is one of form."""

import datetime
import json
import re
import sys
import tomllib
from pathlib import Path

import jsonschema

PROJECT = Path(__file__).resolve().parents[2]

# What a schema can judge; the other errors need a whole plan, the calendar, or the text itself.
ERRORS_OF_FORM = {
    "empty-text", "inexact-date", "invalid-id", "invalid-url", "missing-key", "target-needs-one-subject", "unknown-key", "wrong-type",
}


def validator(name):
    schemas = {path.name: json.loads(path.read_text()) for path in (PROJECT / "docs").glob("*.schema.json")}
    jsonschema.Draft7Validator.check_schema(schemas[name])
    resolver = jsonschema.RefResolver(name, schemas[name], store=schemas)
    return jsonschema.Draft7Validator(schemas[name], resolver=resolver)


WHOLE = validator("plan.schema.json")
PART = validator("plan-part.schema.json")


def as_json(value):
    """As editors see TOML: dates are strings."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def reasons(schema, text):
    try:
        plan = as_json(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return ["syntax"]
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in schema.iter_errors(plan)]


def expected_errors(text):
    return set(re.findall(r"^\s*# error: \S+ ([a-z-]+)$", text, re.M))


def main():
    failures = []
    checked = 0

    def expect(valid, name, schema, text):
        nonlocal checked
        checked += 1
        found = reasons(schema, text)
        if valid and found:
            failures.append(f"{name} should be taken: {found[0]}")
        if not valid and not found:
            failures.append(f"{name} should be refused")

    for folder in ("plans", "tests/plans"):
        for path in sorted((PROJECT / folder).glob("*.toml")):
            text = path.read_text()
            expect(True, path.name, WHOLE, text)
            for name in tomllib.loads(text).get("include", []):
                expect(True, name, PART, (path.parent / name).read_text())
    for path in sorted((PROJECT / "tests/suite").glob("*.toml")):
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        errors = expected_errors(text)
        if not errors:
            expect(True, path.name, WHOLE, text)
        elif errors <= ERRORS_OF_FORM:
            expect(False, path.name, WHOLE, text)
    examples = re.findall(r"^```toml\n(.*?)^```", (PROJECT / "docs/plan-reference.md").read_text(), re.M | re.S)
    expect(True, "the examples of docs/plan-reference.md", WHOLE, "".join(examples))

    print("\n".join(failures) or f"{checked} files are judged as they should be")
    return 1 if failures or checked < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
