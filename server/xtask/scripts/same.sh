#!/usr/bin/env bash
# same.sh [CANDIDATES]: the law says the same natively and in WebAssembly, traces included, one checksum from both.
set -euo pipefail
cd "$(dirname "$0")/../../.."
source server/xtask/scripts/install.sh

candidates=${1:-11000}
profile=${PROFILE:-dev}
folder=$profile
[ "$profile" = dev ] && folder=debug
target=$(realpath --canonicalize-missing "${CARGO_TARGET_DIR:-target}")
wasi=wasm32-wasip1

need_target "$wasi"
build=(cargo build --quiet --profile "$profile" --package domain --example checksum)
"${build[@]}"
"${build[@]}" --target "$wasi"
native=$("$target/$folder/examples/checksum" "$candidates")
wasm=$(node --no-warnings server/xtask/scripts/wasi.mjs "$target/$wasi/$folder/examples/checksum.wasm" "$candidates")
printf 'native       %s\nWebAssembly  %s\n' "$native" "$wasm"
[ "$native" = "$wasm" ]
