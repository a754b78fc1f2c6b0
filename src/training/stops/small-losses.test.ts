import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { smallLosses } from './small-losses.js';

const setting = { kind: 'small-losses', loss: 0.5, count: 3 } as const;

/** After each of these losses of an attempt: whether the run ends there. */
function endsOf(losses: readonly number[]): readonly boolean[] {
  const watch = smallLosses.on(float64, setting);
  let seen = watch.memory;
  return losses.map((loss) => {
    seen = watch.next(seen, loss);
    return watch.ends(seen);
  });
}

test.each([
  ['at the third small loss in a row', [0.1, 0.2, 0.3], 3],
  ['counted anew after one that is not small', [0.1, 0.2, 0.7, 0.1, 0.1, 0.1], 6],
  ['not by one at the border', [0.1, 0.5, 0.1, 0.1], null],
  ['not by NaN', [0.1, NaN, 0.1, 0.1], null],
])('an attempt ends %s', (_, losses, wanted) => {
  const at = endsOf(losses).indexOf(true);
  expect(at < 0 ? null : at + 1).toBe(wanted);
});
