import { float64 } from '../../numeric/backends/float64.js';
import { binary, unary } from './plain.js';

// IEEE 754 operations: WebAssembly and ECMAScript give the same bits, payloads of NaN aside.
export const add = binary('add', 0xf0, (a, b) => a + b);
export const sub = binary('sub', 0xf1, (a, b) => a - b);
export const mul = binary('mul', 0xf2, (a, b) => a * b);
export const div = binary('div', 0xf3, (a, b) => a / b);
export const neg = unary('neg', 0xed, (a) => -a);
export const abs = unary('abs', 0xec, Math.abs);
export const sqrt = unary('sqrt', 0xef, Math.sqrt);
export const ceil = unary('ceil', 0x74, Math.ceil);
export const floor = unary('floor', 0x75, Math.floor);
export const trunc = unary('trunc', 0x7a, Math.trunc);
/** To the nearest whole number, halves to the even one. */
export const nearest = unary('nearest', 0x94, (a) => float64.roundEven(a));
/** b where b < a, else a: as `select` would have it, also of NaN and of zeros. */
export const lesser = binary('lesser', 0xf6, (a, b) => (b < a ? b : a));
/** b where a < b, else a. */
export const greater = binary('greater', 0xf7, (a, b) => (a < b ? b : a));
