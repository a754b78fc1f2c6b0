import type { Code } from '../../wasm/code.js';

export const vectorBytes = 16;
const opcodes = { load: 0x00, splat: 0x0a, store: 0x0b, add: 0x6a };

/** The locals of some values: of each one a vector. */
export type Rows = readonly (readonly number[])[];

/** Rows of a group of lanes: a value a lane, some vectors one after the other. */
export class RowCode {
  /** @param bytes from a row in memory to the next */
  constructor(
    readonly code: Code,
    readonly vectors: number,
    readonly bytes: number = vectors * vectorBytes,
  ) {}

  locals(count: number): Rows {
    return Array.from({ length: count }, () => this.row());
  }

  row(): readonly number[] {
    return Array.from({ length: this.vectors }, () => this.code.local('v128'));
  }

  /**
   * Loads numbers that all lanes have in common, each into one local for all vectors.
   * @param address a local
   */
  shared(count: number, address: number): Rows {
    return this.common(count, (k) => {
      this.code.get(address).simdMemory(opcodes.splat, 8 * k);
    });
  }

  /** What is pushed for each row, the same in all its vectors, in one local. */
  common(count: number, push: (row: number) => void): Rows {
    return Array.from({ length: count }, (_, k) => {
      const local = this.code.local('v128');
      push(k);
      this.code.set(local);
      return Array.from({ length: this.vectors }, () => local);
    });
  }

  /** @param address a local @param offset of the first row */
  load(rows: Rows, address: number, offset: number): void {
    this.each(rows, (local, at) =>
      this.code
        .get(address)
        .simdMemory(opcodes.load, offset + at)
        .set(local),
    );
  }

  store(rows: Rows, address: number, offset: number): void {
    this.each(rows, (local, at) =>
      this.code
        .get(address)
        .get(local)
        .simdMemory(opcodes.store, offset + at),
    );
  }

  /** Sets rows to what is pushed: all of it is on the stack before the first is set. */
  assign(rows: Rows, push: (row: number, vector: number) => void): void {
    rows.forEach((row, k) => row.forEach((_, vector) => push(k, vector)));
    for (const local of rows.flat().toReversed()) this.code.set(local);
  }

  each(rows: Rows, emit: (local: number, offset: number, vector: number) => void): void {
    rows.forEach((row, k) => row.forEach((local, u) => emit(local, k * this.bytes + u * vectorBytes, u)));
  }

  /** to ← from + by, of addresses. */
  point(to: number, from: number, by: number): void {
    this.code.get(from).i32(by).plain(opcodes.add).set(to);
  }
}
