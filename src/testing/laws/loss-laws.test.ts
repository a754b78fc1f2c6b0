import { describe, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import type { Numeric } from '../../numeric/numeric.js';
import { logRatio } from '../../training/losses/log-ratio.js';
import type { OutputLoss, OutputLossOn, PolarLoss, PolarLossAt } from '../../training/losses/loss.js';
import { squaredError } from '../../training/losses/squared-error.js';
import { lossLaws } from './loss-laws.js';

/** The squared error, but for what is changed. */
const output = (
  change: <T, C>(
    n: Numeric<T, C>,
    own: ReturnType<OutputLossOn<T>['at']>,
  ) => Partial<ReturnType<OutputLossOn<T>['at']>>,
): OutputLoss => ({
  ...squaredError,
  on(n, setting) {
    const own = squaredError.on(n, setting);
    return { at: (y, target) => ({ ...own.at(y, target), ...change(n, own.at(y, target)) }) };
  },
});
const polar = (change: <T, C>(n: Numeric<T, C>, own: PolarLossAt<T>) => Partial<PolarLossAt<T>>): PolarLoss => ({
  ...logRatio,
  on(n, setting) {
    const own = logRatio.on(n, setting);
    return { at: (ln, halfTurns) => ({ ...own.at(ln, halfTurns), ...change(n, own.at(ln, halfTurns)) }) };
  },
});

describe('what is wrong with a loss is told', () => {
  test.each<[string, string, Parameters<typeof lossLaws>[0], RegExp]>([
    [
      'one more than the loss',
      'not negative',
      output((n, { loss }) => ({ loss: n.add(loss, n.one) })),
      /^1 at the target \[.+\]$/,
    ],
    ['a negative loss', 'not negative', output((n, { loss }) => ({ loss: n.neg(loss) })), /^-\S+ at \{ y: \[.+\] \}$/],
    [
      'a derivative of another output',
      'its derivative',
      output((_, { byOutput }) => ({ byOutput: byOutput.toReversed() })),
      /^the derivative of squared-error \{ kind: "squared-error" \} at \{ y: .+ \}, output \d: \S+ and \S+ differ/,
    ],
    [
      'one more than a polar loss',
      'not negative',
      polar((n, { loss }) => ({ loss: n.add(loss, n.one) })),
      /^1 at the target$/,
    ],
    [
      'a negative polar loss',
      'not negative',
      polar((n, { loss }) => ({ loss: n.neg(loss) })),
      /^-\S+ at \{ ln: .+ \}$/,
    ],
    [
      'a negative part of the magnitude',
      'not negative',
      polar((n, { magnitudeLoss }) => ({ magnitudeLoss: n.neg(magnitudeLoss) })),
      /^\S+ at \{ ln: .+ \}$/,
    ],
    [
      'a part of the magnitude that is not the loss at phase 0',
      'not negative',
      polar((n, { magnitudeLoss }) => ({ magnitudeLoss: n.add(magnitudeLoss, n.one) })),
      /^the magnitude's part is \S+, and \S+ at phase 0$/,
    ],
    [
      'a slope of another sign',
      'its derivatives',
      polar((n, { byLn }) => ({ byLn: n.neg(byLn) })),
      /^the derivatives of log-ratio \{.+\} at \{ ln: .+ \}, by ρ: \S+ and \S+ differ/,
    ],
    [
      'a slope of the angle of another sign',
      'its derivatives',
      polar((n, { byAngle }) => ({ byAngle: n.neg(byAngle) })),
      /, by p: \S+ and \S+ differ/,
    ],
  ])('%s', (_, says, loss, words) => breaks(lossLaws(loss), says, 200, words));

  test('a loss that counts its turns', () => {
    const counting: PolarLoss = {
      ...logRatio,
      on: (n, setting) => ({
        at(ln, halfTurns) {
          const own = logRatio.on(n, setting).at(ln, halfTurns);
          return { ...own, loss: n.add(own.loss, n.abs(halfTurns)) };
        },
      }),
    };
    return breaks(
      lossLaws(counting),
      'whole turn',
      200,
      /^log-ratio \{.+\} a turn further, the loss: \S+ and \S+ differ/,
    );
  });
});
