/**
 * How fast does a recipe train in 2, 4, 8 and 16 lanes? CPU time a step of a run, on one thread: what
 * `lane-plan.ts` chooses from. `node build/bench/lanes.js [NAMES] [STEPS] [RUNS] [PAGE]`
 */
import { cpus } from 'node:os';
import { compiledFrom, type CompiledRecipe } from '../src/experiments/training/lanes/compiled-recipe.js';
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

function inLanes(recipe: Recipe, vectors: number): CompiledRecipe {
  const options = {
    vectors,
    grouped: 4,
    page: Number(page),
    generator: standardGenerator,
    drawn: 'by the kernel',
  } as const;
  return compiledFrom({ recipe, parts: shippedParts }, options);
}

/** Nanoseconds of CPU time a step of a run. */
function timed(compiled: CompiledRecipe): number {
  const { recipe } = compiled;
  const starts = startsOf(recipe);
  const last = starts.map(() => 0);
  const before = process.cpuUsage();
  for (const { run, snapshot } of trainInLanes(compiled, starts, recipe.steps)) last[run] = snapshot.step;
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / last.reduce((sum, step) => sum + step, 0);
}

console.log(`${cpus()[0].model}, Node ${process.version}; ns a step in 2, 4, 8 and 16 lanes`);
for (const name of names.split(',')) {
  const recipe = { ...recipeNamed(name), steps: Number(steps) };
  const compiled = [1, 2, 4, 8].map((vectors) => inLanes(recipe, vectors));
  for (let round = 0; round < 3; round++) {
    console.log(name.padEnd(10), ...compiled.map((one) => timed(one).toFixed(1).padStart(8)));
  }
}
