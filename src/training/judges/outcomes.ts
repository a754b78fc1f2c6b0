import type { Outcome } from './judge.js';

/** Outcomes that several judges give. */
export const diverged: Outcome = {
  name: 'diverged',
  says: 'a weight grew past a million, or was no number any more',
  isSuccess: false,
};
export const converged: Outcome = {
  name: 'converged',
  says: 'with the weights that the run is judged by, the error on inputs beyond those it was trained on was below the criterion: it has learned the function',
  isSuccess: true,
};
export const unfinished: Outcome = {
  name: 'unfinished',
  says: 'it neither learned nor ended in a way that has a name; where the loss was still falling, more steps may help',
  isSuccess: false,
};
