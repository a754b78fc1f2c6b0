import fc from 'fast-check';
import { float64 } from '../../numeric/backends/float64.js';
import type { Loss, OutputLoss, PolarLoss } from '../../training/losses/loss.js';
import type { Setting } from '../../training/part.js';
import { literal } from '../describe-verdict.js';
import { claim, law, type Law } from './law.js';
import { agreeWithinBounds, bounded, boundedDual } from './within-bounds.js';

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -20, max: 20, noNaN: true }));

/**
 * The laws of a loss, for each of its examples of a setting.
 *
 * - It is 0 where the output is the target, and nowhere negative.
 * - Its derivatives are those that dual numbers carry through it, to within the bounds of both computations'
 *   rounding errors.
 * - A polar loss has the period of a whole turn, two half turns, and its magnitude's part is the loss at
 *   phase 0.
 */
export function lossLaws<S extends Setting>(loss: Loss<S>): readonly Law[] {
  return loss.examples.flatMap((setting) =>
    loss.sees === 'output' ? outputLossLaws(loss, setting) : polarLossLaws(loss, setting),
  );
}

function outputLossLaws<S extends Setting>(loss: OutputLoss<S>, setting: S): readonly Law[] {
  const of = `${loss.name} ${literal(setting)}`;
  const pairs = fc
    .array(fc.tuple(value, value), { minLength: 1, maxLength: 3 })
    .map((all) => ({ y: all.map(([y]) => y), target: all.map(([, t]) => t) }));
  return [
    law(`${of}: 0 at the target, and not negative`, pairs, ({ y, target }) => {
      const on = loss.on(float64, setting);
      claim(on.at(target, target).loss === 0, () => `${on.at(target, target).loss} at the target ${literal(target)}`);
      const at = on.at(y, target).loss;
      claim(at >= 0, () => `${at} at ${literal({ y, target })}`);
    }),
    law(`${of}: its derivative`, pairs, ({ y, target }) => {
      agreeWithinBounds(`the derivative of ${of} at ${literal({ y, target })}`, function* () {
        const exact = (values: readonly number[]) => values.map((one) => bounded.fromNumber(one));
        const { byOutput } = loss.on(bounded, setting).at(exact(y), exact(target));
        const onDual = loss.on(boundedDual, setting);
        const constants = (values: readonly number[]) => values.map((one) => boundedDual.fromNumber(one));
        for (let o = 0; o < y.length; o++) {
          const seeded = constants(y).with(o, boundedDual.variable(bounded.fromNumber(y[o])));
          yield [`output ${o}`, byOutput[o], onDual.at(seeded, constants(target)).loss.derivative];
        }
      });
    }),
  ];
}

function polarLossLaws<S extends Setting>(loss: PolarLoss<S>, setting: S): readonly Law[] {
  const of = `${loss.name} ${literal(setting)}`;
  const points = fc.record({ ln: value, halfTurns: value });
  return [
    law(`${of}: 0 at the target, and not negative`, points, ({ ln, halfTurns }) => {
      const on = loss.on(float64, setting);
      claim(on.at(0, 0).loss === 0, () => `${on.at(0, 0).loss} at the target`);
      const at = on.at(ln, halfTurns);
      claim(at.loss >= 0 && at.magnitudeLoss >= 0, () => `${at.loss} at ${literal({ ln, halfTurns })}`);
      const alone = on.at(ln, 0).loss;
      claim(at.magnitudeLoss === alone, () => `the magnitude's part is ${at.magnitudeLoss}, and ${alone} at phase 0`);
    }),
    law(`${of}: its derivatives`, points, ({ ln, halfTurns }) => {
      agreeWithinBounds(`the derivatives of ${of} at ${literal({ ln, halfTurns })}`, function* () {
        const [rho, p] = [bounded.fromNumber(ln), bounded.fromNumber(halfTurns)];
        const { byLn, byAngle } = loss.on(bounded, setting).at(rho, p);
        const onDual = loss.on(boundedDual, setting);
        const byRho = onDual.at(boundedDual.variable(rho), boundedDual.constant(p));
        yield ['by ρ', byLn, byRho.loss.derivative];
        const byTurns = onDual.at(boundedDual.constant(rho), boundedDual.variable(p));
        yield ['by p', bounded.mul(bounded.pi, byAngle), byTurns.loss.derivative];
      });
    }),
    law(`${of}: a whole turn is two half turns`, points, ({ ln, halfTurns }) => {
      agreeWithinBounds(`${of} a turn further`, function* () {
        const on = loss.on(bounded, setting);
        const further = bounded.add(bounded.fromNumber(halfTurns), bounded.fromNumber(2));
        const here = on.at(bounded.fromNumber(ln), bounded.fromNumber(halfTurns)).loss;
        yield ['the loss', here, on.at(bounded.fromNumber(ln), further).loss];
      });
    }),
  ];
}
