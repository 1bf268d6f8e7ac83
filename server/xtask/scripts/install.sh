# Sourced: finds what a step needs, installs it where it may, otherwise prints the line to run and stops.

say() { printf '\n== %s\n' "$*"; }

stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

need_rust() {
    command -v cargo >/dev/null || stop "cargo is missing: install rustup, then run this again."
    command -v cc >/dev/null || stop "a C compiler is missing. Run: sudo apt-get install gcc libc6-dev"
    # Where rustup does not install the pinned toolchain by itself.
    rustc --version >/dev/null 2>&1 || rustup toolchain install || stop "Run: rustup toolchain install"
    need_target wasm32-unknown-unknown
}

# need_target NAME: the standard library for another machine.
need_target() {
    rustc --print target-libdir --target "$1" 2>/dev/null | xargs -r test -d && return
    say "Installing the target $1"
    rustup target add "$1" || stop "Run: rustup target add $1"
}

# need_npm_packages [FOLDER]: of end2end, the optimiser of the site and the browser driver of the tests.
need_npm_packages() {
    local folder=${1:-end2end}
    command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' ||
        stop "Node 20 or newer is missing, with its npm."
    local installed=$folder/node_modules/.package-lock.json
    if [ ! -e "$installed" ] || [ "$folder/package-lock.json" -nt "$installed" ]; then
        say "Installing the packages of $folder"
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund ||
            stop "Run: npm ci --prefix $folder --ignore-scripts"
        touch "$installed"
    fi
}

# need_debian_packages NAME…: as root or through sudo, never asking for a password where nobody can answer.
need_debian_packages() {
    [ $# -gt 0 ] || return 0
    local line="apt-get install --yes --no-install-recommends $*"
    command -v apt-get >/dev/null || stop "These programs are missing: $*. Install them, then run this again."
    local become=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; } ||
            stop "Packages are missing. Run: sudo $line"
        become=(sudo)
    fi
    say "Installing $*"
    "${become[@]}" apt-get update --quiet=2 </dev/null || true
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive $line </dev/null || stop "Run: sudo $line"
}

# need_python_packages FOLDER NAME…: in an environment of their own.
need_python_packages() {
    local folder=$1
    shift
    [ -e "$folder/.installed" ] && [ "$(cat "$folder/.installed")" = "$*" ] && return
    say "Installing $*"
    python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "$@" ||
        stop "Run: python3 -m venv $folder && $folder/bin/pip install $*"
    echo "$*" >"$folder/.installed"
}

need_test_programs() {
    local missing=()
    postgres_programs >/dev/null || missing+=(postgresql)
    [ -x "${DELOS_CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
    command -v strace >/dev/null || missing+=(strace)
    command -v fusermount3 >/dev/null || missing+=(fuse3)
    # The law is read a second time in Python, from the same files.
    python3 -c 'import tomllib' 2>/dev/null || missing+=(python3)
    need_debian_packages "${missing[@]}"
}
