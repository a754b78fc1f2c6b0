import { describe, expect, it } from 'vitest';
import { settle } from './inquiry.js';
import { axisLine, climb } from './taylor-ladder.js';
import { contrast, contrastWeights, noiseBounds, roundingBounds } from './taylor-noise.js';

/** The smallest noise bound on the ladder of a loss at a point. */
function noiseOf(loss: (x: number) => number, x: number): number {
  const line = axisLine([x], 0, { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 });
  const bounds = function* () {
    const ladder = yield* climb(line, loss(x), 1);
    return noiseBounds(line, ladder, yield* roundingBounds(line, ladder));
  };
  return Math.min(...settle(bounds(), ({ params: [value] }) => loss(value)));
}

describe('contrastWeights', () => {
  const nodes = [-8, -4, -2, -1, 0, 1, 2, 4, 8];

  it('annihilate polynomials of degree 7, not of degree 8', () => {
    const weights = contrastWeights(nodes);
    for (let degree = 0; degree <= 7; degree++) {
      expect(
        contrast(
          weights,
          nodes.map((x) => (x / 8) ** degree),
        ),
      ).toBeLessThan(1e-14);
    }
    expect(
      contrast(
        weights,
        nodes.map((x) => (x / 8) ** 8),
      ),
    ).toBeGreaterThan(1e-5);
  });

  it('have unit sum of squares: independent noise keeps its variance', () => {
    expect(Math.hypot(...contrastWeights(nodes))).toBeCloseTo(1, 14);
  });
});

describe('noiseBounds', () => {
  it('is at rounding level for an ordinary loss', () => {
    expect(noiseOf(Math.sin, 0.7)).toBeLessThan(1e-14);
    expect(noiseOf(Math.sin, 0.7)).toBeGreaterThan(1e-17);
  });

  it('sees through the flat stairs of a float32 loss', () => {
    expect(noiseOf((x) => Math.fround(Math.sin(x)), 0.7)).toBeGreaterThan(2e-8);
    expect(noiseOf((x) => Math.fround(Math.sin(x)), 0.7)).toBeLessThan(1e-6);
  });

  it('finds the size of white noise', () => {
    const white = (x: number) => Math.sin(x) + 1e-5 * Math.sin(1e17 * x);
    expect(noiseOf(white, 0.7)).toBeGreaterThan(3e-6);
    expect(noiseOf(white, 0.7)).toBeLessThan(1e-4);
  });

  it('does not take a kink at the point, nor a flat stretch beside it, for noise', () => {
    expect(noiseOf((x) => 1 + Math.abs(x - 0.7), 0.7)).toBeLessThan(1e-14);
    expect(noiseOf((x) => 1 + Math.max(0, x - 1), 0.7)).toBeLessThan(1e-8);
  });
});

describe('noise of a single value', () => {
  const line = axisLine([0], 0, { roundoff: 0, unrepeatable: 0, single: [false], stretch: 1 });
  const twoSided = contrastWeights([-8, -4, -2, -1, 0, 1, 2, 4, 8]);
  const oneSided = contrastWeights([32, 16, 8, 4, 2, 1]);
  /** A ladder of zeros, but for one value. */
  const boundsWith = (spike: number, count: number) => {
    const rungs = Array.from({ length: count }, (_, k) => ({ h: 2 ** -k, above: k === spike ? 1 : 0, below: 0 }));
    return noiseBounds(
      line,
      { origin: 0, rungs },
      rungs.map(() => 0),
    );
  };

  it('is seen from both sides by the windows before which there are fewer than two rungs', () => {
    // Of the windows that begin at rungs 0 and 1; the next has two rungs before it, and sees one side less.
    const [seenFirst, seenSecond] = [Math.abs(twoSided[5]), Math.abs(twoSided[6])];
    const third = Math.min(Math.abs(twoSided[7]), Math.abs(oneSided[3]));
    expect(boundsWith(3, 12)[0]).toBe(3 * Math.max(seenFirst, seenSecond, third));
    expect(boundsWith(4, 12)[0]).toBe(
      3 * Math.max(Math.abs(twoSided[5]), Math.min(Math.abs(twoSided[6]), Math.abs(oneSided[4]))),
    );
  });

  it('is not read of fewer rungs than a window has', () => {
    expect(boundsWith(1, 3)).toEqual([0, 0, 0]);
  });
});

it('a lattice of values is found beside a side that is flat', () => {
  const quantum = 2 ** -10;
  const line = axisLine([0], 0, { roundoff: 2 ** -53, unrepeatable: 0, single: [false], stretch: 1 });
  const rungs = Array.from({ length: 10 }, (_, k) => ({ h: 2 ** -k, above: (20 - k) * quantum, below: 0 }));
  const bounds = settle(roundingBounds(line, { origin: 0, rungs }), () => NaN);
  // Of the six shortest steps the smallest change is 11 quanta, of which the others are no multiples.
  expect(Math.max(...bounds)).toBeLessThan(quantum);
  const doubled = rungs.map((rung, k) => ({ ...rung, above: 2 ** (9 - k) * quantum }));
  const lattice = settle(roundingBounds(line, { origin: 0, rungs: doubled }), () => NaN);
  expect(lattice).toEqual(rungs.map(() => quantum));
});
