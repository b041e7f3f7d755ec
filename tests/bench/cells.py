"""The words that a plan's document shows, cell by cell, in a form that any program reads with a split.

    cells.py PLAN.toml CELLS.txt

One line each, its parts divided by tabs, paragraphs inside a part by U+001F:
    S title                       a section begins on a new page
    T width heading width heading …   a table begins; the widths in points
    R cell cell …                 a row; an empty cell is covered by the one above or says nothing
    G words                       a row of one cell across the table
"""

import os
import re
import sys
import tomllib

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]
AREA_TABLE = [(110, "Problem"), (125, "Orsak"), (180, "Åtgärd"), (110, "Operativa mål"), (65, "När"), (100, "Vem"), (72, "Uppföljning")]
OWNER_TABLE = [(200, "Ansvarig"), (60, "Roll"), (40, "Nr"), (320, "Åtgärd"), (142, "När")]
TIMELINE_TABLE = [(150, "När"), (40, "Nr"), (352, "Åtgärd"), (220, "Vem")]


def plain(text):
    """Markdown's words: links and emphasis without their signs, paragraphs divided by U+001F."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.strip())
    text = re.sub(r"\*\*?([^*\n]+)\*\*?", r"\1", text)
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text)
    return "\x1f".join(" ".join(re.sub(r"^\s*[-*]\s", "", paragraph).split()) for paragraph in paragraphs)


def date(value):
    text = str(value)
    month = re.fullmatch(r"(\d{4})-(\d\d)", text)
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", text)
    if month:
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    return f"kvartal {quarter[2]} {quarter[1]}" if quarter else text


def schedule(when):
    if when is None:
        return ""
    if not isinstance(when, dict):
        return {"continuous": "Löpande", "line-work": "Linjearbete"}.get(when) or date(when)
    if "text" in when:
        return when["text"]
    words = schedule(when["kind"]) + " " if "kind" in when else ""
    return words + "–".join(date(when[key]) for key in ("from", "to") if key in when)


def deadline(when):
    """Sorts as the last day of the schedule; nothing for open-ended work."""
    last = when.get("to", when.get("date")) if isinstance(when, dict) else when
    text = str(last) if last is not None else ""
    if not text[:1].isdigit():
        return None
    ends = {"Q1": "-03-31", "Q2": "-06-30", "Q3": "-09-30", "Q4": "-12-31", "H1": "-06-30", "H2": "-12-31"}
    return text[:4] + ends[text[5:]] if text[5:] in ends else (text + "-12-31")[:10] if len(text) == 4 else (text + "-31")[:10]


KINDS = {"one-off": "Punktinsats", "line-work": "Linjearbete"}
EFFECTS = {"immediate": "omedelbar effekt", "short": "effekt på kort sikt", "long": "effekt på lång sikt"}


def facts(action, cited):
    """What is said below an action's text."""
    said = [KINDS[action.get("kind", "one-off")], "i samverkan med polisen" if action.get("with_police") else "i egen regi"]
    said += [EFFECTS[action["effect"]]] if "effect" in action else []
    said += ["ny i planen"] if action.get("new") else []
    for key, word in (("resources", "metodstöd"), ("strategies", "strategi")):
        if action.get(key):
            said.append(f"{word}: " + ", ".join(cited[name] for name in ids(action[key])))
    return " · ".join(said)


def goals(action):
    """Each goal's text, and below it how it is measured and when it is to be reached."""
    for goal in action.get("goal", []):
        yield plain(goal["text"])
        said = [f"Mått: {goal['measure']}"] if "measure" in goal else []
        said += [f"senast {date(goal['by'])}"] if "by" in goal else []
        if said:
            yield " · ".join(said)


def ids(value):
    return value if isinstance(value, list) else [value] if value else []


def rows(plan):
    """Every action with its number and with the problem and the cause where it is their first."""
    for area_number, area in enumerate(plan["area"], 1):
        number = 0
        for problem in area.get("problem", []):
            first_of_problem = True
            for cause in problem.get("cause", []):
                first_of_cause = True
                for action in cause.get("action", []):
                    number += 1
                    yield area, problem if first_of_problem else None, cause if first_of_cause else None, action, f"{area_number}.{number}"
                    first_of_problem = first_of_cause = False


def sections(plan):
    """The lines of the form above, each a list."""
    names = {owner["id"]: owner.get("name") or ", ".join(owner[key] for key in ("role", "unit", "organisation") if key in owner)
             for owner in plan.get("owner", [])}
    subjects = {subject["id"]: subject["name"] for kind in ("place", "group") for subject in plan.get(kind, [])}
    cited = {item["id"]: item["name"] for kind in ("resource", "strategy") for item in plan.get(kind, [])}
    leads, takes_part, dated, open_ended = {}, {}, [], []
    made = []
    area_seen = about = None

    def joined(owners):
        return ", ".join(names[owner] for owner in owners)

    for area, problem, cause, action, number in rows(plan):
        if area is not area_seen:
            made += [["S", area["title"]], ["T"] + [part for column in AREA_TABLE for part in column]]
            area_seen, about = area, None
        if problem:
            next_about = problem.get("place", problem.get("group"))
            if next_about != about:
                made.append(["G", subjects.get(next_about, "Övriga problem inom området")])
            about = next_about
        lead, participants = ids(action.get("lead")), ids(action.get("participants"))
        when = schedule(action.get("when"))
        made.append(["R",
                     "\x1f".join(filter(None, [problem["title"], plain(problem.get("text", ""))])) if problem else "",
                     plain(cause["text"]) if cause else "",
                     f"{number} {action['title']}\x1f{plain(action['text'])}\x1f{facts(action, cited)}",
                     "\x1f".join(goals(action)),
                     when,
                     "\x1f".join([f"Ansvarig: {joined(lead)}"] * bool(lead) + [f"Medverkar: {joined(participants)}"] * bool(participants)
                                 + ([plain(action["who"])] if "who" in action else [])),
                     plain(action.get("followup", {}).get("text", ""))])
        last = deadline(action.get("when"))
        for owners, listing in ((lead, leads), (participants, takes_part)):
            for owner in owners:
                listing.setdefault(owner, []).append((last or "9", [number, action["title"], when]))
        (dated if last else open_ended).append((last, [when, number, action["title"], joined(lead)]))
    made += [["S", "Ansvariga"], ["T"] + [part for column in OWNER_TABLE for part in column]]
    for owner in sorted(set(leads) | set(takes_part), key=lambda owner: names[owner]):
        name = names[owner]
        for role, listing in (("Ansvarar för", leads), ("Medverkar i", takes_part)):
            for _, entry in sorted(listing.get(owner, []), key=lambda pair: pair[0]):
                made.append(["R", name, role] + entry)
                name = role = ""
    made += [["S", "Tidslinje"], ["T"] + [part for column in TIMELINE_TABLE for part in column]]
    made += [["R"] + entry for _, entry in sorted(dated, key=lambda pair: pair[0])]
    made += [["G", "Löpande åtgärder och linjearbete"]] * bool(open_ended) + [["R"] + entry for _, entry in open_ended]
    return made


def write(lines, path):
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            file.write("\t".join(str(part) for part in line) + "\n")


def load(path):
    """A plan with what it includes."""
    with open(path, "rb") as file:
        plan = tomllib.load(file)
    for part in plan.get("include", []):
        for key, value in load(os.path.join(os.path.dirname(path), part)).items():
            if isinstance(value, list):
                plan.setdefault(key, []).extend(value)
            else:
                plan.setdefault(key, value)
    return plan


def main():
    write(sections(load(sys.argv[1])), sys.argv[2])


if __name__ == "__main__":
    main()
