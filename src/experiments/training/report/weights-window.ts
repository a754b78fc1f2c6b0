/** What one panel shows of its weights, and what it cannot show. */
export interface Window {
  /** The y axis, [low, high] with low < high, both finite. */
  readonly low: number;
  readonly high: number;
  /** The first recorded step at which some weight is finite and off the axis; null where none ever is. */
  readonly leavesAt: number | null;
  /** The greatest finite |w| recorded. */
  readonly greatest: number;
  /** The first recorded step at which some weight is NaN or infinite; null where none ever is. */
  readonly notFiniteAt: number | null;
  /** The last recorded step at which some weight is on the axis; null where none ever is. */
  readonly lastShown: number | null;
}

/**
 * A run that ends with numbers, all within this many times their usual size, is drawn whole: the reader wants
 * to see its end.
 */
const wholeUpTo = 1000;
/**
 * Of any other run, values up to this many times their usual size are drawn: the reader wants to see how it
 * began.
 */
const clampedTo = 10;
/**
 * The shortest y axis, in multiples of the usual size: rounding noise of a settled weight should look
 * settled.
 */
const shortest = 0.1;
/** Axis arithmetic stays finite below this. */
const largest = 1e300;

/**
 * Chooses a panel's y axis: linear, and the whole range of the values unless the run exploded.
 *
 * An exploded run reaches 1e30, on the way to NaN. An axis of that length shows one corner; a logarithmic one
 * shows the explosion, which is of no interest, and flattens the steps before it, which are. So the axis then
 * covers only what lies within 10 times the usual size, max(1, |first values|, |solution|), and the figure
 * says where the rest went.
 * @param steps the recorded steps, at least one
 * @param lines the panel's weights, each with one value per step
 * @param solution the values of the solution's weights that the panel shows
 */
export function windowOf(
  steps: readonly number[],
  lines: readonly (readonly number[])[],
  solution: readonly number[],
): Window {
  const usual = Math.min(greatestOf([lines.map((line) => line[0]), solution, [1]]), largest / clampedTo);
  const greatest = greatestOf(lines);
  const isWhole = greatest <= wholeUpTo * usual && lines.every((line) => Number.isFinite(line[line.length - 1]));
  const bound = Math.min((isWhole ? wholeUpTo : clampedTo) * usual, largest);
  const isShown = (value: number) => Math.abs(value) <= bound;

  let low = Infinity;
  let high = -Infinity;
  for (const values of [...lines, solution]) {
    for (const value of values) {
      if (!isShown(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) [low, high] = [-usual, usual];
  const padding = Math.max(0.04 * (high - low), (shortest * usual - (high - low)) / 2);

  const someAt = (test: (value: number) => boolean) => (_: number, k: number) => lines.some((line) => test(line[k]));
  return {
    low: low - padding,
    high: high + padding,
    leavesAt: steps.find(someAt((value) => Number.isFinite(value) && !isShown(value))) ?? null,
    greatest,
    notFiniteAt: steps.find(someAt((value) => !Number.isFinite(value))) ?? null,
    lastShown: steps.findLast(someAt(isShown)) ?? null,
  };
}

/** The greatest finite |value|, 0 where there is none. */
function greatestOf(lines: readonly (readonly number[])[]): number {
  let greatest = 0;
  for (const line of lines) {
    for (const value of line) {
      if (Number.isFinite(value)) greatest = Math.max(greatest, Math.abs(value));
    }
  }
  return greatest;
}
