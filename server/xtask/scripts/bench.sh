#!/usr/bin/env bash
# make bench [NAME=…]: ratios on both databases; PostgreSQL with its default durability, as in production.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh
source server/xtask/scripts/postgres.sh

missing=()
postgres_programs >/dev/null || missing+=(postgresql)
[ -x "${DELOS_CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
command -v strace >/dev/null || missing+=(strace)
need_debian_packages "${missing[@]}"
need_npm_packages end2end/bench
bash server/xtask/scripts/build.sh
trap stop_postgres EXIT
start_postgres
say "Measuring"
"${CARGO_TARGET_DIR:-target}/release/delos" bench "$@"
