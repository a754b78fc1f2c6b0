import { describe, expect, test } from 'vitest';
import { studyOfTosses, toss } from '../../properties/toss-study.js';
import { z } from 'zod';
import { InputError } from '../base/input-error.js';
import { generators } from '../random/generators.js';
import { settingIdentities } from './comparison-plan.js';
import {
  baselineFolder,
  criterionNote,
  criterionSchema,
  criterionText,
  seedTexts,
  settingNames,
  setupOf,
  settleCriterion,
  withBaseline,
} from './criteria/read-criterion.js';
import { layOut, type StudyParts, type StudyWishes } from './lay-out.js';
import type { SettingIdentity } from './setting-fields.js';
import { studyFields } from './study-fields.js';

const { setups } = studyOfTosses({ tosses: [1, 2, 3, 4], seeds: 1 });
const parts: StudyParts<unknown> = {
  experiment: toss,
  setups,
  figures: ['success'],
  code: [],
  largestSeed: 1e9,
  twice: (name) => `settings: two are called ${name}`,
};
const wishes: StudyWishes = { seeds: [{ from: 1, to: 200 }], rng: 'mt19937' };

describe('a study that is laid out', () => {
  test('has what was wished, and the usual for the rest', () => {
    expect(layOut(wishes, parts)).toEqual({
      experiment: toss,
      title: null,
      setups,
      seeds: wishes.seeds,
      rng: 'mt19937',
      comparisons: 'neighbours',
      tables: ['trials', 'summary', 'endings', 'comparisons'],
      figures: ['success'],
    });
    const code = [{ file: 'a.ts', sha256: '1' }];
    const more = { title: 'mine', comparisons: 'none', tables: ['endings', 'trials'] } as const;
    expect(layOut({ ...wishes, ...more }, { ...parts, code })).toMatchObject({
      ...more,
      code,
      tables: ['trials', 'endings'],
    });
  });

  test('is compared with the baseline that it names', () => {
    const study = layOut({ ...wishes, baseline: 'tosses=3' }, parts);
    expect([study.comparisons, study.baseline]).toEqual(['baseline', 2]);
    expect(layOut({ ...wishes, baseline: 'tosses=1', comparisons: 'baseline' }, parts).baseline).toBe(0);
    expect(() => layOut({ ...wishes, baseline: 'x' }, parts)).toThrow(/^baseline: "x": is none of/);
  });

  test('has no two settings of one identity, and no more trials than fit', () => {
    expect(() => layOut(wishes, { ...parts, setups: [...setups, setups[2]] })).toThrow(
      new InputError('settings: two are called tosses=3'),
    );
    const seeds = (to: number) => ({ ...wishes, seeds: [{ from: 1, to }] });
    expect(layOut(seeds(2_500_000), parts).seeds).toEqual([{ from: 1, to: 2_500_000 }]);
    expect(() => layOut(seeds(2_500_001), parts)).toThrow(
      new InputError('seeds: 10000004 trials: at most 10000000 fit in one study'),
    );
  });

  test('has its criterion settled, and what is wrong with it is said to be there', () => {
    const successRate = { atLeast: 0.9, falsePass: 0.05, falseAlarm: 0.01 };
    expect(layOut({ ...wishes, criterion: { setting: 'tosses=2', successRate } }, parts).criterion).toEqual({
      setup: 1,
      claim: { ...successRate, margin: 0.05 },
    });
    expect(() => layOut({ ...wishes, criterion: { successRate } }, parts)).toThrow(/^criterion: setting: missing: /);
  });
});

describe('a criterion', () => {
  const settings = settingIdentities(toss, setups);
  const one = settings.slice(0, 1);
  const seeds = [{ from: 1, to: 300 }];
  const rates = { falsePass: 0.05, falseAlarm: 0.01 };
  const baseline = {
    name: 'earlier',
    ran: [{ from: 1, to: 300 }],
    converged: [
      { from: 1, to: 99 },
      { from: 150, to: 150 },
    ],
  };
  const claim = { baseline: 'folder', margin: 0.1, ...rates };

  test('takes the runs of a baseline in place of its folder', () => {
    expect(baselineFolder({ noWorseThan: claim })).toBe('folder');
    const found = withBaseline({ setting: 'x', noWorseThan: claim }, baseline);
    const written = { name: 'earlier', ran: ['1..300'], converged: ['1..99', 150] };
    expect(found).toEqual({ setting: 'x', noWorseThan: { ...claim, baseline: written } });
    expect(baselineFolder(found)).toBeNull();
    const other = { successRate: { atLeast: 0.5, ...rates } };
    expect([withBaseline(other, baseline), baselineFolder(other)]).toEqual([other, null]);
    expect(seedTexts([])).toEqual([]);
    const criterion = settleCriterion({ ...found, setting: undefined }, one, seeds, 1e9);
    expect(criterion).toEqual({ setup: 0, claim: { baseline, margin: 0.1, ...rates } });
    expect(criterionText(criterion, one)).toEqual({
      setting: 'tosses=1',
      noWorseThan: { ...claim, baseline: written },
    });
  });

  test('has a baseline with its seeds in order, none of which may have converged', () => {
    const unordered = { name: 'earlier', ran: ['100..300', 5], converged: [] };
    const criterion = settleCriterion({ noWorseThan: { ...claim, baseline: unordered } }, one, seeds, 1e9);
    expect(criterion.claim).toMatchObject({
      baseline: {
        ran: [
          { from: 5, to: 5 },
          { from: 100, to: 300 },
        ],
        converged: [],
      },
    });
    expect(() => settleCriterion({ noWorseThan: claim }, one, seeds, 1e9)).toThrow(
      new InputError(
        'noWorseThan: baseline: "folder": give {"name", "ran", "converged"}: only warizan study reads folders',
      ),
    );
    expect(() => settleCriterion({}, one, seeds, 1e9)).toThrow(
      new InputError('must have either successRate or noWorseThan'),
    );
    const converged = { name: 'x', ran: ['1..300'], converged: ['5..4'] };
    expect(() => settleCriterion({ noWorseThan: { ...claim, baseline: converged } }, one, seeds, 1e9)).toThrow(
      /^noWorseThan: baseline: converged: "5\.\.4": must be A\.\.B/,
    );
  });

  test('is told of where its seeds can miss but not meet it', () => {
    const needed = (margin: number, of: number) => {
      const common = [{ from: 1, to: of }];
      const criterion = {
        setup: 0,
        claim: { baseline: { name: 'x', ran: common, converged: common }, margin, ...rates },
      };
      return Number(
        /: the fewest that can are (\d+) that both ran, if none of them ends otherwise than it did$/.exec(
          criterionNote(criterion, common) ?? '',
        )?.[1],
      );
    };
    const fewest = needed(0.1, 10);
    // One fewer is too few, and that many are enough.
    expect(needed(0.1, fewest - 1)).toBe(fewest);
    expect(needed(0.1, fewest)).toBeNaN();
    expect(needed(0.05, 10)).toBeGreaterThan(fewest);
  });

  test('is settled where its seeds can meet it or miss it, and not where they can do neither', () => {
    const settled = (ran: string, converged: readonly string[]) => () => {
      const noWorse = { ...claim, baseline: { name: 'x', ran: [ran], converged: [...converged] } };
      return settleCriterion({ noWorseThan: noWorse }, one, seeds, 1e9);
    };
    // All of them converged, and few are enough to see that none does any more.
    expect(settled('1..10', ['1..10'])).not.toThrow();
    // None of them converged: it cannot be worse.
    expect(settled('1..300', [])).not.toThrow();
    expect(settled('1..3', ['1'])).toThrow(
      /^the study's seeds are too few to decide it: the fewest that can meet it are \d+ that both ran, if none/,
    );
    expect(settled('301..400', [])).toThrow(
      new InputError('noWorseThan: baseline: "x": has no seed in common with this study'),
    );
  });

  test('names its setting where there are several, by the rest of its identity too', () => {
    const twins: SettingIdentity[] = ['50', ''].map((digits) => ({
      identity: [
        ['recipe', 'same'],
        ['backend', 'mpfr'],
        ['digits', digits],
      ],
      grid: [],
      fields: null,
    }));
    expect(settingNames([...twins, ...one])).toEqual(['same mpfr:50', 'same mpfr', 'tosses=1']);
    expect(setupOf({ setting: 'same mpfr' }, twins)).toBe(1);
    expect(setupOf({}, one)).toBe(0);
    const many = settingIdentities(toss, studyOfTosses({ tosses: [...Array(21).keys()], seeds: 1 }).setups);
    const known = Array.from({ length: 20 }, (_, k) => `"tosses=${k}"`).join(', ');
    expect(() => setupOf({ setting: 'x' }, many)).toThrow(
      new InputError(`setting: "x" is not one of the study's; known are ${known}, …`),
    );
    expect(() => setupOf({}, many.slice(0, 20))).toThrow(
      new InputError(`setting: missing: the study has 20; known are ${known}`),
    );
  });

  test('may say a margin up to the share that it asks for', () => {
    const rate = (margin: number) => ({ successRate: { atLeast: 0.5, margin, ...rates } });
    expect(settleCriterion(rate(0.5), one, seeds, 1e9).claim).toMatchObject({ margin: 0.5 });
    expect(() => settleCriterion(rate(0.51), one, seeds, 1e9)).toThrow(
      new InputError('successRate: margin: 0.51: must be at most atLeast, which is 0.5'),
    );
    expect(criterionSchema.parse({ successRate: { atLeast: 0.5 } })).toEqual({
      successRate: { atLeast: 0.5, ...rates },
    });
  });
});

test('the fields of a study file', () => {
  const schema = z.strictObject(studyFields(generators, 'what varies'));
  const right = {
    seeds: '1..2',
    grid: { a: [1] },
    tables: ['trials'],
    comparisons: 'none',
    rng: 'mt19937',
    title: 'x',
  };
  expect(schema.parse(right)).toEqual(right);
  expect(schema.parse({ seeds: [1, '2..3'] })).toEqual({ seeds: [1, '2..3'] });
  const sixteen = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, k) => [`f${k}`, [k]]));
  expect(schema.safeParse({ seeds: 1, grid: sixteen(16) }).success).toBe(true);
  const wrong: object[] = [
    ...[{}, { seeds: [] }, { seeds: null }, { seeds: 1, grid: sixteen(17) }, { seeds: 1, grid: { a: [] } }],
    ...[
      { seeds: 1, title: '' },
      { seeds: 1, rng: 'dice' },
      { seeds: 1, tables: ['x'] },
      { seeds: 1, baseline: '' },
    ],
    ...[{ seeds: 1, comparisons: 'some' }, { seeds: Array.from({ length: 1001 }, () => 1) }, { seeds: 1, x: 1 }],
  ];
  for (const each of wrong) expect(schema.safeParse(each).success).toBe(false);
  expect(schema.shape.grid.meta()?.description).toBe('what varies');
  const said = z.prettifyError(schema.safeParse({ seeds: null, grid: sixteen(17) }).error ?? new z.ZodError([]));
  expect(said).toMatch(/must be A\.\.B, one seed, or a list of these/);
  expect(said).toMatch(/at most 16 fields/);
});
