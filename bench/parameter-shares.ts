import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { gradientVerdict, type GradientModel, type GradientVerdict } from '../src/testing/index.js';
import { parameterStructures, type ParameterStructure } from '../src/testing/parameter-structures.js';
import { parameters } from '../src/testing/parameters.js';
import { bugsElsewhere } from './planted-bugs-elsewhere.js';
import { bugsOffZero } from './planted-bugs-off-zero.js';
import { bugsAtZerosAndTies, dot, sum, type PlantedBug } from './planted-bugs.js';

/**
 * What each share of `parameters` is for: how many of fifty seeds find each planted bug in a property of a
 * hundred cases, with independent numbers alone and with the mix; which bugs would be lost without a
 * structure; and how many cases of ordinary models cannot be judged.
 *
 *     npm run bench:parameters                prints the tables
 *     npm run bench:parameters -- --write     writes them to docs/points.md as well
 */
const seeds = 50;
const cases = 100;
const bugs = [...bugsAtZerosAndTies, ...bugsOffZero, ...bugsElsewhere];

const isFound = (verdict: GradientVerdict) =>
  verdict.kind === 'wrong' || (verdict.kind === 'not-finite' && verdict.where === 'gradient');

/**
 * Whether a plain central difference of each of three steps contradicts the gradient. Points where none does
 * are not worth a verdict: the bugs of the table are no small errors.
 */
function isSuspicious({ loss, gradient }: GradientModel, x: readonly number[]): boolean {
  return gradient(x).some((value, i) => {
    const gaps = [1e-4, 1e-6, 1e-8].map((share) => {
      const h = share * (Math.abs(x[i]) || 1);
      const difference = (loss(x.with(i, x[i] + h)) - loss(x.with(i, x[i] - h))) / (2 * h);
      return Math.abs(value - difference) / (Math.abs(value) + Math.abs(difference) || 1);
    });
    return !(Math.min(...gaps) < 1e-3);
  });
}

const refutes = (bug: PlantedBug, x: readonly number[]) => isSuspicious(bug, x) && isFound(gradientVerdict(bug, x));

function points(bug: PlantedBug, structures: readonly ParameterStructure[]): fc.Arbitrary<number[]> {
  return parameters(bug.length, { structures, ...(bug.shape === undefined ? {} : { shape: bug.shape }) });
}

/** The seeds under which one of the cases refutes the bug. */
function seedsThatFind(bug: PlantedBug, structures: readonly ParameterStructure[]): number {
  const arbitrary = points(bug, structures);
  let found = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    if (fc.sample(arbitrary, { seed, numRuns: cases }).some((x) => refutes(bug, x))) found++;
  }
  return found;
}

/** Of the points of one structure, the share that refutes the bug. */
function rateOf(bug: PlantedBug, structure: ParameterStructure): number {
  const drawn = fc.sample(points(bug, [{ ...structure, share: 100 }]), { seed: 1, numRuns: cases });
  return drawn.filter((x) => refutes(bug, x)).length / cases;
}

interface BugRow {
  readonly bug: PlantedBug;
  readonly independent: number;
  readonly mixed: number;
  /** By structure, how many seeds find it with independent numbers and that structure alone. */
  readonly alone: ReadonlyMap<string, number>;
  /** By structure, how many seeds find it where that structure is left out. */
  readonly without: ReadonlyMap<string, number>;
  /** By structure, the share of its points that find it. */
  readonly rates: ReadonlyMap<string, number>;
}

function measured(bug: PlantedBug): BugRow {
  const rates = new Map(parameterStructures.map((structure) => [structure.name, rateOf(bug, structure)]));
  const finders = parameterStructures.filter(({ name }) => (rates.get(name) ?? 0) > 0);
  const seedsOf = (choose: (finder: ParameterStructure) => readonly ParameterStructure[]) =>
    new Map(finders.map((finder) => [finder.name, seedsThatFind(bug, choose(finder))]));
  return {
    bug,
    independent: seedsThatFind(bug, []),
    mixed: seedsThatFind(bug, parameterStructures),
    alone: seedsOf((finder) => [finder]),
    without: seedsOf((finder) => parameterStructures.filter(({ name }) => name !== finder.name)),
    rates,
  };
}

function table(rows: readonly (readonly (string | number)[])[], numeric: readonly number[]): string {
  const [heading, ...body] = rows;
  const rule = heading.map((_, column) => (numeric.includes(column) ? '---:' : '---'));
  return [heading, rule, ...body].map((cells) => `| ${cells.join(' | ').replaceAll('|x|', '‖x‖')} |`).join('\n');
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function bugTable(rows: readonly BugRow[]): string {
  const cells = rows.map(({ bug, independent, mixed, rates }) => {
    const finders = [...rates].filter(([, rate]) => rate >= 0.2).toSorted((a, b) => b[1] - a[1]);
    const shown = finders.slice(0, 3).map(([name, rate]) => `${name} ${percent(rate)}`);
    return [bug.name.replaceAll('|', '\u2223'), bug.source, bug.length, independent, mixed, shown.join(', ')];
  });
  return table(
    [['planted bug', 'kind', 'n', 'independent', 'mixed', 'found at most of these points'], ...cells],
    [2, 3, 4],
  );
}

/** Seeds by which a structure must make a difference to be named. */
const differenceThatCounts = 5;

const short = ({ name }: PlantedBug) => name.split(':')[0].replaceAll('|', '\u2223');

function structureTable(rows: readonly BugRow[]): string {
  const cells = parameterStructures.map(({ name, share }) => {
    const gained = rows.filter(
      ({ independent, alone }) => (alone.get(name) ?? 0) - independent >= differenceThatCounts,
    );
    const lost = rows.flatMap(({ bug, mixed, without }) => {
      const left = without.get(name) ?? mixed;
      return mixed - left >= differenceThatCounts ? [`${short(bug)} (${mixed} → ${left})`] : [];
    });
    return [name, `${share} %`, gained.length, lost.join('; ')];
  });
  const header = ['structure', 'share', 'bugs it helps to find', 'what the mix would lose without it (seeds of 50)'];
  return table([header, ...cells], [1, 2]);
}

const data = [
  [0.5, -1.2, 0.3],
  [1.5, 0.4, -0.7],
  [-0.3, 0.8, 1.1],
];

/** Ordinary models with right gradients: three weights a hidden unit, and one out of it. */
function network(f: (z: number) => number, slope: (z: number) => number): GradientModel {
  const units = (p: readonly number[]) => [0, 1, 2].map((j) => ({ w: p.slice(3 * j, 3 * j + 3), v: p[9 + j] }));
  const output = (p: readonly number[], x: readonly number[]) => sum(units(p).map(({ w, v }) => v * f(dot(w, x))));
  return {
    loss: (p) => sum(data.map((x, k) => (output(p, x) - k) ** 2)),
    gradient: (p) => {
      const g = p.map(() => 0);
      data.forEach((x, k) => {
        const e = 2 * (output(p, x) - k);
        units(p).forEach(({ w, v }, j) => {
          const z = dot(w, x);
          x.forEach((value, i) => (g[3 * j + i] += e * v * slope(z) * value));
          g[9 + j] += e * f(z);
        });
      });
      return g;
    },
  };
}

const logistic: GradientModel = {
  loss: (w) =>
    sum(data.map((x, k) => Math.max(0, dot(w, x)) + Math.log1p(Math.exp(-Math.abs(dot(w, x)))) - (k % 2) * dot(w, x))),
  gradient: (w) => w.map((_, i) => sum(data.map((x, k) => (1 / (1 + Math.exp(-dot(w, x))) - (k % 2)) * x[i]))),
};

const ordinary: readonly (readonly [name: string, length: number, model: GradientModel])[] = [
  [
    'ReLU network',
    12,
    network(
      (z) => Math.max(0, z),
      (z) => (z > 0 ? 1 : 0),
    ),
  ],
  ['tanh network', 12, network(Math.tanh, (z) => 1 - Math.tanh(z) ** 2)],
  ['logistic regression', 3, logistic],
];

function unjudgedTable(): string {
  const kinds = (model: GradientModel, length: number, structures: readonly ParameterStructure[]) => {
    const drawn = fc.sample(parameters(length, { structures }), { seed: 1, numRuns: 400 });
    const verdicts = drawn.map((x) => gradientVerdict(model, x).kind);
    const share = (holds: (kind: GradientVerdict['kind']) => boolean) =>
      percent(verdicts.filter(holds).length / verdicts.length);
    return [share((kind) => kind !== 'correct' && kind !== 'wrong'), share((kind) => kind === 'wrong')];
  };
  const cells = ordinary.map(([name, length, model]) => [
    name,
    ...kinds(model, length, []),
    ...kinds(model, length, parameterStructures),
  ]);
  const header = ['right model', 'independent: not judged', 'called wrong', 'mixed: not judged', 'called wrong'];
  return table([header, ...cells], [1, 2, 3, 4]);
}

const rows = bugs.map((bug) => {
  const row = measured(bug);
  console.error(`${bug.name}: ${row.independent}, ${row.mixed}`);
  return row;
});
const independentShare = 100 - sum(parameterStructures.map(({ share }) => share));
const page = `# Points where gradients go wrong

<!-- Written by \`npm run bench:parameters -- --write\`; edit bench/parameter-shares.ts. -->

Public reports of wrong gradients are mostly about special points: the zero vector, equal entries, singular
matrices, numbers so large that \`exp\` overflows. Independent numbers never meet them. \`parameters(n)\`
therefore mixes in points of special structure; ${independentShare} of a hundred stay independent.
\`parameters(n, { shape: [rows, columns] })\` says that they are a matrix, \`{ min, max }\` declares bounds,
\`{ structures: [] }\` draws independent numbers only, and \`parameters(tree)\` draws a tree like the example.

## What each share finds

Of ${bugs.length} planted bugs, re-written from kinds of public reports: how many are found with at least five seeds more of
fifty when the structure is added to independent numbers, and which the mix would find with at least five
seeds fewer without it. The zero vector is a singular matrix and a tie as well, so that it stands in for others.

${structureTable(rows)}

## The planted bugs

A property of ${cases} cases, run with ${seeds} seeds: how many of them find the bug with independent numbers, and
with the mix. n is the number of parameters.

${bugTable(rows)}

## What it costs

Special points are often kinks, which admit no verdict: the share of 400 cases of right models that is not judged.

${unjudgedTable()}
`;
console.log(page);
if (process.argv.includes('--write')) writeFileSync('docs/points.md', page);
