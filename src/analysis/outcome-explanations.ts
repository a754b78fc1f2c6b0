import type { Outcome } from './outcome.js';

/** What each outcome means, for those who meet the word in a report: see `judge` for how it is told. */
export const outcomeExplanations: Readonly<Record<Outcome, string>> = {
  converged:
    'at the end of the run the error on inputs beyond those it was trained on was below the criterion: it has learned the function',
  'dead-phase':
    'for nearly all inputs the output’s phase makes the gradient vanish: the weights stand still, and no sample moves them any more',
  'spurious-minimum': 'the loss has stopped falling, at weights that do not compute the function',
  diverged: 'a weight grew past a million, or was no number any more',
  unfinished: 'the loss was still falling when the run ended; more steps may help',
};
