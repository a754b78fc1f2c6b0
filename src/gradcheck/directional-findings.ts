import { log10 } from '../numeric/elementary/log10.js';
import { claimAlong, examineEntry, type Point } from './entry-finding.js';
import { inTurn, type Inquiry } from './inquiry.js';
import { isSlope, type LineFinding, type SlopeFinding } from './line-finding.js';
import { halves, partition, type Part } from './partition.js';
import { readLine } from './line-reading.js';
import { differs, examineLine } from './taylor-line.js';
import { measured } from './taylor-slope.js';
import type { EntryFinding } from './verdict.js';

/** Lines looked along in the search for wrong entries, at one point. */
const mostLines = 30;

/** A part that is not right as a whole, and how many lines may still be looked along. */
interface Suspect {
  readonly part: Part;
  readonly finding: LineFinding;
  readonly claimed: number;
}

/** What bounds the search: lines that are left. */
interface Budget {
  lines: number;
}

/**
 * The findings of many entries without a line for each: the slope along a direction is Σ d_i·g_i, so that one
 * line judges all the entries in it. A part that is right is done with. In one that is not, the wrong entries
 * are searched for by halving. Differences add up,
 *
 *     gap(part) = gap(first half) + gap(second half),
 *
 * so that one line a level is enough; a half that differs is followed down to single entries, and those are
 * examined along their own axes. So a right gradient costs four lines whatever its length, and a wrong entry
 * log₂ n more. Where more is wrong than thirty lines find, the rest of the part stays undecided.
 *
 * An entry that is not finite is no part of a sum, and is examined by itself.
 */
export function* examineParts(point: Point, entries: readonly number[]): Inquiry<readonly EntryFinding[]> {
  const { params, origin } = point;
  const finite = entries.filter((entry) => Number.isFinite(origin.gradient[entry]));
  const odd = entries.filter((entry) => !Number.isFinite(origin.gradient[entry]));
  const budget: Budget = { lines: mostLines };
  const single = yield* inTurn(odd.slice(0, mostLines), (entry) => examineEntry(point, entry));
  const parts = yield* inTurn(partition(params, origin.gradient, finite), function* (part): Inquiry<Findings> {
    const { lineOf, claim } = claimAlong(point, part.direction);
    const finding = yield* examineLine(lineOf, origin.loss, claim);
    return yield* settlePart(point, { part, finding, claimed: claim.value }, budget);
  });
  return [...single, ...unsettled(point, odd.slice(mostLines), 'it is not finite'), ...parts.flat()];
}

type Findings = readonly EntryFinding[];

/** The findings of a part's entries: its own where it is right, or what the search finds. */
function* settlePart(point: Point, suspect: Suspect, budget: Budget): Inquiry<Findings> {
  const { part, finding } = suspect;
  if (finding.kind === 'correct' || finding.kind === 'noisy') return jointly(point, part, finding);
  if (part.entries.length === 1) return [yield* examineEntry(point, part.entries[0])];
  if (budget.lines <= 0)
    return unsettled(point, part.entries, 'something in its part differs, and was not searched for');
  return yield* searchHalves(point, suspect, budget);
}

/** One line along the first half says, with the part's own, what the second half's slope is. */
function* searchHalves(point: Point, suspect: Suspect, budget: Budget): Inquiry<Findings> {
  const [first, second] = halves(suspect.part);
  const one = yield* suspectOf(point, first, budget);
  const other =
    isSlope(one.finding) && isSlope(suspect.finding)
      ? remainder(point, suspect.finding, second, one.finding)
      : yield* suspectOf(point, second, budget);
  const [likelier, less] = excess(one) >= excess(other) ? [one, other] : [other, one];
  // The part differs, so a half of it does, although neither may stand out of its own error.
  const followed = isSlope(likelier.finding)
    ? { ...likelier, finding: { ...likelier.finding, kind: 'wrong' as const } }
    : likelier;
  const found = yield* settlePart(point, followed, budget);
  return [...found, ...(yield* settlePart(point, less, budget))];
}

function* suspectOf(point: Point, part: Part, budget: Budget): Inquiry<Suspect> {
  budget.lines -= 1;
  const { lineOf, claim } = claimAlong(point, part.direction);
  const reading = yield* readLine(lineOf(1), point.origin.loss, claim);
  if (reading.kind !== 'reading') return { part, claimed: claim.value, finding: reading };
  const found = measured(reading, claim, reading.derivative, 'all steps');
  const kind = differs(reading, claim, 2) ? 'wrong' : 'correct';
  return { part, claimed: claim.value, finding: { ...found, kind } };
}

/** What is left for the second half: the whole part's slope less the first half's, errors added. */
function remainder(point: Point, along: SlopeFinding, part: Part, first: SlopeFinding): Suspect {
  const { claim } = claimAlong(point, part.direction);
  const value = along.value - first.value;
  const error = along.error + first.error;
  const gap = Math.abs(value - claim.value);
  const size = Math.max(Math.abs(value), Math.abs(claim.value));
  const kind = gap > 2 * error + claim.error ? 'wrong' : 'correct';
  const digits = gap === 0 ? first.digits : Math.max(0, -log10(Math.max(gap, error) / size));
  return { part, claimed: claim.value, finding: { ...first, kind, value, error, digits, order: null } };
}

/** By how many errors the slope differs; a part that has no slope comes first. */
function excess({ finding, claimed }: Suspect): number {
  if (!isSlope(finding)) return Infinity;
  return Math.abs(finding.value - claimed) / Math.max(finding.error, Number.MIN_VALUE);
}

function jointly({ origin }: Point, { entries }: Part, finding: LineFinding): Findings {
  return entries.map((entry) => ({ entry, model: origin.gradient[entry], finding }));
}

function unsettled({ origin }: Point, entries: readonly number[], reason: string): Findings {
  const finding: LineFinding = { kind: 'undecided', reason };
  return entries.map((entry) => ({ entry, model: origin.gradient[entry], finding }));
}
