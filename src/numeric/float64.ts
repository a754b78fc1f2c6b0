import { readDecimalText } from './decimal-text.js';
import type { Numeric } from './numeric.js';

/**
 * IEEE 754 double precision: `number`.
 *
 * `+ − × ÷ √` are correctly rounded: the last by every engine, since processors have it. ECMAScript leaves `Math.log`, `Math.exp`, `Math.cos` and `Math.sin` to the engine;
 * V8 uses ports of fdlibm, whose error is below 1 unit in the last place (about 2 u relative), so float64 results may differ between
 * engines, but not between machines with the same engine.
 */
export const float64: Numeric<number> = {
  name: 'float64',
  digits: 53 * Math.log10(2),
  unitRoundoff: 2 ** -53,
  zero: 0,
  one: 1,
  pi: Math.PI,
  fromNumber: (value) => value,
  parse: (text) => Number(readDecimalText(text)),
  toNumber: (value) => value,
  format: (value) => (Object.is(value, -0) ? '-0' : String(value)),
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  ln: Math.log,
  exp: Math.exp,
  cos: Math.cos,
  sin: Math.sin,
  // A literal is correctly rounded; repeated multiplication would not be, above 10^22.
  tenToThe: (n) => Number(`1e${n}`),
  less: (a, b) => a < b,
  isNaN: Number.isNaN,
  scope: (body) => body(),
  evolve: (_state, body) => body(),
};
