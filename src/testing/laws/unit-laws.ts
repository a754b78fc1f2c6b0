import fc from 'fast-check';
import { gradientVerdict } from '../../gradcheck/gradient-verdict.js';
import { float64 } from '../../numeric/backends/float64.js';
import { forwardPass } from '../../units/derived-forward.js';
import { columnNames, type Parameter } from '../../units/parameter.js';
import type { Penalty, Sizes, Unit, UnitOn } from '../../units/unit.js';
import { isAgreedSlope } from '../agreed-slope.js';
import { arbitrarySizes, arbitraryUnitPoint, type UnitPoint } from '../arbitrary-unit-point.js';
import { literal } from '../describe-verdict.js';
import { claim, law, type Law } from './law.js';
import { polarLaws } from './polar-laws.js';
import { agreeWithinBounds, bounded, boundedDual } from './within-bounds.js';

/** What the laws of a unit are checked with. */
export interface UnitLawOptions<O> {
  /**
   * Its options.
   * @defaultValue those it has where nobody says
   */
  readonly options?: O;
  /**
   * The sizes to try.
   * @defaultValue 1 to 3 inputs, 1 to 3 hidden units, 1 or 2 outputs
   */
  readonly sizes?: fc.Arbitrary<Sizes>;
}

/** A digit count at which decimal shows what float64 rounds away. */
const manyDigits = 40;

/**
 * The laws of a unit.
 *
 * - Its parameters have names, shapes and columns of their own, and an output has one entry an output,
 *   whatever θ and x.
 * - Its first gradient is the derivative: it agrees with dual numbers run through `output` to within the
 *   bounds of both computations' rounding errors, and with the Taylor ladder away from kinks.
 * - Another number system gives the same output, to within float64's rounding errors.
 * - `projected` is idempotent. Penalties are not negative, and their gradients are their derivatives.
 * - Of a polar form the slopes are the derivatives, and the backward pass is their weighted sum. To turn a
 *   sign group leaves the magnitude alone, and moves the phase to where `turned` says.
 *
 * @example
 * ```ts
 * import { complexLog } from 'warizan';
 * import { unitLaws } from 'warizan/testing';
 * for (const law of unitLaws(complexLog)) await law.check({ numRuns: 20 });
 * ```
 */
export function unitLaws<O>(unit: Unit<O>, given: UnitLawOptions<O> = {}): readonly Law[] {
  const options = given.options ?? unit.options.parse({});
  const name = given.options === undefined ? unit.name : `${unit.name} ${literal(given.options)}`;
  const sizes = given.sizes ?? arbitrarySizes();
  const points = arbitraryUnitPoint(unit, options, sizes);
  const onFloat64 = (point: UnitPoint): UnitOn<number> => unit.on(float64, point.sizes, options);
  return [
    law(`${name}: parameters have names, shapes and columns of their own`, sizes, (at) => {
      assertParameters(unit.parameters(at, options));
    }),
    law(`${name}: an output has one entry an output`, points, (point) => {
      const on = onFloat64(point);
      for (const y of [on.output(point.theta, point.x), on.evaluated?.(point.theta, point.x)]) {
        claim(
          y === undefined || y.length === point.sizes.outputs,
          () => `${String(y?.length)} outputs at ${literal(point)}`,
        );
      }
    }),
    law(`${name}: the ${unit.gradients[0]} gradient is the derivative, by dual numbers`, points, (point) =>
      gradientEqualsDual(unit, options, point),
    ),
    law(`${name}: the ${unit.gradients[0]} gradient is the derivative, by differences`, points, (point) =>
      gradientEqualsDifferences(unit, options, point),
    ),
    law(`${name}: decimal gives the output of float64 to within its rounding errors`, points, (point) =>
      decimalAgrees(unit, options, point),
    ),
    law(`${name}: to project twice is to project once`, points, (point) => {
      const on = onFloat64(point);
      if (on.projected === undefined) return;
      const once = on.projected(point.theta);
      const twice = on.projected(once);
      claim(once.length === point.theta.length, () => `${once.length} of ${point.theta.length} parameters`);
      claim(
        once.every((w, k) => typeof w === 'number' && Object.is(w, twice[k])),
        () => `${literal(once)} becomes ${literal(twice)}`,
      );
    }),
    law(`${name}: penalties are not negative, and their gradients are their derivatives`, points, (point) =>
      penaltiesHold(unit, options, point),
    ),
    ...polarLaws(unit, options, points),
  ];
}

function assertParameters(parameters: readonly Parameter[]): void {
  const names = parameters.map(({ name }) => name);
  claim(parameters.length > 0, () => 'no parameters');
  claim(new Set(names).size === names.length, () => `two parameters of one name: ${names.join(', ')}`);
  for (const { name, shape } of parameters) {
    claim(/^[A-Za-z]\w*$/.test(name), () => `${JSON.stringify(name)} is no name for a column`);
    claim(
      shape.every((length) => Number.isInteger(length) && length > 0),
      () => `${name} has the shape ${shape.join('×')}`,
    );
  }
  const columns = columnNames(parameters);
  claim(new Set(columns).size === columns.length, () => 'two columns of one name');
}

/** ∂L/∂θ by `forward` where the unit has one, and by dual numbers. */
function gradientEqualsDual<O>(unit: Unit<O>, options: O, { sizes, theta, x, byOutput }: UnitPoint): void {
  const [derivative] = unit.gradients;
  agreeWithinBounds(`the gradient of ${unit.name} at ${literal({ theta, x, byOutput })}`, function* () {
    const exact = (values: readonly number[]) => values.map((value) => bounded.fromNumber(value));
    const pass = forwardPass(bounded, unit, sizes, options)(exact(theta), exact(x));
    const gradient = pass.backward(exact(byOutput), derivative, (value) => value);
    const onDual = unit.on(boundedDual, sizes, options);
    const constants = theta.map((value) => boundedDual.fromNumber(value));
    const inputs = x.map((value) => boundedDual.fromNumber(value));
    for (let k = 0; k < theta.length; k++) {
      const y = onDual.output(constants.with(k, boundedDual.variable(bounded.fromNumber(theta[k]))), inputs);
      const slope = y
        .map((value, o) => bounded.mul(bounded.fromNumber(byOutput[o]), value.derivative))
        .reduce((sum, term) => bounded.add(sum, term));
      yield [`entry ${k}`, gradient[k], slope];
    }
  });
}

/**
 * The black box L = Σ_o c_o·y_o, judged without a look inside. Where the slope of a tie was agreed on,
 * differences have no say.
 */
function gradientEqualsDifferences<O>(unit: Unit<O>, options: O, point: UnitPoint): void {
  const { sizes, theta, x, byOutput } = point;
  const [derivative] = unit.gradients;
  const on = unit.on(float64, sizes, options);
  const forward = forwardPass(float64, unit, sizes, options);
  const verdict = gradientVerdict(
    {
      loss: (params) => on.output(params, x).reduce((sum, y, o) => sum + byOutput[o] * y, 0),
      gradient: (params) => forward(params, x).backward(byOutput, derivative, (value) => value),
    },
    theta,
  );
  const holds = verdict.kind !== 'wrong' || isAgreedSlope(unit, options, point, verdict.entry);
  claim(holds, () => `the gradient is wrong at ${literal({ theta, x, byOutput })}`);
}

async function decimalAgrees<O>(unit: Unit<O>, options: O, { sizes, theta, x }: UnitPoint): Promise<void> {
  // Properties of a loss need no decimal numbers: they are loaded where a unit asks for them.
  const { decimal } = await import('../../numeric/backends/decimal.js');
  const wide = decimal(manyDigits);
  const onWide = unit.on(wide, sizes, options);
  const exact = onWide
    .output(
      theta.map((value) => wide.fromNumber(value)),
      x.map((value) => wide.fromNumber(value)),
    )
    .map((value) => wide.toNumber(value));
  agreeWithinBounds(`the output of ${unit.name} at ${literal({ theta, x })}`, function* () {
    const y = unit.on(bounded, sizes, options).output(
      theta.map((value) => bounded.fromNumber(value)),
      x.map((value) => bounded.fromNumber(value)),
    );
    // toNumber rounds once more.
    for (const [o, value] of y.entries()) {
      yield [`output ${o}`, value, { value: exact[o], error: Math.abs(exact[o]) * 2 ** -52 }];
    }
  });
}

function penaltiesHold<O>(unit: Unit<O>, options: O, { sizes, theta }: UnitPoint): void {
  const onBounded = unit.on(bounded, sizes, options).penalties ?? {};
  const onDual = unit.on(boundedDual, sizes, options).penalties ?? {};
  const values = unit.on(float64, sizes, options).penalties ?? {};
  for (const [name, penalty] of Object.entries(values)) {
    const { value } = penalty(theta);
    claim(!(value < 0), () => `${name} is ${value} at ${literal(theta)}`);
    agreeWithinBounds(`the gradient of ${unit.name}'s penalty ${name} at ${literal(theta)}`, function* () {
      const { gradient }: Penalty<(typeof bounded)['zero']> = onBounded[name](theta.map((w) => bounded.fromNumber(w)));
      if (gradient === undefined) return;
      const constants = theta.map((w) => boundedDual.fromNumber(w));
      for (let k = 0; k < theta.length; k++) {
        const seeded = constants.with(k, boundedDual.variable(bounded.fromNumber(theta[k])));
        yield [`entry ${k}`, gradient[k], onDual[name](seeded).value.derivative];
      }
    });
  }
}
