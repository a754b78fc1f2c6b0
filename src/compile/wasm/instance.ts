import { calls } from '../calls.js';

/** A module at work: its memory, and what it exports by name. */
export interface Running {
  readonly memory: ArrayBuffer;
  /** What it exports by that name. @throws Error where there is no such function, or it traps */
  exported(name: string): (...args: readonly number[]) => void;
}

/** @throws Error where the engine does not take it */
export function moduleOf(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}

function isFunction(exported: unknown): exported is (...args: readonly number[]) => void {
  return typeof exported === 'function';
}

/** Runs a module, which may import functions of `calls`, with a memory of its own. */
export function run(module: WebAssembly.Module): Running {
  const functions = Object.fromEntries(calls.entries.map(({ name, call }) => [name, call]));
  const { exports } = new WebAssembly.Instance(module, { calls: functions });
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the module exports no memory');
  return {
    memory: memory.buffer,
    exported(name) {
      const exported = exports[name];
      if (!isFunction(exported)) throw new Error(`the module exports no function ${name}`);
      return exported;
    },
  };
}
