import { registry, type Named, type Registry } from '../base/registry.js';
import { cos } from '../numeric/elementary/cos.js';
import { sin } from '../numeric/elementary/sin.js';
import { tanh } from '../numeric/elementary/tanh.js';
import { run, type Running } from '../wasm/instance.js';

/** A function that a kernel calls, lane by lane: what is too seldom needed, or too long, for lanes. */
export interface Called extends Named {
  readonly call: (x: number) => number;
}

/** The core's own functions: a kernel that calls them has the core's bits. */
export const calls: Registry<Called> = registry<Called>('called function', [
  { name: 'cos', call: cos },
  { name: 'sin', call: sin },
  { name: 'tanh', call: tanh },
]);

/** Runs a module that may call these. */
export function runCalling(module: WebAssembly.Module): Running {
  return run(module, Object.fromEntries(calls.entries.map(({ name, call }) => [name, call])));
}
