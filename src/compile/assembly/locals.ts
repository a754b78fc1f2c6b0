import type { Code } from '../../wasm/code.js';

/** Locals for vectors, used again when their values are not needed any more. */
export class Locals {
  readonly #free: number[] = [];

  constructor(private readonly code: Code) {}

  take(): number {
    return this.#free.pop() ?? this.code.local('v128');
  }

  give(locals: readonly number[]): void {
    this.#free.push(...locals);
  }
}
