"""Writes a plan of many rows in the TOML form, the same one for the same number every time.

    generate.py ROWS PLAN.toml CELLS.txt

A row is an action with its problem and its cause. The texts are as long as those of real plans, with the same rare very long cell.
Beside the plan stands the text of every cell that its document shows (see cells.py), for the programs that it is compared with.
"""

import random
import sys

import cells

PLACES = ["Ekliden torg", "Norra stationsplanen", "Björkparken", "Kvarnbacken", "Sjövägens centrum", "Grindtorp",
          "Lindhagens idrottsplats", "Hammarängens gångtunnel", "Västra skolgården", "Ringvägens garage", "Åstrands brygga",
          "Ölandsparken"]
GROUPS = ["unga mellan tolv och femton år", "unga vuxna", "äldre som bor ensamma", "näringsidkare", "boende i närområdet",
          "vårdnadshavare", "personer med samsjuklighet", "föreningsledare", "brottsutsatta", "elever i högstadiet"]
TIMES = ["på eftermiddagarna", "under sommarhalvåret", "på helgkvällarna", "efter skoltid", "under årets mörka månader",
         "mellan klockan 16 och 22", "i samband med löning", "under loven"]
PARTS = ["fältgruppen", "områdespolisen", "socialjouren", "fastighetsägarna", "skolornas elevhälsoteam", "fritidsgården",
         "föreningssamordnaren", "ordningsvakterna", "preventionssamordnaren", "vräkningsförebyggande enheten"]
FIRSTS = ["trygghets", "säkerhets", "verksamhets", "förvaltnings", "samverkans", "stadsdels", "fritids", "skol", "förenings",
          "fastighets", "brottsoffer", "preventions", "områdes", "familje", "ungdoms", "boende", "närmiljö", "park", "kontakt",
          "orosanmälnings", "våldspreventions", "beställar", "kunskaps", "informations"]
LASTS = ["gruppen", "samordnaren", "nätverket", "forumet", "utvecklaren", "vandringarna", "mötena", "planen", "rutinen",
         "uppföljningen", "dialogen", "strategen", "ansvariga", "rådet", "analysen", "insatserna", "funktionen", "kartläggningen"]
TITLES = ["Gemensamma trygghetspass", "Översyn av belysning och siktlinjer", "Platsaktivering vid {place}", "Riktade föräldramöten",
          "Uppsökande arbete för {group}", "Stärkt avtalsuppföljning", "Utbildning för personal", "Kvartalsvisa fastighetsägarmöten",
          "Grannsamverkan", "Operativ kommunikation", "Verksamhetssamordnare på halvtid", "Tidiga kontakter vid oro",
          "Information till {group}", "Gemensam närvaro {time}", "Prövning av samverkansstruktur"]

PROBLEMS = [
    "Öppen narkotikaförsäljning förekommer vid {place} {time}.",
    "Otryggheten bland {group} har ökat enligt den senaste trygghetsmätningen.",
    "{group_} rekryteras till kriminella nätverk genom sociala medier.",
    "Skadegörelse och klotter återkommer vid {place}, framför allt {time}.",
    "Bedrägerier som riktas mot {group} anmäls allt oftare.",
    "Platsen används som genväg och saknar insyn från omgivande bostäder.",
    "Ungdomar samlas utan vuxennärvaro vid {place} {time}.",
    "Våld i nära relationer upptäcks sent och anmäls sällan av {group}.",
    "Välfärdsbrottslighet genom felaktiga folkbokföringsuppgifter drabbar flera verksamheter.",
    "Mopedtrafik på gångvägarna kring {place} skapar farliga situationer.",
    "Ärenden som rör {group} stannar upp mellan {compound} och {compound2}.",
    "Handeln uppger att hot mot anställda har blivit vanligare {time}.",
]
CAUSES = [
    "Platsen är lätt att nå med tunnelbana och buss, och det finns få skäl att stanna för den som inte söker problem.",
    "Belysningen är bristfällig och växtligheten skymmer sikten mot {place}.",
    "Det saknas en gemensam lägesbild mellan förvaltningen, polisen och {part}.",
    "Vuxna i närheten vet inte vart de ska vända sig när de oroar sig för {group}.",
    "Utbudet av avgiftsfria aktiviteter {time} är litet, särskilt för flickor.",
    "Uppgifter lämnas inte vidare i tid, eftersom rutinerna för informationsdelning är oklara.",
    "Skolfrånvaron är hög och följs upp på olika sätt av skolorna i området.",
    "Ansvaret för skötseln är delat mellan flera fastighetsägare, som prioriterar olika.",
    "Kunskapen om hur bedrägerier går till är låg bland {group} och bland personal inom hemtjänsten.",
    "Efterfrågan på narkotika är stor och de som handlar kommer även från andra delar av länet.",
    "Kontrollerna görs efter att avtalet har tecknats, vilket gör det svårt att upptäcka oseriösa utförare.",
    "Varken {compound} eller {compound2} har uppdraget att samla in och sprida uppgifterna.",
    "Individuella faktorer som behöver utredas var för sig samverkar med en svag anknytning till skolan.",
]
ACTIONS = [
    "Förvaltningen ser över belysning, siktlinjer och sittplatser vid {place} tillsammans med {part}.",
    "{part_} och områdespolisen går gemensamma trygghetspass {time} enligt ett schema som beslutas månadsvis.",
    "En arbetsgrupp med {part} tar fram en handlingsplan och redovisar den för den lokala styrgruppen.",
    "Skolorna erbjuder föräldramöten där socialtjänst och polis berättar om tidiga tecken och om det stöd som finns.",
    "Uppsökande arbete riktas till {group}, med målet att fler ska ta emot erbjudande om vård och behandling.",
    "Utbildningsmaterialet anpassas till verksamheten och används vid arbetsplatsträffar under året.",
    "Platsen aktiveras {time} med odling, spel och föreningsverksamhet som {part} samordnar.",
    "Fastighetsägare bjuds in till kvartalsvisa möten om skalskydd, städning och gemensam närvaro.",
    "Samverkansstrukturen prövas på individ-, grupp- och områdesnivå och utvärderas innan den görs permanent.",
    "Avtalsuppföljningen stärks genom oanmälda besök och genom att referenser kontrolleras innan avtal tecknas.",
    "Information på lättläst svenska och på de språk som talas i området delas ut genom {part}.",
    "En verksamhetssamordnare anställs på halvtid för att hålla samman insatserna kring {place}.",
    "Orosanmälningar följs upp inom ett dygn, och vårdnadshavare kontaktas samma dag som händelsen blir känd.",
    "Grannsamverkan startas i de kvarter där inbrotten har varit flest, med stöd av {part}.",
    "Ansvaret läggs på {compound}, och {compound2} bistår med underlag och återkoppling.",
    "Resultatet redovisas i {compound} och ligger till grund för beslut om fortsättning.",
    "Polisen prioriterar synlig närvaro {time} och återkopplar till förvaltningen varje vecka.",
]
GOALS = [
    "Antalet anmälda brott vid {place} har minskat med {n} procent.",
    "Andelen {group} som känner sig trygga har ökat till {n} procent.",
    "Minst {n} medarbetare har genomgått utbildningen.",
    "Samtliga berörda skolor har infört den gemensamma rutinen.",
    "Minst {n} {group} har deltagit i aktiviteterna.",
    "Belysning och siktlinjer är åtgärdade på alla utpekade platser.",
    "Fler än {n} hushåll deltar i grannsamverkan.",
    "Arbetssättet är beskrivet i {compound} och känt av alla berörda.",
    "Samverkansmötena har hållits varje månad med full närvaro.",
]
WHO = [
    "Arbetsgruppen leds av förvaltningen.",
    "I arbetsgruppen ingår {part}, {part2} och polisen.",
    "{part_} bjuds in vid behov.",
    "Underlaget stäms av med {compound}.",
    "Avdelningschefen följer upp arbetet varje kvartal.",
    "Samverkan sker med regionen, stadsmissionen och {part}.",
]
AREAS = ["Unga i riskzon", "Otrygga och brottsutsatta platser", "Systemhotande brottslighet", "Särskilt utsatta brottsoffer",
         "Kriminella miljöer och livsstilar"]
ROLES = ["Enhetschef", "Verksamhetssamordnare", "Säkerhetsstrateg", "Områdespolis", "Föreningssamordnare", "Fältsekreterare",
         "Kommunpolis", "Avtalscontroller", "Skolsamordnare", "Trygghetssamordnare"]
UNITS = ["Förebyggande enheten", "Relationsvåldsteamet", "Beställarenheten", "Parkenheten"]
ORGANISATIONS = ["Eklidens stadsdelsförvaltning", "Lokalpolisområde Ekliden"]


def filled(rng, sentence):
    part, part2 = rng.sample(PARTS, 2)
    group = rng.choice(GROUPS)
    compounds = [rng.choice(FIRSTS) + rng.choice(LASTS) for _ in range(2)]
    return sentence.format(place=rng.choice(PLACES), group=group, group_=group[0].upper() + group[1:], time=rng.choice(TIMES),
                           part=part, part_=part[0].upper() + part[1:], part2=part2,
                           compound=compounds[0], compound2=compounds[1], n=rng.randrange(5, 95))


def prose(rng, sentences, least, usual, most):
    """Sentences to a length that is mostly near `usual`, never under `least` nor much over `most`."""
    goal = min(most, max(least, int(rng.lognormvariate(0, 0.5) * usual)))
    words, left = [], []
    length = 0
    while length < goal:
        left = left or rng.sample(sentences, len(sentences))
        sentence = filled(rng, left.pop())
        if words and length >= least and length + len(sentence) > most:
            break
        words.append(sentence)
        length += len(sentence) + 1
    if len(words) > 6:
        middle = len(words) // 2
        return " ".join(words[:middle]) + "\n\n" + " ".join(words[middle:])
    return " ".join(words)


def schedule(rng):
    kind = rng.random()
    year = rng.randrange(2025, 2029)
    if kind < 0.15:
        return "continuous"
    if kind < 0.35:
        return "line-work"
    if kind < 0.55:
        return {"from": str(year), "to": str(year + rng.randrange(1, 4))}
    if kind < 0.75:
        return f"2025-{rng.randrange(1, 13):02}"
    if kind < 0.85:
        return str(year)
    if kind < 0.95:
        return f"2025-Q{rng.randrange(1, 5)}"
    return {"text": "Innan sommaren", "date": "2025-06"}


def action(rng, number):
    rare = rng.random() < 0.005
    text = prose(rng, ACTIONS, 1850, 1900, 1950) if rare else prose(rng, ACTIONS, 80, 170, 900)
    made = {"id": f"a{number}", "title": filled(rng, rng.choice(TITLES)),
            "text": text, "with_police": rng.random() < 0.4, "effect": "short", "when": schedule(rng)}
    if isinstance(made["when"], str) and made["when"] == "line-work":
        made["kind"] = "line-work"
    owners = rng.sample(range(1, 41), rng.randrange(1, 4))
    made["lead"] = [f"owner-{owners[0]}"]
    made["participants"] = [f"owner-{owner}" for owner in owners[1:]]
    if rng.random() < 0.6:
        made["who"] = prose(rng, WHO, 20, 45, 250)
    made["goal"] = [{"id": f"g{number}-{place}", "text": prose(rng, GOALS, 30, 40, 150)}
                    for place in range(1, rng.choice([1, 1, 1, 2, 2, 3]) + 1)]
    return made


def plan(rows):
    """A plan of that many actions, as the dictionary that its TOML form reads as."""
    rng = random.Random(rows)
    count = 5 if rows <= 320 else 8 if rows <= 3200 else 20
    made = {
        "id": f"prov-{rows}", "title": "Åtgärdsplan för prov", "language": "sv", "version": "1.0", "date": "2025-04-24",
        "period": "2025",
        "sender": {"organisation": ORGANISATIONS[0], "municipality": "Eklidens kommun"},
        "case": {"dnr": "EKL 2025/17"},
        "owner": [{"id": f"owner-{number}", "name": f"{ROLES[number % len(ROLES)]} {number}, {UNITS[number % len(UNITS)].lower()}",
                   "organisation": ORGANISATIONS[number % len(ORGANISATIONS)]} for number in range(1, 41)],
        "place": [{"id": f"place-{number}", "name": name} for number, name in enumerate(PLACES[:10], 1)],
        "area": [],
    }
    done = 0
    for area_number in range(count):
        title = AREAS[area_number % len(AREAS)] + (f" {area_number // len(AREAS) + 1}" if area_number >= len(AREAS) else "")
        area = {"id": f"area-{area_number + 1}", "title": title, "problem": []}
        made["area"].append(area)
        last = rows * (area_number + 1) // count
        while done < last:
            text = prose(rng, PROBLEMS, 50, 70, 300)
            problem = {"id": f"p{done + 1}", "title": text.split(". ")[0].rstrip("."), "cause": []}
            if ". " in text:
                problem["text"] = text.split(". ", 1)[1]
            if rng.random() < 0.4:
                problem["place"] = f"place-{rng.randrange(1, 11)}"
            area["problem"].append(problem)
            for _ in range(rng.choice([1, 1, 1, 1, 2])):
                if done >= last:
                    break
                cause = {"id": f"c{done + 1}", "text": prose(rng, CAUSES, 50, 120, 600), "action": []}
                problem["cause"].append(cause)
                for _ in range(rng.choice([1, 1, 1, 1, 1, 2])):
                    if done >= last:
                        break
                    done += 1
                    cause["action"].append(action(rng, done))
    return made


def string(text):
    if "\n" in text:
        return '"""\n' + text + '"""'
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return "{ " + ", ".join(f"{key} = {inline(item)}" for key, item in value.items()) + " }"


def write_table(file, path, table):
    """Plain keys first, then the tables and the arrays of tables below."""
    below = []
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) or isinstance(value, dict) and key != "when":
            below.append((key, value))
        elif value != []:
            file.write(f"{key} = {inline(value)}\n")
    for key, value in below:
        name = f"{path}.{key}" if path else key
        for item in value if isinstance(value, list) else [value]:
            file.write(f"\n[[{name}]]\n" if isinstance(value, list) else f"\n[{name}]\n")
            write_table(file, name, item)


def main():
    rows, plan_path, cells_path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    made = plan(rows)
    with open(plan_path, "w", encoding="utf-8") as file:
        write_table(file, "", made)
    cells.write(cells.sections(made), cells_path)


if __name__ == "__main__":
    main()
