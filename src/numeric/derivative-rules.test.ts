import { describe, expect, test } from 'vitest';
import { float64 } from './backends/float64.js';
import { dual, type Dual } from './dual.js';

const n = dual(float64);
const variable = (value: number): Dual<number> => n.variable(value);
const constant = (value: number): Dual<number> => n.constant(value);
const slope = (value: Dual<number>): number => value.derivative;

/** The derivatives that `Numeric` states for ties and borders (those of PyTorch, docs/field.md 1.1). */
describe('derivatives at ties and borders', () => {
  test.each([
    ['|0|', n.abs(variable(0)), 0],
    ['|−2|', n.abs(variable(-2)), -1],
    ['min(x, 1) at the tie', n.min(variable(1), constant(1)), 0.5],
    ['min(1, x) at the tie', n.min(constant(1), variable(1)), 0.5],
    ['min(|x|, |1 − x|) at ½', n.min(n.abs(variable(0.5)), n.abs(n.sub(n.one, variable(0.5)))), 0],
    ['min(x, 1) below', n.min(variable(0), constant(1)), 1],
    ['min(x, 1) above', n.min(variable(2), constant(1)), 0],
    ['max(x, 1) at the tie', n.max(variable(1), constant(1)), 0.5],
    ['max(x, 1) above', n.max(variable(2), constant(1)), 1],
    ['clamp at its lower bound', n.clamp(variable(0), n.zero, n.one), 1],
    ['clamp at its upper bound', n.clamp(variable(1), n.zero, n.one), 1],
    ['clamp below', n.clamp(variable(-1), n.zero, n.one), 0],
    ['clamp above', n.clamp(variable(2), n.zero, n.one), 0],
    ['clamp to a bound that moves', n.clamp(constant(2), n.zero, variable(1)), 1],
    ['sign', n.sign(variable(2)), 0],
    ['round', n.round(variable(0.5)), 0],
    ['roundEven', n.roundEven(variable(1.5)), 0],
    ['leading below 10', n.leading(variable(9)), 1],
    ['leading of 250', n.leading(variable(250)), 0.01],
    ['tanh at 0', n.tanh(variable(0)), 1],
    ['x³ at 2', n.pow(variable(2), constant(3)), 12],
    ['x² at 0', n.pow(variable(0), constant(2)), 0],
    ['x⁰ at 0', n.pow(variable(0), constant(0)), 0],
    ['2^x at 3', n.pow(constant(2), variable(3)), 8 * Math.LN2],
    ['0^x at 2', n.pow(constant(0), variable(2)), 0],
    ['0^x at 0', n.pow(constant(0), variable(0)), 0],
    ['0^x at −1', n.pow(constant(0), variable(-1)), -Infinity],
  ])('%s', (_name, value, expected) => {
    if (Number.isInteger(expected)) expect(slope(value)).toBe(expected);
    else if (Number.isNaN(expected)) expect(slope(value)).toBeNaN();
    else expect(slope(value)).toBeCloseTo(expected, 12);
  });

  test('a select takes the derivative of the side it takes', () => {
    const x = variable(3);
    expect(
      slope(
        n.select(
          n.less(x, n.one),
          () => n.neg(x),
          () => n.mul(x, x),
        ),
      ),
    ).toBe(6);
  });
});
