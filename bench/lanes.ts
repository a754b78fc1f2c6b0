/**
 * How fast does a recipe train in lanes? CPU time a step of a run, of the core's own code compiled for lanes,
 * beside the kernel written by hand, in turn; on one thread.
 */
import { cpus } from 'node:os';
import { compileRecipe } from '../src/experiments/training/lanes/compiled-recipe.js';
import type { LaneStart } from '../src/experiments/training/lanes/lane.js';
import { recordRecipe } from '../src/experiments/training/lanes/recipe-program.js';
import { trainInLanes } from '../src/experiments/training/lanes/train-in-lanes.js';
import { standardGenerator } from '../src/random/generators.js';
import { trialStreams } from '../src/random/streams.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { shippedParts } from '../src/training/parts.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import type { Recipe } from '../src/training/recipe.js';

const [names = 'clipped,exact,robust', steps = '100000', runs = '16', page = '64'] = process.argv.slice(2);

function startsOf(recipe: Recipe) {
  return Array.from({ length: Number(runs) }, (_, k) => {
    const streams = trialStreams('xoroshiro128plus', k + 1);
    return { theta: initialTheta(recipe, streams.initialisation), streams };
  });
}

/** Nanoseconds of CPU time a step of a run. */
function timed(work: (starts: readonly LaneStart[]) => number, recipe: Recipe): number {
  const starts = startsOf(recipe);
  const before = process.cpuUsage();
  const done = work(starts);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / done;
}

function inLanes(recipe: Recipe, vectors: number, starts: readonly LaneStart[]): number {
  const parts = shippedParts;
  const recorded = recordRecipe(recipe, parts);
  if (recorded === null) throw new Error(`${recipe.name} is not compiled`);
  const compiled = compileRecipe({ recipe, parts }, recorded, {
    ...{ vectors, grouped: 4, page: Number(page) },
    ...{ generator: standardGenerator, drawn: 'by the kernel' },
  });
  const last = new Map<number, number>();
  for (const { run, snapshot } of trainInLanes(compiled, starts, recipe.steps)) last.set(run, snapshot.step);
  return [...last.values()].reduce((sum, step) => sum + step, 0);
}

console.log(`${cpus()[0].model}, Node ${process.version}; ns a step in 2, 4, 8 and 16 lanes`);
for (const name of names.split(',')) {
  const recipe = { ...recipeNamed(name), steps: Number(steps) };
  for (let round = 0; round < 3; round++) {
    const ways = [1, 2, 4, 8].map((vectors) => (starts: readonly LaneStart[]) => inLanes(recipe, vectors, starts));
    const times = ways.map((way) => timed(way, recipe));
    console.log(name.padEnd(10), ...times.map((ns) => ns.toFixed(1).padStart(8)));
  }
}
