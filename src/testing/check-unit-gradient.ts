import { gradientVerdict } from '../gradcheck/gradient-verdict.js';
import { float64 } from '../numeric/backends/float64.js';
import { dual } from '../numeric/dual.js';
import { log10 } from '../numeric/elementary/log10.js';
import type { Numeric } from '../numeric/numeric.js';
import { runningError, Undecidable } from '../numeric/running-error.js';
import { forwardPass } from '../units/derived-forward.js';
import type { Unit } from '../units/unit.js';
import { isAgreedSlope } from './agreed-slope.js';
import type { UnitPoint } from './arbitrary-unit-point.js';
import type { NumericEntry } from './numeric-model.js';

/**
 * Checks a gradient of any unit at a point, as that of L = Σ_o c_o·y_o. An entry holds where two things do:
 *
 * - in the number system n it differs from the derivative that dual numbers carry through the output by no
 *   more than the bounds of both computations' rounding errors;
 * - differences of the loss, in float64 and without a step size, do not find it wrong: they also judge a
 *   unit whose gradient is derived, which the first comparison cannot. At ties and borders, where a slope is
 *   agreed on (`Numeric`), they are not asked.
 *
 * @returns an entry a parameter; null where a branch, a pole or an overflow lies within the rounding errors,
 * so that nothing is known
 */
export function checkUnitGradient<T, O>(
  n: Numeric<T>,
  unit: Unit<O>,
  options: O,
  gradient: string,
  point: UnitPoint,
): readonly NumericEntry[] | null {
  const compared = n.scope(() => comparedWithDual(n, unit, options, gradient, point));
  return compared === null ? null : judgedByDifferences(compared, unit, options, gradient, point);
}

function comparedWithDual<T, O>(
  n: Numeric<T>,
  unit: Unit<O>,
  options: O,
  name: string,
  { sizes, theta, x, byOutput }: UnitPoint,
): readonly NumericEntry[] | null {
  const b = runningError(n);
  const d = dual(b);
  const onDual = unit.on(d, sizes, options);
  const exact = (values: readonly number[]) => values.map((value) => b.fromNumber(value));
  try {
    const claimed = forwardPass(b, unit, sizes, options)(exact(theta), exact(x));
    const gradient = claimed.backward(exact(byOutput), name, (value) => value);
    const constants = theta.map((value) => d.fromNumber(value));
    const inputs = x.map((value) => d.fromNumber(value));
    return theta.map((value, entry) => {
      const y = onDual.output(constants.with(entry, d.variable(b.fromNumber(value))), inputs);
      const slope = y
        .map(({ derivative }, o) => b.mul(b.fromNumber(byOutput[o]), derivative))
        .reduce((sum, term) => b.add(sum, term));
      const found = gradient[entry];
      const error = Math.abs(n.toNumber(n.sub(found.value, slope.value)));
      const tolerance = (found.error + slope.error) * (1 + 2 ** -50);
      const size = Math.max(Math.abs(n.toNumber(found.value)), Math.abs(n.toNumber(slope.value)));
      return {
        ...{ entry, error, tolerance, holds: error <= tolerance },
        analytic: n.format(found.value),
        numeric: n.format(slope.value),
        digits: digitsOf(error / size, n.digits),
      };
    });
  } catch (error) {
    if (error instanceof Undecidable) return null;
    throw error;
  }
}

/** −log10 of a relative error, from 0 to all digits. */
function digitsOf(error: number, most: number): number {
  return error > 0 ? Math.max(0, Math.min(most, -log10(error))) : most;
}

function judgedByDifferences<O>(
  entries: readonly NumericEntry[],
  unit: Unit<O>,
  options: O,
  name: string,
  point: UnitPoint,
): readonly NumericEntry[] {
  const { sizes, theta, x, byOutput } = point;
  const on = unit.on(float64, sizes, options);
  const forward = forwardPass(float64, unit, sizes, options);
  const verdict = gradientVerdict(
    {
      loss: (params) => on.output(params, x).reduce((sum, y, o) => sum + byOutput[o] * y, 0),
      gradient: (params) => forward(params, x).backward(byOutput, name, (value) => value),
    },
    theta,
  );
  // A derived gradient agrees with its own derivation to all digits: what differences say is what is known.
  if (verdict.kind === 'correct' && verdict.digits !== null && on.forward === undefined) {
    const fewest = verdict.digits;
    return entries.map((entry) => ({ ...entry, digits: Math.min(entry.digits, fewest) }));
  }
  if (verdict.kind !== 'wrong' || isAgreedSlope(unit, options, point, verdict.entry)) return entries;
  const { entry, model, harness, error, digits } = verdict;
  return entries.with(entry, {
    ...{ entry, digits, analytic: String(model), numeric: String(harness), tolerance: error, holds: false },
    error: Math.abs(model - harness),
  });
}
