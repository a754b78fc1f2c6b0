import { describe, expect, it } from 'vitest';
import { gradientVerdict } from './gradient-verdict.js';
import { settle } from './inquiry.js';
import { unasked } from './known-values.js';
import { evaluateOrigin, unsteadiness, type Reproducibility } from './repeatability.js';

/** Numbers in [−1, 1) from a linear congruential generator: noise that differs from call to call. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 30 - 1;
  };
}

/** L = tanh²(a/2 + b) + 0.3·a·c²; values differ by up to 1e-7 of themselves, ∂L/∂b by `off`. */
function unsteady(off: number, seed: number) {
  const noise = noiseFrom(seed);
  const z = ([a, b]: readonly number[]) => Math.tanh(a / 2 + b);
  return {
    loss: (p: readonly number[]) => (z(p) * z(p) + 0.3 * p[0] * p[2] * p[2]) * (1 + 1e-7 * noise()),
    gradient: (p: readonly number[]) => {
      const slope = 2 * z(p) * (1 - z(p) * z(p));
      const right = [slope / 2 + 0.3 * p[2] * p[2], slope, 0.6 * p[0] * p[2]];
      return right.map((g, i) => g * (i === 1 ? off : 1) * (1 + 1e-7 * noise()));
    },
  };
}

const seeds = Array.from({ length: 30 }, (_, k) => k + 1);
const ways: readonly Reproducibility[] = [{ noise: 1e-7 }, 'measured'];

describe('a model that differs from call to call by 1e-7', () => {
  it.each(ways)('is judged to the digits that are left: %s', (reproducibility) => {
    for (const seed of seeds) {
      const right = gradientVerdict(unsteady(1, seed), [0.3, -0.7, 1.1], { reproducibility });
      expect(right.kind).toBe('correct');
      const wrong = gradientVerdict(unsteady(1.1, seed), [0.3, -0.7, 1.1], { reproducibility });
      expect(wrong).toMatchObject({ kind: 'wrong', entry: 1, wrongEntries: [1] });
    }
  });

  it('is called so where it may not differ', () => {
    const verdict = gradientVerdict(unsteady(1, 1), [0.3, -0.7, 1.1]);
    expect(verdict).toMatchObject({ kind: 'noisy', source: 'loss', deterministic: false });
  });
});

describe('what a model is measured to differ by', () => {
  const found = (losses: readonly number[], entries: readonly number[]) => {
    const answers = { loss: [...losses], gradient: entries.map((one) => [0, one]) };
    return settle(evaluateOrigin([1, 2], 'measured'), ({ part }) => answers[part].shift() ?? unasked());
  };
  const few = [5, 7, 4, NaN, 6, 5, 5, 5, 5, 5, 5, Infinity, 5, 5, 5, 5];
  const none = few.map(() => NaN);

  it('is twice the distance of the extreme values, of those that are numbers', () => {
    const origin = { loss: 5, gradient: [0, -1], lossNoise: 6, gradientNoise: 10 };
    expect(found(few, [-1, 2, NaN, 4, 3, 3, 3, 3])).toEqual(origin);
  });

  it('is nothing where no value is a number', () => {
    const origin = { loss: NaN, gradient: [0, NaN], lossNoise: 0, gradientNoise: 0 };
    expect(found(none, none.slice(0, 8))).toEqual(origin);
  });
});

it('noise is how far the losses lie apart', () => {
  const noisy = { kind: 'noisy', source: 'loss', deterministic: false, entry: null };
  expect(unsteadiness([1, 1.5, 0.75], [])).toEqual({ ...noisy, noise: 0.75 });
  expect(unsteadiness([-3, -1], [])).toEqual({ ...noisy, noise: 2 });
});

it('is noticed of a loss that has changed by the end of the check', () => {
  const square = ([x, y]: readonly number[]) => x * x + y;
  const at = (x: number) => {
    let asked = 0;
    // At the point it is asked four times before any line, and once behind them.
    return gradientVerdict(
      {
        loss: (theta) => square(theta) + (theta[0] === x && theta[1] === 1 && ++asked > 4 ? 0.25 : 0),
        gradient: ([a]) => [2 * a, 1],
      },
      [x, 1],
    );
  };
  const reason = 'the model is not deterministic';
  const coverage = { judged: 0, idle: [], notAsked: 0, unread: [0, 1].map((entry) => ({ entry, reason })) };
  expect(at(3)).toMatchObject({
    kind: 'noisy',
    source: 'loss',
    deterministic: false,
    entry: null,
    noise: 0.25,
    coverage,
  });
  let turn = 0;
  const alternating = gradientVerdict({ loss: () => turn++, gradient: () => [1, 1] }, [3, 1]);
  expect(alternating).toMatchObject({ kind: 'noisy', deterministic: false, noise: 3, coverage });
});
