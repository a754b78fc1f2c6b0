import { signed, unsigned, vector } from './leb.js';

/** A type of value, as the binary format numbers it. */
export type ValueType = 'i32' | 'i64' | 'f64' | 'v128';

const typeBytes: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

/** The byte of a type. */
export function typeByte(type: ValueType): number {
  return typeBytes[type];
}

/** Addresses of vectors and numbers are multiples of 8. */
const alignment = 3;

/**
 * The body of a function, instruction by instruction, in the order of the stack machine (WebAssembly core
 * specification, chapter 5). Parameters are locals 0, 1, …
 */
export class Code {
  readonly #bytes: number[] = [];
  readonly #locals: ValueType[] = [];

  constructor(readonly parameters: readonly ValueType[]) {}

  /** A new local variable, which is 0 at first. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.parameters.length + this.#locals.length - 1;
  }

  get(local: number): this {
    return this.#emit(0x20, ...unsigned(local));
  }

  set(local: number): this {
    return this.#emit(0x21, ...unsigned(local));
  }

  /** Sets a local and leaves its value on the stack. */
  tee(local: number): this {
    return this.#emit(0x22, ...unsigned(local));
  }

  i32(value: number): this {
    return this.#emit(0x41, ...signed(value));
  }

  f64(value: number): this {
    return this.#emit(0x44, ...littleEndian(value));
  }

  /** A vector of twice the same 64 bits. */
  v128(bits: bigint): this {
    const half = bytesOf(bits);
    return this.simd(0x0c, ...half, ...half);
  }

  /** An instruction without operands beside the stack. */
  plain(opcode: number): this {
    return this.#emit(opcode);
  }

  /** One with the prefix 0xfc: conversions that saturate. */
  saturating(opcode: number): this {
    return this.#emit(0xfc, ...unsigned(opcode));
  }

  /** A vector instruction. @param immediates bytes, a lane's number say */
  simd(opcode: number, ...immediates: readonly number[]): this {
    return this.#emit(0xfd, ...unsigned(opcode), ...immediates);
  }

  /** One that reads or writes a vector, or a lane of one, at an address on the stack plus an offset. */
  simdMemory(opcode: number, offset: number, ...lane: readonly number[]): this {
    return this.simd(opcode, alignment, ...unsigned(offset), ...lane);
  }

  /** One that reads or writes a number there. */
  memory(opcode: number, offset: number, aligned = alignment): this {
    return this.#emit(opcode, aligned, ...unsigned(offset));
  }

  call(index: number): this {
    return this.#emit(0x10, ...unsigned(index));
  }

  block(): this {
    return this.#emit(0x02, 0x40);
  }

  loop(): this {
    return this.#emit(0x03, 0x40);
  }

  if(): this {
    return this.#emit(0x04, 0x40);
  }

  else(): this {
    return this.#emit(0x05);
  }

  end(): this {
    return this.#emit(0x0b);
  }

  /** Leaves so many blocks beside the innermost, or begins the loop there again. */
  branch(depth: number): this {
    return this.#emit(0x0c, ...unsigned(depth));
  }

  branchIf(depth: number): this {
    return this.#emit(0x0d, ...unsigned(depth));
  }

  /** How many bytes of instructions there are so far. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Its entry in the section of code: size, locals, instructions. */
  encode(): number[] {
    const runs: { readonly type: ValueType; count: number }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    const locals = vector(runs.map(({ type, count }) => [...unsigned(count), typeByte(type)]));
    const body = [...locals, ...this.#bytes, 0x0b];
    return [...unsigned(body.length), ...body];
  }

  #emit(...bytes: readonly number[]): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }
}

function littleEndian(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, k) => view.getUint8(k));
}

function bytesOf(bits: bigint): number[] {
  return Array.from({ length: 8 }, (_, k) => Number((bits >> BigInt(8 * k)) & 0xffn));
}
