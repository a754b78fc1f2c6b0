#!/usr/bin/env bash
# Runs the example projects as a stranger would: with the packed package, each in a folder of its own. The suite of examples/nalu must pass but for
# the one test whose model has a planted mistake, and the message must say what the example's README explains. That of examples/models must pass
# under vitest, node:test and bun test; that of examples/plugin under vitest. The experiments of examples/experiment* run, and have their pages.
set -euo pipefail
source "$(dirname "$0")/packed-package.sh"

# Makes a copy of an example, with the packed package, and goes there.
into() {
  cp -r "$root/examples/$1" "$folder/$1"
  cd "$folder/$1"
  npm install --silent --no-audit --no-fund --save-dev "../$tarball"
}

# Whether a study has ended with a page of this title, with curves and without a run that failed.
has_page() {
  grep --quiet "<title>.*$2" "$1/report.html" && test -s "$1/curves-1.svg" && ! grep --quiet ',failed,' "$1/trials.csv"
}
into nalu
npx tsc --noEmit

status=0
npx vitest run --reporter=json --outputFile=results.json >/dev/null 2>&1 || status=$?
node - "$status" <<'JS'
const [status] = process.argv.slice(2);
const { testResults } = JSON.parse(require('node:fs').readFileSync('results.json', 'utf8'));
const tests = testResults.flatMap((file) => file.assertionResults);
const failed = tests.filter((test) => test.status !== 'passed');
const message = failed.map((test) => test.failureMessages.join('\n')).join('\n');
console.log(message.split('\n').filter((line) => !/^\s+at /.test(line)).join('\n'));
const expected = [/the gradient is wrong in entry \d/, /model +-?[\d.]+/, /harness +-?[\d.]+/, /params +\[/, /inputs +\{ x: \[.*-1/, /replay with/];
const missing = expected.filter((part) => !part.test(message));
const ok =
  status === '1' && tests.length === 3 && failed.length === 1 && failed[0].title.includes('NALU') && missing.length === 0;
if (!ok) {
  console.error(`expected exactly the planted mistake to be found; ${failed.length} of ${tests.length} failed; not said: ${missing}`);
  process.exit(1);
}
console.log('examples: the planted mistake was found, everything else holds');
JS

into models
npx tsc
npm test
echo 'examples: models in a tree, of TensorFlow.js and awaited hold under vitest, node:test and bun test'

into plugin
npx tsc
npx warizan gradcheck --unit my-real-npu --gradient exact --plugin my-parts.ts
npx warizan train --recipe recipe.yaml --rng sfc32 --backend float32
npx warizan study study.yaml --workers 2 --out study-1 >/dev/null
npm test
echo 'examples: a plugin with a unit, a loss, a step rule, an initialiser, a backend and a generator holds'

into experiment
npx tsc
npx warizan run spirals.ts --set optimiser=sgd --set rate=1 --seed 17
npx warizan study study.yaml --out spirals
has_page spirals 'Which optimiser learns two spirals'
echo 'examples: 600 runs of an experiment of its own'

into experiment-tfjs
npx tsc
npx warizan run xor.ts --set hidden=2 --seed 17
npx warizan study study.yaml --out xor >/dev/null
has_page xor 'How many hidden units does XOR need'
echo 'examples: an experiment with TensorFlow.js'

into experiment-shell
npx warizan run study.yaml --set guesses=9 --seed 17
npx warizan study study.yaml --out halving >/dev/null
has_page halving 'How many guesses find a number from 1 to 1000'
echo 'examples: an experiment that is a shell script'

# The example with PyTorch needs 40 MB of Debian's packages: a minute at most, where they can be had.
cp -r "$root/examples/experiment-pytorch" "$folder/experiment-pytorch"
cd "$folder/experiment-pytorch"
has_torch() { python3 -c 'import torch' 2>/dev/null; }
# Debian's own Python has it, where another one comes first.
has_torch || PATH="/usr/bin:$PATH"
if ! has_torch && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-torch >/dev/null || true
fi
if has_torch; then
  npm install --silent --no-audit --no-fund --save-dev "../$tarball"
  npx warizan run study.yaml --set width=8 --set rate=0.1 --seed 17
  npx warizan study study.yaml --out disc >/dev/null
  has_page disc 'How wide must a network be that learns a disc'
  echo 'examples: an experiment in Python with PyTorch'
else
  echo 'examples: NO python3-torch here: the example with PyTorch was not run'
fi
