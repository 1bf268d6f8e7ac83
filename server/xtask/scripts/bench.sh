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
# The peers of the decision engine, of the versions the figures were taken beside.
if [ "${1:-decide}" = decide ]; then
    need_python_packages target/peers polars==2.1.0 duckdb==2.0.1 numpy pyarrow
    export DELOS_PEERS_PYTHON=$PWD/target/peers/bin/python
fi
bash server/xtask/scripts/build.sh
trap stop_postgres EXIT
start_postgres
say "Measuring"
"${CARGO_TARGET_DIR:-target}/release/delos" bench "$@"
