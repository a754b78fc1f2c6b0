import { calls } from '../calls.js';

/** A module at work: its memory, and what it exports by name. */
export interface Running {
  readonly memory: ArrayBuffer;
  /** @throws Error where there is no such function, or it traps */
  call(name: string, ...args: readonly number[]): void;
}

/** @throws Error where the engine does not take it */
export function moduleOf(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}

/** Runs a module, which may import functions of `calls`, with a memory of its own. */
export function run(module: WebAssembly.Module): Running {
  const functions = Object.fromEntries(calls.entries.map(({ name, call }) => [name, call]));
  const { exports } = new WebAssembly.Instance(module, { calls: functions });
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the module exports no memory');
  return {
    memory: memory.buffer,
    call(name, ...args) {
      const exported = exports[name];
      if (typeof exported !== 'function') throw new Error(`the module exports no function ${name}`);
      Reflect.apply(exported, null, args);
    },
  };
}
