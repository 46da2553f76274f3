#!/usr/bin/env python3
"""Draws statements of a built site at random, to be read against the sources.

  python3 tests/draw_statements.py SITE [--n 40] [--seed 7] [--only briefs/]

SITE is what `briefbook build` wrote. A statement is a sentence that calls a note, or a row of a
table that does, in the bottom line, a judgement, a lead or the text of a brief, a topic or an
actor; what is embedded from elsewhere is drawn where it is at home. Each is printed with its page,
and with the text of every note that it calls, which holds locators and lines. The same site,
number and seed give the same statements in the same order.
"""

import argparse
import random
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

KINDS = ("briefs", "topics", "actors")
TEXTS = {"bottom-line", "judgements", "lead", "prose"}
BLOCKS = {"p", "li", "dd", "dt", "h2", "h3", "h4", "h5", "h6", "tr", "table", "ul", "ol"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Marks a call of a note within text; the digits after it are the note's number.
CALL = "\ue000"
CALLS = re.compile(CALL + r"(\d+)" + CALL)
# Stands before a cell of a table, whose row is one statement.
CELL = "\ue001"
# Dots that end no sentence.
SHORT = re.compile(r"(?:\b(?:No|Nos|St|Mr|Mrs|Dr|vs|fn|sec|para|cf)|\b[A-Z]|e\.g|i\.e)\.$")
END = re.compile(r"[.!?…][”’\"')\]]*(?:\ue000\d+\ue000)*\s+(?=[“‘\"'(\[]*[^\sa-z])")


class Page(HTMLParser):
    """The blocks of a page's own text, and its notes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []  # (tag, classes)
        self.title, self.blocks, self.notes = "", [], {}
        self.text, self.place, self.note = "", "", None

    def inside(self, *classes):
        return any(set(classes) & own for _, own in self.open)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in VOID:
            return
        if tag in BLOCKS:
            self.end_block()
        self.open.append((tag, set((values.get("class") or "").split())))
        ident = values.get("id") or ""
        if tag == "li" and self.inside("footnotes"):
            self.note = values.get("value") or ident.removeprefix("note-")
        if not self.wanted():
            return
        if ident:
            self.place = self.place or ident
        if tag in ("td", "th"):
            self.text += CELL
        if tag == "a" and self.inside("note-ref"):
            self.text += CALL

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if tag == "a" and self.wanted() and self.inside("note-ref"):
            self.text += CALL
        if tag in BLOCKS:
            self.end_block()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "h1":
            self.title += data
        elif self.note and self.inside("note-text"):
            self.notes[self.note] = self.notes.get(self.note, "") + data
        elif self.wanted() and not self.inside("heading-anchor", "visually-hidden"):
            self.text += data

    def wanted(self):
        return self.inside(*TEXTS) and not self.inside("embed", "footnotes", "judgement-confidence")

    def end_block(self):
        text = re.sub(r"\s+", " ", self.text).strip()
        if text:
            self.blocks.append((self.place, text))
        self.text, self.place = "", ""


def sentences(text):
    """The sentences of a block; a note called behind a full stop belongs to what it ends."""
    if CELL in text:
        yield text.replace(CELL, " | ").strip(" |")
        return
    start = 0
    for end in END.finditer(text):
        before = CALLS.sub("", text[start : end.start() + 1])
        if not SHORT.search(before):
            yield text[start : end.end()].strip()
            start = end.end()
    yield text[start:].strip()


def statements(site):
    found = []
    for kind in KINDS:
        for path in sorted([*site.glob(f"{kind}/*.html"), *site.glob(f"*/{kind}/*.html")]):
            page = Page()
            page.feed(path.read_text("utf-8"))
            name = path.relative_to(site).as_posix()
            for place, block in page.blocks:
                for sentence in sentences(block):
                    if numbers := list(dict.fromkeys(CALLS.findall(sentence))):
                        found.append((name, page, place, sentence, numbers))
    return found


def show(number, statement):
    name, page, place, sentence, numbers = statement
    print(f"{number}. {name}{'#' + place if place else ''}")
    print(f"   {page.title.strip()}")
    print(f"   {CALLS.sub(lambda call: f'[{call[1]}]', sentence)}")
    for note in numbers:
        text = re.sub(r"\s+", " ", page.notes.get(note, "(no such note)")).strip()
        print(f"   [{note}] {text}")
    print()


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("site", type=Path)
    words.add_argument("--n", type=int, default=40, help="how many (40)")
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--only", default="", help="pages whose path starts so")
    args = words.parse_args()
    all_of_them = [it for it in statements(args.site) if it[0].startswith(args.only)]
    if not all_of_them:
        print(f"{args.site} holds no page with a note", file=sys.stderr)
        return 2
    drawn = random.Random(args.seed).sample(all_of_them, min(args.n, len(all_of_them)))
    for number, statement in enumerate(drawn, 1):
        show(number, statement)
    print(f"{len(drawn)} of {len(all_of_them)} statements, seed {args.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
