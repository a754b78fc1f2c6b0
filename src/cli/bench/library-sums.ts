import { withBackend, type BackendChoice } from '../../numeric/backends.js';
import type { Measurement } from './report/bench-table.js';
import { decimalReplay, mpfrReplay } from './library-sum.js';
import { recording, type RecordedCall } from './recorded-calls.js';
import type { BenchTask, Suite } from './suite.js';
import { repeated, samplesInTurn, trainingInTurn } from './workload.js';

const digits = 50;
/** A backend, and how many operations a reading of the clock takes. */
interface Timed extends BackendChoice {
  readonly batch: number;
}

const onDecimal: Timed = { name: 'decimal', digits, batch: 1 };
const onMpfr: Timed = { name: 'mpfr', digits, batch: 10 };

const decimalStep = `decimal ${digits} step`;
const decimalSum = 'decimal.js calls';
const mpfrStep = `mpfr ${digits} step`;
const mpfrSum = 'mpfr calls, mpfr_log';
const mpfrTabledSum = 'mpfr calls, tabled ln';

/**
 * A training step against the library calls it cannot avoid: 100 steps of a real run are recorded, every
 * operation with its operands, and the calls made again on the bare library. For mpfr the sum is taken twice:
 * with `mpfr_log`, the library's own logarithm, and with the tabled one that the backend uses (calls of
 * mpfr_mul, mpfr_add, … themselves), which is faster.
 */
export const librarySums: Suite = {
  name: 'library-sums',
  question: 'what does a step cost beyond its library calls?',
  base: mpfrStep,
  tasks: [
    task(mpfrStep, onMpfr, () => withBackend(onMpfr, trainingInTurn)),
    task(mpfrTabledSum, onMpfr, async () => mpfrReplay(await record(onMpfr), digits, 'tabled')),
    task(mpfrSum, onMpfr, async () => mpfrReplay(await record(onMpfr), digits, 'mpfr_log')),
    task(decimalStep, onDecimal, () => withBackend(onDecimal, trainingInTurn)),
    task(decimalSum, onDecimal, async () => decimalReplay(await record(onDecimal), digits)),
  ],
  conclude: (measured) => {
    const { decimalOverMpfr, decimalOverSum, mpfrOverTabledSum, mpfrOverLibrarySum } = ratiosOf(measured);
    return [
      `mpfr is ${decimalOverMpfr.toFixed(1)} times as fast as decimal (wanted: 20).`,
      `Step ÷ library calls (wanted: at most 1.5): decimal ${decimalOverSum.toFixed(2)};`,
      `mpfr ${mpfrOverTabledSum.toFixed(2)} with the tabled logarithm in the sum, ${mpfrOverLibrarySum.toFixed(2)} with mpfr_log.`,
      'Calls: add, sub, mul, div, less, neg, abs, ln, exp, cos, isNaN and the entry',
      'of a float64, each with the operands it had in 100 steps of a run.',
    ];
  },
};

function task(name: string, { name: backend, batch }: Timed, prepare: () => Promise<() => void>): BenchTask {
  return { task: name, backend, precision: digits, batch, prepare: async () => repeated(await prepare(), batch) };
}

/** The calls of each of the steps that `trainingInTurn` goes through. */
function record(choice: BackendChoice): Promise<RecordedCall[][]> {
  return withBackend(choice, (n) => {
    const calls: RecordedCall[] = [];
    const step = trainingInTurn(recording(n, calls));
    return Array.from({ length: samplesInTurn }, () => {
      calls.length = 0;
      step();
      return [...calls];
    });
  });
}

/** How much faster mpfr is than decimal, and how much a step costs above its library calls. */
export function ratiosOf(measured: readonly Measurement[]) {
  const median = (name: string) => measured.find(({ task }) => task === name)?.median ?? NaN;
  return {
    decimalOverMpfr: median(decimalStep) / median(mpfrStep),
    decimalOverSum: median(decimalStep) / median(decimalSum),
    mpfrOverTabledSum: median(mpfrStep) / median(mpfrTabledSum),
    mpfrOverLibrarySum: median(mpfrStep) / median(mpfrSum),
  };
}
