"""OCFL objects that are broken, each in one way, with the code of the specification that says so. Made here, file by file."""

import copy
import hashlib
import json
import os
import shutil

SPEC = "https://ocfl.io/{}/spec/#inventory"
CONTENT = {"v1/content/a.txt": b"alfa\n", "v1/content/mapp/b.txt": b"beta\n", "v2/content/c.txt": b"gamma\n"}


def digest(data, algorithm="sha512"):
    return hashlib.new(algorithm, data).hexdigest()


def inventory(head, algorithm="sha512", spec="1.1"):
    """The inventory of the first `head` of three versions: v1 has a and b, v2 adds c, v3 names a anew."""
    a, b, c = (digest(data, algorithm) for data in CONTENT.values())
    states = [{a: ["a.txt"], b: ["mapp/b.txt"]}, {a: ["a.txt"], b: ["mapp/b.txt"], c: ["c.txt"]}, {a: ["ny.txt"], c: ["c.txt"]}]
    manifest = {a: ["v1/content/a.txt"], b: ["v1/content/mapp/b.txt"]}
    if head > 1:
        manifest[c] = ["v2/content/c.txt"]
    versions = {f"v{n}": {"created": f"2026-0{n}-01T12:00:00Z", "message": f"Version {n}", "state": states[n - 1],
                          "user": {"name": "Åsa", "address": "mailto:asa@example.se"}} for n in range(1, head + 1)}
    return {"id": "urn:example:prov", "type": SPEC.format(spec), "digestAlgorithm": algorithm, "head": f"v{head}", "manifest": manifest,
            "versions": versions}


def write(folder, what, algorithm="sha512"):
    """An inventory with its sidecar; a text is written as it is."""
    data = (what if isinstance(what, str) else json.dumps(what, ensure_ascii=False, indent=1)).encode()
    (folder / "inventory.json").write_bytes(data)
    (folder / f"inventory.json.{algorithm}").write_text(f"{digest(data, algorithm)} inventory.json\n")


def make_object(folder):
    """A sound object of three versions."""
    folder.mkdir(parents=True)
    (folder / "0=ocfl_object_1.1").write_text("ocfl_object_1.1\n")
    for name, data in CONTENT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "v3").mkdir()
    for n in (1, 2, 3):
        write(folder / f"v{n}", inventory(n))
    write(folder, inventory(3))


def edited(change, everywhere=False):
    """Breaks the newest inventory (in the object and in v3), or all, by changing what it says."""
    def apply(folder):
        for n in (1, 2, 3) if everywhere else (3,):
            changed = inventory(n)
            changed = change(changed) or changed
            write(folder / f"v{n}", changed)
            if n == 3:
                write(folder, changed)
    return apply


def texted(old, new):
    """Breaks the newest inventory by replacing text in its JSON."""
    def apply(folder):
        text = json.dumps(inventory(3), ensure_ascii=False, indent=1)
        assert old in text
        for place in (folder, folder / "v3"):
            write(place, text.replace(old, new, 1))
    return apply


def put(*keys):
    """A change that sets the value at keys[:-1] to keys[-1]."""
    def change(value):
        for key in keys[:-2]:
            value = value[key]
        value[keys[-2]] = keys[-1]
    return change


def drop(*keys):
    def change(value):
        for key in keys[:-1]:
            value = value[key]
        del value[keys[-1]]
    return change


def rename_path(old, new):
    """A content path of the manifest is another."""
    def change(value):
        value["manifest"] = {key: [new if path == old else path for path in paths] for key, paths in value["manifest"].items()}
    return change


def logical(old, new):
    def change(value):
        value["versions"]["v3"]["state"] = {key: [new if path == old else path for path in paths]
                                            for key, paths in value["versions"]["v3"]["state"].items()}
    return change


A, B, C = (digest(data) for data in CONTENT.values())


def write_file(name, data=b"x\n"):
    def apply(folder):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return apply


def older(change, n=2):
    """Breaks the inventory of an older version."""
    def apply(folder):
        changed = inventory(n)
        write(folder / f"v{n}", change(changed) or changed)
    return apply


def upper(value):
    value["manifest"] = {key.upper() if key == A else key: paths for key, paths in value["manifest"].items()}


def twice(value):
    value["manifest"][A.upper()] = ["v1/content/mapp/b.txt"]
    del value["manifest"][B]


def wrong_algorithm(folder):
    for place in (folder, folder / "v3"):
        write(place, inventory(3, "md5"), "md5")
        (place / "inventory.json.sha512").unlink()


def sidecar(text):
    def apply(folder):
        for place in (folder, folder / "v3"):
            (place / "inventory.json.sha512").write_text(text.format(digest=digest((place / "inventory.json").read_bytes())))
    return apply


def padded(folder):
    """Versions named v01, v2, v3."""
    (folder / "v1").rename(folder / "v01")
    text = json.dumps(inventory(3)).replace("v1/", "v01/").replace('"v1"', '"v01"')
    for place in (folder, folder / "v3"):
        write(place, text)


# Name, the codes of which at least one must be given (the first by us), how to break it.
OBJECTS = [
    ("extra-file", ["E001"], write_file("anteckning.txt")),
    ("extra-folder", ["E001"], write_file("bilder/a.png")),
    ("no-declaration", ["E003"], lambda folder: (folder / "0=ocfl_object_1.1").unlink()),
    ("two-declarations", ["E003"], write_file("0=ocfl_object_1.0", b"ocfl_object_1.0\n")),
    ("unknown-declaration", ["E006", "E003"], lambda folder: (folder / "0=ocfl_object_1.1").rename(folder / "0=ocfl_object_9.9")),
    ("declaration-says-else", ["E007"], write_file("0=ocfl_object_1.1", b"ocfl_object_1.0\n")),
    ("no-versions", ["E008"], edited(put("versions", {}))),
    ("no-first-version", ["E009"], edited(drop("versions", "v1"))),
    ("missing-version", ["E010"], edited(drop("versions", "v2"))),
    ("mixed-names", ["E012", "E009", "E010"], padded),
    ("file-in-version", ["E015"], write_file("v2/anteckning.txt")),
    ("content-directory-with-slash", ["E017"], edited(put("contentDirectory", "con/tent"))),
    ("content-directory-up", ["E018"], edited(put("contentDirectory", ".."))),
    ("content-directory-later", ["E019", "E020"], edited(put("contentDirectory", "content"))),
    ("content-not-in-manifest", ["E023"], write_file("v2/content/extra.txt")),
    ("empty-folder-in-content", ["E024"], lambda folder: (folder / "v2/content/tom").mkdir()),
    ("md5", ["E025"], wrong_algorithm),
    ("short-digest", ["E031", "E025"], edited(lambda value: value["manifest"].update({"abc": ["v2/content/c.txt"]}))),
    ("no-json", ["E033"], lambda folder: write(folder, "{")),
    ("no-object", ["E033"], lambda folder: write(folder, "[]")),
    ("no-id", ["E036"], edited(drop("id"))),
    ("no-type", ["E036"], edited(drop("type"))),
    ("no-head", ["E036"], edited(drop("head"))),
    ("empty-id", ["E037"], edited(put("id", ""))),
    ("another-id-before", ["E037"], older(put("id", "urn:example:annan"))),
    ("unknown-type", ["E038"], edited(put("type", "https://example.se/inventory"))),
    ("head-not-newest", ["E040"], edited(put("head", "v2"))),
    ("head-no-text", ["E040"], edited(put("head", 3))),
    ("no-manifest", ["E041"], edited(drop("manifest"))),
    ("content-path-beside", ["E042"], edited(rename_path("v2/content/c.txt", "v2/c.txt"))),
    ("content-path-of-no-version", ["E042"], edited(rename_path("v2/content/c.txt", "v9/content/c.txt"))),
    ("versions-no-object", ["E044"], edited(put("versions", []))),
    ("missing-version-folder", ["E046"], lambda folder: shutil.rmtree(folder / "v3")),
    ("unknown-version-folder", ["E046"], write_file("v4/content/d.txt")),
    ("no-created", ["E048"], edited(drop("versions", "v3", "created"))),
    ("no-state", ["E048"], edited(drop("versions", "v3", "state"))),
    ("date-without-zone", ["E049"], edited(put("versions", "v3", "created", "2026-03-01T12:00:00"))),
    ("date-only", ["E049"], edited(put("versions", "v3", "created", "2026-03-01"))),
    ("state-of-unknown-digest", ["E050"], edited(lambda value: value["versions"]["v3"]["state"].update({"f" * 128: ["d.txt"]}))),
    ("digest-in-other-case", ["E050"], edited(upper)),
    ("logical-path-up", ["E052"], edited(logical("ny.txt", "../ny.txt"))),
    ("logical-path-from-root", ["E053"], edited(logical("ny.txt", "/etc/passwd"))),
    ("user-without-name", ["E054"], edited(drop("versions", "v3", "user", "name"))),
    ("unknown-fixity-algorithm", ["E056"], edited(put("fixity", {"crc": {}}))),
    ("fixity-of-unknown-file", ["E057", "E093"], edited(put("fixity", {"md5": {"0" * 32: ["v1/content/zz.txt"]}}))),
    ("no-sidecar", ["E058"], lambda folder: (folder / "inventory.json.sha512").unlink()),
    ("sidecar-lies", ["E060"], sidecar("0" * 128 + " inventory.json\n")),
    ("sidecar-malformed", ["E061"], sidecar("{digest} förteckning\n")),
    ("older-sidecar-lies", ["E060"], lambda folder: (folder / "v1/inventory.json.sha512").write_text("0" * 128 + " inventory.json\n")),
    ("no-inventory", ["E063"], lambda folder: (folder / "inventory.json").unlink()),
    ("newest-inventory-differs", ["E064"], lambda folder: write(folder / "v3", json.dumps(inventory(3)))),
    ("older-state-differs", ["E066"],
     older(lambda value: value["versions"]["v1"].update(state={A: ["annan.txt"], B: ["mapp/b.txt"]}))),
    ("file-in-extensions", ["E067"], write_file("extensions/a.txt")),
    ("manifest-no-array", ["E092"], edited(put("manifest", C, "v2/content/c.txt"))),
    ("changed-file", ["E092"], write_file("v1/content/a.txt", b"alfb\n")),
    ("missing-file", ["E092"], lambda folder: (folder / "v1/content/a.txt").unlink()),
    ("wrong-fixity", ["E093"], edited(put("fixity", {"md5": {"0" * 32: ["v1/content/a.txt"]}}))),
    ("message-no-text", ["E094"], edited(put("versions", "v3", "message", 3))),
    ("logical-path-twice", ["E095"], edited(logical("ny.txt", "c.txt"))),
    ("logical-path-conflict", ["E095"], edited(logical("ny.txt", "c.txt/ny.txt"))),
    ("digest-twice", ["E096"], edited(twice)),
    ("fixity-digest-twice", ["E097"], edited(put("fixity", {"md5": {digest(b"alfa\n", "md5"): ["v1/content/a.txt"],
                                                                   digest(b"alfa\n", "md5").upper(): ["v2/content/c.txt"]}}))),
    ("content-path-up", ["E099"], edited(rename_path("v2/content/c.txt", "v2/content/../content/c.txt"))),
    ("content-path-empty-step", ["E099"], edited(rename_path("v2/content/c.txt", "v2/content//c.txt"))),
    ("content-path-from-root", ["E100"], edited(rename_path("v2/content/c.txt", "/v2/content/c.txt"))),
    ("content-path-twice", ["E101"], edited(lambda value: value["manifest"][A].append("v2/content/c.txt"))),
    ("earlier-specification", ["E103"], older(put("type", SPEC.format("1.0")), n=2)),
    ("unused-digest", ["E107"], edited(lambda value: value["versions"]["v3"]["state"].pop(C) and value["versions"]["v2"]["state"].pop(C) and None)),
    ("fixity-no-object", ["E111"], edited(put("fixity", None))),
]

# What the specification forbids and ocfl-py does not look for.
BEYOND = [
    ("unknown-key", ["E102"], edited(put("färg", "blå"))),
    ("key-twice", ["E033"], texted('"head": "v3"', '"head": "v3", "head": "v3"')),
    ("digest-key-twice", ["E096"], texted(f'"{C}": [', f'"{C}": ["v1/content/a.txt"], "{C}": [')),
    ("manifest-no-object", ["E106"], edited(put("manifest", []))),
    ("link-in-content", ["E090"], lambda folder: os.symlink("/etc/passwd", folder / "v2/content/d.txt")),
    ("link-to-folder", ["E090"], lambda folder: os.symlink("/etc", folder / "v2/content/d")),
    ("pipe-in-content", ["E090"], lambda folder: os.mkfifo(folder / "v2/content/d.txt")),
    ("file-is-a-pipe", ["E090"], lambda folder: ((folder / "v1/content/a.txt").unlink(), os.mkfifo(folder / "v1/content/a.txt"))),
    ("inventory-is-a-link", ["E090"],
     lambda folder: ((folder / "inventory.json").rename(folder / "v1/x"), os.symlink("v1/x", folder / "inventory.json"))),
    ("deep-nesting", ["E033"], lambda folder: write(folder, "[" * 100_000)),
    ("deep-key", ["E033"], edited(put("fixity", json.loads("{\"a\":" * 50 + "1" + "}" * 50)))),
    ("huge-number", ["E033", "E036", "E040"], texted('"head": "v3"', '"head": 1' + "0" * 400)),
    ("no-utf-8", ["E033"], lambda folder: (folder / "inventory.json").write_bytes(b'{"id": "\xff"}')),
    ("nul-in-path", ["E052"], edited(logical("ny.txt", "ny\0.txt"))),
    ("long-path", ["limit"], edited(logical("ny.txt", "x" * 5000))),
    ("huge-version", ["E046"], texted('"v3": {', '"v99999999999999999999": {')),
]

WARNINGS = [
    ("extra-folder-in-version", ["W002"], write_file("v2/extra/a.txt")),
    ("empty-content", ["W003"], lambda folder: (folder / "v3/content").mkdir()),
    ("id-no-uri", ["W005"], edited(put("id", "prov"), everywhere=True)),
    ("no-message", ["W007"], edited(drop("versions", "v1", "message"), everywhere=True)),
    ("no-address", ["W008"], edited(drop("versions", "v1", "user", "address"), everywhere=True)),
    ("address-no-uri", ["W009"], edited(put("versions", "v1", "user", "address", "Storgatan 1"), everywhere=True)),
    ("no-older-inventory", ["W010"], lambda folder: [(folder / f"v1/inventory.json{end}").unlink() for end in ("", ".sha512")]),
    ("older-message-differs", ["W011"], older(put("versions", "v1", "message", "Annat"))),
    ("unregistered-extension", ["W013"], write_file("extensions/egen/a.txt")),
]


def make(folder, name, change):
    """The object `name`, made in a folder of its own."""
    target = folder / name
    make_object(target)
    change(target)
    return target
