#!/usr/bin/env bash
# The study step of action.yml: runs a study of the calling repository with the package that action-install.sh has put there. The study itself
# appends its report to the job summary.
set -euo pipefail
source "$(dirname "$0")/action-check.sh"
: "${WARIZAN_ROOT:?}" "${INPUT_OUT:?}"

arguments=()
if [[ -n "${INPUT_STUDY:-}" ]]; then
  arguments+=("$INPUT_STUDY")
else
  # Words of the input, and nothing else: no globbing, no expansion.
  words_of "${INPUT_RECIPES:-}"
  for recipe in "${words[@]}"; do arguments+=(--recipe "$recipe"); done
  arguments+=(--seeds "${INPUT_SEEDS:-}")
fi

# A criterion that was missed leaves its report too, and fails the step after it.
status=0
node "$WARIZAN_ROOT/dist/cli/main.js" study "${arguments[@]}" --out "$INPUT_OUT" || status=$?
if [[ -f "$INPUT_OUT/report.html" ]]; then
  echo "report=$INPUT_OUT/report.html" >>"${GITHUB_OUTPUT:-/dev/null}"
elif [[ "$status" == 0 ]]; then
  refuse study 'left no report'
fi
exit "$status"
