/**
 * How near is the kernel to C? Runs listing 2 for two million steps in bench/clipped.c (gcc -O3, libm) and in
 * the kernel, in turn and from the same starts, and prints nanoseconds a step and their ratio; the reference
 * core beside them. Exit status 1 where the median ratio is above 2.5; 0 with a note where there is no gcc.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onKernel } from '../properties/laws/kernel.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { trialStreams } from '../src/random/streams.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { train, type Snapshot } from '../src/training/train.js';

const steps = 2_000_000;
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const largestRatio = 2.5;

function start(seed: number, count: number) {
  const recipe = { ...recipeNamed('clipped'), steps: count };
  const streams = trialStreams('xoroshiro128plus', seed);
  return { recipe, initial: initialTheta(recipe, streams.initialisation), streams };
}

/** Nanoseconds a step, and the final weights. */
function timed(count: number, run: () => Iterable<Snapshot<number>>): { ns: number; weights: readonly number[] } {
  let weights: readonly number[] = [];
  const from = process.hrtime.bigint();
  for (const { theta } of run()) weights = theta;
  return { ns: Number(process.hrtime.bigint() - from) / count, weights };
}

function inC(program: string, seed: number): { ns: number; weights: readonly number[] } {
  const { initial, streams } = start(seed, steps);
  const words = [steps, ...streams.samples.state().words, ...initial.slice(0, 4)].map(String);
  const [ns, ...weights] = execFileSync(program, words, { encoding: 'utf8' }).trim().split(' ').map(Number);
  return { ns, weights };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function buildC(folder: string): string | null {
  const program = join(folder, 'clipped');
  const source = join('bench', 'clipped.c');
  try {
    execFileSync('gcc', ['-O3', '-o', program, source, '-lm'], { stdio: ['ignore', 'ignore', 'inherit'] });
    return program;
  } catch {
    return null;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'warizan-bench-'));
try {
  const program = buildC(folder);
  console.log(`${cpus()[0].model}, Node ${process.version}, V8 ${process.versions.v8}; clipped, ${steps} steps a run`);
  if (program === null) console.log('no gcc here: the kernel has nothing to be compared with');
  const ratios: number[] = [];
  console.log('seed      C   kernel  ratio   weights differ by');
  for (const seed of [0, ...seeds]) {
    const { recipe, initial, streams } = start(seed, steps);
    const kernel = timed(steps, () => onKernel(recipe, initial, streams, steps));
    // Seed 0 only warms the compiler up.
    if (program === null || seed === 0) continue;
    const c = inC(program, seed);
    const difference = Math.max(...kernel.weights.map((w, k) => Math.abs(w - c.weights[k])));
    ratios.push(kernel.ns / c.ns);
    console.log(
      `${String(seed).padStart(4)} ${c.ns.toFixed(0).padStart(6)} ${kernel.ns.toFixed(0).padStart(8)} ${(kernel.ns / c.ns).toFixed(2).padStart(6)}   ${difference.toExponential(1)}`,
    );
  }
  const reference = start(1, 200_000);
  const slow = timed(200_000, () => train(float64, reference.recipe, reference.initial, reference.streams, 200_000));
  console.log(`reference core: ${slow.ns.toFixed(0)} ns a step`);
  if (ratios.length > 0) {
    console.log(
      `kernel / C: median ${median(ratios).toFixed(2)}, from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    );
    if (median(ratios) > largestRatio) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
