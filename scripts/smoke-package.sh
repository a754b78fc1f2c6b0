#!/usr/bin/env bash
# Installs the packed package into empty projects and uses it as a stranger would: the binary, the typed imports, the command that a page shows
# (also from the clone itself), and under pnpm, where nobody sees what he did not ask for.
set -euo pipefail
source "$(dirname "$0")/packed-package.sh"
version_of() { node -p "require('$root/package.json').devDependencies['$1']"; }

mkdir "$folder/npm" && cd "$folder/npm"
npm init --yes >/dev/null
npm pkg set type=module >/dev/null
npm install --loglevel error --no-audit --no-fund "../$tarball" "typescript@$(version_of typescript)" \
  "@types/node@$(version_of @types/node)" >/dev/null

npx warizan --version
npx warizan --help >/dev/null
npx warizan train --recipe clipped --seed 4 --steps 2000 --plot run.png --json | node -e '
  const run = JSON.parse(fs.readFileSync(0, "utf8"));
  if (run.recipe !== "clipped" || run.steps !== 2000) throw new Error("train --json printed something else");
'
test -s run.png
npx warizan study --recipe naive --seeds 1..6 --out study --workers 2 >/dev/null
test -s study/trials.csv

# The command under "How to do it again", from the project with the tarball and from the clone.
again="$(node -e '
  const [, line] = /<pre class="wrapped">(.*?)<\/pre>/s.exec(fs.readFileSync("study/report.html", "utf8"));
  console.log(line.replaceAll(/<\/?span>/g, ""));
')"
echo "$again"
eval "${again/%DIR/again}" >/dev/null
cmp study/trials.csv again/trials.csv
(cd "$root" && eval "${again/%DIR/$folder/again-in-clone}" >/dev/null)
cmp study/trials.csv "$folder/again-in-clone/trials.csv"

# The queue asks for its libraries, which an installation does not bring; then a worker and a study work through a real Redis.
cat > my-experiment.ts <<'TS'
import { defineExperiment, z } from 'warizan';
export default defineExperiment({
  name: 'coin',
  version: 1,
  setting: z.strictObject({}),
  outcomes: [{ name: 'heads', isSuccess: true, says: 'heads' }, { name: 'tails', says: 'tails' }],
  columns: [{ name: 'drawn', unit: null, says: 'the number that decided' }],
  run(_, { rng }) {
    const drawn = rng('coin').next();
    return { outcome: drawn < 0.5 ? 'heads' : 'tails', row: { drawn } };
  },
});
TS
(npx warizan worker --redis redis://127.0.0.1:7390 2>&1 || true) |
  grep --quiet '^warizan: --redis: needs packages that are not installed: npm install bullmq ioredis$'
npm install bullmq ioredis >/dev/null
redis-server --port 7390 --bind 127.0.0.1 --save '' --dir "$folder" >/dev/null &
redis=$!
trap 'kill $redis 2>/dev/null || true; rm -rf "$folder"' EXIT
until redis-cli -p 7390 ping >/dev/null 2>&1; do sleep 0.1; done
npx warizan worker --redis redis://127.0.0.1:7390 --workers 1 2>worker.log &
npx warizan study my-experiment.ts --seeds 1..500 --out queued --redis redis://127.0.0.1:7390 >/dev/null
grep --quiet 'takes part' worker.log
# npx does not hand on the signal; the worker says which process it is.
kill "$(sed -n 's/^.* worker [^:]*:\([0-9]*\) takes.*$/\1/p' worker.log)"
[ "$(redis-cli -p 7390 dbsize)" = 0 ]
kill "$redis"
npx warizan study my-experiment.ts --seeds 1..500 --out alone --workers 1 >/dev/null
cmp queued/trials.csv alone/trials.csv
echo 'the packed package works through a queue'

cat > use.ts <<'TS'
import { catalogue, float64, namedRecipes, runTrial } from 'warizan';
import { pow, tanh } from 'warizan/elementary';
import { gradientVerdict } from 'warizan/testing';

if (tanh(0.5) !== 0.46211715726000974 || pow(2, 0.5) !== Math.SQRT2) throw new Error('other bits of tanh or pow');
const unit = catalogue.units.get('complex-log');
const sizes = { inputs: 2, hidden: 2, outputs: 1 };
if (unit.parameters(sizes, {}).map(({ name }) => name).join() !== 'w0,w1') throw new Error('other parameters');
const [y] = unit.on(float64, sizes, {}).output([1, 0, 0, 1, 1, -1], [-6, 3]);
if (Math.abs(y + 2) > 1e-14) throw new Error(`-6/3 came out as ${y}`);

const recipe = namedRecipes.get('clipped');
if (recipe === undefined) throw new Error('the recipe clipped is missing');
const trial = { recipe: { ...recipe, steps: 100 }, rng: 'mt19937', seed: 101, backend: { name: 'mpfr', digits: 30 } } as const;
const result = await runTrial(trial);
if (result.finalText[4].length < 30) throw new Error('mpfr lost its digits');

const verdict = gradientVerdict({ loss: ([x]) => x ** 3, gradient: ([x]) => [3 * x ** 2] }, [1.5]);
if (verdict.kind !== 'correct') throw new Error(`3x² is the gradient of x³, yet: ${verdict.kind}`);
TS
npx tsc --strict --module nodenext --target es2022 --types node use.ts
node use.js
echo 'the packed package works under npm'

# What `warizan init` writes works at once, in an empty folder and in a project that is there; a second time it changes nothing.
mkdir -p "$folder/init/empty" "$folder/init/project"
(cd "$folder/init/project" && npm init --yes >/dev/null)
for project in empty project; do
  cd "$folder/init/$project"
  # npm makes a new project one of CommonJS, in which nodenext has other types of fast-check than its ES modules.
  [ "$project" = empty ] && types=nodenext || types=preserve
  npx --yes --package "$folder/$tarball" warizan init
  # The version that it names is not on npm before it is published.
  npm install --loglevel error --no-audit --no-fund --save-dev "$folder/$tarball" >/dev/null
  npm run -s study >/dev/null
  test -s my-study/report.html && test -s my-study/curves-1.svg
  npm test >/dev/null
  npx tsc --noEmit --strict --module "$types" --target es2023 --skipLibCheck my-experiment.ts test/gradient.test.ts
  before="$(cat package.json my-experiment.ts my-study.yaml test/gradient.test.ts | sha256sum)"
  status=0
  npx warizan init 2>refused.txt || status=$?
  test "$status" -eq 2 && test "$(wc -l <refused.txt)" -eq 1 && grep --quiet 'my-experiment.ts.* already: .*nothing was written' refused.txt
  test "$before" = "$(cat package.json my-experiment.ts my-study.yaml test/gradient.test.ts | sha256sum)"
done
echo 'what warizan init writes works'

# The steps of action.yml with the same tarball; the second install is the cache's.
mkdir "$folder/action" && cd "$folder/action"
action() { WARIZAN_SOURCE="$root" WARIZAN_HOME="$folder/action/home" WARIZAN_ROOT="$folder/action/home/node_modules/warizan" bash "$root/scripts/$1"; }
INPUT_PACKAGE="../$tarball" GITHUB_OUTPUT=outputs action action-install.sh
INPUT_PACKAGE="../$tarball" action action-install.sh 2>&1 | grep --quiet 'from the cache'
INPUT_RECIPES=naive INPUT_SEEDS=1..6 INPUT_OUT=report GITHUB_OUTPUT=outputs action action-study.sh >/dev/null
grep --quiet "^root=$folder/action/home/node_modules/warizan$" outputs
grep --quiet '^report=report/report.html$' outputs
cmp report/trials.csv "$folder/npm/study/trials.csv"
echo 'the packed package works in the action'

# fast-check is a peer: pnpm shows a project only what the project asks for, and its suite and the package must share one copy. The oldest version
# that the peer's range allows does, too.
oldest="$(node -p "require('$root/package.json').peerDependencies['fast-check'].replace('^', '')")"
for fast_check in "$(version_of fast-check)" "$oldest"; do
  rm -rf "$folder/pnpm" && mkdir "$folder/pnpm" && cd "$folder/pnpm"
  echo '{ "name": "strict", "version": "1.0.0", "type": "module", "private": true }' > package.json
  pnpm() { npx --yes pnpm@10 "$@"; }
  pnpm add --silent "../$tarball" "fast-check@$fast_check" >/dev/null
  cat > use.js <<'JS'
import fc from 'fast-check';
import { gradientMatches, parameters, propertyFailure } from 'warizan/testing';

const params = parameters(2);
if (!(params instanceof Object.getPrototypeOf(fc.nat().constructor))) throw new Error('two copies of fast-check');
const right = { loss: ([a, b]) => a * a + b, gradient: ([a]) => [2 * a, 1] };
fc.assert(gradientMatches(right, { params }), { numRuns: 20 });
const wrong = { loss: right.loss, gradient: ([a]) => [a, 1] };
const failure = propertyFailure(gradientMatches(wrong, { params }), { seed: 1 });
if (!/wrong in entry 0/.test(failure)) throw new Error(`the mistake was not found: ${failure}`);
console.log(`pnpm: one fast-check, ${fc.__version}`);
JS
  node use.js
  # Not in .bin of what was not asked for: the command line is there all the same.
  pnpm exec warizan gradcheck --unit log-square --gradient exact --runs 5 >/dev/null
done
echo 'the packed package works under pnpm'
