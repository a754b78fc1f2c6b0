import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { rmsprop } from './rmsprop.js';

/**
 * Two steps by hand, with α = ¾ and ε = 0.5, from θ = 1 with the gradients 2 and −1 and η = ½:
 *
 *     v = ¼·4 = 1                       θ = 1 − ½·2/(1 + ½)              = 1 − ⅔
 *     v = ¾·1 + ¼·1 = 1                 θ = ⅓ + ½·1/(1 + ½)              = ⅔
 */
test('two steps by hand', () => {
  const on = rmsprop.on(float64, { kind: 'rmsprop', alpha: 0.75, epsilon: 0.5 }, 1);
  const first = on.step({ theta: [1], memory: on.memory }, [2], 0, 0.5, 1);
  expect(first.memory).toEqual([1]);
  expect(first.theta[0]).toBeCloseTo(1 / 3, 15);
  const second = on.step(first, [-1], 0, 0.5, 2);
  expect(second.memory).toEqual([1]);
  expect(second.theta[0]).toBeCloseTo(2 / 3, 15);
});

test('the constants are PyTorch’s where nobody says', () => {
  expect(rmsprop.setting.parse({ kind: 'rmsprop' })).toEqual({ kind: 'rmsprop', alpha: 0.99, epsilon: 1e-8 });
});
