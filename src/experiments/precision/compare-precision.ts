import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { log } from '../../numeric/elementary/log.js';
import { log10 } from '../../numeric/elementary/log10.js';
import { pow } from '../../numeric/elementary/pow.js';
import { growthOf, type Growth } from '../../statistics/difference-growth.js';
import type { BackendChoice } from '../../numeric/backends.js';
import type { RunStreams } from '../../random/generator.js';
import { trialStreams } from '../../random/streams.js';
import { drawEvaluationSets } from '../../training/evaluation-sets.js';
import type { Recipe } from '../../training/recipe.js';
import { firstTheta } from '../../training/initial-theta.js';
import { recipeOfRun } from '../../training/run-recipe.js';
import { drawBatch } from '../../training/train.js';
import { openSide, type Reference, type Side } from './precision-side.js';

/** What is compared: the same samples and initial weights on every backend. Plain data. */
export interface ComparedSetting {
  /** Of at least one step. */
  readonly recipe: Recipe;
  /** The backends that are judged, from the least precise to the most. */
  readonly compared: readonly BackendChoice[];
  /** The most precise, which they are compared with. */
  readonly reference: BackendChoice;
}

/** The same over several seeds. */
export interface PrecisionStudy extends ComparedSetting {
  readonly rng: string;
  readonly seeds: { readonly from: number; readonly to: number };
}

/** How many digits a backend still shared with the reference after a step. */
export interface Agreement {
  readonly step: number;
  readonly digits: number;
}

/** The losses that are looked for: 1, 4 and 8 digits, and all of them. */
export const losses = [1, 4, 8, 'all'] as const;
export type Loss = (typeof losses)[number];

/**
 * What rounding errors did in a run:
 * - `adds-up`: never more than ten times what the errors of the single steps add up to;
 * - `bursts`: more than that, but the growth is not sustained: the interval of its rate includes 0;
 * - `amplifies`: more than that, and the interval of the growth rate is above 0: the difference grows
 *   exponentially.
 */
export const verdictNames = ['adds-up', 'bursts', 'amplifies'] as const;
export type Verdict = (typeof verdictNames)[number];

/** One backend in the run of one seed. */
export interface BackendComparison {
  readonly backend: BackendChoice;
  /** Digits it carries: what agreement is cut to. */
  readonly digits: number;
  /** At the steps of `recordedSteps`. */
  readonly agreement: readonly Agreement[];
  /** The first step after which so many digits were lost (`all`: fewer than one is left); null for never. */
  readonly lostAt: ReadonlyMap<Loss, number | null>;
  readonly fewestDigits: number;
  readonly finalDigits: number;
  /**
   * The largest value over the run of |difference to the reference| / Σ |rounding error of each step so far|.
   * If no step enlarged what it was given (no Jacobian of a norm above 1), it would be at most 1: rounding
   * errors would only add up.
   */
  readonly amplification: number;
  readonly growth: Growth | null;
  readonly verdict: Verdict;
  readonly outcome: string;
  readonly outcomeAgrees: boolean;
}

/** The run of one seed on all backends. */
export interface SeedComparison {
  readonly seed: number;
  readonly backends: readonly BackendComparison[];
  readonly referenceOutcome: string;
  /**
   * From this step on it is not known how many digits of the reference are right: the most precise of the
   * others has lost all of its own, so the reference has lost as many, and maybe more. null: never.
   */
  readonly referenceUnknownFrom: number | null;
}

/** Beyond this the errors of single steps do not explain a difference: a decade. */
const amplifiedFrom = 10;
/** Fewer shared digits than this are none. */
const leastDigits = 1;
const recordsPerDecade = 20;
/** Steps between two chances for the process to hear a signal. */
const stepsAtOnce = 100;

/** The steps that tables record: about 20 a decade, 1, 2, 3, … 10, 11, 13, …, and the last. */
export function recordedSteps(steps: number): number[] {
  const decades = Math.ceil(log10(Math.max(steps, 1)));
  const ladder = Array.from({ length: recordsPerDecade * decades + 1 }, (_, k) =>
    Math.round(pow(10, k / recordsPerDecade)),
  );
  return [...new Set([...ladder.filter((step) => step < steps), steps])];
}

/** What a caller may add to a comparison. */
export interface ComparisonOptions {
  /** What names mean: what ships, where not given. */
  readonly catalogue?: Catalogue;
  /** Told now and then how many steps are done; it may throw to stop the work. */
  readonly onStep?: (step: number) => void;
}

/** `compareOn` for a seed of a study. @throws InputError where there is no such generator */
export function compareSeed(
  study: PrecisionStudy,
  seed: number,
  options: ComparisonOptions = {},
): Promise<SeedComparison> {
  const { generators } = options.catalogue ?? shipped;
  return compareOn(study, seed, trialStreams(study.rng, seed, generators), options);
}

/**
 * Trains one seed on all backends, step by step on the same samples. Stop and restart rules are not followed:
 * backends whose losses differ would part for that reason alone.
 * @param streams of random numbers at their beginnings
 */
export async function compareOn(
  { recipe: ofAll, compared, reference: referenceChoice }: ComparedSetting,
  seed: number,
  streams: RunStreams,
  { catalogue = shipped, onStep = () => undefined }: ComparisonOptions = {},
): Promise<SeedComparison> {
  const recipe = recipeOfRun(ofAll, streams, catalogue);
  const initial = firstTheta(recipe, streams, catalogue);
  const sets = drawEvaluationSets(recipe, catalogue);
  const reference = await openSide(referenceChoice, recipe, initial, sets, catalogue);
  const sides = await Promise.all(compared.map((choice) => openSide(choice, recipe, initial, sets, catalogue)));
  reference.evaluate();
  const followers = sides.map((side) => followerOf(side, reference, recipe.steps));
  for (let step = 1; step <= recipe.steps; step++) {
    const batch = drawBatch(recipe, streams.samples, catalogue);
    reference.advance(batch);
    reference.evaluate();
    for (const follower of followers) follower.advance(step, batch);
    if (step % stepsAtOnce === 0) {
      await new Promise((resume) => setImmediate(resume));
      onStep(step);
    }
  }
  onStep(recipe.steps);
  const referenceOutcome = reference.outcome();
  const backends = followers.map((follower) => follower.result(referenceOutcome));
  return {
    seed,
    backends,
    referenceOutcome,
    referenceUnknownFrom: backends[backends.length - 1].lostAt.get('all') ?? null,
  };
}

interface Follower {
  advance(step: number, batch: readonly (readonly number[])[]): void;
  result(referenceOutcome: string): BackendComparison;
}

/** Trains one side and keeps account of how far it is from the reference, which has done the step already. */
function followerOf(side: Side, reference: Reference, steps: number): Follower {
  const recorded = new Set(recordedSteps(steps));
  const agreement: Agreement[] = [];
  const lnDifference: number[] = [-Infinity];
  const lostAt = new Map<Loss, number | null>(losses.map((loss) => [loss, null]));
  let weights = side.plain();
  let fewestDigits = side.digits;
  let finalDigits = side.digits;
  let committed = 0;
  let amplification = 0;
  side.evaluate();
  return {
    advance(step, batch) {
      const before = weights;
      side.advance(batch);
      side.evaluate();
      weights = side.plain();
      const { digits, difference } = reference.distance(weights, side.digits);
      if (recorded.has(step)) agreement.push({ step, digits });
      for (const loss of losses) {
        const least = loss === 'all' ? leastDigits : side.digits - loss;
        if (digits < least && lostAt.get(loss) === null) lostAt.set(loss, step);
      }
      fewestDigits = Math.min(fewestDigits, digits);
      finalDigits = digits;
      lnDifference.push(log(difference));
      committed += reference.localError(before, batch, weights);
      if (difference / committed > amplification) amplification = difference / committed;
    },
    result(referenceOutcome) {
      const growth = growthOf(lnDifference, lostAt.get('all') ?? null);
      const outcome = side.outcome();
      return {
        backend: side.choice,
        digits: side.digits,
        agreement,
        lostAt,
        fewestDigits,
        finalDigits,
        amplification,
        growth,
        verdict: verdictOn(amplification, growth),
        outcome,
        outcomeAgrees: outcome === referenceOutcome,
      };
    },
  };
}

function verdictOn(amplification: number, growth: Growth | null): Verdict {
  if (!(amplification >= amplifiedFrom)) return 'adds-up';
  return (growth?.interval?.low ?? -Infinity) > 0 ? 'amplifies' : 'bursts';
}
