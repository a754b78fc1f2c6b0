import fc from 'fast-check';
import { Undecidable, type Bounded } from '../../numeric/running-error.js';
import type { Polar, Unit } from '../../units/unit.js';
import type { UnitPoint } from '../arbitrary-unit-point.js';
import { literal } from '../describe-verdict.js';
import { claim, law, type Law } from './law.js';
import { agreeWithinBounds, bounded, boundedDual } from './within-bounds.js';

/** What holds of a unit's polar form, where it has one; see `unitLaws`. */
export function polarLaws<O>(unit: Unit<O>, options: O, points: fc.Arbitrary<UnitPoint>): readonly Law[] {
  return [
    law(`${unit.name}: the slopes of the polar form are its derivatives`, points, (point) =>
      slopesHold(unit, options, point),
    ),
    law(`${unit.name}: the polar form's backward pass is the sum of its slopes`, points, (point) =>
      backwardHolds(unit, options, point),
    ),
    law(`${unit.name}: a sign group changes the phase only`, points, (point) => signGroupsHold(unit, options, point)),
  ];
}

/** A target of 0 has no polar form. */
const targetOf = ({ byOutput }: UnitPoint): readonly number[] => byOutput.map((value) => (value === 0 ? 1 : value));

const exact = (values: readonly number[]): Bounded<number>[] => values.map((value) => bounded.fromNumber(value));

/** ∂ρ_o/∂θ_k and ∂(π·p_o)/∂θ_k against dual numbers run through the polar form. */
function slopesHold<O>(unit: Unit<O>, options: O, point: UnitPoint): void {
  const [gradient] = unit.gradients;
  const { theta, x, sizes } = point;
  const on = unit.on(bounded, sizes, options);
  const onDual = unit.on(boundedDual, sizes, options);
  if (on.polar === undefined) return;
  agreeWithinBounds(`the polar form of ${unit.name} at ${literal(point)}`, function* () {
    const polar = on.polar?.(exact(theta), exact(x), exact(targetOf(point)));
    const constant = (values: readonly number[]) => values.map((value) => boundedDual.fromNumber(value));
    for (const [k, value] of theta.entries()) {
      const seeded = constant(theta).with(k, boundedDual.variable(bounded.fromNumber(value)));
      const slopes = onDual.polar?.(seeded, constant(x), constant(targetOf(point)));
      for (let o = 0; o < sizes.outputs; o++) {
        const byAngle = polar?.slopeOfAngle(o, gradient)?.slope[k] ?? bounded.zero;
        const turn = bounded.mul(bounded.pi, slopes?.halfTurns[o].derivative ?? nowhere);
        yield [
          `slope ${k} of the magnitude of output ${o}`,
          polar?.slopeOfLn(o)[k] ?? nowhere,
          slopes?.ln[o].derivative ?? nowhere,
        ];
        yield [`slope ${k} of the phase of output ${o}`, byAngle, turn];
      }
    }
    assertMoves(polar, gradient, sizes.outputs);
  });
}

/** What is missing agrees with nothing. */
const nowhere: Bounded<number> = { value: NaN, error: 0 };

/** The phase is said to move where a slope is other than 0. */
function assertMoves(polar: Polar<Bounded<number>> | undefined, gradient: string, outputs: number): void {
  for (let o = 0; o < outputs; o++) {
    const angle = polar?.slopeOfAngle(o, gradient) ?? null;
    if (angle === null) continue;
    const moves = angle.slope.some(({ value }) => value !== 0);
    claim(angle.moves === moves, () => `the phase of output ${o} is said to move: ${angle.moves}, and ${moves}`);
  }
}

/** ∂L/∂θ = Σ_o ∂L/∂ρ_o·∂ρ_o/∂θ + ∂L/∂(π·p_o)·∂(π·p_o)/∂θ */
function backwardHolds<O>(unit: Unit<O>, options: O, point: UnitPoint): void {
  const { theta, x, sizes, byOutput } = point;
  const on = unit.on(bounded, sizes, options);
  if (on.polar === undefined) return;
  for (const gradient of unit.gradients) {
    agreeWithinBounds(`the ${gradient} gradient of the polar form of ${unit.name} at ${literal(point)}`, function* () {
      const polar = on.polar?.(exact(theta), exact(x), exact(targetOf(point)));
      const [byLn, byAngle] = [exact(byOutput), exact(byOutput.map((value) => 3 - value))];
      const found = polar?.backward(byLn, byAngle, gradient, (value) => value) ?? [];
      for (const k of theta.keys()) {
        const terms = byLn.flatMap((a, o) => [
          bounded.mul(a, polar?.slopeOfLn(o)[k] ?? nowhere),
          bounded.mul(byAngle[o], polar?.slopeOfAngle(o, gradient)?.slope[k] ?? bounded.zero),
        ]);
        yield [`entry ${k}`, found[k] ?? nowhere, terms.reduce((sum, term) => bounded.add(sum, term))];
      }
    });
  }
}

/** What a polar form says of itself with a group turned is what the unit says of that θ, bit for bit. */
function sameForm<O>(
  unit: Unit<O>,
  reflected: Polar<Bounded<number>>,
  after: Polar<Bounded<number>>,
  group: number,
): void {
  const numbersOf = (polar: Polar<Bounded<number>>): readonly number[] =>
    polar.ln
      .flatMap((ln, o) => [
        ln,
        polar.halfTurns[o],
        ...polar.slopeOfLn(o),
        ...unit.gradients.flatMap((gradient) => polar.slopeOfAngle(o, gradient)?.slope ?? []),
      ])
      .map(({ value }) => value);
  const [said, found] = [reflected, after].map(numbersOf);
  const at = found.findIndex((value, k) => !Object.is(value, said[k]));
  claim(at < 0 && said.length === found.length, () => `group ${group} reflected: ${said[at]}, and ${found[at]} anew`);
}

function signGroupsHold<O>(unit: Unit<O>, options: O, point: UnitPoint): void {
  const { sizes, theta, x } = point;
  const on = unit.on(bounded, sizes, options);
  const { signGroups } = on;
  if (on.polar === undefined || signGroups === undefined) return;
  const target = exact(targetOf(point));
  try {
    const before = on.polar(exact(theta), exact(x), target);
    signGroups.forEach((entries, g) => {
      const turned = theta.map((w, k) => (entries.includes(k) ? -w : w));
      const after = on.polar?.(exact(turned), exact(x), target);
      before.ln.forEach((ln, o) => {
        const now = after?.ln[o];
        claim(
          now !== undefined && Object.is(now.value, ln.value),
          () => `group ${g} changes the magnitude of output ${o}`,
        );
        const phase = after?.halfTurns[o];
        const said = before.turned(o)[g];
        const apart = Math.abs((phase?.value ?? NaN) - said.value);
        claim(
          apart <= (phase?.error ?? 0) + said.error,
          () => `group ${g} turns output ${o} to another phase than said`,
        );
      });
      const reflected = before.reflected?.(signGroups.map((_, other) => other === g));
      if (reflected !== undefined && after !== undefined) sameForm(unit, reflected, after, g);
    });
  } catch (error) {
    if (error instanceof Undecidable) fc.pre(false);
    throw error;
  }
}
