#!/bin/sh
# The tests of every change: `sh tests/run.sh`, on Debian 12 with a Rust toolchain, as root or with
# sudo. Installs what the machine lacks, then needs no network. Prints the time of each phase and
# closes with "N passed, M failed"; exits with 1 when anything failed.
#
#   --no-setup    skip the installation
#   --only WORD   run only the phases whose name holds WORD (and what they need)
#
# The slower checks are in extended.sh; README.md says how to add a test of each kind.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 2

setup=yes
only=
while [ $# -gt 0 ]; do
    case $1 in
    --no-setup) setup=no ;;
    --only) only=${2:?--only takes a word}; shift ;;
    *) echo "usage: sh tests/run.sh [--no-setup] [--only WORD]" >&2; exit 2 ;;
    esac
    shift
done

. "$root/tests/lib/phases.sh"
. "$root/tests/lib/setup.sh"

# run NAME COMMAND...: a phase, unless --only leaves it out.
run() {
    case $1 in *"$only"*) phase "$@" ;; esac
}

if [ "$setup" = yes ]; then
    phase "set up" set_up
    [ "$failed" -eq 0 ] || { finish; exit 1; }
fi
environment debug

run "format" cargo fmt --all --check
run "lints" cargo clippy --all-targets --quiet -- -D warnings
phase "build" cargo build --bins --tests --quiet
[ "$failed" -eq 0 ] || { finish; exit 1; }
run "rust tests" cargo test --quiet
phase "flagship" "$BRIEFBOOK" build "$root" --output "$SITE" --quiet
[ "$failed" -eq 0 ] || { finish; exit 1; }
run "coverage" python3 tests/coverage.py
run "coverage's own" python3 tests/coverage.py --self-test
run "conformance" python3 tests/conformance/run.py
run "links" node tests/browser/links.mjs "$SITE"
run "exports" node tests/browser/exports.mjs "$SITE"
run "html" node tests/browser/html.mjs "$SITE"
# Two files at a time, the longest first.
run "browser" node --test --test-concurrency=2 --test-reporter=tap \
    tests/browser/accessibility.test.mjs $(ls tests/browser/*.test.mjs | grep -v /accessibility)
finish
