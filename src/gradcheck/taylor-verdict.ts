import { askGradient, askLoss, inTurn, type Inquiry } from './inquiry.js';
import type { LineFinding } from './line-finding.js';
import { examineSum } from './mixed-direction.js';
import { axisLine } from './taylor-ladder.js';
import { examineLine } from './taylor-line.js';
import type { EntryFinding, GradientVerdict } from './verdict.js';

/** Repeated evaluations of the loss at the point before anything else. */
const repetitions = 4;

/** The verdict of `gradientVerdict` on these entries; the model is asked. */
export function* judgeGradient(params: readonly number[], entries: readonly number[]): Inquiry<GradientVerdict> {
  const values = yield* inTurn(Array.from({ length: repetitions }), () => askLoss(params));
  const origin = values[0];
  const gradient = yield* askGradient(params);
  const unsteady = unsteadiness(values, gradient, yield* askGradient(params));
  if (unsteady !== null) return unsteady;
  if (!Number.isFinite(origin)) {
    return { kind: 'not-finite', where: 'loss', entry: null, reason: `the loss is ${origin} at the point` };
  }
  const findings = yield* inTurn(entries, (entry) => examineEntry(params, entry, origin, gradient[entry]));
  const again = unsteadiness([...values, yield* askLoss(params)], gradient, gradient);
  if (again !== null) return again;
  const settled = withSharedNoise(findings);
  return summarise(settled) ?? (yield* examineSum(params, origin, settled));
}

/** One entry along its own axis. */
function* examineEntry(params: readonly number[], entry: number, origin: number, model: number): Inquiry<EntryFinding> {
  const slopeAt = function* (t: number): Inquiry<number> {
    return (yield* askGradient(params.with(entry, params[entry] + t)))[entry];
  };
  const claimed = Number.isFinite(model) ? model : 0;
  const finding = yield* examineLine(axisLine(params, entry), origin, claimed, slopeAt);
  return { entry, model, finding };
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
