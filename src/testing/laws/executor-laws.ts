import fc from 'fast-check';
import type { BatchReport, Executor, TrialReport } from '../../study/executor.js';
import type { Trial } from '../../study/trial.js';
import { claim, law, type Law } from './law.js';

/** What an executor's laws are checked with. */
export interface ExecutorLawOptions {
  /** What messages call it. */
  readonly name: string;
  /** Makes an executor; each case closes its own. */
  readonly make: () => Executor | Promise<Executor>;
  /** Trials that take little time, no two the same. At least two. */
  readonly trials: readonly Trial[];
  /** A trial whose run throws. */
  readonly throwing: Trial;
  /** Runs a trial where nothing can go wrong, as `runBatch` does. */
  readonly reference: (trials: readonly Trial[]) => Promise<BatchReport>;
}

/** Long enough for any batch of the laws, in milliseconds. */
const patient = 120_000;

/**
 * The laws of an executor.
 *
 * - Order: a batch's reports come in the order of its trials, each with its trial's identity and the row that
 *   the trial has anywhere; so do those of batches that are given at the same time, up to twice its
 *   `concurrency`.
 * - Doubles: a trial that is run twice, in one batch or in two, has one row.
 * - Loss: a trial that throws is reported with its reason and does not touch the others.
 * - Lateness: a batch whose time is over is given up or is right, and the executor goes on.
 * - A closed executor has ended; closing it twice does no harm.
 */
export function executorLaws(options: ExecutorLawOptions): readonly Law[] {
  const { name, trials, throwing } = options;
  const known = referenceRows(options);
  const batch = fc.array(fc.constantFrom(...trials), { minLength: 1, maxLength: 6 });
  const check = async (own: readonly Trial[], report: BatchReport) => {
    claim(report.reports.length === own.length, () => `${own.length} trials gave ${report.reports.length} reports`);
    claim(report.milliseconds >= 0, () => `a batch took ${report.milliseconds} ms`);
    for (const [k, trial] of own.entries()) await assertRight(known, trial, report.reports[k]);
  };
  return [
    law(`${name}: reports have the order of their trials, of several batches at once too`, batches(batch), (given) =>
      using(options, async (executor) => {
        const atOnce = given.slice(0, 2 * executor.concurrency);
        const reports = await Promise.all(atOnce.map((own) => executor.run(own, patient)));
        for (const [k, own] of atOnce.entries()) await check(own, reports[k]);
      }),
    ),
    law(`${name}: a trial that is run twice has one row`, fc.constantFrom(...trials), (trial) =>
      using(options, async (executor) => {
        const [both, again] = await Promise.all([
          executor.run([trial, trial], patient),
          executor.run([trial], patient),
        ]);
        await check([trial, trial], both);
        await check([trial], again);
      }),
    ),
    law(`${name}: a trial that throws does not touch the others`, fc.record({ batch, at: fc.nat(6) }), (given) =>
      using(options, async (executor) => {
        const own = given.batch.toSpliced(given.at, 0, throwing);
        const { reports } = await executor.run(own, patient);
        claim(reports.length === own.length, () => `${own.length} trials gave ${reports.length} reports`);
        for (const [k, trial] of own.entries()) {
          if (trial === throwing) assertFailed(reports[k]);
          else await assertRight(known, trial, reports[k]);
        }
      }),
    ),
    law(
      `${name}: a batch whose time is over is given up or right, and the executor goes on`,
      fc.record({ batch, limit: fc.constantFrom(0, 1, 5) }),
      ({ batch: own, limit }) =>
        using(options, async (executor) => {
          const late = await executor.run(own, limit).catch(() => null);
          if (late !== null) await check(own, late);
          await check(own, await executor.run(own, patient));
        }),
    ),
    law(`${name}: closing it twice does no harm`, batch, async (own) => {
      const executor = await options.make();
      await check(own, await executor.run(own, patient));
      await executor.close();
      await executor.close();
    }),
  ];
}

const batches = (batch: fc.Arbitrary<Trial[]>) => fc.array(batch, { minLength: 1, maxLength: 4 });

async function using({ make }: ExecutorLawOptions, work: (executor: Executor) => Promise<void>): Promise<void> {
  const executor = await make();
  try {
    await work(executor);
  } finally {
    await executor.close();
  }
}

/** The reports of the reference, each trial's once. */
function referenceRows({ reference }: ExecutorLawOptions): (trial: Trial) => Promise<TrialReport> {
  const known = new Map<Trial, Promise<TrialReport>>();
  return (trial) => {
    const report = known.get(trial) ?? reference([trial]).then(({ reports: [own] }) => own);
    known.set(trial, report);
    return report;
  };
}

async function assertRight(
  known: (trial: Trial) => Promise<TrialReport>,
  trial: Trial,
  report: TrialReport,
): Promise<void> {
  const expected = await known(trial);
  claim(report.id === expected.id, () => `the report of seed ${trial.seed} was of another trial`);
  claim(report.failure === null, () => `seed ${trial.seed} failed: ${report.failure ?? ''}`);
  claim(
    report.row === expected.row,
    () => `seed ${trial.seed} gave ${report.row ?? 'nothing'}, not ${expected.row ?? ''}`,
  );
}

function assertFailed({ failure }: TrialReport): void {
  claim(failure !== null && failure !== '', () => 'a trial that throws was reported without a reason');
}
