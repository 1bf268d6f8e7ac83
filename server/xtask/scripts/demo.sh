#!/usr/bin/env bash
# make demo, make dev: a demonstration session, filled once, served on this machine only.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh

if [ "${1:-}" = --dev ]; then
    name=dev profile=debug
    need_rust
    need_npm_packages
    cargo xtask build --dev
    cargo build --bin delos
else
    name=demo profile=release
    bash server/xtask/scripts/build.sh
fi
delos="${CARGO_TARGET_DIR:-target}/$profile/delos"

mkdir -p data
if [ ! -e "data/$name.sqlite" ]; then
    say "Filling the demonstration session"
    # Filled beside and moved: one that was cut short is not taken for a whole one.
    rm -f data/filling.sqlite*
    "$delos" demo --database-url sqlite://data/filling.sqlite >"data/$name.txt"
    for part in -wal ""; do
        if [ -e "data/filling.sqlite$part" ]; then
            mv "data/filling.sqlite$part" "data/$name.sqlite$part"
        fi
    done
    rm -f data/filling.sqlite*
fi
# Who may log in, and whose results can be looked up: told at every start.
if [ -e "data/$name.txt" ]; then
    say "The demonstration"
    cat "data/$name.txt"
fi
exec "$delos" serve --demo --migrate --database-url "sqlite://data/$name.sqlite"
