/** Bytes that grow at their end. */
export class Bytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(bytes: Iterable<number>): this {
    for (const value of bytes) this.byte(value);
    return this;
  }

  join(other: Bytes): this {
    this.#grow(other.#length);
    this.#bytes.set(other.taken, this.#length);
    this.#length += other.#length;
    return this;
  }

  /** A whole number from 0 to 2^53 as LEB128: seven bits a byte, the least first. */
  unsigned(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    return this.byte(rest);
  }

  /** A whole number from −2^53 to 2^53 as signed LEB128: its last byte has its sign. */
  signed(value: number): this {
    let rest = value;
    while (rest < -64 || rest >= 64) {
      const next = Math.floor(rest / 128);
      this.byte(rest - 128 * next + 128);
      rest = next;
    }
    return this.byte(rest < 0 ? rest + 128 : rest);
  }

  /** 64 bits, the least first. */
  word(bits: bigint): this {
    for (let k = 0n; k < 64n; k += 8n) this.byte(Number((bits >> k) & 0xffn));
    return this;
  }

  /** All of them. */
  get taken(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  /** Makes room for so many more. */
  #grow(by: number): void {
    if (this.#length + by <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + by));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** A list as WebAssembly has it: its length, and its items. */
export function vector(items: readonly Bytes[]): Bytes {
  const all = new Bytes().unsigned(items.length);
  for (const item of items) all.join(item);
  return all;
}
