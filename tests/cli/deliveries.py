"""Plans of districts and deliveries of them, made without the program: what a delivery is stands in docs/delivery.md."""

import hashlib
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench"))
import generate

DUE = "2025-05-31"
AREAS = ["Unga i riskzon", "Otrygga platser", "Organiserad brottslighet", "Särskilt utsatta brottsoffer", "Bedrägerier"]
# Who acts in every district, each time written a little differently.
SHARED = [("Polisregion Nord", "Bedrägerisektionen", ""), ("Stadsmissionen", "", ""), ("Trafikförvaltningen", "", "Trygghetsstrateg")]
TIMES = ["2025-03", "2025-Q2", "2025-09-15", "2025", "2026-06", "2024", "continuous", "line-work", {"text": "Vid behov"}]


def plan(number, *, rows=8, decided="2025-04-24", version="1.0"):
    """A district's plan, as the dictionary that its TOML form reads as; the same for the same number every time."""
    rng = random.Random(number)
    name = f"Stadsdel {number}"
    owners = [{"id": "sdf", "organisation": f"{name} stadsdelsförvaltning", "role": "Enhetschef"},
              {"id": "lpo", "organisation": f"Lokalpolisområde {number}"}]
    for place, (organisation, unit, role) in enumerate(SHARED):
        words = {"organisation": organisation, "unit": unit, "role": role}
        # Case and white space differ from district to district, and ids mean nothing.
        owners.append({"id": f"x{number}-{place}"} | {
            key: ("  ".join(word.upper().split()) if number % 2 else word) for key, word in words.items() if word})
    made = {"id": f"stadsdel-{number}-2025", "title": f"Åtgärdsplan 2025 för {name}", "language": "sv", "version": version, "period": "2025",
            "sender": {"organisation": f"{name} stadsdelsförvaltning"}, "case": {"dnr": f"SD{number} 2025/{100 + number}"},
            "body": [{"id": "namnden", "name": f"{name} stadsdelsnämnd", "kind": "committee"}], "owner": owners, "area": []}
    if decided:
        made["decision"] = [{"body": "namnden", "date": decided, "paragraph": str(number)}]
    done = 0
    titles = AREAS + ([f"Eget område i {name}"] if number % 3 == 0 else [])
    for place, title in enumerate(titles):
        # Every district has its own ids for the same areas.
        area = {"id": f"omr-{number}-{place}", "title": title, "kind": "central" if title in AREAS else "local", "problem": []}
        made["area"].append(area)
        while done < rows * (place + 1) // len(titles):
            done += 1
            problem = {"id": f"p{done}", "title": generate.filled(rng, rng.choice(generate.PROBLEMS)).rstrip("."), "cause": []}
            area["problem"].append(problem)
            for cause in range(rng.choice([1, 1, 2])):
                problem["cause"].append({"id": f"c{done}-{cause}", "text": generate.prose(rng, generate.CAUSES, 40, 90, 300), "action": []})
                for action in range(rng.choice([1, 1, 2])):
                    parties = rng.sample([owner["id"] for owner in owners], rng.choice([1, 2, 3]))
                    problem["cause"][-1]["action"].append({
                        "id": f"a{done}-{cause}-{action}", "title": generate.filled(rng, rng.choice(generate.TITLES)),
                        "text": generate.prose(rng, generate.ACTIONS, 80, 150, 500), "when": rng.choice(TIMES),
                        "lead": parties[:1], "participants": parties[1:],
                        "goal": [{"id": f"g{done}-{cause}-{action}", "text": "Rutinen är införd i alla skolor."}]})
    return made


def write_plan(path, made):
    with open(path, "w", encoding="utf-8") as file:
        generate.write_table(file, "", made)
    return path


def register(path, numbers):
    """The register of the districts with those numbers."""
    made = {"id": "stad-2025", "title": "Stadens åtgärdsplaner 2025", "language": "sv", "version": "1.0", "date": "2025-06-16",
            "period": "2025", "sender": {"organisation": "Stadsledningskontoret"},
            "district": [{"id": f"d{number}", "name": f"Stadsdel {number}", "plan": f"stadsdel-{number}-2025", "due": DUE}
                         for number in numbers]}
    return write_plan(path, made)


def deliver(folder, plan_path, made, documents, *, version="v1", form="planpaket-delivery-1"):
    """A delivery of a plan and its documents ({name: (bytes, is signed)}) as a folder."""
    files = [("plan.toml", pathlib.Path(plan_path).read_bytes(), {"kind": "plan", "media_type": "application/toml", "path": "plan.toml"})]
    for name, (data, signed) in documents.items():
        files.append((name, data, {"kind": "document", "media_type": "application/pdf", "signed": signed}))
    listed = [{"name": name, **more, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data, more in files]
    delivery = json.dumps({
        "form": form, "program": {"name": "planpaket", "version": "0"},
        "plan": {"id": made["id"], "title": made["title"], "version": made["version"], "dnr": made["case"]["dnr"]},
        "sender": made["sender"]["organisation"], "recipient": {"id": "beredning", "name": "Beredningsgruppen"}, "language": "sv",
        "archived": {"object": f"urn:planpaket:{made['id']}", "version": version, "inventory_sha512": "0" * 128}, "overrides": [],
        "files": listed}, indent=2, ensure_ascii=False).encode() + b"\n"
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    sums = []
    for name, data in [(name, data) for name, data, _ in files] + [("delivery.json", delivery)]:
        (folder / name).write_bytes(data)
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


def counts(made):
    """Problems, causes and actions per area, counted independently of the program."""
    result = []
    for area in made["area"]:
        causes = [cause for problem in area["problem"] for cause in problem["cause"]]
        result.append((area["title"], len(area["problem"]), len(causes), sum(len(cause["action"]) for cause in causes)))
    return result
