import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { readRecipe } from '../training/read-recipe.js';
import { describeStudy } from '../experiments/training/describe-study.js';
import type { StudyDescription } from './description.js';
import { formatClasses } from './endings.js';
import type { Cell, TrialRow } from './tables/cell.js';
import { training } from '../experiments/training/training.js';
import { outcomesOf } from './experiment.js';
import { settingName } from './comparison-plan.js';
import { studyStatistics, type StudyStatistics } from './statistics.js';
import { summarising } from './summary.js';

const trialOutcomes = outcomesOf(training).map(({ name }) => name);

const study = describeStudy({
  recipes: ['clipped', 'exact'].map((name) => readRecipe(name)),
  seeds: [{ from: 1, to: 10 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
});

function row(outcome: string, more: Record<string, Cell> = {}): ReadonlyMap<string, Cell> {
  if (outcome === 'failed') return new Map<string, Cell>([['outcome', outcome]]);
  const cells = {
    outcome,
    samples: 100,
    converged_at: outcome === 'converged' ? 50 : null,
    sparsity_error: 0.01,
    phase_sum: 0,
    exponent_low: -1,
    exponent_high: 1,
    last_improvement: 40,
    gradient_norm: 1e-6,
    extrapolation_mse: 1e-9,
    ...more,
  };
  return new Map(Object.entries(cells));
}

function observed(description: StudyDescription, rows: readonly TrialRow[]): StudyStatistics {
  const statistics = studyStatistics(description);
  rows.forEach((one, index) => statistics.observe(index, one));
  return statistics;
}

/** Seeds 1 … 10 of clipped and then of exact. */
const rows = [
  ...[0.5, 0.5, 0.5 - 1e-9, -1.5, -1.5, 1.3].map((sum) => row('dead-phase', { phase_sum: sum, extrapolation_mse: 2 })),
  ...[row('converged', { converged_at: 10 }), row('converged', { converged_at: 30, samples: 60 })],
  ...[row('failed'), row('diverged', { extrapolation_mse: NaN })],
  ...Array.from({ length: 7 }, () => row('converged')),
  ...[row('spurious-minimum', { exponent_high: 1.78 }), row('unfinished'), row('unfinished')],
];

describe('a study told by its rows', () => {
  const statistics = observed(study, rows);

  test('summary: counts, rates and means', () => {
    const [clipped] = statistics.summaries();
    expect(clipped.trials).toBe(10);
    expect(clipped.counts).toEqual({
      diverged: 1,
      converged: 2,
      'dead-phase': 6,
      'spurious-minimum': 0,
      unfinished: 0,
      failed: 1,
    });
    // A trial that failed did not converge, and spent no samples that are known.
    expect(clipped.successRate).toBe(0.2);
    expect(clipped.success).toEqual(wilsonInterval(2, 10));
    expect(clipped.estimates.get('samples_mean')).toBe((8 * 100 + 60) / 9);
    expect(clipped.estimates.get('samples_max')).toBe(100);
    expect(clipped.estimates.get('converged_at_mean')).toBe(20);
  });

  test('endings: how many, with an interval, and where', () => {
    const endings = statistics.endings();
    expect(endings.map(({ outcome }) => outcome)).toEqual([...trialOutcomes, ...trialOutcomes]);
    const dead = endings.find(({ outcome }) => outcome === 'dead-phase');
    expect([dead?.count, dead?.share, dead?.interval]).toEqual([6, 0.6, wilsonInterval(6, 10)]);
    expect(formatClasses(dead?.classes ?? [])).toBe('0.5: 3; -1.5: 2; other: 1');
    expect(dead?.quartiles.get('phase_sum')).toEqual({ low: -1.5, median: 0.5 - 1e-9, high: 0.5 });
    expect(dead?.quartiles.get('extrapolation_mse')).toEqual({ low: 2, median: 2, high: 2 });
    const failed = endings.find(({ outcome }) => outcome === 'failed');
    expect([failed?.count, failed?.quartiles.get('last_improvement'), failed?.classes]).toEqual([1, null, []]);
    const diverged = endings.find(({ outcome }) => outcome === 'diverged');
    expect(diverged?.quartiles.get('extrapolation_mse')?.median).toBeNaN();
  });

  test('comparisons: the later less the earlier, paired by seed', () => {
    const [comparison, ...none] = statistics.comparisons();
    expect(none).toEqual([]);
    expect([settingName(training, comparison.setup), settingName(training, comparison.baseline)]).toEqual([
      'exact',
      'clipped',
    ]);
    // Both at seed 7; clipped alone at 8; exact alone at 1 … 6; neither at 9 and 10.
    expect(comparison.pairs).toEqual({ both: 1, firstOnly: 6, secondOnly: 1, neither: 2 });
    expect(comparison.result.difference).toBe(0.5);
    expect(comparison.corrected).toBe(comparison.result.pValue);
  });

  test('the run that is drawn is the first that converged', () => {
    expect([statistics.typicalTrial(0), statistics.typicalTrial(1)]).toEqual([6, 10]);
    const dead = observed(
      study,
      Array.from({ length: 20 }, () => row('dead-phase')),
    );
    expect(dead.typicalTrial(1)).toBe(10);
  });

  test('log-square has no phase to tell of', () => {
    const naive = {
      ...study,
      setups: study.setups.map((setup) => ({ ...setup, setting: { ...setup.setting, recipe: readRecipe('naive') } })),
    };
    const endings = observed(
      naive,
      rows.map((one) => new Map([...one, ['phase_sum', null]])),
    ).endings();
    for (const ending of endings) expect([ending.classes, ending.quartiles.get('phase_sum')]).toEqual([[], null]);
  });
});

const anyRow = fc
  .record({
    outcome: fc.constantFrom(...trialOutcomes),
    samples: fc.integer({ min: 0, max: 1e6 }),
    at: fc.double({ min: 0, max: 1e6, noNaN: true }),
    sparsity: fc.double({ min: 0, max: 2, noNaN: true }),
    mse: fc.double(),
  })
  .map(({ outcome, samples, at, sparsity, mse }) =>
    row(outcome, {
      samples,
      converged_at: outcome === 'converged' ? at : null,
      sparsity_error: sparsity,
      extrapolation_mse: mse,
    }),
  );

propertyOfRecord({
  all: fc.array(anyRow, { minLength: 20, maxLength: 20 }),
  order: fc.shuffledSubarray([...rows.keys()], { minLength: 20 }),
})('the order in which rows come leaves no trace', ({ all, order }) => {
  const forward = observed(study, all);
  const shuffled = studyStatistics(study);
  for (const index of order) shuffled.observe(index, all[index]);
  expect(shuffled.summaries()).toEqual(forward.summaries());
  expect(shuffled.endings()).toEqual(forward.endings());
  expect(shuffled.comparisons()).toEqual(forward.comparisons());
});

propertyOfRecord({ all: fc.array(anyRow, { minLength: 1, maxLength: 30 }), cut: fc.nat(30) })(
  'tallies of parts merge to the tally of the whole',
  ({ all, cut }) => {
    const [setup] = study.setups;
    const summary = summarising(training);
    const tally = (some: readonly TrialRow[]) => some.reduce((sum, one) => summary.add(sum, one), summary.empty);
    const merged = summary.merge(tally(all.slice(0, cut)), tally(all.slice(cut)));
    expect(summary.summarise(setup, merged)).toEqual(summary.summarise(setup, tally(all)));
  },
);
