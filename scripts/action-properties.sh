#!/usr/bin/env bash
# The property step of action.yml: runs vitest in the calling repository, with its own dependencies, and writes a JUnit file. Vitest's own
# github-actions reporter marks the lines that failed; what failed and why is appended to the job summary.
set -euo pipefail
source "$(dirname "$0")/action-check.sh"
: "${INPUT_PROPERTIES:?}" "${INPUT_JUNIT:?}"
scripts="$(cd "$(dirname "$0")" && pwd)"

[[ -d node_modules ]] || npm ci --no-audit --no-fund
words_of "$INPUT_PROPERTIES"
echo "junit=$INPUT_JUNIT" >>"${GITHUB_OUTPUT:-/dev/null}"

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
status=0
npx --no-install vitest run "${words[@]}" --reporter=default --reporter=github-actions --reporter=junit --reporter=json \
  --outputFile.junit="$INPUT_JUNIT" --outputFile.json="$folder/results.json" || status=$?
node "$scripts/property-summary.mjs" "$folder/results.json"
exit "$status"
