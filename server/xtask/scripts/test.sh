#!/usr/bin/env bash
# make test [ONLY=rust|browser]: every check and every test, on both databases; closes with `N passed, N failed`.
# A check that fails does not hide the next one.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh
source server/xtask/scripts/postgres.sh

only=${1:-}
target=$(realpath --canonicalize-missing "${CARGO_TARGET_DIR:-target}")
passed=0 failed=0 skipped=0 broken=()

need_rust
need_npm_packages
need_test_programs

logs=$(mktemp -d -t delos-test.XXXXXX)
trap 'stop_postgres; rm -rf "$logs"' EXIT
# A test binary may have been built in another checkout that shares the build directory; its snapshots are these.
export INSTA_WORKSPACE_ROOT=$PWD
# Nothing here outlives the run, so nothing waits for a disk.
start_postgres fsync=off full_page_writes=off

# check NAME COMMAND…: a step without tests of its own counts when it fails.
check() {
    local name=$1
    shift
    say "$name"
    "$@" </dev/null && return
    broken+=("$name")
    failed=$((failed + 1))
    return 1
}

# rust_tests NAME COMMAND…: adds up the closing lines of cargo test.
rust_tests() {
    local name=$1 code=0 counts
    shift
    say "$name"
    "$@" </dev/null 2>&1 | tee "$logs/rust" || code=$?
    counts=$(awk '/^test result: / { p += $4; f += $6; s += $8 } END { print p + 0, f + 0, s + 0 }' "$logs/rust")
    add $counts "$name" "$code"
}

# browser_tests: Playwright's own report of what it ran.
browser_tests() {
    local code=0 counts="0 0 0"
    say "Browser tests"
    (cd end2end && DELOS_BIN="$target/debug/delos" PLAYWRIGHT_JSON_OUTPUT_NAME="$logs/browser.json" \
        npx --no-install playwright test --reporter=list,json </dev/null) || code=$?
    if [ -e "$logs/browser.json" ]; then
        counts=$(node -p 'const s = require(process.argv[1]).stats; `${s.expected} ${s.unexpected + s.flaky} ${s.skipped}`' \
            "$logs/browser.json")
    fi
    add $counts "Browser tests" "$code"
}

# add PASSED FAILED SKIPPED NAME CODE: a run that failed without a failed test (it did not compile) counts as one.
add() {
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    if [ "$5" != 0 ] && [ "$2" = 0 ]; then
        failed=$((failed + 1))
    fi
    if [ "$5" != 0 ] || [ "$2" != 0 ]; then
        broken+=("$4")
    fi
}

if [ "$only" != browser ]; then
    check "Format" cargo fmt --all --check || true
    check "Rules of the house" cargo xtask guard || true
    check "Lints" cargo clippy --all-targets -- -D warnings || true
    check "Lints of the build" cargo clippy --package xtask --all-targets -- -D warnings || true
    check "Lints of the browser half" \
        cargo clippy --package frontend-import --package frontend-jury --package frontend-lot \
        --package frontend-projection --package frontend-whatif --package frontend --target wasm32-unknown-unknown -- -D warnings || true
fi

ready=true
check "Site" cargo xtask build || ready=false
# Tests and binary in one go: apart, their features differ and half the crates compile twice.
check "Server and tests" cargo build --tests --bins || ready=false

if [ "$only" != browser ]; then
    rust_tests "Tests of the build" cargo test --package xtask
    rust_tests "Rust tests" cargo test --no-fail-fast
    check "The law natively and in WebAssembly" bash server/xtask/scripts/same.sh || true
fi
if [ "$only" != rust ]; then
    check "Types of the browser tests" npm run --silent --prefix end2end check || true
    if $ready; then
        browser_tests
    fi
fi

if [ ${#broken[@]} -gt 0 ]; then
    printf '\nBroken:\n'
    printf '  %s\n' "${broken[@]}"
fi
closing="$passed passed, $failed failed"
if [ "$skipped" != 0 ]; then
    closing+=", $skipped skipped"
fi
printf '\n%s\n' "$closing"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
