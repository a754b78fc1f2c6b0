import { inputRange, intervalsOf } from '../../src/training/input-range.js';
import { shippedParts } from '../../src/training/parts.js';
import { unitOf, type Recipe } from '../../src/training/recipe.js';
import { entryCount } from '../../src/units/parameter.js';
import type { JudgedRun } from './judged-runs.js';

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
  readonly without: (run: JudgedRun) => Freed | null;
}

/** An entry of θ, and what it is in the solution. */
interface Entry {
  readonly at: number;
  readonly wanted: number;
}

/** Where θ has a parameter of that name; null where the unit has none. */
function placeOf({ recipe }: JudgedRun, name: string): { readonly from: number; readonly count: number } | null {
  let from = 0;
  for (const parameter of unitOf(recipe, shippedParts).parameters) {
    const count = entryCount(parameter);
    if (parameter.name === name) return { from, count };
    from += count;
  }
  return null;
}

/** The exponents of inputs that count: a unit of one output has one an input, and calls them so. */
function exponentsOf(run: JudgedRun): readonly Entry[] {
  const place = placeOf(run, 'W_real') ?? placeOf(run, 'W');
  if (place?.count !== run.exponents.length) return [];
  return run.exponents.map((wanted, i) => ({ at: place.from + i, wanted })).filter(({ wanted }) => wanted !== 0);
}

/** The gates of inputs that count, which are 1 in the solution. */
function gatesOf(run: JudgedRun): readonly Entry[] {
  const place = placeOf(run, 'g');
  if (place?.count !== run.exponents.length) return [];
  return run.exponents.flatMap((exponent, i) => (exponent === 0 ? [] : [{ at: place.from + i, wanted: 1 }]));
}

/** An entry of θ, and what it is set to. */
interface Change {
  readonly at: number;
  readonly to: number;
}

/** The run with these changes; null where there is none. */
function changed({ recipe, theta }: JudgedRun, changes: readonly Change[]): Freed | null {
  if (changes.length === 0) return null;
  return { recipe, theta: changes.reduce<readonly number[]>((all, { at, to }) => all.with(at, to), theta) };
}

const unpenalised = (freed: Freed | null): Freed | null =>
  freed === null ? null : { ...freed, recipe: { ...freed.recipe, penalties: [] } };

/** Gates below 1, set to 1. */
function gatesSet(run: JudgedRun): readonly Change[] {
  return gatesOf(run)
    .filter(({ at, wanted }) => run.theta[at] < wanted)
    .map(({ at, wanted }) => ({ at, to: wanted }));
}

/** All gates set to 2, of a run that has one below 1: above 1 a gate is 1, and the loss does not move it. */
function gatesHeld(run: JudgedRun): readonly Change[] {
  return gatesSet(run).length === 0 ? [] : gatesOf(run).map(({ at }) => ({ at, to: 2 }));
}

/** Exponents of the wrong sign, with the other sign. */
function signsTurned(run: JudgedRun): readonly Change[] {
  return exponentsOf(run)
    .filter(({ at, wanted }) => run.theta[at] * wanted < 0)
    .map(({ at }) => ({ at, to: -run.theta[at] }));
}

/** The exponent that is farthest from the solution, set to it; none that is as near as that. */
function farthestSet({ theta, ...run }: JudgedRun, near = 1 / 3): readonly Change[] {
  const off = ({ at, wanted }: Entry): number => Math.abs(theta[at] - wanted);
  return exponentsOf({ theta, ...run })
    .toSorted((a, b) => off(b) - off(a))
    .slice(0, 1)
    .filter((entry) => off(entry) > near)
    .map(({ at, wanted }) => ({ at, to: wanted }));
}

/** Whether inputs may be negative, and open gates would turn their product by more than π/20. */
function isTurned({ recipe, theta, ...run }: JudgedRun): boolean {
  const canBeNegative = intervalsOf(inputRange.parse(recipe.task['range'])).some(([low]) => low < 0);
  const turn = exponentsOf({ recipe, theta, ...run }).reduce((sum, { at, wanted }) => sum + theta[at] - wanted, 0);
  return canBeNegative && Math.abs(turn) > 1 / 20;
}

/** Both changes, of a run that has both causes. */
function together(run: JudgedRun, one: readonly Change[], other: readonly Change[]): Freed | null {
  return one.length === 0 || other.length === 0 ? null : changed(run, [...one, ...other]);
}

const hasWrongSign = (run: JudgedRun): boolean => signsTurned(run).length > 0;
const isNear = (run: JudgedRun): boolean => farthestSet(run).length === 0;

/** What is looked for, in this order: one change before two. */
export const causes: readonly Cause[] = [
  {
    name: 'more steps',
    says: 'any run; it goes on from there, with a new optimiser and the penalties that it has there',
    without: ({ recipe, theta }) => ({ recipe, theta }),
  },
  {
    name: 'penalty',
    says: 'a recipe that has penalties; they are left out',
    without: ({ recipe, theta }) => ((recipe.penalties ?? []).length === 0 ? null : unpenalised({ recipe, theta })),
  },
  {
    name: 'wrong sign',
    says: 'an exponent of the wrong sign; the signs of such exponents are turned',
    without: (run) => changed(run, signsTurned(run)),
  },
  {
    name: 'far exponent',
    says: 'right signs, and an exponent more than ⅓ off; the farthest is set to its solution',
    without: (run) => (hasWrongSign(run) ? null : changed(run, farthestSet(run))),
  },
  {
    name: 'gate',
    says: 'exponents within ⅓ of the solution, and a gate below 1; such gates are set to 1',
    without: (run) => (isNear(run) ? changed(run, gatesSet(run)) : null),
  },
  {
    name: 'gate that moves',
    says: 'as before, and no phase to mend; gates are set to 2, where they count as 1 and the loss does not move them, and no penalty does',
    without: (run) => (isNear(run) && !isTurned(run) ? unpenalised(changed(run, gatesHeld(run))) : null),
  },
  {
    name: 'gate that moves, and phase',
    says: 'negative inputs, and exponents whose sum is more than 1/20 off: such a gate hides a wrong phase; beside the gates the farther exponent is set to its solution',
    without: (run) =>
      isNear(run) && isTurned(run) ? unpenalised(together(run, gatesHeld(run), farthestSet(run, 0))) : null,
  },
  {
    name: 'gate that moves, and wrong sign',
    says: 'a gate below 1 and an exponent of the wrong sign; both are mended',
    without: (run) => unpenalised(together(run, gatesHeld(run), signsTurned(run))),
  },
  {
    name: 'gate that moves, and far exponent',
    says: 'a gate below 1, right signs, and an exponent more than ⅓ off; both are mended',
    without: (run) => (hasWrongSign(run) ? null : unpenalised(together(run, gatesHeld(run), farthestSet(run)))),
  },
];
