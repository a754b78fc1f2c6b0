#!/usr/bin/env bash
# The property step of action.yml: runs vitest in the calling repository, with its own dependencies, and writes a JUnit file. Vitest's own
# github-actions reporter marks the lines that failed and, from vitest 4.1 on, appends to the job summary.
set -euo pipefail
: "${INPUT_PROPERTIES:?}" "${INPUT_JUNIT:?}"

[[ -d node_modules ]] || npm ci --no-audit --no-fund
read -r -a paths <<<"$INPUT_PROPERTIES"
echo "junit=$INPUT_JUNIT" >>"${GITHUB_OUTPUT:-/dev/null}"

npx --no-install vitest run "${paths[@]}" --reporter=default --reporter=github-actions --reporter=junit \
  --outputFile.junit="$INPUT_JUNIT"
