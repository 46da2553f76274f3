#!/usr/bin/env python3
"""Kills builds at random moments; the output must always be one complete site.

    kill.py BINARY BOOK_A BOOK_B [RUNS]

Two books (two states of one book) take turns in writing to one output folder, and each build is
killed with SIGKILL after a random part of its usual time. After each kill the output must equal,
file for file, what an undisturbed build of the one or the other makes: the site that stood there
before, or the one that was being built. Moments are drawn from a fixed seed.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 20261122


def tree(folder):
    """Every path below `folder` with its bytes (None for a folder)."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def build(binary, book, output):
    """Builds undisturbed; returns the seconds it took."""
    start = time.monotonic()
    done = subprocess.run([binary, "build", book, "--output", output], capture_output=True)
    if done.returncode != 0:
        sys.exit(f"kill: building {book} ended with {done.returncode}:\n{done.stderr.decode()}")
    return time.monotonic() - start


def build_and_kill(binary, book, output, delay):
    """Starts a build and kills it after `delay` seconds; returns whether it ended before that."""
    child = subprocess.Popen(
        [binary, "build", book, "--output", output],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(timeout=delay)
        return True
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    binary, books = os.path.abspath(sys.argv[1]), sys.argv[2:4]
    runs = int(sys.argv[4]) if len(sys.argv) == 5 else 100
    moments = random.Random(SEED)
    counts = {"old": 0, "new": 0, "ended": 0}
    with tempfile.TemporaryDirectory() as room:
        room = Path(room)
        complete = []
        for name, book in zip("AB", books):
            build(binary, book, room / name)
            complete.append(tree(room / name))
        if complete[0] == complete[1]:
            sys.exit("kill: the two books make the same site, so that nothing can be told")

        output = room / "public"
        build(binary, books[0], output)
        # What a build in place of the other site takes, not a first one.
        usual = max(build(binary, books[turn], output) for turn in (1, 0))
        standing = 0
        for run in range(runs):
            wanted = 1 - standing
            # Every other one towards the end, where the sites are exchanged.
            delay = usual * moments.uniform(0 if run % 2 else 0.75, 1.1)
            ended = build_and_kill(binary, books[wanted], output, delay)
            found = tree(output)
            if found == complete[wanted]:
                standing = wanted
                counts["ended" if ended else "new"] += 1
            elif found == complete[1 - wanted] and not ended:
                counts["old"] += 1
            else:
                sys.exit(f"kill: run {run}: after {delay:.4f} s the output is neither site")
        # Whatever the last one left, the next build clears it.
        build(binary, books[0], output)
        left = sorted(path.name for path in room.iterdir())
        if left != ["A", "B", "public"] or tree(output) != complete[0]:
            sys.exit(f"kill: after a last undisturbed build there are {left}")
    print(
        f"kill: {runs} runs: the old site after {counts['old']} kills, the new one after "
        f"{counts['new']}, {counts['ended']} ended before"
    )
    if runs >= 50 and counts["old"] == 0:
        sys.exit("kill: no build was killed before its end, so that nothing was tested")


if __name__ == "__main__":
    main()
