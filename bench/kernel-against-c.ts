/**
 * How near are kernels to C? Each recipe runs in C written from its formulas (bench/c, gcc -O3, libm), a run
 * after the other, and in the kernel that is compiled from the core, some runs side by side: from the same
 * starts, in turn, on one pinned processor, in CPU time. Prints nanoseconds a step and their ratio; of an
 * evaluated sample, and of the same program in numpy, the time alone. 0 with a note where there is no gcc.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRecipe, type CompiledRecipe } from '../src/experiments/training/lanes/compiled-recipe.js';
import type { LaneStart } from '../src/experiments/training/lanes/lane.js';
import { lanePlan } from '../src/experiments/training/lanes/lane-plan.js';
import { recordRecipe } from '../src/experiments/training/lanes/recipe-program.js';
import { RunsInLanes, type Visit } from '../src/experiments/training/lanes/train-in-lanes.js';
import { fastEvaluator } from '../src/experiments/training/evaluation.js';
import { log } from '../src/numeric/elementary/log.js';
import { standardGenerator } from '../src/random/generators.js';
import { largestBatch } from '../src/study/pace.js';
import { drawEvaluationSets } from '../src/training/evaluation-sets.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { shippedParts } from '../src/training/parts.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import type { Recipe } from '../src/training/recipe.js';

if (globalThis.gc === undefined) throw new Error('start node with --expose-gc');
const collectGarbage = globalThis.gc;
const rounds = Number(process.argv[2] ?? 7);
/** The one case that is wanted; undefined for all. */
const only: string | undefined = process.argv.at(3);
const pinned = 'WARIZAN_PINNED';

/** What is timed: a recipe, the program that is the same in C, and how many runs of how many steps. */
interface Case {
  readonly name: string;
  readonly recipe: Recipe;
  readonly program: string;
  readonly defines: Readonly<Record<string, number | string>>;
  readonly runs: number;
  /** The most that is wanted: this kernel's time by C's. */
  readonly goal: number;
}

const long = { runs: 16, steps: 200_000 };
const infinite = 'INFINITY';

function descent(name: string, base: Recipe, goal: number, [inputs, hidden] = [2, 2]): Case {
  const isComplex = base.unit === recipeNamed('exact').unit;
  const others = Array.from({ length: inputs - 2 }, () => 0);
  const initial: Recipe['initial'] = { w0: [-1, 1], w1: isComplex ? [-0.1, 0.1] : [-1, 1] };
  const recipe: Recipe = {
    ...base,
    ...{ hidden, initial, steps: long.steps },
    task: { ...base.task, exponents: [[1, -1, ...others]] },
  };
  const guarded = recipe.unit === recipeNamed('naive').unit ? 0 : 1;
  const range = guarded === 1 ? { LOW: '0.0', HIGH: '10.0', LARGEST: log(log(700)) } : box;
  const defines = {
    ...{ I: inputs, H: hidden, COMPLEX: isComplex ? 1 : 0, GUARDED: guarded, ETA: base.learningRate },
    ...{ EXACT: base.gradient === 'exact' ? 1 : 0, ...range },
  };
  return { name, recipe, program: 'descent', defines, runs: long.runs, goal };
}

const box = { LOW: '-10.0', HIGH: '10.0', LARGEST: infinite };

function filter(name: string, noise: number, enough: number, count: number): Case {
  const recipe = recipeNamed(name);
  const isPhaseSeen = recipe.gradient === 'exact' ? 1 : 0;
  const defines = {
    ...{ I: 2, H: 2, NOISE: noise, DECAY: recipe.decay, PHASE: isPhaseSeen },
    ...{ ENOUGH: enough, COUNT: count, ...box, ...restarting(recipe) },
  };
  return { name, recipe, program: 'filter', defines, runs: 20_000, goal: 1 };
}

function restarting({ restart }: Recipe): Case['defines'] {
  const never = { AFTER: 0, HIGH_LOSS: infinite, MOST: 0 };
  if (restart === null) return never;
  return { AFTER: Number(restart['after']), HIGH_LOSS: Number(restart['loss']), MOST: Number(restart['atMost']) };
}

const clipped = recipeNamed('clipped');
const cases: readonly Case[] = [
  descent('clipped', clipped, 0.55),
  descent('exact', recipeNamed('exact'), 0.55),
  descent('naive', recipeNamed('naive'), 1),
  filter('robust', 1e-8, 1e-8, 8),
  filter('frugal', 1e-10, 1e-10, 6),
  filter('frugal-restart', 1e-10, 1e-10, 6),
  descent('clipped 3-3-1', clipped, 1, [3, 3]),
  descent('clipped 10-2-1', clipped, 1, [10, 2]),
  descent('clipped 2-4-1', clipped, 1, [2, 4]),
];

function startsOf({ recipe }: Case, from: number, count: number): readonly LaneStart[] {
  return Array.from({ length: count }, (_, k) => {
    const streams = standardGenerator.streams(from + k + 1);
    return { theta: initialTheta(recipe, streams.initialisation), streams };
  });
}

function build(folder: string, { name, program, defines }: Case): string {
  const binary = join(folder, name.replaceAll(' ', '-'));
  const macros = Object.entries(defines).map(([macro, value]) => `-D${macro}=${value}`);
  const sources = ['-O3', ...macros, '-o', binary, join('bench', 'c', `${program}.c`), '-lm'];
  execFileSync('gcc', sources, { stdio: ['ignore', 'inherit', 'inherit'] });
  return binary;
}

interface Timed {
  readonly ns: number;
  readonly steps: number;
}

/** A line a run: the generators' words, then the weights. */
function linesOf(one: Case): string {
  const half = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
  const lines = startsOf(one, 0, one.runs).map(({ theta, streams }) => {
    const words = [streams.samples, streams.initialisation].flatMap((stream) => {
      const [a, b, c, d] = stream.state().words;
      return [half(a) + half(b), half(c) + half(d)];
    });
    return [...words, ...theta].join(' ');
  });
  return lines.join('\n');
}

function inProgram(command: string, before: readonly string[], one: Case, steps = one.recipe.steps): Timed {
  const options = { encoding: 'utf8', input: linesOf(one) } as const;
  const printed = execFileSync(command, [...before, String(one.runs), String(steps)], options);
  const [ns, done] = printed.split(' ').map(Number);
  return { ns, steps: done };
}

/** So many runs at a time as a study sends at once: of more, the collector moves the starts in between. */
function inLanes(compiled: CompiledRecipe, one: Case): Timed {
  let [microseconds, steps] = [0, 0];
  const count: Visit = ({ snapshot }) => {
    if (snapshot.last) steps += snapshot.step;
    return undefined;
  };
  for (let from = 0; from < one.runs; from += largestBatch) {
    const starts = startsOf(one, from, Math.min(largestBatch, one.runs - from));
    // What the starts have left behind is none of a kernel's work: C is given them as numbers.
    collectGarbage({ type: 'minor' });
    const before = process.cpuUsage();
    const all = new RunsInLanes(compiled, starts, compiled.recipe.steps);
    while (all.advance(count));
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
    all.close();
  }
  return { ns: (microseconds * 1000) / steps, steps };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

/** As a study lays it out. */
function compiledFor({ name, recipe, runs }: Case): CompiledRecipe {
  const of = { recipe, parts: shippedParts };
  const recorded = recordRecipe(recipe, shippedParts);
  const plan = recorded === null ? null : lanePlan(recipe, recorded, runs);
  if (recorded === null || plan === null) throw new Error(`${name} is not compiled`);
  return compileRecipe(of, recorded, { ...plan, generator: standardGenerator, drawn: 'by the kernel' });
}

function compare(folder: string, one: Case): void {
  const binary = build(folder, one);
  const compiled = compiledFor(one);
  // Until the engine has compiled all that it will: its compiler's time is this process's, too.
  for (let k = 0; k < 3; k++) inLanes(compiled, one);
  const both = Array.from({ length: rounds }, () => ({
    c: inProgram(binary, [], one),
    kernel: inLanes(compiled, one),
  }));
  const ratios = both.map(({ c, kernel }) => kernel.ns / c.ns);
  const ns = [both.map(({ c }) => c.ns), both.map(({ kernel }) => kernel.ns)].map(median);
  const steps = [both[0].c.steps, both[0].kernel.steps].map((count) => (count / one.runs).toFixed(1));
  const texts = [ns[0].toFixed(1), ns[1].toFixed(1), median(ratios).toFixed(2), Math.min(...ratios).toFixed(2)];
  const wanted = [Math.max(...ratios).toFixed(2), one.goal.toFixed(2), ...steps];
  console.log(one.name.padEnd(15), ...[...texts, ...wanted].map((text) => text.padStart(9)));
}

/** CPU time of an evaluated sample of `robust`, where all have been seen before. */
function evaluation(): void {
  const recipe = recipeNamed('robust');
  const set = drawEvaluationSets({ ...recipe, evaluation: { ...recipe.evaluation, samples: 10_000 } });
  const evaluator = fastEvaluator(recipe);
  const theta = [0.9, 0.1, -0.1, 1.1, 1, -1];
  const timed = (work: () => unknown): number => {
    // Until the engine has compiled all that it will.
    for (let k = 0; k < 500; k++) work();
    const before = process.cpuUsage();
    for (let k = 0; k < 100; k++) work();
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1000) / (100 * 10_000);
  };
  const each = Array.from({ length: rounds }, () => [
    timed(() => evaluator.meanSquaredError(theta, set.interpolation)),
    timed(() => evaluator.meanSquaredError(theta, set.extrapolation)),
    timed(() => evaluator.fit(theta, set.interpolation)),
  ]);
  const [inside, outside, fit] = [0, 1, 2].map((k) => median(each.map((one) => one[k])).toFixed(1));
  console.log(`an evaluated sample of robust: ${inside} ns inside, ${outside} outside, ${fit} with its slope`);
}

/** The same program as one writes it with numpy, many runs side by side. */
function compareNumpy(): void {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) {
    console.log('no numpy here');
    return;
  }
  const one = { ...cases[0], runs: 1000 };
  const times = Array.from({ length: rounds }, () =>
    inProgram('python3', [join('bench', 'numpy', 'clipped.py')], one, 200),
  );
  console.log(
    `${one.name} in numpy, ${one.runs} runs side by side: ${median(times.map(({ ns }) => ns)).toFixed(0)} ns`,
  );
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-'));
  try {
    console.log(`${cpus()[0].model}, Node ${process.version}, V8 ${process.versions.v8}; ${rounds} rounds in turn`);
    evaluation();
    const heads = ['C ns', 'lanes ns', 'ratio', 'least', 'most', 'wanted', 'steps C', 'steps'];
    console.log(''.padEnd(15), ...heads.map((head) => head.padStart(9)));
    for (const one of cases) if (only === undefined || one.name === only) compare(folder, one);
    if (only === undefined) compareNumpy();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (spawnSync('gcc', ['--version']).error !== undefined) {
  console.log('no gcc here: kernels have nothing to be compared with');
} else if (process.env[pinned] === undefined && spawnSync('taskset', ['--version']).error === undefined) {
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync('taskset', ['-c', String(cpus().length - 1), ...again], {
    env: { ...process.env, [pinned]: '1' },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else main();
