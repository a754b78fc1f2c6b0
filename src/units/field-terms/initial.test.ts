import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { units } from '../units.js';
import { nacInitial } from './nac-weight.js';

/** As `scipy.optimize.bisect` gives them (docs/field.md, 1.4). */
test.each([
  [{ inputs: 2, outputs: 1 }, 9.47140638591577],
  [{ inputs: 1, outputs: 1 }, 9.47140638591577],
  [{ inputs: 10, outputs: 1 }, 2.26046806105046],
  [{ inputs: 100, outputs: 1 }, 0.506592746261276],
])('Ŵ and M̂ of %o are drawn from ±%d', (sizes, r) => {
  // Printed with 15 digits.
  const [low, high] = z.tuple([z.number(), z.number()]).parse(nacInitial({ ...sizes, hidden: 1 }));
  expect(Math.abs(high - r)).toBeLessThan(1e-14 * r);
  expect(low).toBe(-high);
});

const arrays = z.record(z.string(), z.union([z.array(z.array(z.number())), z.array(z.number())]));
const seeds = z.union([z.array(arrays), z.record(z.string(), arrays).transform((of) => Object.values(of))]);
const { weights } = z
  .object({ weights: z.record(z.string(), seeds) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../properties/golden/field-inits.json'), 'utf8')));

const interval = z.tuple([z.number(), z.number()]);
const normal = z.object({ normal: z.object({ mean: z.number(), deviation: z.number() }) });
const modified = { bounds: 'wg', initial: 'constrained' };

/** PyTorch's starts of 25 seeds (docs/field.md, 2.2), beside what the units say of theirs. */
describe.each(
  Object.entries(weights).map(([setting, starts]) => {
    const [module, inputs] = setting.split(', ');
    const name = module.replace(/ .*/, '');
    const unit = units.get(name);
    const options = unit.options.parse(module === name ? {} : modified);
    const parameters = unit.parameters({ inputs: parseInt(inputs), hidden: 1, outputs: 1 }, options);
    return { setting, starts, parameters };
  }),
)('$setting', ({ starts, parameters }) => {
  test.each(parameters)('$name', ({ name, initial }) => {
    const entries = starts.flatMap((start) => start[name].flat());
    expect(entries.length).toBeGreaterThanOrEqual(25);
    const uniform = interval.safeParse(initial);
    if (uniform.success) {
      const [low, high] = uniform.data;
      // Entries are float32, and so may lie half a unit in their last place outside; of 50 in an interval the
      // farthest are in its outer tenths but for one time in 200, and these are always the same.
      expect(Math.min(...entries)).toBeGreaterThanOrEqual(low - 2 ** -24 * Math.abs(low));
      expect(Math.max(...entries)).toBeLessThanOrEqual(high + 2 ** -24 * Math.abs(high));
      expect(Math.max(...entries) - Math.min(...entries)).toBeGreaterThanOrEqual(0.8 * (high - low));
      return;
    }
    const { mean, deviation } = normal.parse(initial).normal;
    const found = entries.reduce((sum, value) => sum + value, 0) / entries.length;
    const spread = Math.sqrt(entries.reduce((sum, value) => sum + (value - found) ** 2, 0) / entries.length);
    // Four standard errors of each.
    expect(Math.abs(found - mean)).toBeLessThan((4 * deviation) / Math.sqrt(entries.length));
    expect(Math.abs(spread - deviation)).toBeLessThan((4 * deviation) / Math.sqrt(2 * entries.length));
  });
});
