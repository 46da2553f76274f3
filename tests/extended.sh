#!/bin/sh
# The slow tests, for a night or before a release: `sh tests/extended.sh [CORPUS]`.
#
# Every page through the checkers, builds killed and starved of disk, builds in strange
# environments, more cases for every property, everything once more without a network. With the
# path of a corpus (a book of any size), that is built and checked as well. Takes what run.sh
# takes, and closes with the same line.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 2

setup=yes
corpus=
for argument; do
    case $argument in
    --no-setup) setup=no ;;
    -*) echo "usage: sh tests/extended.sh [--no-setup] [CORPUS]" >&2; exit 2 ;;
    *) corpus=$argument ;;
    esac
done

. "$root/tests/lib/phases.sh"
. "$root/tests/lib/setup.sh"

if [ "$setup" = yes ]; then
    phase "set up" set_up
    [ "$failed" -eq 0 ] || { finish; exit 1; }
fi
environment release

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# The flagship's files, and the same with an edit, for what needs two states of a book.
copy_book() {
    mkdir -p "$1"
    cp -R site.yaml content "$1/"
    for folder in templates static; do
        [ -d "$folder" ] && cp -R "$folder" "$1/"
    done
    return 0
}

# Builds the book in $1 to $2, in the environment given as further words.
build_in() {
    from=$1
    to=$2
    shift 2
    env "$@" "$BRIEFBOOK" build "$from" --output "$to" --quiet
}

# One build is every build: whatever the machine, the place and the hour.
determinism() {
    good=0
    bad=0
    copy_book "$work/one"
    build_in "$work/one" "$work/site" || return 1
    same() {
        if diff -r "$work/site" "$2" >"$work/diff"; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            echo "differs: $1"
            head -n 5 "$work/diff"
        fi
        rm -rf "$2"
    }
    for threads in 1 2 3 7; do
        build_in "$work/one" "$work/other" RAYON_NUM_THREADS=$threads
        same "$threads threads" "$work/other"
        "$BRIEFBOOK" build "$work/one" --output "$work/other" --jobs $threads --quiet
        same "$threads jobs" "$work/other"
    done
    for zone in UTC Pacific/Kiritimati America/St_Johns; do
        build_in "$work/one" "$work/other" TZ=$zone
        same "zone $zone" "$work/other"
    done
    for locale in C C.UTF-8 tr_TR.UTF-8 de_DE.ISO-8859-1; do
        build_in "$work/one" "$work/other" LANG=$locale LC_ALL=$locale LANGUAGE=tr
        same "locale $locale" "$work/other"
    done
    build_in "$work/one" "$work/other" HOME=/nonexistent USER=someone TERM=dumb COLUMNS=10 NO_COLOR=1
    same "another user" "$work/other"
    (cd / && env -i "$BRIEFBOOK" build "$work/one" --output "$work/other" --quiet)
    same "an empty environment" "$work/other"
    (cd "$work/one/content" && "$BRIEFBOOK" build .. --output "$work/other" --quiet)
    same "another working folder" "$work/other"
    (umask 077 && "$BRIEFBOOK" build "$work/one" --output "$work/other" --quiet)
    same "another umask" "$work/other"
    # The files in reverse order, in a folder of another name, from another year.
    mkdir -p "$work/a place with spaces, ü"
    (cd "$work/one" && find . -type f | sort -r) | while IFS= read -r file; do
        mkdir -p "$work/a place with spaces, ü/$(dirname "$file")"
        cp "$work/one/$file" "$work/a place with spaces, ü/$file"
        touch -d 1999-12-31 "$work/a place with spaces, ü/$file"
    done
    build_in "$work/a place with spaces, ü" "$work/other"
    same "another order of creation, other times, another name" "$work/other"
    # A repository's history is an input: without it a book in one is any book, and with it every
    # clone is the same.
    (cd "$work/one" && git init -q . && git add -A &&
        GIT_COMMITTER_DATE=2020-01-01T00:00:00Z git -c user.name=x -c user.email=x@example.org commit -qm x)
    cp "$work/one/site.yaml" "$work/site.yaml"
    sed -i '/^history:/d' "$work/one/site.yaml"
    echo "history: off" >>"$work/one/site.yaml"
    build_in "$work/one" "$work/other"
    same "in a repository of git, its history off" "$work/other"
    cp "$work/site.yaml" "$work/one/site.yaml"
    git clone -q "file://$work/one" "$work/clone"
    build_in "$work/one" "$work/other"
    build_in "$work/clone" "$work/cloned" TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8
    if grep -rq 'class="revisions"' "$work/other" && diff -r "$work/other" "$work/cloned" >"$work/diff"; then
        good=$((good + 1))
    else
        bad=$((bad + 1))
        echo "differs: a clone, or no history is shown"
    fi
    rm -rf "$work/one/.git" "$work/clone" "$work/cloned" "$work/other"
    if command -v faketime >/dev/null 2>&1; then
        faketime '2031-05-06 07:08:09' "$BRIEFBOOK" build "$work/one" --output "$work/other" --quiet
        same "another day" "$work/other"
    fi
    # Onto an older site, many times over.
    build_in "$work/one" "$work/again"
    printf '\n## Added\n' >>"$(find "$work/one/content/topics" -name '*.md' | sort | head -n 1)"
    build_in "$work/one" "$work/again"
    rm -rf "$work/one"
    copy_book "$work/one"
    build_in "$work/one" "$work/again"
    same "an edit and its undoing" "$work/again"
    echo "$good passed, $bad failed"
    [ "$bad" -eq 0 ]
}

# A book of any size: it builds, its addresses hold, and a second build changes nothing.
corpus_holds() {
    "$BRIEFBOOK" check "$corpus" --quiet
    status=$?
    [ "$status" -lt 2 ] || return 1
    time "$BRIEFBOOK" build "$corpus" --output "$work/corpus" --quiet || return 1
    "$BRIEFBOOK" build "$corpus" --output "$work/corpus-2" --jobs 1 --quiet || return 1
    diff -rq "$work/corpus" "$work/corpus-2" || return 1
    node tests/browser/links.mjs "$work/corpus"
}

# Two states of the flagship, for the tests that interrupt builds.
two_books() {
    copy_book "$work/a"
    copy_book "$work/b"
    find "$work/b/content/briefs" -name '*.md' -exec sh -c 'printf "\n## Added\n" >>"$1"' _ {} \;
}

# Every page of the site in $1, in two halves at a time.
accessibility() {
    (SITE="$1" ALL_PAGES=1/2 node --test --test-reporter=tap tests/browser/accessibility.test.mjs) &
    other=$!
    SITE="$1" ALL_PAGES=2/2 node --test --test-reporter=tap tests/browser/accessibility.test.mjs
    status=$?
    wait "$other" && [ "$status" -eq 0 ]
}

# The flagship as one file of each kind.
exports_made() {
    mkdir "$work/single" &&
        "$BRIEFBOOK" export html "$root" --output "$work/single/book.html" --quiet &&
        "$BRIEFBOOK" export epub "$root" --output "$work/book.epub" --quiet &&
        python3 -m zipfile -e "$work/book.epub" "$work/epub"
}

# EPUBCheck finds no error and gives no warning.
epub_is_sound() {
    java -Xss4m -jar "$EPUBCHECK_JAR" "$1" --failonwarnings --quiet
}

# The browser's tests and the builds with no network but this machine's own.
without_network() {
    unshare --map-root-user --net sh -euc '
        ip link set lo up 2>/dev/null || ifconfig lo up
        cargo build --release --quiet
        "$BRIEFBOOK" build . --output "$SITE" --quiet
        node --test --test-reporter=tap tests/browser/pages.test.mjs tests/browser/search.test.mjs
    '
}

phase "build" cargo build --release --quiet
phase "flagship" "$BRIEFBOOK" build "$root" --output "$SITE" --quiet
[ "$failed" -eq 0 ] || { finish; exit 1; }
two_books
phase "html: every page" node tests/browser/html.mjs "$SITE" --all
for book in evidence edge minimal; do
    # At the root, where they are opened: the page for what is not found has no other address.
    phase "book $book" "$BRIEFBOOK" build "tests/books/$book" --output "$work/$book" --quiet \
        --base-url https://example.org/
    phase "links: $book" node tests/browser/links.mjs "$work/$book"
    phase "html: $book" node tests/browser/html.mjs "$work/$book" --all
    phase "accessibility: $book" accessibility "$work/$book"
done
phase "accessibility: every page" accessibility "$SITE"
phase "exports" exports_made
phase "exports: the text of the site" \
    node tests/browser/same-text.mjs "$SITE" "$work/single/book.html" "$work/epub"
phase "exports: html" node tests/browser/html.mjs "$work/single" --all
phase "exports: EPUBCheck" epub_is_sound "$work/book.epub"
phase "exports: the whole book in one file" env ALL_PAGES=1 \
    node --test --test-reporter=tap tests/browser/single.test.mjs
phase "exports: the whole book as PDF" env ALL_PAGES=1 \
    node --test --test-reporter=tap tests/browser/pdf.test.mjs
phase "determinism" determinism
phase "killed builds" python3 tests/extended/kill.py "$BRIEFBOOK" "$work/a" "$work/b" 200
phase "full disk" python3 tests/extended/full_disk.py "$BRIEFBOOK" "$work/a" "$work/b"
phase "properties, many cases" env PROPTEST_CASES=2000 cargo test --quiet --lib --test suite
phase "no network" without_network
[ -n "$corpus" ] && phase "corpus" corpus_holds
finish
