#!/usr/bin/env python3
"""Runs the examples of the CommonMark and GFM specifications through `briefbook markdown`.

    run.py [BINARY] [--commonmark spec.txt] [--gfm spec.txt] [--gfm-extensions extensions.txt]

What is not named is taken from the environment: BRIEFBOOK, COMMONMARK_SPEC, GFM_SPEC and
GFM_EXTENSIONS, as `tests/run.sh` sets them. Once one specification is named, only those named are
run; otherwise all three are, and one that is missing is an error. BINARY is the program, or a quoted command; it is called as `BINARY markdown --commonmark` and
`BINARY markdown --gfm`, with an example on standard input, and prints HTML. Output and expectation
are normalised as the specifications' own test tool does: white space between blocks, the order of
attributes, the spelling of entities.

Of GFM's specification the examples of its extensions are run; the rest repeats CommonMark 0.29,
which 0.31 has since changed. `extensions.txt`, from cmark-gfm's own tests, is run whole; where it
expects `<IGNORE>`, any answer will do but no answer will not.

Needs Python's standard library alone. Prints `N passed, M failed`; exits 1 when any failed.
"""

import argparse
import html
import html.parser
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BLOCK_TAGS = set(
    "article header aside hgroup blockquote hr iframe body li map button object canvas ol caption "
    "output col p colgroup pre dd progress div section dl table td dt tbody embed textarea fieldset "
    "tfoot figcaption th figure thead footer tr form ul h1 h2 h3 h4 h5 h6 video script style".split()
)

SPECIFICATIONS = {
    "commonmark": "COMMONMARK_SPEC",
    "gfm": "GFM_SPEC",
    "gfm_extensions": "GFM_EXTENSIONS",
}

# Stands in the output where the program failed.
NO_ANSWER = "[no answer]"


class Normaliser(html.parser.HTMLParser):
    """HTML in one spelling, after commonmark-spec's `normalize.py`."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.output = ""
        self.in_pre = False
        self.last = "starttag"
        self.last_tag = ""

    def handle_data(self, data):
        after_tag = self.last in ("starttag", "endtag")
        after_block = after_tag and self.last_tag in BLOCK_TAGS
        if after_tag and self.last_tag == "br":
            data = data.lstrip("\n")
        if not self.in_pre:
            data = re.sub(r"\s+", " ", data)
            if after_block:
                data = data.lstrip() if self.last == "starttag" else data.strip()
        self.output += data
        self.last = "data"

    def handle_starttag(self, tag, attributes):
        if tag == "pre":
            self.in_pre = True
        if tag in BLOCK_TAGS:
            self.output = self.output.rstrip()
        self.output += "<" + tag
        for name, value in sorted(attributes, key=lambda pair: pair[0]):
            self.output += f" {name}"
            if value is not None:
                self.output += f'="{html.escape(value, quote=True)}"'
        self.output += ">"
        self.last, self.last_tag = "starttag", tag

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.last, self.last_tag = "endtag", tag

    def handle_endtag(self, tag):
        if tag == "pre":
            self.in_pre = False
        elif tag in BLOCK_TAGS:
            self.output = self.output.rstrip()
        self.output += f"</{tag}>"
        self.last, self.last_tag = "endtag", tag

    def handle_comment(self, data):
        self.output += f"<!--{data}-->"
        self.last = "comment"

    def handle_decl(self, data):
        self.output += f"<!{data}>"
        self.last = "decl"

    def unknown_decl(self, data):
        self.output += f"<![{data}]>"
        self.last = "decl"

    def handle_pi(self, data):
        self.output += f"<?{data}>"
        self.last = "pi"

    def handle_entityref(self, name):
        self.character(html.unescape(f"&{name};"), f"&{name};")

    def handle_charref(self, name):
        self.character(html.unescape(f"&#{name};"), f"&#{name};")

    def character(self, text, written):
        special = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
        self.output += special.get(text, text if text != written else written)
        self.last = "ref"


def normalise(text):
    normaliser = Normaliser()
    normaliser.feed(text)
    normaliser.close()
    return unicodedata.normalize("NFC", normaliser.output.replace("&quot;", '"').strip())


def examples(path):
    """(number, section, extension, Markdown, HTML) of every example of a specification."""
    text = Path(path).read_text(encoding="utf-8")
    text = re.sub(r"^<!-- END TESTS -->.*", "", text, flags=re.M | re.S)
    pattern = r"^`{32} example ?([^\n]*)\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} +([^\n]*)$"
    section, number = "", 0
    for match in re.finditer(pattern, text, flags=re.M | re.S):
        extension, markdown, expected, heading = match.groups()
        if heading is not None:
            section = heading
            continue
        number += 1
        yield number, section, extension.strip(), markdown.replace("→", "\t"), expected.replace("→", "\t")


def convert(command, markdown):
    try:
        done = subprocess.run(command, input=markdown.encode(), capture_output=True, timeout=20)
    except subprocess.TimeoutExpired:
        return NO_ANSWER
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        output += f"\n{NO_ANSWER} exit code {done.returncode}: {done.stderr.decode('utf-8', 'replace')}"
    return output


def run(name, command, chosen, jobs, show):
    """Runs the examples; the numbers passed and failed."""
    with ThreadPoolExecutor(jobs) as pool:
        outputs = list(pool.map(lambda example: convert(command, example[3]), chosen))
    failed = 0
    for (number, section, _, markdown, expected), output in zip(chosen, outputs):
        if expected.strip() == "<IGNORE>":
            if NO_ANSWER not in output:
                continue
        elif normalise(output) == normalise(expected):
            continue
        failed += 1
        if failed <= show:
            print(f"{name} example {number} ({section})")
            print(f"  markdown {markdown!r}\n  expected {expected!r}\n  got      {output!r}")
    print(f"{name}: {len(chosen) - failed} passed, {failed} failed")
    return len(chosen) - failed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "binary", nargs="?", default=os.environ.get("BRIEFBOOK"), help="the program, or a quoted command"
    )
    parser.add_argument("--commonmark", metavar="FILE", help="CommonMark's spec.txt")
    parser.add_argument("--gfm", metavar="FILE", help="GFM's spec.txt, from cmark-gfm")
    parser.add_argument("--gfm-extensions", metavar="FILE", help="cmark-gfm's extensions.txt")
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--show", type=int, default=10, help="failures to print in full")
    arguments = parser.parse_args()
    if not arguments.binary:
        parser.error("name the program, or set BRIEFBOOK")
    binary = shlex.split(arguments.binary)
    if not (arguments.commonmark or arguments.gfm or arguments.gfm_extensions):
        for option, variable in SPECIFICATIONS.items():
            if not os.environ.get(variable):
                parser.error(f"name a specification, or set {variable}")
            setattr(arguments, option, os.environ[variable])

    suites = []
    if arguments.commonmark:
        suites.append(("CommonMark", "--commonmark", list(examples(arguments.commonmark))))
    if arguments.gfm:
        extensions = [
            example
            for example in examples(arguments.gfm)
            if example[2] not in ("", "disabled")
            # Task lists are marked as disabled since GitHub's own pages enable them elsewhere.
            or example[2] == "disabled" and "Task list" in example[1]
        ]
        suites.append(("GFM", "--gfm", extensions))
    if arguments.gfm_extensions:
        suites.append(("GFM extensions", "--gfm", list(examples(arguments.gfm_extensions))))
    passed = failed = 0
    for name, flavour, chosen in suites:
        if not chosen:
            print(f"{name}: the file holds no examples")
            failed += 1
            continue
        more_passed, more_failed = run(
            name, [*binary, "markdown", flavour], chosen, arguments.jobs, arguments.show
        )
        passed += more_passed
        failed += more_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
