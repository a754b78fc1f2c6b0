import type { GradientCase, GradientRow } from './gradient-case.js';
import { altered, entryAltered } from './plain-model.js';

/** Numbers in [0, 1): s ↦ 1664525·s + 1013904223 mod 2³², the generator of Numerical Recipes. */
export function uniformNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The range of relative errors. */
export interface ErrorSizes {
  readonly smallest: number;
  readonly largest: number;
}

/**
 * Of every row a copy one entry of whose gradient is off by a relative error of either sign, its size
 * log-uniform in the range.
 * @param readable the entries to choose from, by row; those whose size is near that of the largest one
 */
export function withErrorsOfAllSizes(
  rows: readonly GradientRow[],
  { smallest, largest }: ErrorSizes,
  seed: number,
  readable: ReadonlyMap<string, readonly number[]> = new Map(),
): readonly GradientRow[] {
  const next = uniformNumbers(seed);
  return rows.map((row) => {
    const choices = readable.get(row.name) ?? row.entries ?? [...row.params.keys()];
    const entry = choices[Math.floor(next() * choices.length)];
    const errorSize = Math.exp(Math.log(smallest) + next() * Math.log(largest / smallest));
    const factor = next() < 0.5 ? 1 - errorSize : 1 + errorSize;
    const model = entryAltered(row.model, entry, (value) => factor * value);
    return {
      ...row,
      name: `${row.name}: entry ${entry} off by ${errorSize.toExponential(1)}`,
      model,
      entry,
      errorSize,
    };
  });
}

/** A mistake people make, of any gradient of several entries. */
interface Mistake {
  readonly says: string;
  readonly change: (gradient: readonly number[], entry: number) => readonly number[];
}

const mistakes: readonly Mistake[] = [
  { says: 'sign of one entry', change: (g, entry) => g.with(entry, -g[entry]) },
  { says: 'the step downhill for the gradient', change: (g) => g.map((value) => -value) },
  { says: 'two entries for each other', change: (g, entry) => swapped(g, entry, (entry + 1) % g.length) },
  { says: 'stop-gradient on one parameter', change: (g, entry) => g.with(entry, 0) },
  { says: 'a factor 2 too many', change: (g) => g.map((value) => 2 * value) },
  { says: 'a factor ½ too many', change: (g) => g.map((value) => value / 2) },
  { says: 'the mean over the parameters', change: (g) => g.map((value) => value / g.length) },
  { says: 'index off by one', change: (g) => g.map((_, i) => g[(i + 1) % g.length]) },
  { says: 'reversed', change: (g) => g.toReversed() },
  { says: 'scaled to length 1', change: (g) => g.map((value) => value / Math.hypot(...g)) },
  { says: 'clipped to a tenth', change: (g) => g.map((value) => Math.min(0.1, Math.max(-0.1, value))) },
  {
    says: 'one entry added to its neighbour',
    change: (g, entry) => g.with(entry, g[entry] + g[(entry + 1) % g.length]),
  },
];

const swapped = (g: readonly number[], i: number, j: number) => g.with(i, g[j]).with(j, g[i]);

/** Of every row of two parameters or more a copy with one of the mistakes, which take turns. */
export function withMistakes(rows: readonly GradientRow[], seed: number): readonly GradientRow[] {
  const next = uniformNumbers(seed);
  return rows
    .filter(({ params }) => params.length > 1)
    .map((row, k) => {
      const { says, change } = mistakes[k % mistakes.length];
      const chosen = Math.floor(next() * row.params.length);
      return {
        ...row,
        name: `${row.name}: ${says}`,
        model: altered(row.model, (gradient) => change(gradient, chosen)),
      };
    });
}

/** The right ones among the cases. */
export function rightOnes(cases: readonly GradientCase[]): readonly GradientRow[] {
  return cases.filter(({ truth }) => truth === 'correct');
}
