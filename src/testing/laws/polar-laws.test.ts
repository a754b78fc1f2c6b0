import { describe, test } from 'vitest';
import { breaks } from '../../../properties/breaks.js';
import { spoilt, withPolar } from '../../../properties/spoilt-unit.js';
import type { Unit } from '../../units/unit.js';
import { unitLaws } from './unit-laws.js';

describe('what is wrong with a polar form is told', () => {
  const slopes = 'slopes of the polar form';
  test.each<[string, string, Unit, RegExp]>([
    [
      'slopes of another magnitude',
      slopes,
      withPolar((n, polar) => ({ slopeOfLn: (o) => polar.slopeOfLn(o).map((slope) => n.add(slope, n.one)) })),
      /^the polar form of complex-log at \{ .+ \}, slope 0 of the magnitude of output 0: \S+ and \S+ differ/,
    ],
    [
      'a slope too few',
      slopes,
      withPolar((_, polar) => ({ slopeOfLn: (o) => polar.slopeOfLn(o).slice(1) })),
      /slope \d of the magnitude of output 0: \S+ and \S+ differ/,
    ],
    [
      'a phase of another slope',
      slopes,
      withPolar((n, polar) => ({
        slopeOfAngle(o, gradient) {
          const angle = polar.slopeOfAngle(o, gradient);
          return angle === null ? null : { ...angle, slope: angle.slope.map((slope) => n.add(slope, n.one)) };
        },
      })),
      /slope 0 of the phase of output 0: 1 and 0 differ/,
    ],
    [
      'a phase that nobody sees',
      slopes,
      withPolar(() => ({ slopeOfAngle: () => null })),
      /slope \d of the phase of output 0: 0 and 3\.14\d+ differ/,
    ],
    [
      'a phase that is said to move',
      slopes,
      withPolar((n, polar) => ({
        slopeOfAngle(o, gradient) {
          const angle = polar.slopeOfAngle(o, gradient);
          return angle === null ? null : { ...angle, moves: n.less(n.zero, n.one) };
        },
      })),
      /^the phase of output 0 is said to move: true, and false$/,
    ],
    [
      'a phase that is said to stay',
      slopes,
      withPolar((n, polar) => ({
        slopeOfAngle(o, gradient) {
          const angle = polar.slopeOfAngle(o, gradient);
          return angle === null ? null : { ...angle, moves: n.less(n.one, n.zero) };
        },
      })),
      /^the phase of output 0 is said to move: false, and true$/,
    ],
    [
      'a backward pass of the other sign',
      'backward pass is the sum',
      withPolar((n, polar) => ({ backward: (...given) => polar.backward(...given).map((g) => n.neg(g)) })),
      /^the (exact|projected) gradient of the polar form of complex-log at \{ .+ \}, entry \d: \S+ and \S+ differ/,
    ],
    [
      'a backward pass with an entry too few',
      'backward pass is the sum',
      withPolar((_, polar) => ({ backward: (...given) => polar.backward(...given).slice(0, -1) })),
      /, entry \d: NaN and \S+ differ/,
    ],
    [
      'a backward pass that sees the phase where it should not',
      'backward pass is the sum',
      withPolar((_, polar) => ({
        backward: (byLn, byAngle, _gradient, guard) => polar.backward(byLn, byAngle, 'exact', guard),
      })),
      /^the projected gradient of the polar form/,
    ],
    [
      'a group that changes the magnitude',
      'sign group',
      spoilt((_, own, { inputs, hidden }) => ({
        signGroups: (own.signGroups ?? []).map((entries) => [...entries, inputs * hidden]),
      })),
      /^group \d changes the magnitude of output 0$/,
    ],
    [
      'a phase that turns the other way',
      'sign group',
      withPolar((n, polar) => ({ turned: (o) => polar.turned(o).map((p) => n.add(p, n.one)) })),
      /^group 0 turns output 0 to another phase than said$/,
    ],
    [
      'a reflection that leaves all where it is',
      'sign group',
      withPolar((_, polar) => ({ reflected: () => polar })),
      /^group \d reflected: \S+, and \S+ anew$/,
    ],
    [
      'a reflection of the other groups',
      'sign group',
      withPolar((n, polar) => ({
        reflected: (turned) => polar.reflected?.(turned.map((condition) => n.not(condition))) ?? polar,
      })),
      /^group \d reflected: \S+, and \S+ anew$/,
    ],
    [
      'a reflection with a slope too many',
      'sign group',
      withPolar((n, polar) => ({
        reflected(turned) {
          const own = polar.reflected?.(turned) ?? polar;
          return { ...own, slopeOfLn: (o) => [...own.slopeOfLn(o), n.one] };
        },
      })),
      /^group \d reflected: \S+, and \S+ anew$/,
    ],
  ])('%s', (_, says, unit, words) => breaks(unitLaws(unit), says, 100, words));
});
