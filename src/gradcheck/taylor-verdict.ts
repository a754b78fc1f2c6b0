import { guardedModel, requireModel, requireParameters } from './guarded-model.js';
import { axisLine, directionLine } from './taylor-ladder.js';
import { examineLine, type LineFinding, type Slope } from './taylor-line.js';

/** A loss and what claims to be its gradient, both black boxes over plain numbers. */
export interface GradientModel {
  /** L(θ) */
  readonly loss: (params: readonly number[]) => number;
  /** ∂L/∂θ_i, one entry a parameter. */
  readonly gradient: (params: readonly number[]) => readonly number[];
}

/** What is known of one entry of the gradient. */
export interface EntryFinding {
  readonly entry: number;
  /** The model's value. */
  readonly model: number;
  readonly finding: LineFinding;
}

/**
 * The verdict on a gradient at a point.
 *
 * Fields they share: `order` is the measured order of the Taylor remainder (2: a gradient, 1: not; null: no
 * remainder above the noise, as with a linear loss); `digits` are decimal digits agreed; `noise` is the error
 * reckoned with in one value of the loss; `entry` the index the verdict is about.
 */
export type GradientVerdict =
  | {
      readonly kind: 'correct';
      /** The lowest order measured along any entry. */
      readonly order: number | null;
      /**
       * The fewest digits of any entry of which at least one can be read; null where there is none (a
       * minimum).
       */
      readonly digits: number | null;
      readonly noise: number;
    }
  | {
      readonly kind: 'wrong';
      /** The entry that agrees to the fewest digits. */
      readonly entry: number;
      /** The model's value of it. */
      readonly model: number;
      /** The harness's value of it, and the harness's own error estimate. */
      readonly harness: number;
      readonly error: number;
      readonly digits: number;
      readonly order: number | null;
      readonly noise: number;
      /** Every wrong entry. */
      readonly wrongEntries: readonly number[];
    }
  | {
      /**
       * The one-sided derivatives differ: there is no gradient here to check. An infinite one is a vertical
       * tangent.
       */
      readonly kind: 'kink';
      /** Null where the slope along every axis exists, but not their sum in another direction. */
      readonly entry: number | null;
      readonly left: number;
      readonly right: number;
    }
  | {
      /** The loss jumps at the point; its limits on both sides. */
      readonly kind: 'branch-cut';
      readonly entry: number | null;
      readonly left: number;
      readonly right: number;
    }
  | {
      /**
       * Not deterministic (evaluated twice at one point, two values), or so rough that not one digit can be
       * read.
       */
      readonly kind: 'noisy';
      readonly source: 'loss' | 'gradient';
      readonly deterministic: boolean;
      readonly entry: number | null;
      readonly noise: number;
    }
  | {
      /**
       * A value that is no number: of the loss at the point, of the gradient, or of the loss on one side
       * however near.
       */
      readonly kind: 'not-finite';
      readonly where: 'loss' | 'gradient' | 'neighbourhood';
      readonly entry: number | null;
      readonly reason: string;
    }
  | { readonly kind: 'undecided'; readonly entry: number | null; readonly reason: string };

/** What can be asked of a check; none of it is a step size or a tolerance. */
export interface GradientCheckOptions {
  /**
   * The entries to check, each along its own axis (about 100 evaluations of the loss each).
   * @defaultValue all
   */
  readonly entries?: readonly number[];
}

/** Repeated evaluations of the loss at the point before anything else. */
const repetitions = 4;

/**
 * Whether `gradient` is the gradient of `loss` at θ, found from values of the loss alone, without a step size
 * or a tolerance: see `examineLine` for the mathematics. Every entry is examined along its axis; where all
 * are right, one line in a mixed direction checks that the slopes add up, as those of a differentiable loss
 * do.
 *
 * Where entries differ the verdict is the first of: wrong, noisy, not finite, branch cut, kink, undecided,
 * correct. A wrong entry is thus reported although another one is at a kink.
 * @throws ModelError where the model writes into its parameters, or gives what is no loss or no gradient of θ
 */
export function gradientVerdict(
  given: GradientModel,
  params: readonly number[],
  options: GradientCheckOptions = {},
): GradientVerdict {
  requireModel(given);
  requireParameters(params);
  const nothing = nothingToCheck(params.length, options);
  if (nothing !== null) return { kind: 'undecided', entry: null, reason: nothing };
  const entries = options.entries ?? Array.from(params, (_, entry) => entry);
  const model = guardedModel(given);
  const { loss } = model;
  const values = Array.from({ length: repetitions }, () => loss(params));
  const origin = values[0];
  const gradient = model.gradient(params);
  const unsteady = unsteadiness(values, gradient, model.gradient(params));
  if (unsteady !== null) return unsteady;
  if (!Number.isFinite(origin)) {
    return { kind: 'not-finite', where: 'loss', entry: null, reason: `the loss is ${origin} at the point` };
  }

  const findings = entries.map((entry): EntryFinding => ({
    entry,
    model: gradient[entry],
    finding: examineLine(
      axisLine(loss, params, entry),
      origin,
      Number.isFinite(gradient[entry]) ? gradient[entry] : 0,
      (t) => model.gradient(params.with(entry, params[entry] + t))[entry],
    ),
  }));
  const again = unsteadiness([...values, loss(params)], gradient, gradient);
  if (again !== null) return again;
  const settled = withSharedNoise(findings);
  return summarise(settled) ?? examineSum(model, params, origin, settled);
}

/**
 * Why there is nothing to check, in one line; null where there is.
 * @param length how many parameters there are
 */
export function nothingToCheck(length: number, { entries }: GradientCheckOptions): string | null {
  if (length === 0) return 'there are no parameters: nothing to check';
  if (entries === undefined) return null;
  if (entries.length === 0) return 'entries: []: names nothing to check; leave it out to check all';
  const outside = entries.find((entry) => !(Number.isInteger(entry) && entry >= 0 && entry < length));
  if (outside === undefined) return null;
  return `entries: ${outside}: must be whole numbers from 0 to ${length - 1}, the entries of the parameters`;
}

/**
 * The noise seen along one axis is in φ(0) too, hence in every line: along an axis the loss hardly reacts to
 * it cannot be seen (a saturated softmax's loss is 0 to the last bit while its gradient is 1e-20). An entry
 * whose remainder at the step where it was read, gap·h, is below the noise along another axis is not wrong as
 * far as can be told.
 */
function withSharedNoise(findings: readonly EntryFinding[]): readonly EntryFinding[] {
  const shared = Math.max(
    0,
    ...findings.map(({ finding }) => (finding.kind === 'correct' || finding.kind === 'noisy' ? finding.noise : 0)),
  );
  return findings.map((found): EntryFinding => {
    const { model, finding } = found;
    if (finding.kind !== 'wrong' || Math.abs(model - finding.value) * finding.reach > shared) return found;
    return {
      ...found,
      finding: { ...finding, kind: 'correct', error: shared / finding.reach, order: null, digits: 0, noise: shared },
    };
  });
}

/** Noisy where repeated evaluations differ. NaN equals NaN here. */
function unsteadiness(
  values: readonly number[],
  gradient: readonly number[],
  repeated: readonly number[],
): GradientVerdict | null {
  const [first] = values;
  if (values.some((value) => !Object.is(value, first))) {
    const noise = Math.max(...values) - Math.min(...values);
    return { kind: 'noisy', source: 'loss', deterministic: false, entry: null, noise };
  }
  const entry = gradient.findIndex((value, i) => !Object.is(value, repeated[i]));
  if (entry < 0) return null;
  const noise = Math.abs(gradient[entry] - repeated[entry]);
  return { kind: 'noisy', source: 'gradient', deterministic: false, entry, noise };
}

/** The verdict over all entries, or null where all are correct. */
function summarise(findings: readonly EntryFinding[]): GradientVerdict | null {
  let verdict: GradientVerdict | null = null;
  const wrong: { readonly entry: number; readonly verdict: Extract<GradientVerdict, { kind: 'wrong' }> }[] = [];
  for (const { entry, model, finding } of findings) {
    const own = verdictOf(entry, model, finding);
    if (own === null) continue;
    if (own.kind === 'wrong') wrong.push({ entry, verdict: own });
    if (verdict === null || rank(own) < rank(verdict)) verdict = own;
  }
  if (wrong.length === 0) return verdict;
  const worst = wrong.reduce((a, b) => (b.verdict.digits < a.verdict.digits ? b : a));
  return { ...worst.verdict, wrongEntries: wrong.map(({ entry }) => entry) };
}

/** Which verdict stands for the whole where entries differ: the lowest. */
function rank(verdict: GradientVerdict): number {
  return ['wrong', 'noisy', 'not-finite', 'branch-cut', 'kink', 'undecided', 'correct'].indexOf(verdict.kind);
}

/** The verdict one entry alone would give, or null where it is correct. */
function verdictOf(entry: number, model: number, finding: LineFinding): GradientVerdict | null {
  if (finding.kind === 'kink' || finding.kind === 'branch-cut') {
    return { kind: finding.kind, entry, left: finding.left, right: finding.right };
  }
  if (finding.kind === 'not-finite') {
    const side = finding.side === 'both' ? 'on both sides' : finding.side;
    const reason = `the loss is not finite ${side} of entry ${entry} however near`;
    return { kind: 'not-finite', where: 'neighbourhood', entry, reason };
  }
  if (finding.kind === 'undecided') return { kind: 'undecided', entry, reason: finding.reason };
  if (!Number.isFinite(model)) {
    const reason = `the gradient is ${model} in entry ${entry} where differences give ${finding.value} ± ${finding.error}`;
    return { kind: 'not-finite', where: 'gradient', entry, reason };
  }
  const { error, digits, order, noise } = finding;
  if (finding.kind === 'wrong') {
    return { kind: 'wrong', entry, model, harness: finding.value, error, digits, order, noise, wrongEntries: [entry] };
  }
  if (finding.kind === 'noisy') return { kind: 'noisy', source: 'loss', deterministic: true, entry, noise };
  return null;
}

/** A correct entry's slope, with the entry and the model's value of it. */
interface EntrySlope extends Slope {
  readonly entry: number;
  readonly model: number;
}

/**
 * All entries are correct: their summary, once the slope in a mixed direction is found to be the sum it
 * should be.
 */
function examineSum(
  model: GradientModel,
  params: readonly number[],
  origin: number,
  findings: readonly EntryFinding[],
): GradientVerdict {
  const slopes = findings.flatMap(({ entry, model: value, finding }): EntrySlope[] =>
    finding.kind === 'correct' ? [{ ...finding, entry, model: value }] : [],
  );
  const nonlinear = slopes.length > 1 ? examineMixed(model, params, origin, slopes) : null;
  if (nonlinear !== null) return nonlinear;
  const orders = slopes.flatMap(({ order }) => (order === null ? [] : [order]));
  const visible = slopes.filter((slope) => slope.digits >= 1);
  return {
    kind: 'correct',
    order: orders.length === 0 ? null : Math.min(...orders),
    digits: visible.length === 0 ? null : Math.min(...visible.map(({ digits }) => digits)),
    noise: Math.max(0, ...slopes.map(({ noise }) => noise)),
  };
}

/**
 * φ'(0) = Σ d_i·∂L/∂θ_i in a direction d that mixes all entries: it holds for every differentiable loss, and
 * fails for one that has a slope along every axis and no gradient (x²y/(x² + y²) at the origin). d_i is the
 * step at which entry i was read, so that badly scaled parameters move alike, times a weight in [½, 1) from
 * the golden ratio's sequence, signs alternating.
 */
function examineMixed(
  model: GradientModel,
  params: readonly number[],
  origin: number,
  slopes: readonly EntrySlope[],
): GradientVerdict | null {
  const direction = params.map(() => 0);
  slopes.forEach(({ entry, reach }, i) => {
    const weight = 0.5 + ((((i + 1) * (Math.sqrt(5) - 1)) / 2) % 1) / 2;
    direction[entry] = (i % 2 === 0 ? weight : -weight) * reach;
  });
  const along = (gradient: readonly number[]) => gradient.reduce((sum, value, i) => sum + direction[i] * value, 0);
  const claimed = slopes.reduce((sum, { entry, model: value }) => sum + direction[entry] * value, 0);
  const line = directionLine((at) => model.loss(at), params, direction);
  const at = (t: number) => params.map((x, i) => x + t * direction[i]);
  const found = examineLine(line, origin, claimed, (t) => along(model.gradient(at(t))));
  if (found.kind === 'kink' || found.kind === 'branch-cut') {
    return { kind: found.kind, entry: null, left: found.left, right: found.right };
  }
  if (found.kind !== 'wrong') return null;
  const known = slopes.reduce((sum, { entry, error }) => sum + Math.abs(direction[entry]) * error, found.error);
  const total = slopes.reduce(
    (sum, { entry, model: value }) => sum + Math.abs(direction[entry] * value),
    Math.abs(found.value),
  );
  const nonlinear = Math.abs(found.value - claimed) > Math.max(2 * known, 1e-3 * total);
  return nonlinear ? { kind: 'kink', entry: null, left: claimed, right: found.value } : null;
}
