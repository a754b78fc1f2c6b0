import { calls } from '../calls.js';

/** A module at work: its memory, and what it exports by name. */
export interface Running {
  readonly memory: ArrayBuffer;
  /** @throws Error where there is no such function, or it traps */
  call(name: string, ...args: readonly number[]): void;
}

/** Runs a module, which may import functions of `calls`. @throws Error where the engine does not take it */
export function run(bytes: Uint8Array<ArrayBuffer>): Running {
  const functions = Object.fromEntries(calls.entries.map(({ name, call }) => [name, call]));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { calls: functions });
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
