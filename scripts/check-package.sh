#!/usr/bin/env bash
# What is wrong with the packed package: its manifest (publint), and its types under each way to resolve them (are-the-types-wrong).
set -euo pipefail
source "$(dirname "$0")/packed-package.sh"
cd "$root"
npm run -s publint -- "$folder/$tarball"
npm run -s attw -- "$folder/$tarball"
