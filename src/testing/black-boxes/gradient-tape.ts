import type { Elementary } from './calculator.js';

/** What a rounding does to the result of an operation: nothing in float64, `Math.fround` in float32. */
export type Rounding = (value: number) => number;

/** A value, and where it came from. */
export interface Traced {
  readonly value: number;
  /** Its place on the tape. */
  readonly place: number;
}

/** Numbers of that rounding. */
export function roundedNumbers(round: Rounding): Elementary<number> {
  return {
    fromNumber: round,
    toNumber: (value) => value,
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    exp: (a) => round(Math.exp(a)),
    ln: (a) => round(Math.log(a)),
    sqrt: (a) => round(Math.sqrt(a)),
    cos: (a) => round(Math.cos(a)),
    sin: (a) => round(Math.sin(a)),
    tanh: (a) => round(Math.tanh(a)),
  };
}

/**
 * Reverse-mode differentiation as a library does it: operations are recorded with their local derivatives,
 * and adjoints flow back from the result, each rounded as the values are.
 *
 *     v_j = f(v_i, …),   v̄_i = Σ_j v̄_j·∂v_j/∂v_i
 */
export class GradientTape implements Elementary<Traced> {
  /** Of each value: the places it was made of, with the local derivatives. */
  readonly #parents: (readonly (readonly [place: number, partial: number])[])[] = [];
  readonly #on: Elementary<number>;
  readonly #round: Rounding;

  constructor(round: Rounding) {
    this.#round = round;
    this.#on = roundedNumbers(round);
  }

  /** ∂result/∂(each of the values) */
  gradient(result: Traced, values: readonly Traced[]): number[] {
    const adjoints = this.#parents.map(() => 0);
    adjoints[result.place] = 1;
    for (let place = result.place; place >= 0; place--) {
      for (const [parent, partial] of this.#parents[place]) {
        adjoints[parent] = this.#on.add(adjoints[parent], this.#on.mul(adjoints[place], partial));
      }
    }
    return values.map(({ place }) => adjoints[place]);
  }

  fromNumber(value: number): Traced {
    return this.#record(this.#on.fromNumber(value));
  }
  toNumber({ value }: Traced): number {
    return value;
  }
  add(a: Traced, b: Traced): Traced {
    return this.#record(this.#on.add(a.value, b.value), [a, 1], [b, 1]);
  }
  sub(a: Traced, b: Traced): Traced {
    return this.#record(this.#on.sub(a.value, b.value), [a, 1], [b, -1]);
  }
  mul(a: Traced, b: Traced): Traced {
    return this.#record(this.#on.mul(a.value, b.value), [a, b.value], [b, a.value]);
  }
  div(a: Traced, b: Traced): Traced {
    const quotient = this.#on.div(a.value, b.value);
    return this.#record(quotient, [a, 1 / b.value], [b, -quotient / b.value]);
  }
  exp(a: Traced): Traced {
    const value = this.#on.exp(a.value);
    return this.#record(value, [a, value]);
  }
  ln(a: Traced): Traced {
    return this.#record(this.#on.ln(a.value), [a, 1 / a.value]);
  }
  sqrt(a: Traced): Traced {
    const value = this.#on.sqrt(a.value);
    return this.#record(value, [a, 0.5 / value]);
  }
  cos(a: Traced): Traced {
    return this.#record(this.#on.cos(a.value), [a, -Math.sin(a.value)]);
  }
  sin(a: Traced): Traced {
    return this.#record(this.#on.sin(a.value), [a, Math.cos(a.value)]);
  }
  tanh(a: Traced): Traced {
    const value = this.#on.tanh(a.value);
    return this.#record(value, [a, 1 - value * value]);
  }

  #record(value: number, ...sources: readonly (readonly [Traced, number])[]): Traced {
    this.#parents.push(sources.map(([{ place }, partial]) => [place, this.#round(partial)]));
    return { value, place: this.#parents.length - 1 };
  }
}
