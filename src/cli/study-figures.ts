import { trialAt, type StudyDescription } from '../study/description.js';
import type { StudyStatistics } from '../study/statistics.js';
import type { TrainingSetting, Trial } from '../experiments/training/trial.js';

/**
 * The runs whose weights a study's report shows against the step: where it asks for that figure, one of each
 * setup, the first that converged or else the first.
 */
export function typicalTrials(description: StudyDescription<TrainingSetting>, statistics: StudyStatistics): Trial[] {
  if (!description.figures.includes('weights')) return [];
  return description.setups.map((_, k) => {
    const { setting, rng, seed } = trialAt(description, statistics.typicalTrial(k));
    return { ...setting, rng, seed };
  });
}
