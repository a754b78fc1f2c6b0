import { showUserText } from '../report/user-text.js';
import { criterionNote, settingNames } from '../study/criteria/read-criterion.js';
import { settingIdentities, settingName } from '../study/comparison-plan.js';
import { trialCount, type StudyDescription } from '../study/description.js';
import { seedsText } from '../study/seeds.js';
import type { PlannedTime } from './asked-study.js';
import { duration } from './progress.js';

/** How long a whole plan takes. */
interface TotalTime {
  /** In milliseconds, with all workers busy: a setup that was not measured counts as the mean of others. */
  readonly milliseconds: number;
  /** Of how many setups something tells. */
  readonly measured: number;
}

/** Null where nothing tells of any. */
function totalTime(plan: readonly PlannedTime[], workers: number): TotalTime | null {
  const told = plan.flatMap(({ eachTakes }) => eachTakes ?? []);
  if (told.length === 0) return null;
  const mean = told.reduce((sum, each) => sum + each, 0) / told.length;
  const all = plan.reduce((sum, { trials, eachTakes }) => sum + trials * (eachTakes ?? mean), 0);
  return { milliseconds: all / workers, measured: told.length };
}

/** `by short pilot runs on this machine` */
function byPilots({ measured }: TotalTime, setups: number): string {
  return `by short pilot runs on this machine${measured < setups ? ` of ${measured} of the ${setups} setups` : ''}`;
}

/** A plan for a terminal: a line a setup, and the total. */
export function describePlan(description: StudyDescription, plan: readonly PlannedTime[], workers: number): string {
  const time = totalTime(plan, workers);
  const lines = plan.map(({ setup, trials, eachTakes, says }, k) => {
    const runs = `${showUserText(settingName(description.experiment, setup), 60)}: ${trials} runs${says === '' ? '' : ` of ${says}`}`;
    const takes = eachTakes === null ? '' : `, about ${brief(eachTakes)} each, ${brief(trials * eachTakes)} in all`;
    return `  ${k + 1}. ${runs}${takes}`;
  });
  return [
    ...(description.title === null ? [] : [showUserText(description.title, 200)]),
    `${trialCount(description)} trials: ${description.setups.length} setups × seeds ${seedsText(description.seeds)} (${description.rng})`,
    ...lines,
    ...criterionLines(description),
    time === null
      ? 'how long they take is not known before they run; nothing was run'
      : `about ${brief(time.milliseconds)} with ${workers} worker${workers === 1 ? '' : 's'}, ${byPilots(time, plan.length)}; nothing was run`,
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
export function planJson(description: StudyDescription, plan: readonly PlannedTime[], workers: number): object {
  const time = totalTime(plan, workers);
  return {
    title: description.title,
    trials: trialCount(description),
    seeds: description.seeds,
    rng: description.rng,
    criterion: description.criterion ?? null,
    workers,
    milliseconds: time === null ? null : Math.round(time.milliseconds),
    setups: plan.map(({ setup, trials, eachTakes, json }) => ({
      ...json,
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
