/**
 * What does an evaluated sample cost? CPU time of the mean squared error, and of that with the mean
 * gradient's norm, on the core and with a sample in each of 2, 4, 8 and 16 lanes, in turn, on one thread;
 * what compiling costs.
 */
import { cpus } from 'node:os';
import { sumsInLanes } from '../src/experiments/training/lanes/sums-in-lanes.js';
import { trialStreams } from '../src/random/streams.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { evaluatorBy, evaluatorOf, type Evaluator } from '../src/training/evaluate.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { shippedParts } from '../src/training/parts.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { unitOf, type Recipe } from '../src/training/recipe.js';
import { units } from '../src/units/units.js';

const [samples = '10000', rounds = '20'] = process.argv.slice(2);
const shapes = [1, 2, 4, 8];

/** The shipped recipe, and every other unit in its place. */
const recipes: readonly Recipe[] = [
  recipeNamed('clipped'),
  { ...recipeNamed('clipped'), hidden: 10 },
  ...units.names.map((unit) => ({ ...recipeNamed('clipped'), unit })),
];

/** Milliseconds of CPU. */
function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

console.log(
  `${cpus()[0].model}, Node ${process.version}; core, then 2, 4, 8 and 16 lanes: ns a sample [ms to compile]`,
);
for (const recipe of recipes) {
  const set = drawEvaluationSets({
    ...recipe,
    evaluation: { ...recipe.evaluation, samples: Number(samples) },
  }).interpolation;
  const theta = initialTheta(recipe, trialStreams('xoroshiro128plus', 1).initialisation);
  const { outputs } = unitOf(recipe).sizes;
  const inLanes = shapes.map((vectors) =>
    evaluatorBy(sumsInLanes(recipe, shippedParts, { vectors, grouped: 8 }, 0), outputs),
  );
  for (const [name, ask] of [
    ['error', (evaluator: Evaluator) => evaluator.meanSquaredError(theta, set)],
    ['fit', (evaluator: Evaluator) => evaluator.fit(theta, set)],
  ] as const) {
    const evaluators = [evaluatorOf(recipe), ...inLanes];
    const first = evaluators.map((evaluator) => timed(() => ask(evaluator)));
    const times = Array.from({ length: Number(rounds) }, () =>
      evaluators.map((evaluator) => timed(() => ask(evaluator))),
    );
    const ns = evaluators.map((_, k) => (median(times.map((round) => round[k])) * 1e6) / set.size);
    const text = ns.map((value, k) => `${value.toFixed(0)}${k > 0 ? ` [${first[k].toFixed(0)}]` : ''}`.padStart(10));
    console.log(`${JSON.stringify(recipe.unit)} ${recipe.hidden} ${name}`.padEnd(28), ...text);
  }
}
