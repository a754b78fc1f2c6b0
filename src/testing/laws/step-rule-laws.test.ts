import { expect, test } from 'vitest';
import { polyak } from '../../training/rules/polyak.js';
import { stepRuleLaws } from './step-rule-laws.js';

test('a step that underflow of the gradient makes longer than claimed breaks no law', async () => {
  const laws = stepRuleLaws(polyak).filter(({ name }) => name.endsWith('no step is longer than claimed'));
  expect(laws).not.toEqual([]);
  // Its fifth case came to ‖g‖² = 1.66·10⁻³¹⁸ and a step of 1.0000000000000038.
  for (const law of laws) await expect(law.check({ seed: 51723669, numRuns: 100 })).resolves.toBeUndefined();
});
