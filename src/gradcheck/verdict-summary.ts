import { measuredText } from './measured-text.js';
import type { LineFinding } from './line-finding.js';
import type { Coverage, EntryFinding, Judgement, UnreadEntry } from './verdict.js';

/** The verdict over all entries, or null where all are correct. */
export function summarise(findings: readonly EntryFinding[]): Judgement | null {
  let verdict: Judgement | null = null;
  const wrong: { readonly entry: number; readonly verdict: Extract<Judgement, { kind: 'wrong' }> }[] = [];
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
function rank(verdict: Judgement): number {
  return ['wrong', 'staircase', 'noisy', 'not-finite', 'branch-cut', 'kink', 'undecided', 'correct'].indexOf(
    verdict.kind,
  );
}

/** The verdict one entry alone would give, or null where it is correct. */
function verdictOf(entry: number, model: number, finding: LineFinding): Judgement | null {
  if (finding.kind === 'kink' || finding.kind === 'branch-cut') {
    return { kind: finding.kind, entry, left: finding.left, right: finding.right };
  }
  if (finding.kind === 'not-finite') {
    const side = finding.side === 'both' ? 'on both sides of' : finding.side;
    const reason = `the loss is not finite ${side} entry ${entry}, too near for enough steps`;
    return { kind: 'not-finite', where: 'neighbourhood', entry, reason };
  }
  if (finding.kind === 'staircase') {
    return { kind: 'staircase', entry, model, height: finding.height, width: finding.width };
  }
  if (finding.kind === 'undecided') return { kind: 'undecided', entry, reason: finding.reason };
  if (!Number.isFinite(model)) {
    const reason = `the gradient is ${model} in entry ${entry} where differences give ${measuredText(finding.value, finding.error)}`;
    return { kind: 'not-finite', where: 'gradient', entry, reason };
  }
  const { error, digits, order, noise } = finding;
  if (finding.kind === 'wrong') {
    return { kind: 'wrong', entry, model, harness: finding.value, error, digits, order, noise, wrongEntries: [entry] };
  }
  if (finding.kind === 'noisy') return { kind: 'noisy', source: 'loss', deterministic: true, entry, noise };
  return null;
}

/** The judgement where every entry is correct. */
export function correctOf(findings: readonly EntryFinding[]): Judgement {
  const slopes = findings.flatMap(({ finding }) => (finding.kind === 'correct' ? [finding] : []));
  const least = (most: number | null, value: number) => (most === null ? value : Math.min(most, value));
  return {
    kind: 'correct',
    order: slopes.reduce<number | null>((most, { order }) => (order === null ? most : least(most, order)), null),
    digits: slopes.reduce<number | null>((most, { digits }) => (digits < 1 ? most : least(most, digits)), null),
    noise: slopes.reduce((most, { noise }) => Math.max(most, noise), 0),
  };
}

/** What the findings cover of so many entries. */
export function coverageOf(findings: readonly EntryFinding[], length: number): Coverage {
  const unread = findings.flatMap(({ entry, model, finding }): UnreadEntry[] => {
    const reason = whyUnread(model, finding);
    return reason === null ? [] : [{ entry, reason }];
  });
  const idle = findings.flatMap(({ entry, model, finding }) =>
    finding.kind === 'correct' && finding.sight === 'idle' && model === 0 ? [entry] : [],
  );
  return { judged: findings.length - unread.length, idle, unread, notAsked: length - findings.length };
}

/** Why nothing can be said of an entry; null where something can. */
function whyUnread(model: number, finding: LineFinding): string | null {
  switch (finding.kind) {
    case 'wrong':
    case 'staircase':
      return null;
    case 'correct':
    case 'noisy':
      if (!Number.isFinite(model)) return null;
      return finding.kind === 'noisy' || finding.sight === 'covered' ? 'noise covers its slope' : null;
    case 'kink':
      return 'it is at a kink';
    case 'branch-cut':
      return 'the loss jumps there';
    case 'not-finite':
      return 'the loss is not finite beside it';
    case 'undecided':
      return finding.reason;
  }
}
