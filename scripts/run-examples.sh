#!/usr/bin/env bash
# Runs the example projects as a stranger would: with the packed package, each in a folder of its own. The suite of examples/nalu must pass but for
# the one test whose model has a planted mistake, and the message must say what the example's README explains. That of examples/models must pass
# under vitest, node:test and bun test; that of examples/plugin under vitest.
set -euo pipefail
source "$(dirname "$0")/packed-package.sh"
cp -r "$root/examples/nalu" "$folder/nalu"
cd "$folder/nalu"
npm install --silent --no-audit --no-fund --save-dev "../$tarball"
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

cp -r "$root/examples/models" "$folder/models"
cd "$folder/models"
npm install --silent --no-audit --no-fund --save-dev "../$tarball"
npx tsc
npm test
echo 'examples: models in a tree, of TensorFlow.js and awaited hold under vitest, node:test and bun test'

cp -r "$root/examples/plugin" "$folder/plugin"
cd "$folder/plugin"
npm install --silent --no-audit --no-fund --save-dev "../$tarball"
npx tsc
npx warizan gradcheck --unit real-npu --gradient exact --plugin my-parts.ts
npx warizan train --recipe recipe.yaml --rng sfc32 --backend float32
npx warizan study study.yaml --workers 2 --out study-1 >/dev/null
npm test
echo 'examples: a plugin with a unit, a loss, a step rule, an initialiser, a backend and a generator holds'
