/**
 * How many digits do decimal and mpfr share after 1,000 steps of `clipped` at the same precision, and why not
 * all? A line a seed:
 *
 * - shared: the fewest digits any weight shares at the end;
 * - lost: what decimal carries less that;
 * - amplified: log10 of the largest (difference / Σ e_k) over the run, e_k the difference of the two after
 *   step k from the same weights: what the dynamics made of the rounding errors, the same on every backend;
 * - added up: lost less amplified: the rounding errors of 1,000 steps, e_k itself being some units in the
 *   last place of a cancelling sum, and the size of the smallest weight beside the largest.
 *
 * So the last few digits are three to five where a run only adds up rounding errors, and as many more as it
 * amplifies them by elsewhere.
 *
 *     npm run bench:agreement [-- DIGITS]
 */
import { compareSeed, type PrecisionStudy } from '../src/experiments/precision/compare-precision.js';
import { recipeNamed } from '../src/training/read-recipe.js';

const digits = Number(process.argv[2] ?? 50);
const steps = 1000;

const study: PrecisionStudy = {
  recipe: { ...recipeNamed('clipped'), steps },
  rng: 'xoroshiro128plus',
  seeds: { from: 1, to: 20 },
  compared: [{ name: 'decimal', digits }],
  reference: { name: 'mpfr', digits },
};

console.log(`decimal ${digits} against mpfr ${digits}, clipped, ${steps} steps`);
console.log('seed  shared  lost  amplified  added up  verdict');
for (let seed = study.seeds.from; seed <= study.seeds.to; seed++) {
  const { backends } = await compareSeed(study, seed);
  const [{ finalDigits, amplification, verdict, digits: carried }] = backends;
  const lost = carried - finalDigits;
  const amplified = Math.max(Math.log10(amplification), 0);
  console.log(
    [
      String(seed).padStart(4),
      finalDigits.toFixed(1).padStart(6),
      lost.toFixed(1).padStart(4),
      amplified.toFixed(1).padStart(9),
      (lost - amplified).toFixed(1).padStart(8),
      verdict,
    ].join('  '),
  );
}
