import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientVerdict } from './taylor-verdict.js';

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

  it('refuses a gradient of another length', () => {
    expect(() => gradientVerdict({ loss: () => 0, gradient: () => [1, 2] }, [1])).toThrow(
      /2 entries, the parameters have 1/,
    );
  });
});
