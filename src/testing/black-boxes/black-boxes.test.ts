import { describe, expect, it } from 'vitest';
import { derivative } from '../../gradcheck/finite-differences.js';
import { withBackend } from '../../numeric/backends.js';
import { float64 } from '../../numeric/backends/float64.js';
import { dual } from '../../numeric/dual.js';
import { gradientCases, type GradientCase } from '../gradient-cases.js';
import { calculator, type Formula } from './calculator.js';

/** ∂L/∂θ to 40 digits, rounded: the formula on dual numbers over MPFR. */
async function exactGradient(
  formula: Formula,
  params: readonly number[],
  entries: readonly number[] = [...params.keys()],
): Promise<readonly number[]> {
  return await withBackend({ name: 'mpfr', digits: 40 }, (n) =>
    entries.map((entry) =>
      n.scope(() => {
        const on = dual(n);
        const at = params.map((value, i) => {
          const exact = n.fromNumber(value);
          return i === entry ? on.variable(exact) : on.constant(exact);
        });
        return n.toNumber(formula(calculator(on), at).derivative);
      }),
    ),
  );
}

/**
 * What a right gradient may be off, relative to its largest entry. Reverse mode in float64 has some hundred
 * roundings of 1e-16; in float32 some hundred of 6e-8. An iteration is converged to 1e-14.
 */
const allowance = (group: string) => (group === 'float32' ? 256 * 2 ** -24 : group === 'tolerance' ? 1e-9 : 1e-11);

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));
const listed = (rows: readonly GradientCase[]) => rows.map((row) => [row.group, row.truth, row.name, row] as const);
const right = gradientCases.filter(({ truth }) => truth === 'correct');
const altered = gradientCases.filter(({ truth, errorSize }) => truth === 'wrong' && errorSize !== undefined);

describe('right gradients of formulas are right to 40 digits', () => {
  it.each(listed(right.filter(({ formula }) => formula !== undefined)))('%s, %s: %s', async (_g, _t, _n, row) => {
    const { formula, params, group, model } = row;
    const entries = row.entries ?? [...params.keys()];
    if (formula === undefined) throw new Error('has no formula');
    const exact = await exactGradient(formula, params, entries);
    const claimed = model.gradient(params);
    const asked = group === 'float32' ? [...exact, ...claimed] : exact;
    const most = allowance(group) * largest(asked);
    for (const [k, entry] of entries.entries()) expect(Math.abs(claimed[entry] - exact[k])).toBeLessThanOrEqual(most);
  });
});

/** Right by inspection: their losses overflow, underflow, or are a saturated 0, next to the point. */
const byInspection = new Set([
  'saturated softmax: gradients of 1e-11',
  '(x − 1e200)² at its minimum',
  'x/2 at the largest number',
  'ln x at the largest number',
  'x⁴ at 1e-80: a subnormal loss',
  '2x at the smallest number',
]);

/** Losses of seven digits or fewer, whose differences have some three. */
const isCoarse = ({ group, name }: GradientCase) => group === 'tolerance' || /^float32 loss|stops at/.test(name);

/**
 * The difference of order 8 whose own error model promises most, of those whose steps keep within 10^-k of
 * the point's size.
 */
function difference(row: GradientCase, entry: number) {
  const { model, params } = row;
  const size = params[entry] === 0 ? 1 : Math.abs(params[entry]);
  const shares = isCoarse(row) ? [1, 0.3, 0.1] : [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
  const found = shares.map((share) =>
    derivative(float64, (x) => model.loss(params.with(entry, x)), params[entry], { radius: size * share }),
  );
  return found.reduce((best, next) => (next.tolerance < best.tolerance ? next : best));
}

describe('right gradients without a formula are those of differences of order 8', () => {
  const rows = right.filter(
    ({ formula, group, name }) => formula === undefined && group !== 'quantised' && !byInspection.has(name),
  );
  it.each(listed(rows))('%s, %s: %s', (_g, _t, _n, row) => {
    const claimed = row.model.gradient(row.params);
    const most = (isCoarse(row) ? 5e-3 : 1e-6) * largest(claimed);
    claimed.forEach((value, entry) => {
      const { value: found, tolerance } = difference(row, entry);
      expect(Math.abs(value - found)).toBeLessThanOrEqual(Math.max(most, 2 * tolerance));
    });
  });

  it('of losses that step the flat entries are flat, and the others have that slope', () => {
    for (const { name, model, params } of right.filter(({ group }) => group === 'quantised')) {
      const near = 2 ** -20;
      model.gradient(params).forEach((value, entry) => {
        const moved = (t: number) => model.loss(params.with(entry, params[entry] + t));
        expect(Math.abs((moved(near) - moved(-near)) / (2 * near) - value), name).toBeLessThan(1e-9);
      });
    }
  });
});

describe('wrong gradients are wrong', () => {
  const rightOf = new Map(right.map((row) => [row.name, row] as const));

  it.each(listed(altered))('%s, %s: %s', (_g, _t, _n, row) => {
    const original = rightOf.get(row.name.replace(/: entry .*$/, ''));
    const { entry = -1, errorSize = NaN } = row;
    const good = original?.model.gradient(row.params) ?? [];
    const error = Math.abs(row.model.gradient(row.params)[entry] / good[entry] - 1);
    expect(Math.abs(error / errorSize - 1)).toBeLessThan(1e-6);
    // Large enough among its entries to be read, or moving the loss as much as they do.
    const effects = good.map((value, i) => value * row.params[i]);
    const share = Math.max(Math.abs(good[entry]) / largest(good), Math.abs(effects[entry]) / largest(effects));
    expect(share).toBeGreaterThan(1e-4);
  });

  it.each(listed(gradientCases.filter(({ group }) => group === 'mistakes')))('%s, %s: %s', (_g, _t, _n, row) => {
    const good = rightOf.get(row.name.replace(/: [^:]*$/, ''))?.model.gradient(row.params) ?? [];
    const gap = row.model.gradient(row.params).map((value, i) => value - good[i]);
    expect(largest(gap)).toBeGreaterThan(1e-3 * largest(good));
  });
});
