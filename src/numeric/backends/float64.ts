import { cos } from '../elementary/cos.js';
import { exp } from '../elementary/exp.js';
import { log } from '../elementary/log.js';
import { log10 } from '../elementary/log10.js';
import { sin } from '../elementary/sin.js';
import { tanh } from '../elementary/tanh.js';
import { readDecimalText } from './decimal-text.js';
import type { Backend } from '../backend.js';
import { withBooleanConditions } from '../conditions.js';
import type { Numeric } from '../numeric.js';

/**
 * IEEE 754 double precision: `number`.
 *
 * `+ − × ÷ √` are correctly rounded: the last by every engine, since processors have it. ECMAScript leaves
 * Math.log, Math.exp, Math.cos and Math.sin to the engine, so these are our own (`../elementary`): their
 * error is below 1 unit in the last place (about 2 u relative), and results are the same bits on every
 * machine and engine.
 */
export const float64: Numeric<number> = withBooleanConditions<number>({
  name: 'float64',
  digits: 53 * log10(2),
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
  ln: log,
  exp,
  cos,
  sin,
  tanh,
  // a^b = e^{b·ln a}: relative error about (1 + |b·ln a|)·2 u.
  pow: (a, b) => (b === 0 && !Number.isNaN(a) && !(a < 0) ? 1 : exp(b * log(a))),
  round: Math.round,
  roundEven,
  // A literal is correctly rounded; repeated multiplication would not be, above 10^22.
  tenToThe: (n) => Number(`1e${n}`),
  less: (a, b) => a < b,
  isNaN: Number.isNaN,
  scope: (body) => body(),
  evolve: (_state, body) => body(),
});

/** Adding and taking away 2^52 leaves no room for a fraction: the addition rounds it, to even. */
function roundEven(a: number): number {
  const shift = 2 ** 52;
  if (!(Math.abs(a) < shift)) return a;
  const rounded = a < 0 || Object.is(a, -0) ? a - shift + shift : a + shift - shift;
  return rounded === 0 && (a < 0 || Object.is(a, -0)) ? -0 : rounded;
}

/** The backend `float64`: the default, and the only one there is a kernel for. */
export const float64Backend: Backend = {
  name: 'float64',
  says: 'IEEE 754 double precision',
  digits: null,
  open: async (_digits, use) => use(float64),
};
