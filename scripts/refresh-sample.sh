#!/usr/bin/env bash
# Makes reports/sample anew: what `npm start` draws, without the tables that have a row a run.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf reports/essay-claim
npm start
rm -rf reports/sample
mkdir -p reports/sample
for file in reports/essay-claim/*; do
  case "${file##*/}" in
    journal.jsonl | trials.csv | trajectories.csv) ;;
    *) cp "$file" reports/sample/ ;;
  esac
done
