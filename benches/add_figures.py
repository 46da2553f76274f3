#!/usr/bin/env python3
"""Adds a ledger of figures to a book, to measure what evidence costs.

  add_figures.py BOOK FIGURES OBSERVATIONS SEED

Writes BOOK/content/figures/*.yaml (FIGURES figures with OBSERVATIONS observations each, from the
sources of BOOK/content/sources.yaml; about one period in five is disputed) and adds to each brief
a sentence that prints three values. The same arguments make the same bytes. Compare then:

  briefbook build BOOK                     without figures, the lints on evidence allowed
  briefbook build BOOK-WITH-FIGURES        with them, at their own levels
"""
import random
import re
import sys
from pathlib import Path

book, figures, observations, seed = Path(sys.argv[1]), *map(int, sys.argv[2:5])
draw = random.Random(seed)
keys = re.findall(r"^([A-Za-z0-9][\w-]*):", (book / "content/sources.yaml").read_text(), re.M)
topics = sorted(path.stem for path in (book / "content/topics").glob("*.md"))
bounds = ["exact"] * 6 + ["about", "over", "at-least", "at-most"]

folder = book / "content/figures"
folder.mkdir(parents=True, exist_ok=True)
for number in range(figures):
    value = draw.randint(20, 900)
    lines = [f"measure-{number}:", f'  title: "Measure {number}"', "  unit: EUR"]
    lines += [f"  topics: [{topics[number % len(topics)]}]", "  observations:"]
    for at in range(observations):
        year = 2015 + at // 2
        value += draw.randint(-3, 9) if at % 2 == 0 else draw.choice([0, 0, 0, 0, 7])
        lines += [
            f"    - id: o{at}",
            f"      period: {year}",
            f"      value: {value}.{draw.randint(0, 9)}" if at % 2 == 0 else f"      value: {value}",
            "      scale: million",
            f"      bound: {draw.choice(bounds)}",
            f"      source: {draw.choice(keys)}",
            f'      locator: "p. {draw.randint(1, 90)}, L{draw.randint(1, 900)}"',
            f'      as_written: "{value} million euro"',
        ]
    (folder / f"measure-{number}.yaml").write_text("\n".join(lines) + "\n")

for path in sorted((book / "content/briefs").glob("*.md")):
    three = [f"[[figure:measure-{draw.randrange(figures)}@o{draw.randrange(observations)}]]" for _ in range(3)]
    with path.open("a") as brief:
        brief.write(f"\nOf these, {three[0]}, {three[1]} and {three[2]} stand in the ledger.\n")
