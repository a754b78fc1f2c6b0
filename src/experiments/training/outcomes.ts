import type { SuccessWords } from '../../base/success-words.js';
import { failed, type Outcome } from '../../study/experiment.js';
import { shippedParts, type Parts } from '../../training/parts.js';

/** What a run of training does that succeeds. */
export const converging: SuccessWords = {
  adjective: 'converged',
  infinitive: 'converge',
  past: 'converged',
  one: 'learns',
  many: 'learn',
};

/** How a run can end: the outcomes of a judge, with units' causes in their place. */
export function outcomesWith(parts: Pick<Parts, 'units' | 'judges'>): readonly Outcome[] {
  const causes: Outcome[] = parts.units.entries.flatMap(({ diagnosis }) => diagnosis?.outcomes ?? []);
  const all = parts.judges.entries.flatMap((judge) =>
    judge.outcomes.flatMap((outcome): readonly Outcome[] => {
      if (outcome === null) return causes;
      const { isSuccess, ...rest } = outcome;
      return [isSuccess ? { ...rest, isSuccess } : rest];
    }),
  );
  return [...new Map(all.map((outcome) => [outcome.name, outcome])).values()];
}

const shipped = outcomesWith(shippedParts);

/** How a trial of what ships can end, in the order in which tables have it. */
export const trialOutcomes: readonly string[] = [...shipped, failed].map(({ name }) => name);

/** The outcomes that count as success. */
export const successes: readonly string[] = shipped.flatMap(({ name, isSuccess }) =>
  isSuccess === true ? [name] : [],
);
