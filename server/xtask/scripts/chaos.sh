#!/usr/bin/env bash
# make chaos [FLAPS=…] [KILLS=…] [CUTS=…]: the faults of `make test`, for long: a bad line, two hands on one mark,
# sudden ends, power cuts.
# Prints what was met and counted; PostgreSQL here waits for its disk, as in production.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh
source server/xtask/scripts/postgres.sh

need_rust
need_test_programs

trap stop_postgres EXIT
start_postgres
say "Building"
cargo build --tests --bins
say "Faults"
# One after the other: each is to have the machine for itself.
export DELOS_TEST_FLAPS=${FLAPS:-20000} DELOS_TEST_KILLS=${KILLS:-500} DELOS_TEST_CUTS=${CUTS:-50}
export INSTA_WORKSPACE_ROOT=$PWD
code=0
cargo test --package service --test all -- --nocapture --test-threads 1 races:: network:: || code=$?
cargo test --package server --test all -- --nocapture --test-threads 1 bad_line:: kill:: synced:: power:: || code=$?
if [ "$code" = 0 ]; then
    say "No mark was lost, doubled or invented"
fi
exit "$code"
