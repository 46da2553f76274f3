#!/usr/bin/env python3
"""A build that cannot write leaves the earlier site as it was, and says so.

    full_disk.py BINARY BOOK_A BOOK_B

Two ways of running out: a limit on the size of files, which any user can set, and, where this
process may mount one, a small file system that fills up.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from kill import build, tree


def limited(size):
    """For a child: files can hold `size` bytes, and writing more fails instead of killing it."""

    def apply():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return apply


def must_fail(binary, book, output, reason, prepare=None):
    """Builds, expecting a report with `reason` and the folder around `output` unchanged."""
    before = tree(output.parent)
    done = subprocess.run(
        [binary, "build", book, "--output", output],
        capture_output=True,
        preexec_fn=prepare,
        timeout=120,
    )
    text = (done.stdout + done.stderr).decode()
    if done.returncode not in (1, 2) or reason not in text:
        sys.exit(f"full_disk: expected {reason!r}, got exit code {done.returncode}:\n{text}")
    if tree(output.parent) != before:
        sys.exit(f"full_disk: {reason!r}: the earlier site is not as it was")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    binary, books = os.path.abspath(sys.argv[1]), sys.argv[2:4]
    with tempfile.TemporaryDirectory() as room:
        output = Path(room) / "public"
        build(binary, books[0], output)
        must_fail(binary, books[1], output, "too large", limited(1024))
        print("full_disk: a limit on files' size: reported, the earlier site untouched")

        size = sum(len(bytes) for bytes in tree(output).values() if bytes is not None)
        disk = Path(room) / "disk"
        disk.mkdir()
        # The site once, and one page of memory for each file; not what the second changes.
        count = len(tree(output))
        options = f"size={size + count * 4096 + 65536},nr_inodes={count + 8}"
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], capture_output=True
        )
        if mount.returncode != 0:
            print("full_disk: no right to mount a file system: the second way was not tried")
            return
        try:
            build(binary, books[0], disk / "public")
            must_fail(binary, books[1], disk / "public", "No space left")
        finally:
            subprocess.run(["umount", disk], check=True)
        print("full_disk: a full file system: reported, the earlier site untouched")


if __name__ == "__main__":
    main()
