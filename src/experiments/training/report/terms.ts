import { backendText } from '../../../numeric/backend-text.js';
import type { StudyTerms } from '../../../report/study-terms.js';
import { converging, successes } from '../outcomes.js';
import { training } from '../training.js';

const [nameColumn, ...others] = training.identity.map(({ name }) => name);

/** What reports call things of training. Endings and names have kept their looks since the first version. */
export const trainingTerms: StudyTerms = {
  identity: [nameColumn, ...others],
  variant: {
    term: 'Arithmetic',
    says: ([name, digits]) => backendText({ name, digits: digits === '' ? null : digits }),
  },
  outcomes: ['converged', 'dead-phase', 'spurious-minimum', 'diverged', 'unfinished', 'failed'],
  successes,
  success: converging,
  measures: {
    since: { column: 'converged_at', says: 'converged at step' },
    cost: { column: 'samples', says: 'samples a run' },
    length: { column: 'steps', says: 'Steps a run' },
  },
  coloured: ['clipped', 'naive', 'robust', 'exact'],
};
