/**
 * Do 10^6 mpfr steps leave memory where it was after 10^4? Trains the recipe clipped at 50 digits and prints,
 * at 10^4, 10^5, … steps, the values alive in the context, the process's resident memory, and what is outside
 * the JavaScript heap, where WebAssembly memory is counted. Exit status 1 where living values have grown at
 * all, or memory by more than 8 MB (the garbage collector's slack, measured after a collection).
 *
 *     npm run bench:mpfr-memory [-- STEPS]
 */
import { loadMpfr } from '../src/numeric/backends/mpfr.js';
import { trialStreams } from '../src/random/streams.js';
import { recipeNamed } from '../src/training/read-recipe.js';
import { initialTheta } from '../src/training/initial-theta.js';
import { train } from '../src/training/train.js';

const steps = Number(process.argv[2] ?? 1e6);
const firstStep = 1e4;
const largestGrowth = 8 * 2 ** 20;

interface Memory {
  readonly live: number;
  readonly resident: number;
  readonly external: number;
}

if (globalThis.gc === undefined) throw new Error('start node with --expose-gc');
const n = await loadMpfr(50);
const recipe = { ...recipeNamed('clipped'), steps };
const streams = trialStreams('xoroshiro128plus', 4);
const started = performance.now();
let first: Memory | null = null;
let last: Memory | null = null;
const initial = initialTheta(recipe, streams.initialisation).map((value) => n.fromNumber(value));
for (const { step } of train(n, recipe, initial, streams, firstStep)) {
  const isPowerOfTen = Number.isInteger(Math.log10(step));
  if (step < firstStep || !(isPowerOfTen || step === steps || step % (steps / 4) === 0)) continue;
  globalThis.gc();
  const { rss: resident, external, arrayBuffers } = process.memoryUsage();
  last = { live: n.liveValues(), resident, external: external + arrayBuffers };
  first ??= last;
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1).padStart(7);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${String(step).padStart(8)} steps: ${last.live} values alive, resident ${megabytes(resident)} MB, ` +
      `outside the heap ${megabytes(last.external)} MB, ${seconds} s`,
  );
}
if (first === null || last === null) throw new RangeError(`at least ${firstStep} steps, please`);
const isFlat = last.live === first.live && last.resident - first.resident < largestGrowth;
console.log(isFlat ? 'flat' : 'memory has grown');
process.exitCode = isFlat ? 0 : 1;
