#!/usr/bin/env bash
# make build: the site, then the server that carries it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh

need_rust
need_npm_packages
say "Building the site"
cargo xtask build
say "Building the server"
cargo build --release --package server
