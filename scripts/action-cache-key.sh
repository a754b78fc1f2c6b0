#!/usr/bin/env bash
# The key under which action.yml keeps the installed package: what it was made of, the machine and Node.
set -euo pipefail
source "$(dirname "$0")/action-check.sh"
: "${WARIZAN_SOURCE:?}"
made_of="$(cd "$WARIZAN_SOURCE" && find src scripts studies schemas package.json package-lock.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)"
key="warizan-$(uname -s)-$(uname -m)-$(node -p process.version)-$(printf '%s %s' "$made_of" "${INPUT_PACKAGE:-}" | sha256sum | cut -c1-16)"
echo "key=$key" >>"${GITHUB_OUTPUT:-/dev/stdout}"
