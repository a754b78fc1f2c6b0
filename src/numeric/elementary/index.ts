/**
 * `warizan/elementary`: elementary functions whose results are the same bits on every engine.
 *
 * ECMAScript leaves the last bits of Math.log, Math.exp, Math.cos, Math.tanh, `**` and their like to the
 * engine, and engines differ, from one version to the next too. An experiment that uses these instead, and
 * otherwise + − × ÷ and Math.sqrt, has the same results on Node, Bun and Deno. Each says how large its error
 * is.
 */
export { cos } from './cos.js';
export { exp } from './exp.js';
export { expm1 } from './expm1.js';
export { hypot } from './hypot.js';
export { log } from './log.js';
export { log10 } from './log10.js';
export { log1p } from './log1p.js';
export { log2 } from './log2.js';
export { pow } from './pow.js';
export { sin } from './sin.js';
export { tanh } from './tanh.js';
