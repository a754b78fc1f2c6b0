import { describe, expect, test } from 'vitest';
import { recipeNamed } from '../../training/read-recipe.js';
import { compareSeed, recordedSteps, type PrecisionStudy } from './compare-precision.js';

const clipped = recipeNamed('clipped');
const evaluation = { ...clipped.evaluation, interval: 100, samples: 200 };

function study(steps: number, changes: Partial<PrecisionStudy> = {}): PrecisionStudy {
  return {
    recipe: { ...clipped, steps, evaluation },
    rng: 'xoroshiro128plus',
    seeds: { from: 1, to: 1 },
    compared: [
      { name: 'float64', digits: null },
      { name: 'mpfr', digits: 34 },
    ],
    reference: { name: 'mpfr', digits: 50 },
    ...changes,
  };
}

test('recorded steps', () => {
  expect(recordedSteps(1)).toEqual([1]);
  expect(recordedSteps(2)).toEqual([1, 2]);
  const steps = recordedSteps(2000);
  expect(steps.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]);
  expect(steps.slice(-2)).toEqual([1995, 2000]);
  expect(steps.length).toBeLessThan(60);
});

describe('compareSeed', () => {
  test('tells a run that amplifies rounding from one that adds it up', async () => {
    const amplifying = await compareSeed(study(400), 6);
    const adding = await compareSeed(study(400), 9);
    const [chaotic] = amplifying.backends;
    const [calm] = adding.backends;
    expect(chaotic).toMatchObject({ verdict: 'amplifies', fewestDigits: 0, finalDigits: 0 });
    expect(chaotic.amplification).toBeGreaterThan(1e10);
    expect(chaotic.growth?.interval?.low).toBeGreaterThan(0);
    expect(calm).toMatchObject({ verdict: 'adds-up', outcomeAgrees: true });
    expect(calm.amplification).toBeLessThan(10);
    expect(calm.finalDigits).toBeGreaterThan(12);
    expect(calm.lostAt.get('all')).toBeNull();
  });

  test('losses come in order, and agreement is recorded at the steps of the ladder', async () => {
    const { backends } = await compareSeed(study(300), 15);
    for (const { lostAt, agreement, digits } of backends) {
      const steps = [...lostAt.values()].map((step) => step ?? Infinity);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(agreement.map(({ step }) => step)).toEqual(recordedSteps(300));
      for (const { digits: agreed } of agreement) expect(agreed).toBeLessThanOrEqual(digits);
    }
  });

  test('a backend agrees with itself to the last digit', async () => {
    const self = study(50, { compared: [{ name: 'mpfr', digits: 50 }] });
    const [side] = (await compareSeed(self, 6)).backends;
    expect(side).toMatchObject({ fewestDigits: side.digits, amplification: 0, growth: null, verdict: 'adds-up' });
  });

  test('weights that stop being finite share nothing, and the growth before that is kept', async () => {
    const naive = { ...recipeNamed('naive'), steps: 200, evaluation };
    const { backends } = await compareSeed(study(200, { recipe: naive }), 5);
    const [side] = backends;
    expect(side.finalDigits).toBe(0);
    expect(side.lostAt.get('all')).toBe(50);
    expect(side.growth?.to).toBeLessThan(50);
  });

  test('says from where on the reference itself is unknown', async () => {
    const short = study(200, { compared: [{ name: 'float64', digits: null }] });
    const { referenceUnknownFrom, backends } = await compareSeed(short, 6);
    expect(referenceUnknownFrom).toBe(backends[0].lostAt.get('all'));
    expect(referenceUnknownFrom).not.toBeNull();
  });
});

/**
 * decimal and mpfr at 50 digits over 1,000 steps agree to all but the last few digits. How few: the rounding
 * errors of 1,000 steps add up to at most three digits, what one step cancels and the smallest weight beside
 * the largest cost at most three more; that is all where the run does not amplify (seeds 9, 19: 47 digits
 * left), and log10 of the amplification more where it does (seed 3 has 17 left).
 * bench/decimal-mpfr-agreement.ts prints it for twenty seeds.
 */
test.each([1, 3, 9, 19])('decimal and mpfr agree to all but the last few digits, seed %i', async (seed) => {
  const same = study(1000, { compared: [{ name: 'decimal', digits: 50 }] });
  const [{ digits, finalDigits, amplification }] = (await compareSeed(same, seed)).backends;
  const amplified = Math.max(Math.log10(amplification), 0);
  expect(digits - finalDigits).toBeLessThan(6 + amplified);
  if (seed === 9 || seed === 19) expect(finalDigits).toBeGreaterThan(46);
});
