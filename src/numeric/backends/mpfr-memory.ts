/** What memory needs of the MPFR library; numbers are addresses in WebAssembly memory. */
export interface MpfrAllocator {
  /** The address of a new mpfr_t, initialised to the context's precision. */
  allocate(): number;
  /** Copies a number, exactly. */
  copy(to: number, from: number): void;
}

/**
 * A number in WebAssembly memory: opaque outside the backend, and immutable. It dies at the end of its scope;
 * a dead one, or one of another context, makes every operation throw.
 */
export class MpfrNumber {
  /** @internal */
  constructor(
    /** @internal The memory it lives in; null once it is dead. */
    public memory: MpfrMemory | null,
    /** @internal The address of its mpfr_t. */
    public address: number,
    /**
     * @internal The scope it dies with, as the list of that scope's values; null for a constant, which never
     * dies.
     */
    public home: MpfrNumber[] | null,
    /** @internal Its place in `home`. */
    public index: number,
  ) {}
}

/**
 * Memory of one MPFR context. WebAssembly has no garbage collector, so a value belongs to the scope it was
 * made in and is released at that scope's end, by return or by exception. A released mpfr_t goes to a free
 * list, initialised as it is: in the steady state nothing is allocated, and memory stays as large as the most
 * values that ever lived at once.
 *
 * A value made outside any scope lives as long as the context. A handle knows whether it is alive, so a
 * reused mpfr_t is never reached through an old handle.
 */
export class MpfrMemory {
  readonly #allocator: MpfrAllocator;
  readonly #free: number[] = [];
  #allocated = 0;
  /** One list of values for every open scope; the first is for values made outside any. Lists are reused. */
  readonly #scopes: MpfrNumber[][] = [[]];
  #depth = 0;
  #current: MpfrNumber[] = this.#scopes[0];

  constructor(allocator: MpfrAllocator) {
    this.#allocator = allocator;
  }

  /** How many values are alive, constants included. */
  get live(): number {
    return this.#allocated - this.#free.length;
  }

  /** A new value in the current scope; an operation has to fill it. */
  make(): MpfrNumber {
    const current = this.#current;
    const value = new MpfrNumber(this, this.#take(), current, current.length);
    current.push(value);
    return value;
  }

  /** A new value that never dies; an operation has to fill it. */
  makeConstant(): MpfrNumber {
    return new MpfrNumber(this, this.#take(), null, 0);
  }

  /** The address of a living value of this context. @throws Error for any other */
  addressOf(value: MpfrNumber): number {
    if (value.memory !== this) throw misuse(value);
    return value.address;
  }

  /** See `Numeric.scope`. */
  scope<R>(body: () => R): R {
    this.#enter();
    try {
      return body();
    } finally {
      this.#leave();
    }
  }

  /**
   * See `Numeric.evolve`. The results live in the scope `evolve` was called in. If `body` throws, `state`
   * lives on.
   *
   * A result that was there before and is not part of `state` has an owner who counts on it: its copy is
   * returned, so that the next step, for which it is state, does not kill the original.
   */
  evolve(state: readonly MpfrNumber[], body: () => readonly MpfrNumber[]): readonly MpfrNumber[] {
    for (const value of state) this.addressOf(value);
    const outside = this.#current;
    this.#enter();
    const inside = this.#current;
    try {
      const results = body();
      for (const value of results) this.addressOf(value);
      const kept: MpfrNumber[] = [];
      const returned = results.map((value) => {
        const { home } = value;
        if (home === null || home === kept) return value;
        const owned = home === inside || state.includes(value);
        const survivor = owned ? value : this.#copy(value);
        remove(survivor, owned ? home : inside);
        insert(survivor, kept);
        return survivor;
      });
      for (const value of state) {
        // Constants stay, results stay, and what occurs twice or died in an inner `evolve` is dead already.
        if (value.home === null || value.home === kept || value.memory !== this) continue;
        remove(value, value.home);
        this.#kill(value);
      }
      for (const value of kept) insert(value, outside);
      return returned;
    } finally {
      this.#leave();
    }
  }

  #enter(): void {
    this.#depth++;
    if (this.#depth === this.#scopes.length) this.#scopes.push([]);
    this.#current = this.#scopes[this.#depth];
  }

  #leave(): void {
    for (const value of this.#current) this.#kill(value);
    this.#current.length = 0;
    this.#depth--;
    this.#current = this.#scopes[this.#depth];
  }

  #take(): number {
    const address = this.#free.pop();
    if (address !== undefined) return address;
    this.#allocated++;
    return this.#allocator.allocate();
  }

  #copy(value: MpfrNumber): MpfrNumber {
    const copy = this.make();
    this.#allocator.copy(copy.address, value.address);
    return copy;
  }

  #kill(value: MpfrNumber): void {
    this.#free.push(value.address);
    value.memory = null;
  }
}

/** Takes a value out of its scope's list: the last one, which it may be itself, fills the gap. */
function remove(value: MpfrNumber, home: MpfrNumber[]): void {
  const last = home[home.length - 1];
  home[value.index] = last;
  last.index = value.index;
  home.pop();
}

function insert(value: MpfrNumber, home: MpfrNumber[]): void {
  value.home = home;
  value.index = home.length;
  home.push(value);
}

function misuse(value: MpfrNumber): Error {
  return new Error(
    value.memory === null
      ? 'an mpfr value was used after its scope ended: let numbers or text leave a scope, or return the value from evolve'
      : 'an mpfr value was given to another context than its own: take numbers or text across',
  );
}
