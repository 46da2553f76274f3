#!/usr/bin/env python3
"""Adds a ledger of figures to a book, to measure what evidence costs.

  add_figures.py BOOK FIGURES OBSERVATIONS SEED            with a ledger
  add_figures.py BOOK FIGURES OBSERVATIONS SEED --by-hand  the same sentences without one

The first writes BOOK/content/figures/*.yaml (FIGURES figures with OBSERVATIONS observations each,
from the sources of BOOK/content/sources.yaml; about one period in five is disputed) and adds to
each brief a sentence that prints three values of it. With --by-hand the sentence holds the same
numbers, typed, each with the same citation, and there is no ledger: what a book does that knows
nothing of figures. The same arguments make the same bytes.
"""
import random
import re
import sys
from pathlib import Path

by_hand = "--by-hand" in sys.argv
arguments = [it for it in sys.argv[1:] if it != "--by-hand"]
book, figures, observations, seed = Path(arguments[0]), *map(int, arguments[1:5])
draw = random.Random(seed)
keys = re.findall(r"^([A-Za-z0-9][\w-]*):", (book / "content/sources.yaml").read_text(), re.M)
topics = sorted(path.stem for path in (book / "content/topics").glob("*.md"))
bounds = ["exact"] * 6 + ["about", "over", "at-least", "at-most"]
words = {"exact": "", "about": "about ", "over": "over ", "at-least": "at least ", "at-most": "at most "}

folder = book / "content/figures"
if not by_hand:
    folder.mkdir(parents=True, exist_ok=True)
# For each figure, its observations as they read in a sentence, with their citations.
typed = []
for number in range(figures):
    value = draw.randint(20, 900)
    lines = [f"measure-{number}:", f'  title: "Measure {number}"', "  unit: EUR"]
    lines += [f"  topics: [{topics[number % len(topics)]}]", "  observations:"]
    typed.append([])
    for at in range(observations):
        year = 2015 + at // 2
        value += draw.randint(-3, 9) if at % 2 == 0 else draw.choice([0, 0, 0, 0, 7])
        stated = f"{value}.{draw.randint(0, 9)}" if at % 2 == 0 else f"{value}"
        bound, key = draw.choice(bounds), draw.choice(keys)
        locator = f"p. {draw.randint(1, 90)}, L{draw.randint(1, 900)}"
        lines += [
            f"    - id: o{at}",
            f"      period: {year}",
            f"      value: {stated}",
            "      scale: million",
            f"      bound: {bound}",
            f"      source: {key}",
            f'      locator: "{locator}"',
            f'      as_written: "{value} million euro"',
        ]
        typed[-1].append(f"{words[bound]}{stated} million EUR [@{key}, {locator}]")
    if not by_hand:
        (folder / f"measure-{number}.yaml").write_text("\n".join(lines) + "\n")


def one_value():
    figure, at = draw.randrange(figures), draw.randrange(observations)
    if not by_hand:
        return f"[[figure:measure-{figure}@o{at}]]"
    # A value shows the other of its period beside it.
    other = at ^ 1
    beside = f" (also given: {typed[figure][other]})" if other < observations else ""
    return typed[figure][at] + beside


for path in sorted((book / "content/briefs").glob("*.md")):
    three = [one_value() for _ in range(3)]
    with path.open("a") as brief:
        brief.write(f"\nOf these, {three[0]}, {three[1]} and {three[2]} stand in the ledger.\n")
