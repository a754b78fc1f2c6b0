#!/usr/bin/env bash
# Refuses inputs of action.yml that would be read as something else than what they are. A step of its own, before any other, and the first thing
# that each of the scripts does. Nothing of an input is printed: it might be a command to the runner.
set -euo pipefail

refuse() {
  echo "warizan: $1: $2" >&2
  exit 2
}

# Outputs, artifacts and messages are told apart by lines.
one_line() {
  if [[ "$2" =~ [[:cntrl:]] ]]; then refuse "$1" "must be on one line, without control characters${3:-}"; fi
}

# What begins with a hyphen is an option of the program that it is handed to.
no_option() {
  local word
  for word in "${@:2}"; do
    if [[ "$word" == -* ]]; then refuse "$1" 'must not begin with a hyphen: a file of such a name is ./-name'; fi
  done
}

words_of() { read -r -a words <<<"$1"; }

one_line study "${INPUT_STUDY:-}"
one_line recipes "${INPUT_RECIPES:-}" ', separated by spaces'
one_line seeds "${INPUT_SEEDS:-}"
one_line out "${INPUT_OUT:-}"
one_line properties "${INPUT_PROPERTIES:-}" ', separated by spaces'
one_line junit "${INPUT_JUNIT:-}"
one_line package "${INPUT_PACKAGE:-}"
one_line artifact "${INPUT_ARTIFACT:-}"

no_option study "${INPUT_STUDY:-}"
words_of "${INPUT_RECIPES:-}" && no_option recipes "${words[@]}"
no_option seeds "${INPUT_SEEDS:-}"
no_option out "${INPUT_OUT:-}"
words_of "${INPUT_PROPERTIES:-}" && no_option properties "${words[@]}"
no_option junit "${INPUT_JUNIT:-}"
no_option package "${INPUT_PACKAGE:-}"

if [[ -n "${INPUT_STUDY:-}" && -n "${INPUT_RECIPES:-}" ]]; then refuse recipes 'goes without study: a study file has recipes of its own'; fi
if [[ -n "${INPUT_STUDY:-}" && -n "${INPUT_SEEDS:-}" ]]; then refuse seeds 'goes with recipes: a study file has seeds of its own'; fi
if [[ -n "${INPUT_RECIPES:-}" && -z "${INPUT_SEEDS:-}" ]]; then refuse seeds 'is missing: recipes need it, as A..B'; fi
if [[ -n "${INPUT_STUDY:-}${INPUT_RECIPES:-}" && -z "${INPUT_OUT-warizan-report}" ]]; then refuse out 'is empty: name a new folder'; fi
if [[ -n "${INPUT_PROPERTIES:-}" && -z "${INPUT_JUNIT-properties.xml}" ]]; then refuse junit 'is empty: name a file'; fi
