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

/** Functions from number to number, by their names. */
export type Functions = Readonly<Record<string, (x: number) => number>>;

/** Runs a module with a memory of its own. @param functions what it may import */
export function run(module: WebAssembly.Module, functions: Functions = {}): Running {
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
