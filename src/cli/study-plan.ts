import { showUserText } from '../report/user-text.js';
import { criterionNote, settingNames } from '../study/criteria/read-criterion.js';
import { settingIdentities } from '../study/comparison-plan.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import type { PlannedSetup } from '../experiments/training/plan.js';
import type { TrainingSetting } from '../experiments/training/trial.js';
import { backendText } from '../numeric/backend-text.js';
import { seedsText } from '../study/seeds.js';
import { duration } from './progress.js';

/** How long the whole plan takes, in milliseconds, with all workers busy. */
function totalTime(plan: readonly PlannedSetup[], workers: number): number {
  return plan.reduce((sum, { trials, eachTakes }) => sum + trials * eachTakes, 0) / workers;
}

/** A plan for a terminal: a line a setup, and the total. */
export function describePlan(
  description: StudyDescription<TrainingSetting>,
  plan: readonly PlannedSetup[],
  workers: number,
): string {
  const lines = plan.map(({ setup, trials, eachTakes }, k) => {
    const { recipe, backend } = setup.setting;
    return (
      `  ${k + 1}. ${showUserText(recipe.name, 60)}: ${trials} runs of ${recipe.steps} steps in ${backendText(backend)}, ` +
      `about ${brief(eachTakes)} each, ${brief(trials * eachTakes)} in all`
    );
  });
  return [
    ...(description.title === null ? [] : [showUserText(description.title, 200)]),
    `${trialCount(description)} trials: ${description.setups.length} setups × seeds ${seedsText(description.seeds)} (${description.rng})`,
    ...lines,
    ...criterionLines(description),
    `about ${brief(totalTime(plan, workers))} with ${workers} worker${workers === 1 ? '' : 's'}, by short pilot runs on this machine; nothing was run`,
    '',
  ].join('\n');
}

/** What the criterion of a study, where it has one, does to the plan. */
function criterionLines({ criterion, experiment, setups, seeds }: StudyDescription): string[] {
  if (criterion === undefined) return [];
  const about = `criterion about ${showUserText(settingNames(settingIdentities(experiment, setups))[criterion.setup], 60)}`;
  const note = criterionNote(criterion, seeds);
  return [`${about}: the study ends where it is decided${note === null ? '' : `; ${note}`}`];
}

/** The same as plain data. */
export function planJson(
  description: StudyDescription<TrainingSetting>,
  plan: readonly PlannedSetup[],
  workers: number,
): object {
  return {
    title: description.title,
    trials: trialCount(description),
    seeds: description.seeds,
    rng: description.rng,
    criterion: description.criterion ?? null,
    workers,
    milliseconds: Math.round(totalTime(plan, workers)),
    setups: plan.map(({ setup, trials, eachTakes }) => ({
      recipe: setup.setting.recipe,
      backend: setup.setting.backend.name,
      precision: setup.setting.backend.digits,
      grid: setup.grid,
      trials,
      millisecondsEach: eachTakes,
    })),
  };
}

function brief(milliseconds: number): string {
  return milliseconds < 9.5
    ? `${milliseconds.toPrecision(2)} ms`
    : milliseconds < 1000
      ? `${Math.round(milliseconds)} ms`
      : duration(milliseconds);
}
