import { describe, expect, test } from 'vitest';
import type { LocatedVerdict } from '../gradcheck/located-verdict.js';
import { describeVerdict, isIterable, literal, shortNumber } from './describe-verdict.js';

const coverage = { judged: 3, idle: [], unread: [], notAsked: 0 };
const unread = (count: number) =>
  Array.from({ length: count }, (_, entry) => ({ entry, path: `w[${entry}]`, reason: `noise ${entry}` }));

describe('a right gradient', () => {
  test.each<readonly [Partial<LocatedVerdict['coverage']>, number | null, string]>([
    [{}, 12.34, 'the gradient is right to 12.3 digits'],
    [{}, null, 'the gradient is right'],
    [{ notAsked: 2 }, 9, 'the gradient is right to 9.0 digits; 2 of 5 entries were not asked for'],
    [{ unread: unread(1) }, 9, 'the gradient is right in 3 of 4 entries, to 9.0 digits; not read: w[0] (noise 0)'],
    [
      { unread: unread(4), notAsked: 1 },
      null,
      'the gradient is right in 3 of 7 entries; not read: w[0] (noise 0), w[1] (noise 1), w[2] (noise 2), and 1 more; ' +
        '1 of 8 entries were not asked for',
    ],
    [
      { judged: 0, unread: unread(3) },
      null,
      'the gradient is right within noise that hides it: w[0] (noise 0), w[1] (noise 1), w[2] (noise 2)',
    ],
    [
      { judged: 0, unread: unread(1), notAsked: 1 },
      null,
      'the gradient is right within noise that hides it: w[0] (noise 0); 1 of 2 entries were not asked for',
    ],
  ])('of which %j is known is told so', (known, digits, text) => {
    expect(
      describeVerdict({ kind: 'correct', order: null, noise: 0, digits, coverage: { ...coverage, ...known } }),
    ).toBe(text);
  });
});

describe('a wrong gradient', () => {
  const wrong = (count: number): Extract<LocatedVerdict, { kind: 'wrong' }> => ({
    ...{ kind: 'wrong', entry: 0, path: 'w[0]', model: 1.5, harness: 0.12499998749999716, error: 6.64339e-14 },
    ...{ digits: 0.26, order: null, noise: 0, coverage },
    wrongEntries: Array.from({ length: count }, (_, k) => k),
    wrongPaths: Array.from({ length: count }, (_, k) => `w[${k}]`),
  });

  test('is told with both values, to the digits that are sure', () => {
    expect(describeVerdict(wrong(1))).toBe(
      [
        'the gradient is wrong in w[0]',
        '  model    1.5',
        '  harness  0.1249999875 ± 6.6e-14',
        '  they agree to 0.3 digits; the remainder does not stand out of the noise',
      ].join('\n'),
    );
    expect(describeVerdict({ ...wrong(1), order: 1.006 })).toMatch(
      /; the remainder falls with order 1\.01 \(2 for a gradient, 1 for anything else\)$/,
    );
  });

  test.each([
    [2, 'w[0] and 1 more (w[0], w[1])'],
    [12, `w[0] and 11 more (${Array.from({ length: 12 }, (_, k) => `w[${k}]`).join(', ')})`],
    [13, `w[0] and 12 more (${Array.from({ length: 12 }, (_, k) => `w[${k}]`).join(', ')}, …)`],
  ])('in %i entries names the first twelve', (count, text) => {
    expect(describeVerdict(wrong(count)).split('\n')[0]).toBe(`the gradient is wrong in ${text}`);
  });

  test('of a staircase is told what it is', () => {
    const staircase: LocatedVerdict = {
      ...{ kind: 'staircase', entry: 1, path: 'b', model: 2, coverage },
      ...{ width: 0.1234567, height: 1e-7 },
    };
    expect(describeVerdict(staircase)).toBe(
      [
        'the gradient is wrong of the loss as written, in b',
        '  model    2',
        '  harness  0: the loss is a staircase, constant for 0.123457 around the point, with a step of 1e-7',
        '  (a straight-through gradient is that of another function than this loss)',
      ].join('\n'),
    );
  });
});

describe('no gradient', () => {
  const [left, right] = [-1, 1.23456789];
  const at = { entry: 2, path: 'layers[1].bias', coverage };
  const nowhere = { entry: null, path: null, coverage };
  test.each<readonly [LocatedVerdict, string]>([
    [{ kind: 'kink', left, right, ...at }, 'kink in layers[1].bias: the slope is -1 on the left, 1.23457 on the right'],
    [
      { kind: 'kink', left, right, ...nowhere },
      'no gradient exists here: slopes along the axes do not add up (-1, measured 1.23457)',
    ],
    [
      { kind: 'branch-cut', left, right, ...at },
      'the loss jumps here in layers[1].bias: -1 on the left, 1.23457 on the right',
    ],
    [{ kind: 'branch-cut', left, right, ...nowhere }, 'the loss jumps here: -1 on the left, 1.23457 on the right'],
    [
      { kind: 'noisy', noise: 0.01, deterministic: true, source: 'loss', ...at },
      'the loss is too rough to read its slope in layers[1].bias: noise of 0.01',
    ],
    [
      { kind: 'noisy', noise: 0.01, deterministic: false, source: 'gradient', ...nowhere },
      'the gradient is not deterministic: evaluated again at the same point it differs by 0.01 (fix its seed)',
    ],
    [{ kind: 'not-finite', where: 'loss', reason: 'the loss is NaN', ...nowhere }, 'the loss is NaN'],
    [{ kind: 'undecided', reason: 'no step fits', ...nowhere }, 'undecided: no step fits'],
  ])('is told why: $kind', (verdict, text) => {
    expect(describeVerdict(verdict)).toBe(text);
  });
});

test.each([
  [0.1 + 0.2, '0.3'],
  [1234567, '1234570'],
  [1e-9, '1e-9'],
  [-0, '0'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('%d is short as %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

describe('a value is written as a test’s author would', () => {
  test.each<readonly [unknown, string]>([
    [-0, '-0'],
    [0, '0'],
    [0.1, '0.1'],
    [5n, '5n'],
    ['a"b', '"a\\"b"'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [[1, [-0]], '[1, [-0]]'],
    [new Map([['a', [1]]]), 'new Map([["a", [1]]])'],
    [new Set([1, 'b']), 'new Set([1, "b"])'],
    [new Date(0), 'new Date("1970-01-01T00:00:00.000Z")'],
    [new Date(NaN), 'new Date(NaN)'],
    [Float32Array.of(0.5, -0), 'Float32Array.of(0.5, -0)'],
    [BigInt64Array.of(7n), 'BigInt64Array.of(7n)'],
    [new DataView(new ArrayBuffer(1)), '{}'],
    [{}, '{}'],
    [{ a: { b: [1] }, c: 'd' }, '{ a: { b: [1] }, c: "d" }'],
  ])('%#: %s', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  test('once where it contains itself, and every time where it only stands twice', () => {
    const list: unknown[] = [1];
    list.unshift(list);
    const circle: { list: unknown; self?: object } = { list };
    circle.self = circle;
    expect(literal(circle)).toBe('{ list: […, 1], self: … }');
    const twice = [2];
    expect(literal([twice, twice])).toBe('[[2], [2]]');
  });
});

test('lists, maps and texts of objects can be gone through, fields cannot', () => {
  expect([[], new Map(), new Float64Array(1), {}].map(isIterable)).toEqual([true, true, true, false]);
});
