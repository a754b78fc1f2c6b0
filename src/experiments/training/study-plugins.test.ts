import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { trialAt } from '../../study/description.js';
import { runBatch } from '../../study/run-batch.js';
import { describedStudy } from './read-study.js';
import { studyFrom, studyRequestWithPlugins } from './study-file.js';
import { studyText } from './study-text.js';
import { trialColumns } from '../../study/tables/trial-table.js';
import { workshopOf } from '../../workshop.js';
import { catalogue } from '../../catalogue.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-study-plugins-'));
const study = join(folder, 'study.yaml');

beforeAll(() => {
  mkdirSync(join(folder, 'parts'));
  writeFileSync(
    join(folder, 'parts', 'unit.ts'),
    `import { definePlugin, z } from 'warizan';
     export default definePlugin({ units: [{
       name: 'power', says: 'x to the a', source: 'a test', options: z.strictObject({}), gradients: ['exact'],
       parameters: ({ inputs }) => [{ name: 'a', shape: [inputs], initial: [-1, 1] }],
       on: (n, { outputs }) => ({
         output: (a, x) => Array.from({ length: outputs }, () =>
           x.map((value, i) => n.pow(value, a[i])).reduce((product, each) => n.mul(product, each))),
       }),
     }] });`,
  );
  writeFileSync(
    join(folder, 'parts', 'recipe.json'),
    JSON.stringify({
      plugins: ['./unit.ts'],
      ...{ name: 'powers', unit: 'power', hidden: 1, learningRate: 0.01, stepRule: { kind: 'adam' }, steps: 20 },
      task: { kind: 'monomials', exponents: [[1, -1]], range: [1, 2], signs: 'drawn', largestTarget: null },
      evaluation: { interval: 10, samples: 10, seed: 0, extrapolation: [2, 3], criterion: 1e-5 },
    }),
  );
  writeFileSync(
    join(folder, 'generator.mjs'),
    `import { catalogue } from 'warizan';
     const own = catalogue.generators.get('mt19937');
     export default { generators: [{ ...own, name: 'mine' }] };`,
  );
  writeFileSync(study, 'plugins: [./generator.mjs]\nrecipes: [./parts/recipe.json]\nseeds: 1..2\nrng: mine\n');
});

test('a study has the plugins that it names and those that its recipe files name', async () => {
  const request = await studyRequestWithPlugins(study);
  const description = describedStudy(request);
  expect(description.code?.map(({ file }) => file)).toEqual(['generator.mjs', 'unit.ts']);
  expect(description.setups[0]).toMatchObject({ setting: { recipe: { unit: 'power' } } });
  expect(trialColumns(description).slice(-2)).toEqual(['a_0', 'a_1']);
  const text: unknown = JSON.parse(studyText(request, description));
  expect(text).toMatchObject({ plugins: request.plugins, rng: 'mine', recipes: [{ name: 'powers' }] });
});

test('its trials run wherever the plugins are loaded', async () => {
  const request = await studyRequestWithPlugins(study);
  const description = describedStudy(request);
  const { reports } = await runBatch(workshopOf(request.catalogue ?? catalogue), [
    trialAt(description, 0),
    trialAt(description, 1),
  ]);
  for (const { row, failure } of reports) {
    expect(failure).toBeNull();
    expect(row).toBeTypeOf('string');
  }
});

test('without them it is refused, in one line', () => {
  expect(() => studyFrom(study)).toThrow(/^study: plugins: ".*generator\.mjs": is to be loaded/);
});
