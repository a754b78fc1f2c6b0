import { plainSuccess } from '../../../base/success-words.js';
import type { StudyTerms } from '../../../report/study-terms.js';
import { failed } from '../../../study/experiment.js';
import type { DeclaredExperiment } from '../experiment-file.js';

/** What reports call things of an experiment of a user's: successes come first. */
export function declaredTerms({ identity, outcomes }: DeclaredExperiment): StudyTerms {
  const [{ name }, ...others] = identity;
  const successes = outcomes.flatMap((own) => (own.isSuccess === true ? [own.name] : []));
  const rest = outcomes.flatMap((own) => (own.isSuccess === true ? [] : [own.name]));
  return {
    identity: [name, ...others.map((own) => own.name)],
    variant:
      others.length === 0
        ? null
        : { term: 'Settings differ in', says: (texts) => others.map((own, k) => `${own.name} ${texts[k]}`).join(', ') },
    outcomes: [...successes, ...rest, failed.name],
    successes,
    success: plainSuccess,
    measures: {},
    coloured: [],
  };
}
