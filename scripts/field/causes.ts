import { shippedParts } from '../../src/training/parts.js';
import { unitOf, type Recipe } from '../../src/training/recipe.js';
import { entryCount } from '../../src/units/parameter.js';
import type { StuckRun } from './stuck-runs.js';

/** A run from where it was stuck, without what is thought to hold it. */
export interface Freed {
  readonly recipe: Recipe;
  readonly theta: readonly number[];
}

/** What may hold a run, and the run without it. */
export interface Cause {
  readonly name: string;
  /** Which runs have it, and how it is taken away. */
  readonly says: string;
  /** null where a run does not have it. */
  readonly without: (run: StuckRun) => Freed | null;
}

/** An entry of θ, and what it is in the solution. */
interface Entry {
  readonly at: number;
  readonly wanted: number;
}

/** Where θ has a parameter of that name; null where the unit has none. */
function placeOf({ recipe }: StuckRun, name: string): { readonly from: number; readonly count: number } | null {
  let from = 0;
  for (const parameter of unitOf(recipe, shippedParts).parameters) {
    const count = entryCount(parameter);
    if (parameter.name === name) return { from, count };
    from += count;
  }
  return null;
}

/** The exponents of inputs that count: a unit of one output has one an input, and calls them so. */
function exponentsOf(run: StuckRun): readonly Entry[] {
  const place = placeOf(run, 'W_real') ?? placeOf(run, 'W');
  if (place?.count !== run.exponents.length) return [];
  return run.exponents.map((wanted, i) => ({ at: place.from + i, wanted })).filter(({ wanted }) => wanted !== 0);
}

/** The gates of inputs that count, which are 1 in the solution. */
function gatesOf(run: StuckRun): readonly Entry[] {
  const place = placeOf(run, 'g');
  if (place?.count !== run.exponents.length) return [];
  return run.exponents.flatMap((exponent, i) => (exponent === 0 ? [] : [{ at: place.from + i, wanted: 1 }]));
}

/** The run with other entries of θ; null where none is another. */
function changed({ recipe, theta }: StuckRun, entries: readonly { at: number; to: number }[]): Freed | null {
  if (entries.length === 0) return null;
  return { recipe, theta: entries.reduce<readonly number[]>((all, { at, to }) => all.with(at, to), theta) };
}

/** What is looked for, in this order. */
export const causes: readonly Cause[] = [
  {
    name: 'more steps',
    says: 'any run; goes on from there, with a new optimiser and the penalties that it has there',
    without: ({ recipe, theta }) => ({ recipe, theta }),
  },
  {
    name: 'penalty',
    says: 'a recipe that has penalties; they are left out',
    without: ({ recipe, theta }) =>
      (recipe.penalties ?? []).length === 0 ? null : { recipe: { ...recipe, penalties: [] }, theta },
  },
  {
    name: 'closed gate',
    says: 'a gate of 0 or less, of an input that counts; such gates are set to 1',
    without: (run) =>
      changed(
        run,
        gatesOf(run)
          .filter(({ at }) => run.theta[at] <= 0)
          .map(({ at, wanted }) => ({ at, to: wanted })),
      ),
  },
  {
    name: 'wrong sign',
    says: 'an exponent of the wrong sign; the signs of such exponents are turned',
    without: (run) =>
      changed(
        run,
        exponentsOf(run)
          .filter(({ at, wanted }) => run.theta[at] * wanted < 0)
          .map(({ at }) => ({ at, to: -run.theta[at] })),
      ),
  },
  {
    name: 'far exponent',
    says: 'exponents of the right signs, one more than ½ off; the farthest is set to its solution',
    without(run) {
      const entries = exponentsOf(run);
      if (entries.some(({ at, wanted }) => run.theta[at] * wanted < 0)) return null;
      const off = ({ at, wanted }: Entry): number => Math.abs(run.theta[at] - wanted);
      const farthest = entries.toSorted((a, b) => off(b) - off(a)).slice(0, 1);
      return changed(
        run,
        farthest.filter((entry) => off(entry) > 0.5).map(({ at, wanted }) => ({ at, to: wanted })),
      );
    },
  },
  {
    name: 'half-open gate',
    says: 'exponents within ½ of the solution, and a gate between 0 and 1; such gates are set to 1',
    without(run) {
      if (exponentsOf(run).some(({ at, wanted }) => Math.abs(run.theta[at] - wanted) > 0.5)) return null;
      return changed(
        run,
        gatesOf(run)
          .filter(({ at }) => run.theta[at] > 0 && run.theta[at] < 1)
          .map(({ at, wanted }) => ({ at, to: wanted })),
      );
    },
  },
];
