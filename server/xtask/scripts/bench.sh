#!/usr/bin/env bash
# make bench [NAME=…]: ratios on both databases; PostgreSQL with its default durability, as in production.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh
source server/xtask/scripts/postgres.sh

postgres_programs >/dev/null || need_debian_packages postgresql
bash server/xtask/scripts/build.sh
trap stop_postgres EXIT
start_postgres
say "Measuring"
"${CARGO_TARGET_DIR:-target}/release/delos" bench "$@"
