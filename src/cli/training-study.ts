import { relative, resolve } from 'node:path';
import { catalogue as shipped } from '../catalogue.js';
import { describeStudy, type StudyRequest } from '../experiments/training/describe-study.js';
import { planStudy } from '../experiments/training/plan.js';
import { describedStudy } from '../experiments/training/read-study.js';
import { studyText } from '../experiments/training/study-text.js';
import type { TrainingSetting, Trial } from '../experiments/training/trial.js';
import { backendText } from '../numeric/backend-text.js';
import { trialAt, type StudyDescription } from '../study/description.js';
import type { RanStudy } from '../study/ran-study.js';
import { workerThreadExecutor } from '../workshop.js';
import type { AskedStudy, PlannedTime } from './asked-study.js';
import { writeTrajectories } from './write-trajectories.js';

/** A study of recipes that options ask for. @throws InputError */
export function trainingStudyOf(request: StudyRequest): AskedStudy {
  return asked(request, describeStudy(request));
}

/** A study of recipes that a file asks for. @throws InputError */
export function trainingStudyFromFile(request: StudyRequest): AskedStudy {
  return asked(request, describedStudy(request));
}

function asked(request: StudyRequest, description: StudyDescription<TrainingSetting>): AskedStudy {
  const { catalogue = shipped, plugins = [] } = request;
  const modules = { plugins: plugins.map((file) => resolve(file)) };
  return {
    description,
    modules,
    executor: (workers) => workerThreadExecutor(workers, modules),
    text: (folder) => studyText(besideFolder(request, folder), description),
    plan: () => planned(description, request),
    begin: () => [],
    async addTables(folder, ran) {
      await writeTrajectories(folder, typicalTrials(description, ran), catalogue);
      return ['trajectories.csv'];
    },
  };
}

/** A study with its plugins as a file in that folder names them. */
function besideFolder({ plugins, ...request }: StudyRequest, folder: string): StudyRequest {
  return plugins === undefined ? request : { ...request, plugins: plugins.map((file) => relative(folder, file)) };
}

async function planned(
  description: StudyDescription<TrainingSetting>,
  { catalogue }: StudyRequest,
): Promise<readonly PlannedTime[]> {
  const plan = await planStudy(description, catalogue);
  return plan.map(({ setup, trials, eachTakes }) => {
    const { recipe, backend } = setup.setting;
    return {
      setup,
      trials,
      eachTakes,
      says: `${recipe.steps} steps in ${backendText(backend)}`,
      json: { recipe, backend: backend.name, precision: backend.digits },
    };
  });
}

/**
 * The runs whose weights a study's report shows against the step: where it asks for that figure, one of each
 * setup, the first that converged or else the first.
 */
function typicalTrials({ figures, setups }: StudyDescription<TrainingSetting>, ran: RanStudy): Trial[] {
  if (!figures.includes('weights')) return [];
  return setups.map(({ setting }, k) => {
    const { rng, seed } = trialAt(ran.description, ran.statistics.typicalTrial(k));
    return { ...setting, rng, seed };
  });
}
