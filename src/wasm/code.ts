import { bitsOf } from './bits.js';
import { Bytes, vector } from './bytes.js';

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
  readonly #bytes = new Bytes();
  readonly #locals: ValueType[] = [];

  constructor(readonly parameters: readonly ValueType[]) {}

  /** A new local variable, which is 0 at first. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.parameters.length + this.#locals.length - 1;
  }

  get(local: number): this {
    return this.#indexed(0x20, local);
  }

  set(local: number): this {
    return this.#indexed(0x21, local);
  }

  /** Sets a local and leaves its value on the stack. */
  tee(local: number): this {
    return this.#indexed(0x22, local);
  }

  i32(value: number): this {
    this.#bytes.byte(0x41).signed(value);
    return this;
  }

  f64(value: number): this {
    this.#bytes.byte(0x44).word(bitsOf(value));
    return this;
  }

  /** A vector of twice the same 64 bits. */
  v128(bits: bigint): this {
    this.simd(0x0c);
    this.#bytes.word(bits).word(bits);
    return this;
  }

  /** An instruction without operands beside the stack. */
  plain(opcode: number): this {
    this.#bytes.byte(opcode);
    return this;
  }

  /** One with the prefix 0xfc: conversions that saturate. */
  saturating(opcode: number): this {
    return this.#indexed(0xfc, opcode);
  }

  /** A vector instruction. @param immediates bytes, a lane's number say */
  simd(opcode: number, ...immediates: readonly number[]): this {
    this.#indexed(0xfd, opcode);
    this.#bytes.append(immediates);
    return this;
  }

  /** One that reads or writes a vector, or a lane of one, at an address on the stack plus an offset. */
  simdMemory(opcode: number, offset: number, ...lane: readonly number[]): this {
    this.simd(opcode, alignment);
    this.#bytes.unsigned(offset).append(lane);
    return this;
  }

  /** One that reads or writes a number of eight bytes there. */
  memory(opcode: number, offset: number): this {
    this.plain(opcode);
    this.#bytes.byte(alignment).unsigned(offset);
    return this;
  }

  call(index: number): this {
    return this.#indexed(0x10, index);
  }

  block(): this {
    return this.plain(0x02).plain(0x40);
  }

  loop(): this {
    return this.plain(0x03).plain(0x40);
  }

  if(): this {
    return this.plain(0x04).plain(0x40);
  }

  else(): this {
    return this.plain(0x05);
  }

  end(): this {
    return this.plain(0x0b);
  }

  /** Leaves so many blocks beside the innermost, or begins the loop there again. */
  branch(depth: number): this {
    return this.#indexed(0x0c, depth);
  }

  branchIf(depth: number): this {
    return this.#indexed(0x0d, depth);
  }

  /** Its entry in the section of code: size, locals, instructions. */
  encode(): Bytes {
    const runs: { readonly type: ValueType; count: number }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    const locals = vector(runs.map(({ type, count }) => new Bytes().unsigned(count).byte(typeByte(type))));
    const body = locals.join(this.#bytes).byte(0x0b);
    return new Bytes().unsigned(body.length).join(body);
  }

  #indexed(opcode: number, index: number): this {
    this.#bytes.byte(opcode).unsigned(index);
    return this;
  }
}
