"""Measures the program against the floor and Typst in one run, and judges the ratios. Run by scripts/bench.

The programs take turns, several times, and the median of each counts, so that a machine that slows down slows all of them.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

import pandoc_calls

HERE = os.path.dirname(os.path.abspath(__file__))
DOCUMENT = "bilaga-1-atgardsplan"
ROUNDS = {32: 15, 320: 11, 3200: 5, 32000: 3}


class Run:
    """What a process took: seconds of wall clock, seconds of processor, and the most memory in MiB."""

    def __init__(self, command):
        null = os.open(os.devnull, os.O_WRONLY)
        read, write = os.pipe()
        begin = time.perf_counter()
        child = os.posix_spawn(command[0], command, os.environ,
                               file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_DUP2, null, 2)])
        os.close(write)
        os.close(null)
        with os.fdopen(read) as pipe:
            self.output = pipe.read()
        _, status, usage = os.wait4(child, 0)
        self.wall = time.perf_counter() - begin
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if status != 0:
            message = subprocess.run(command, capture_output=True, text=True).stderr
            raise SystemExit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}\n{message[-2000:]}")


def interleaved(rounds, **commands):
    """The runs of each command, taken in turns."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(Run(command))
    return runs


def median(runs, what="wall"):
    return statistics.median(getattr(run, what) for run in runs)


class Table:
    """Figures with their limits; remembers whether any is broken."""

    def __init__(self):
        self.failed = 0
        print(f"{'what':<58}{'measured':>12}{'limit':>12}")

    def row(self, what, measured, limit=None, form="{:.2f}", at_least=False):
        verdict = ""
        if limit is not None:
            good = measured >= limit if at_least else measured <= limit
            self.failed += not good
            verdict = "  PASS" if good else "  FAIL"
        shown = "" if limit is None else ("≥ " if at_least else "≤ ") + form.format(limit)
        print(f"{what:<58}{form.format(measured):>12}{shown:>12}{verdict}", flush=True)


def font(name):
    return subprocess.run(["fc-match", "-f", "%{file}", name], check=True, capture_output=True, text=True).stdout


def pages(pdf):
    shown = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", shown, re.M)[1])


def characters(text):
    """Letters and digits: what remains the same whatever is hyphenated or divided into lines."""
    return sum(map(str.isalnum, text))


def measure_formats(given, table):
    """All formats of the example against pandoc alone, making the same files from the same trees. With fewer processors than calls these
    cannot all run at once: the floor is as many at once as there are processors; with processors enough it is the slowest call. Then the
    largest document alone in all formats, against the slowest call for it."""
    folder = os.path.join(given.work, "formats")
    pdfs = os.path.join(folder, "output")
    shutil.rmtree(folder, ignore_errors=True)

    def build(formats, *more):
        return [given.program, "build", given.example, "-o", pdfs, "--templates", given.templates, "--format", formats, *more]

    def calls_of(command, name):
        calls = os.path.join(folder, name)
        os.makedirs(calls)
        pandoc_calls.record(command, calls)
        return lambda how: [sys.executable, "-B", os.path.join(HERE, "pandoc_calls.py"), calls, how]

    def seconds(runs):
        """Of all calls at once, and of the slowest alone."""
        return [statistics.median(column) for column in zip(*[map(float, run.output.split()) for run in runs])]

    every = "pdf,docx,odt,html"
    calls = calls_of(build(every), "calls")
    runs = interleaved(7, package=build(every), plain=calls("plain"), same=calls("same"))
    (together, slowest), (spared, _) = seconds(runs["plain"]), seconds(runs["same"])
    print(f"  pandoc alone: {together:.3f} s, the slowest call {slowest:.3f} s; by the program's own calls {spared:.3f} s")
    table.row("  all formats, seconds", median(runs["package"]), form="{:.3f}")
    table.row("  all formats, as a multiple of pandoc alone", median(runs["package"]) / max(together, slowest), 1.2)
    table.row("  all formats, as a multiple of the program's own calls", median(runs["package"]) / spared)
    table.row("  time of processor of all formats, seconds", median(runs["package"], "processor"), form="{:.3f}")

    alone = build(every, "--only", DOCUMENT)
    runs = interleaved(7, document=alone, plain=calls_of(alone, "calls-alone")("plain"))
    table.row("  the plan document in all formats, × its slowest call", median(runs["document"]) / seconds(runs["plain"])[1])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--floor", required=True)
    options.add_argument("--tagging", required=True)
    options.add_argument("--templates", required=True)
    options.add_argument("--work", required=True, help="folder for generated plans and results")
    options.add_argument("--example", required=True)
    options.add_argument("--typst", help="folder of the typst Python package")
    options.add_argument("--sizes", type=int, nargs="+", default=[32, 320, 3200, 32000])
    given = options.parse_args()

    work = given.work
    os.makedirs(work, exist_ok=True)
    regular, bold = font("Carlito"), font("Carlito:bold")
    if "Carlito" not in regular:
        raise SystemExit("bench: the font Carlito is missing (fonts-crosextra-carlito)")
    generate = [sys.executable, "-B", os.path.join(HERE, "generate.py")]
    out = os.path.join(work, "output")
    shutil.rmtree(out, ignore_errors=True)

    def build(*plans, only=True, more=()):
        return [given.program, "build", *plans, "-o", out, "--templates", given.templates, "--format", "pdf",
                *(["--only", DOCUMENT] if only else []), *more]

    def floor(cells, pdf):
        return [given.floor, cells, regular, bold, pdf]

    table = Table()
    per_row = {}
    for rows in given.sizes:
        plan, cells, floor_pdf = (os.path.join(work, name) for name in (f"plan-{rows}.toml", f"cells-{rows}.txt", f"floor-{rows}.pdf"))
        subprocess.run([*generate, str(rows), plan, cells], check=True)
        runs = interleaved(ROUNDS.get(rows, 3), floor=floor(cells, floor_pdf), planpaket=build(plan))
        ours = median(runs["planpaket"])
        per_row[rows] = ours / rows
        pdf = os.path.join(out, f"prov-{rows}", DOCUMENT + ".pdf")
        print(f"{rows} rows")
        for name, made in (("floor", floor_pdf), ("planpaket", pdf)):
            print(f"  {name:<10}{median(runs[name]):9.3f} s {median(runs[name], 'processor'):9.3f} s of processor"
                  f"{median(runs[name], 'memory'):8.1f} MiB{pages(made):7} pages{os.path.getsize(made):11} bytes")
        table.row("  time, as a multiple of the floor's", ours / median(runs["floor"]), 2)
        table.row("  time of processor, likewise", median(runs["planpaket"], "processor") / median(runs["floor"], "processor"))
        added = float(Run([given.tagging, plan, given.templates, str(ROUNDS.get(rows, 3))]).output)
        table.row("  tagging and finishing, as a multiple of the floor's", added / median(runs["floor"], "processor"), 1)
        table.row("  memory, MiB", median(runs["planpaket"], "memory"), 64 + rows * 8 / 1024, "{:.0f}")
        if rows <= 3200:
            shown = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True, text=True).stdout
            with open(cells, encoding="utf-8") as file:
                wanted = sum(characters("".join(line.split("\t")[1:])) for line in file if line[0] in "RG")
            table.row("  letters in the document, as a multiple of the floor's", characters(shown) / wanted, 0.98, at_least=True)
    if 320 in per_row and 32000 in per_row:
        table.row("time per row at 32,000, as a multiple of that at 320", per_row[32000] / per_row[320], 1.3)

    print("the example plan")
    cells, pdf = os.path.join(work, "cells-example.txt"), os.path.join(work, "example.pdf")
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "cells.py"), given.example, cells], check=True)
    commands = {"floor": floor(cells, pdf), "package": build(given.example, only=False)}
    if given.typst:
        commands["typst"] = [sys.executable, "-B", os.path.join(HERE, "compile_typst.py"), given.typst, os.path.join(HERE, "plan.typ"),
                             cells, os.path.dirname(regular), pdf]
    runs = interleaved(11, **commands)
    table.row("  whole package, seconds", median(runs["package"]), form="{:.3f}")
    table.row("  whole package, as a multiple of the document's floor", median(runs["package"]) / median(runs["floor"]))
    if given.typst:
        process, call = median(runs["typst"]), statistics.median(float(run.output) for run in runs["typst"])
        table.row("  Typst, the plan document alone, whole process, seconds", process, form="{:.3f}")
        table.row("  Typst, the plan document alone, the call only, seconds", call, form="{:.3f}")
        table.row("  whole package, as a multiple of Typst's plan document", median(runs["package"]) / min(process, call), 1)
    else:
        print("  Typst is not here: not compared")
    documents = [os.path.join(folder, name) for folder, _, names in os.walk(out) for name in names
                 if name == DOCUMENT + ".pdf" and "prov-" not in folder]
    table.row("  the plan document, kB", os.path.getsize(documents[0]) / 1000, 150, "{:.0f}")

    measure_formats(given, table)

    if (os.cpu_count() or 1) > 1:
        plans = []
        for rows in range(321, 329):
            plans.append(os.path.join(work, f"plan-{rows}.toml"))
            subprocess.run([*generate, str(rows), plans[-1], os.devnull], check=True)
        runs = interleaved(5, one=build(*plans, more=["--jobs", "1"]), two=build(*plans, more=["--jobs", "2"]))
        table.row("eight plans: times quicker with two jobs than with one", median(runs["one"]) / median(runs["two"]), 1.6, at_least=True)

    print("all limits kept" if not table.failed else f"{table.failed} limits broken")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
