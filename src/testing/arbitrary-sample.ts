import fc, { type Arbitrary } from 'fast-check';
import { pow } from '../numeric/elementary/pow.js';
import type { Shape, Weights } from '../units/two-layers/layers.js';

/** Weights, inputs and targets that fit together. */
export interface NetworkSample {
  readonly shape: Shape;
  readonly weights: Weights<number>;
  readonly x: readonly number[];
  readonly target: readonly number[];
}

/** What `arbitrarySample` draws. */
export interface SampleOptions {
  /**
   * The shape, at most 4×4×3.
   * @defaultValue any from 1×1×1 to 4×4×3
   */
  readonly shape?: Shape;
  /**
   * The largest k for which weights and inputs are moved by 2^±k against one another.
   * @defaultValue 300
   */
  readonly largestExponent?: number;
}

const most: Shape = { inputs: 4, hidden: 4, outputs: 3 };

/** What is done to a row of W0 after it was drawn. */
type Change =
  | { readonly kind: 'plain' | 'equal' | 'opposite' }
  /** u_j is moved to within 2^-exponent of its terms: next to the branch point at u = 0. */
  | { readonly kind: 'near'; readonly exponent: number }
  /** The row is multiplied by 2^exponent. */
  | { readonly kind: 'scaled'; readonly exponent: number };

/**
 * An integer and a fraction, which is 0, ½ or anything: shrinks to the integer, then towards 0. (The choice
 * among the three is a number that is drawn, since `fc.oneof` does not shrink from one alternative to
 * another.)
 */
function readable(least: number, largest: number): Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: least, max: largest }), fc.nat({ max: 2 }), fc.nat({ max: 2 ** 20 - 1 }))
    .map(([whole, kind, part]) => whole + [0, 0.5, part * 2 ** -20][kind]);
}

function filled(arbitrary: Arbitrary<number>, length: number): Arbitrary<number[]> {
  return fc.array(arbitrary, { minLength: length, maxLength: length });
}

/**
 * Samples at the places where such networks are hard: every sign pattern of the pre-activations,
 * pre-activations near the branch point, rows equal and opposite to the one before, huge and tiny rows and
 * inputs, W1 at integers and half-integers, where the phase is a multiple of π/2.
 *
 * Shrinks to few units and small integers, inputs positive: a factor ±2^k that moves from a column of W0 to
 * its input leaves every pre-activation as it is, and shrinks away. No pre-activation is guaranteed to be
 * non-zero.
 */
export function arbitrarySample({ shape, largestExponent = 300 }: SampleOptions = {}): Arbitrary<NetworkSample> {
  // The kinds in the order in which they shrink, half of them plain.
  const change = fc
    .record({ kind: fc.nat({ max: 9 }), near: fc.integer({ min: 1, max: 20 }), by: fc.integer({ min: -20, max: 20 }) })
    .map(({ kind, near, by }): Change => {
      if (kind < 5) return { kind: 'plain' };
      if (kind < 7) return { kind: kind === 5 ? 'equal' : 'opposite' };
      return kind < 9 ? { kind: 'near', exponent: near } : { kind: 'scaled', exponent: by };
    });
  const row = fc.record({
    change,
    entries: filled(readable(-4, 3), most.inputs),
    exponents: filled(readable(-3, 2), most.outputs),
  });
  const column = fc.record({
    x: readable(1, 10),
    exponent: fc
      .tuple(fc.nat({ max: 4 }), fc.integer({ min: -largestExponent, max: largestExponent }))
      .map(([kind, exponent]) => (kind < 4 ? 0 : exponent)),
    negative: fc.boolean(),
  });
  // Which inputs, units and outputs are there: each can be dropped by shrinking, unless the shape is given.
  const chosen = (name: keyof Shape) => {
    const all = Array.from({ length: most[name] }, (_, k) => k);
    const count = shape?.[name];
    if (count !== undefined) return fc.constant(all.slice(0, count));
    return fc
      .tuple(...all.map(() => fc.boolean()))
      .map((present) => all.filter((k) => present[k]))
      .filter((present) => present.length > 0);
  };
  return fc
    .record({
      inputs: chosen('inputs'),
      hidden: chosen('hidden'),
      outputs: chosen('outputs'),
      columns: fc.array(column, { minLength: most.inputs, maxLength: most.inputs }),
      rows: fc.array(row, { minLength: most.hidden, maxLength: most.hidden }),
      targets: filled(readable(-10, 10), most.outputs),
    })
    .map(({ inputs, hidden, outputs, columns, rows, targets }) => {
      const x = inputs.map((i) => columns[i].x);
      const factors = inputs.map((i) => (columns[i].negative ? -1 : 1) * pow(2, columns[i].exponent));
      const w0: number[][] = [];
      for (const { entries, change: kind } of hidden.map((j) => rows[j])) {
        w0.push(
          changed(
            inputs.map((i) => entries[i]),
            kind,
            w0.at(-1),
            x,
          ),
        );
      }
      return {
        shape: { inputs: inputs.length, hidden: hidden.length, outputs: outputs.length },
        weights: {
          w0: w0.map((entries) => entries.map((w, i) => w / factors[i])),
          w1: outputs.map((o) => hidden.map((j) => rows[j].exponents[o])),
        },
        x: x.map((value, i) => value * factors[i]),
        target: outputs.map((o) => targets[o]),
      };
    });
}

function changed(
  row: readonly number[],
  change: Change,
  previous: readonly number[] | undefined,
  x: readonly number[],
): number[] {
  switch (change.kind) {
    case 'plain':
      return [...row];
    case 'equal':
      return [...(previous ?? row)];
    case 'opposite':
      return (previous ?? row).map((w) => -w);
    case 'scaled':
      return row.map((w) => w * pow(2, change.exponent));
    case 'near': {
      const rest = row.reduce((sum, w, i) => (i === 0 ? 0 : sum + w * x[i]), 0);
      const near = pow(2, -change.exponent);
      return rest === 0 || x[0] === 0 ? row.map((w) => w * near) : [(-rest / x[0]) * (1 + near), ...row.slice(1)];
    }
  }
}
