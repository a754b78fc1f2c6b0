import { describe, expect, test } from 'vitest';
import { gradientVerdict } from './gradient-verdict.js';
import type { LineFinding, Slope } from './line-finding.js';
import { nameOfEntry } from './located-verdict.js';
import { becameOther, changed, counted, misfit, missing, pathFrom, placeOf, where } from './tree-words.js';
import { correctOf, coverageOf, summarise } from './verdict-summary.js';

const slope: Slope = {
  ...{
    value: 2,
    error: 1e-9,
    order: 2,
    digits: 9,
    noise: 1e-12,
    nearNoise: 1e-12,
    reach: 0.1,
    scale: 2,
    sight: 'read',
  },
};
const at = (entry: number, finding: LineFinding, model = 2) => ({ entry, model, finding });
const right = (changes: Partial<Slope> = {}): LineFinding => ({ kind: 'correct', ...slope, ...changes });
const wrong = (digits: number): LineFinding => ({ kind: 'wrong', ...slope, digits });
const others: readonly LineFinding[] = [
  { kind: 'staircase', height: 1, width: 2 },
  { kind: 'noisy', ...slope },
  { kind: 'not-finite', side: 'both' },
  { kind: 'branch-cut', left: 1, right: 2 },
  { kind: 'kink', left: 1, right: 2 },
  { kind: 'undecided', reason: 'why' },
];

describe('the verdict on all entries', () => {
  test('is none where each is right', () => {
    expect(summarise([at(0, right()), at(1, right())])).toBeNull();
    expect(summarise([])).toBeNull();
  });

  test('is the first of: wrong, staircase, noisy, not finite, cut, kink, undecided, wherever it stands', () => {
    const order: readonly LineFinding[] = [wrong(3), ...others];
    order.forEach((finding, k) => {
      const later = order.slice(k).map((one, entry) => at(entry, one));
      for (const findings of [later, later.toReversed()]) expect(summarise(findings)?.kind).toBe(finding.kind);
    });
  });

  test('of one kind is about the first of its entries', () => {
    for (const finding of others) {
      expect(summarise([at(4, right()), at(3, finding), at(1, finding)])).toMatchObject({
        kind: finding.kind,
        entry: 3,
      });
    }
  });

  test('of wrong ones is about the worst, and names all', () => {
    expect(summarise([at(5, wrong(3)), at(2, wrong(1)), at(7, others[4]), at(9, wrong(1))])).toEqual({
      ...{ kind: 'wrong', entry: 2, model: 2, harness: 2, error: 1e-9, digits: 1, order: 2, noise: 1e-12 },
      wrongEntries: [5, 2, 9],
    });
    expect(summarise([at(5, wrong(3))])).toMatchObject({ entry: 5, wrongEntries: [5] });
  });

  test.each([
    ['both', 'the loss is not finite on both sides of entry 4, too near for enough steps'],
    ['above', 'the loss is not finite above entry 4, too near for enough steps'],
    ['below', 'the loss is not finite below entry 4, too near for enough steps'],
  ] as const)('says where the loss is not finite: %s', (side, reason) => {
    const found = { kind: 'not-finite', where: 'neighbourhood', entry: 4, reason };
    expect(summarise([at(4, { kind: 'not-finite', side })])).toEqual(found);
  });

  test.each([
    [NaN, right()],
    [Infinity, right()],
    [-Infinity, others[1]],
  ])('says of a gradient of %d what differences give', (model, finding) => {
    expect(summarise([at(4, finding, model)])).toEqual({
      ...{ kind: 'not-finite', where: 'gradient', entry: 4 },
      reason: `the gradient is ${model} in entry 4 where differences give 2 ± 1e-9`,
    });
  });
});

test('a right gradient is as good as its worst entry', () => {
  const findings = [
    at(0, right({ digits: 12, order: null, noise: 1e-12 })),
    at(1, right({ digits: 7, order: 2, noise: 1e-9 })),
    at(2, right({ digits: 0.5, order: 1.9 })),
    at(3, others[4]),
  ];
  expect(correctOf(findings)).toEqual({ kind: 'correct', order: 1.9, digits: 7, noise: 1e-9 });
  expect(correctOf([at(0, right({ digits: 0.9, order: null }))])).toMatchObject({ order: null, digits: null });
  expect(correctOf([at(0, right({ digits: 1 }))])).toMatchObject({ digits: 1 });
  expect(correctOf([])).toEqual({ kind: 'correct', order: null, digits: null, noise: 0 });
});

test('what a verdict covers: judged, idle, not read and why, not asked', () => {
  const findings = [
    at(0, right()),
    at(1, right({ sight: 'idle' }), 0),
    at(2, right({ sight: 'idle' }), 1e-300),
    at(3, right({ sight: 'covered' })),
    at(4, right({ sight: 'covered' }), NaN),
    at(5, wrong(1)),
    ...others.map((finding, k) => at(6 + k, finding)),
    at(12, others[1], Infinity),
  ];
  expect(coverageOf(findings, 20)).toEqual({
    judged: 7,
    idle: [1],
    unread: [
      { entry: 3, reason: 'noise covers its slope' },
      { entry: 7, reason: 'noise covers its slope' },
      { entry: 8, reason: 'the loss is not finite beside it' },
      { entry: 9, reason: 'the loss jumps there' },
      { entry: 10, reason: 'it is at a kink' },
      { entry: 11, reason: 'why' },
    ],
    notAsked: 7,
  });
});

describe('of many entries that are not finite thirty are examined', () => {
  const gradientOf = (count: number) => (theta: readonly number[]) => theta.map((_, k) => (k < count ? NaN : 1));
  const loss = (theta: readonly number[]) => theta.reduce((sum, value) => sum + value, 0);
  const unread = (count: number) => {
    const verdict = gradientVerdict(
      { loss, gradient: gradientOf(count) },
      Array.from({ length: 200 }, () => 0.5),
    );
    expect(verdict).toMatchObject({ kind: 'not-finite', where: 'gradient', path: '[0]' });
    return verdict.coverage.unread.filter(({ reason }) => reason === 'it is not finite').map(({ entry }) => entry);
  };

  test('and the others named', () => {
    expect(unread(33)).toEqual([30, 31, 32]);
    expect(unread(30)).toEqual([]);
  });
});

describe('the digits of a wrong gradient are those to which both agree', () => {
  test.each([3, 2.001, 1000, 1e-3, -2, 0])('loss 2x, claimed slope %d', (claim) => {
    const verdict = gradientVerdict({ loss: ([x]) => 2 * x, gradient: () => [claim] }, [0.75]);
    const agreed = -Math.log10(Math.abs(claim - 2) / Math.max(2, Math.abs(claim)));
    expect(verdict).toMatchObject({ kind: 'wrong', model: claim, wrongEntries: [0], wrongPaths: ['[0]'] });
    if (verdict.kind === 'wrong') expect(verdict.digits).toBeCloseTo(Math.max(0, agreed), 6);
  });
});

describe('of a right gradient as many digits agree as the noise of the loss leaves', () => {
  // Values in steps of 10^-6; slopes are read on steps of length 1/10 or so, which costs a digit or two.
  const losses = [
    ['exp', Math.exp, Math.exp],
    ['sinh', Math.sinh, Math.cosh],
  ] as const;
  test.each(losses)('%s', (_, f, slopeOf) => {
    for (let k = 1; k <= 80; k++) {
      const verdict = gradientVerdict(
        { loss: ([x]) => Math.round(f(x) * 1e6) / 1e6, gradient: ([x]) => [slopeOf(x)] },
        [k / 37],
      );
      if (verdict.kind !== 'correct' || verdict.digits === null) throw new Error(`${k}: ${verdict.kind}`);
      const left = -Math.log10(verdict.noise / Math.abs(slopeOf(k / 37)));
      expect(verdict.digits).toBeLessThan(left);
      expect(verdict.digits).toBeGreaterThan(left - 3);
    }
  });
});

test('an entry is called by its path, and one that is none by nothing', () => {
  expect(nameOfEntry({ entry: 2, path: 'layers[1].bias' })).toBe('layers[1].bias');
  expect(nameOfEntry({ entry: 2, path: '[2]' })).toBe('entry 2');
  expect(nameOfEntry({ entry: 2, path: null })).toBe('entry 2');
  expect(nameOfEntry({ entry: null, path: null })).toBe('');
});

describe('places in a tree, in words', () => {
  test.each([
    ['', 'the parameters are', '', ''],
    ['[3]', 'entry 3 of the parameters is', '[3]', '[3]: '],
    ['.w[3]', '.w[3] of the parameters is', 'w[3]', 'w[3]: '],
  ])('%j', (path, subject, shown, before) => {
    expect([placeOf(path), pathFrom(path), where(path)]).toEqual([subject, shown, before]);
  });

  test('and what became of them', () => {
    expect([counted(1), counted(0), counted(2)]).toEqual(['1 number', '0 numbers', '2 numbers']);
    expect(changed(-0, -0, '[1]')).toBeNull();
    expect(changed(0, -0, '.a')).toBe('a: -0 became 0');
    expect(changed(NaN, 1, '')).toBe('1 became NaN');
    expect(changed('x', 1, '[1]')).toBe('[1]: 1 became "x" (a string)');
    expect(becameOther(null, 'a list', '.a')).toBe('a: a list became null');
    expect(misfit(null, '[1]', 'a number').message).toBe('entry 1 of the gradient is null: it must be a number');
    expect(misfit(null, '[12]', 'a number').message).toBe('entry 12 of the gradient is null: it must be a number');
    expect(misfit(null, '[1].a', 'a number').message).toBe('[1].a of the gradient is null: it must be a number');
    expect([placeOf('[12]'), placeOf('[1][2]')]).toEqual([
      'entry 12 of the parameters is',
      '[1][2] of the parameters is',
    ]);
    expect(misfit(null, '.a', 'a number').message).toBe('a of the gradient is null: it must be a number');
    expect(missing('.a.b', '2 numbers').message).toBe('the gradient has no a.b: it must be 2 numbers');
  });
});
