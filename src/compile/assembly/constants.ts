import { bitsOf } from '../../wasm/bits.js';
import type { Code } from '../../wasm/code.js';

const splat = 0x0a;

/**
 * Constants and tables, which stand at the beginning of the memory. A constant is loaded into a local at the
 * beginning of a function: written as an instruction at each use it is fast on one version of V8 and slow on
 * the next.
 */
export class Constants {
  readonly #words: bigint[] = [];
  readonly #addresses = new Map<string, number>();

  /** The address of a table of numbers. */
  addressOf(table: readonly number[]): number {
    return this.#addressOf(table.map(bitsOf));
  }

  /** Emits what loads these constants, and gives back what pushes one of them. */
  load(code: Code, constants: Iterable<bigint>): (bits: bigint) => void {
    const locals = new Map<bigint, number>();
    for (const bits of constants) {
      if (bits === 0n) continue;
      const local = code.local('v128');
      code
        .i32(0)
        .simdMemory(splat, this.#addressOf([bits]))
        .set(local);
      locals.set(bits, local);
    }
    return (bits) => {
      const local = locals.get(bits);
      if (local === undefined) code.v128(bits);
      else code.get(local);
    };
  }

  /** What the memory holds, in bytes. */
  get data(): Uint8Array {
    const view = new DataView(new ArrayBuffer(8 * this.#words.length));
    this.#words.forEach((word, k) => view.setBigUint64(8 * k, word, true));
    return new Uint8Array(view.buffer);
  }

  /** How many bytes they take: a multiple of 64. */
  get size(): number {
    return 64 * Math.ceil((8 * this.#words.length) / 64);
  }

  #addressOf(words: readonly bigint[]): number {
    const key = words.join(' ');
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = 8 * this.#words.length;
    this.#words.push(...words);
    this.#addresses.set(key, address);
    return address;
  }
}
