#!/usr/bin/env bash
# Installs the packages of examples/in-the-wild at their fixed versions beside the packed Warizan, and prints the
# table of their wrong gradients. With --write also into docs/in-the-wild.md. Needs the network.
set -euo pipefail
source "$(dirname "$0")/packed-package.sh"
cp -r "$root/examples/in-the-wild" "$folder/in-the-wild"
cd "$folder/in-the-wild"
npm install --silent --no-audit --no-fund --ignore-scripts --no-save "../$tarball" >/dev/null
node table.js 2>/dev/null | tee ../table.md
for reproduction in issues/*.js; do
  node "$reproduction" >/dev/null 2>&1 || { echo "$reproduction no longer fails as its draft says" >&2; exit 1; }
done

if [ "${1:-}" = --write ]; then
  node - "$root/docs/in-the-wild.md" ../table.md <<'JS'
const { readFileSync, writeFileSync } = require('node:fs');
const [page, table] = process.argv.slice(2);
const [start, end] = ['<!-- measured: in the wild -->', '<!-- end of what was measured: in the wild -->'];
const text = readFileSync(page, 'utf8');
const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
writeFileSync(page, `${text.slice(0, from)}\n\n${readFileSync(table, 'utf8').trim()}\n\n${text.slice(to)}`);
JS
fi
