#!/usr/bin/env bash
# Packs the package, installs it into an empty project and uses it as a stranger would: the binary, the typed imports.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

tarball="$(cd "$root" && npm pack --silent --pack-destination "$folder")"
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module >/dev/null
npm install --loglevel error --no-audit --no-fund "./$tarball" typescript@"$(node -p "require('$root/package.json').devDependencies.typescript")" \
  @types/node@"$(node -p "require('$root/package.json').devDependencies['@types/node']")" >/dev/null

npx warizan --version
npx warizan --help >/dev/null
npx warizan train --recipe clipped --seed 4 --steps 2000 --plot run.png --json | node -e '
  const run = JSON.parse(fs.readFileSync(0, "utf8"));
  if (run.recipe !== "clipped" || run.steps !== 2000) throw new Error("train --json printed something else");
'
test -s run.png
npx warizan study --recipe naive --seeds 1..6 --out study --workers 2 >/dev/null
test -s study/trials.csv

cat > use.ts <<'TS'
import { complexLog, float64, namedRecipes, runTrial, type Weights } from 'warizan';
import { gradientVerdict } from 'warizan/testing';

const weights: Weights<number> = { w0: [[1, 0], [0, 1]], w1: [[1, -1]] };
const [y] = complexLog.output(float64, weights, [-6, 3]);
if (Math.abs(y + 2) > 1e-14) throw new Error(`-6/3 came out as ${y}`);

const recipe = namedRecipes.get('clipped');
if (recipe === undefined) throw new Error('the recipe clipped is missing');
const trial = { recipe: { ...recipe, steps: 100 }, rng: 'mt19937', seed: 101, backend: { name: 'mpfr', digits: 30 } } as const;
const result = await runTrial(trial);
if (result.finalText.w1[0][0].length < 30) throw new Error('mpfr lost its digits');

const verdict = gradientVerdict({ loss: ([x]) => x ** 3, gradient: ([x]) => [3 * x ** 2] }, [1.5]);
if (verdict.kind !== 'correct') throw new Error(`3x² is the gradient of x³, yet: ${verdict.kind}`);
TS
npx tsc --strict --module nodenext --target es2022 --types node use.ts
node use.js
echo 'the packed package works'
