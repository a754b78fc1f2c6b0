import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from './inquiry.js';
import { known, unasked } from './known-values.js';
import { readLine } from './line-reading.js';
import { gradientVerdict } from './gradient-verdict.js';

const entries = (length: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length });

/** L = ½·(v·tanh(w·x) − t)² over θ = (w, v), x = 0.7, t = 0.2. */
const network = {
  loss: ([w, v]: readonly number[]) => (v * Math.tanh(w * 0.7) - 0.2) ** 2 / 2,
  gradient: ([w, v]: readonly number[]) => {
    const z = Math.tanh(w * 0.7);
    const e = v * z - 0.2;
    return [e * v * (1 - z * z) * 0.7, e * z];
  },
};

describe('gradientVerdict', () => {
  it('never calls a right gradient wrong, a kink or a cut, wherever it is taken', () => {
    fc.assert(
      fc.property(entries(2), (params) => {
        expect(['correct', 'noisy']).toContain(gradientVerdict(network, params).kind);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('finds an entry that is 0.1 % off, wherever the entry is large enough to be seen', () => {
    fc.assert(
      fc.property(entries(2), fc.nat(1), (params, entry) => {
        fc.pre(Math.abs(network.gradient(params)[entry]) > 1e-6);
        const off = {
          ...network,
          gradient: (at: readonly number[]) => network.gradient(at).map((g, i) => (i === entry ? 1.001 * g : g)),
        };
        expect(gradientVerdict(off, params)).toMatchObject({ kind: 'wrong', entry, wrongEntries: [entry] });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('does not depend on the scale of the loss', () => {
    const scaled = (scale: number) => ({
      loss: (at: readonly number[]) => scale * network.loss(at),
      gradient: (at: readonly number[]) => network.gradient(at).map((g) => scale * g),
    });
    const one = gradientVerdict(network, [0.9, -1.4]);
    for (const exponent of [-300, -40, 40, 300]) {
      expect(gradientVerdict(scaled(2 ** exponent), [0.9, -1.4])).toMatchObject({ kind: one.kind });
    }
  });

  it('reports a wrong entry although another one is at a kink', () => {
    const model = {
      loss: ([x, y]: readonly number[]) => Math.abs(x) + y * y,
      gradient: ([, y]: readonly number[]) => [0, y],
    };
    expect(gradientVerdict(model, [0, 1.5])).toMatchObject({ kind: 'wrong', entry: 1, model: 1.5 });
    expect(gradientVerdict({ ...model, gradient: ([, y]) => [0, 2 * y] }, [0, 1.5])).toMatchObject({
      kind: 'kink',
      entry: 0,
    });
  });

  it('checks only the entries asked for', () => {
    const model = {
      loss: ([x, y]: readonly number[]) => x * x + y * y,
      gradient: ([x]: readonly number[]) => [2 * x, 99],
    };
    expect(gradientVerdict(model, [1, 2], { entries: [0] }).kind).toBe('correct');
    expect(gradientVerdict(model, [1, 2]).kind).toBe('wrong');
  });

  it('sees a gradient that is not deterministic', () => {
    let calls = 0;
    const model = {
      loss: ([x]: readonly number[]) => x * x,
      gradient: ([x]: readonly number[]) => [2 * x + 1e-9 * ++calls],
    };
    expect(gradientVerdict(model, [1])).toMatchObject({
      kind: 'noisy',
      source: 'gradient',
      deterministic: false,
      entry: 0,
    });
  });

  it('says on which side a loss is not finite', () => {
    const sides = [
      [(x: number) => (x < 0 ? NaN : x * x), 'below'],
      [(x: number) => (x > 0 ? NaN : x * x), 'above'],
      [(x: number) => (x === 0 ? 0 : NaN), 'on both sides of'],
    ] as const;
    for (const [loss, side] of sides) {
      expect(gradientVerdict({ loss: ([x]) => loss(x), gradient: () => [0] }, [0])).toMatchObject({
        ...{ kind: 'not-finite', where: 'neighbourhood', entry: 0 },
        reason: `the loss is not finite ${side} entry 0, too near for enough steps`,
      });
    }
  });

  it('has both one-sided slopes where only one side is vertical', () => {
    const model = (loss: (x: number) => number) => ({ loss: ([x]: readonly number[]) => loss(x), gradient: () => [3] });
    const slopes = (loss: (x: number) => number) => {
      const found = gradientVerdict(model(loss), [0]);
      return found.kind === 'kink' ? [found.left, found.right] : [];
    };
    // A loss away from 0 has rounding in it, which the shortest steps do not survive.
    for (const origin of [0, 8, 1e6]) {
      const [left, right] = slopes((x) => origin + (x > 0 ? Math.sqrt(x) : 4 * x - x * x));
      expect(right).toBe(Infinity);
      expect(left).toBeCloseTo(4, 6);
      const mirrored = slopes((x) => origin + (x < 0 ? Math.sqrt(-x) : Math.sin(4 * x)));
      expect(mirrored[0]).toBe(-Infinity);
      expect(mirrored[1]).toBeCloseTo(4, 6);
    }
  });

  it('has a slope on the side that is flat, the sign of the vertical one, and a cut where the other side jumps', () => {
    const at0 = (loss: (x: number) => number) => gradientVerdict({ loss: ([x]) => loss(x), gradient: () => [3] }, [0]);
    const rising = at0((x) => (x > 0 ? Math.sqrt(x) : 0));
    const falling = at0((x) => (x > 0 ? 8 - Math.sqrt(x) : 8));
    expect(rising).toMatchObject({ kind: 'kink', right: Infinity });
    expect(falling).toMatchObject({ kind: 'kink', right: -Infinity });
    for (const found of [rising, falling]) if (found.kind === 'kink') expect(Math.abs(found.left)).toBe(0);
    expect(at0((x) => (x > 0 ? Math.sqrt(x) : x < 0 ? 1 : 0))).toMatchObject({ kind: 'branch-cut' });
  });

  it('does not judge where differences do not settle, or where there is no room for steps', () => {
    // The differences themselves overflow.
    const huge = { loss: ([x]: readonly number[]) => (x === 0 ? 1.7e308 : -1.7e308), gradient: () => [0] };
    expect(gradientVerdict(huge, [0])).toMatchObject({
      kind: 'undecided',
      entry: 0,
      reason: 'differences do not settle',
    });
    const line = {
      value: known((t) => t),
      step: (h: number) => h,
      magnitude: 0,
      finest: 0,
      octaves: [{ longest: 1, shortest: 2 }],
      roundoff: 0,
      unrepeatable: 0,
      largest: 0,
      isShared: false,
    };
    expect(settle(readLine(line, 0, { value: 1, error: 0, at: known(() => 1) }), unasked)).toEqual({
      kind: 'undecided',
      reason: 'no room for steps',
    });
  });

  it('looks in a direction that mixes the entries: slopes along the axes are no gradient', () => {
    const bent = {
      loss: ([x, y]: readonly number[]) => (x === 0 && y === 0 ? 0 : (x * x * y) / (x * x + y * y)),
      gradient: () => [0, 0],
    };
    const found = gradientVerdict(bent, [0, 0]);
    expect(found).toMatchObject({ kind: 'kink', entry: null, left: 0 });
    const cut = {
      loss: ([x, y]: readonly number[]) => (x !== 0 && y !== 0 ? 1 : 0) + x + y,
      gradient: () => [1, 1],
    };
    const jump = gradientVerdict(cut, [0, 0]);
    expect(jump).toMatchObject({ kind: 'branch-cut', entry: null });
    if (jump.kind === 'branch-cut') for (const side of [jump.left, jump.right]) expect(side).toBeCloseTo(1, 6);
  });

  it('calls a saw-tooth that goes nowhere noise, not a wrong gradient', () => {
    const saw = { loss: ([x]: readonly number[]) => (1e5 * x + 0.37) % 1, gradient: () => [0] };
    expect(gradientVerdict(saw, [0.3])).toMatchObject({ kind: 'noisy', source: 'loss', deterministic: true });
    expect(gradientVerdict({ ...saw, gradient: () => [1e5] }, [0.3]).kind).toBe('correct');
  });

  it('reads a slope of which a part is rounded away on the shortest steps', () => {
    const parts: readonly (readonly [(x: number) => number, number])[] = [
      [(x) => Math.exp(x) - 1 + x / 2, 1.5],
      [(x) => Math.log(1 + x) + x * x + x, 2],
      [(x) => 1 + x - 1 + 1e-3 * x, 1.001],
      [(x) => 1e-5 * ((1 + x) * (1 + x) - 1) + x, 1.00002],
    ];
    for (const [loss, slope] of parts) {
      const verdict = (claimed: number) => gradientVerdict({ loss: ([x]) => loss(x), gradient: () => [claimed] }, [0]);
      expect(verdict(slope).kind).toBe('correct');
      for (const claimed of [0.5, 1, 1e-3, slope + 1e-8]) expect(verdict(claimed)).toMatchObject({ kind: 'wrong' });
    }
  });

  it('calls noise what has no derivative, where the claim lies within all that differences say', () => {
    const swinging = { loss: ([x]: readonly number[]) => (x === 0 ? 0 : x * Math.sin(1 / x)), gradient: () => [0] };
    expect(gradientVerdict(swinging, [0])).toMatchObject({ kind: 'noisy', source: 'loss', entry: 0 });
  });

  it('gives the noise of a gradient that is not deterministic', () => {
    let calls = 0;
    const model = { loss: ([x]: readonly number[]) => x * x, gradient: () => [2 + (calls++ === 0 ? 0 : 0.25)] };
    expect(gradientVerdict(model, [1])).toMatchObject({ kind: 'noisy', source: 'gradient', noise: 0.25 });
  });

  it('refuses a gradient of another length', () => {
    expect(() => gradientVerdict({ loss: () => 0, gradient: () => [1, 2] }, [1])).toThrow(
      /2 entries, the parameters have 1/,
    );
  });
});
