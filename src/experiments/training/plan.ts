import { seedCount } from '../../study/seeds.js';
import { catalogue as shipped, type Catalogue } from '../../catalogue.js';
import { trialAt, type Setup, type StudyDescription } from '../../study/description.js';
import { runTrial, type TrainingSetting, type Trial } from './trial.js';

/** What a setup will take. */
export interface PlannedSetup {
  readonly setup: Setup<TrainingSetting>;
  readonly trials: number;
  /**
   * Milliseconds one trial takes on this machine, measured on short pilot runs; null for a setup that was not
   * measured, since those before it took all the time there is for measuring.
   */
  readonly eachTakes: number | null;
}

/** After so long no setup more is measured, and how long one is measured at most, in milliseconds. */
const measuringTime = 4000;
const longestPilot = 100;

/** The trials of a study and how long they will take, without running it. */
export async function planStudy(
  description: StudyDescription<TrainingSetting>,
  catalogue: Catalogue = shipped,
): Promise<PlannedSetup[]> {
  const trials = seedCount(description.seeds);
  const budget = Math.min(longestPilot, measuringTime / description.setups.length);
  const times = new Map<number, number>();
  const end = performance.now() + measuringTime;
  for (const k of spread(description.setups.length)) {
    if (performance.now() > end) break;
    times.set(k, await timeOfTrial(trialIn(description, k * trials), budget, catalogue));
  }
  return description.setups.map((setup, k) => ({ setup, trials, eachTakes: times.get(k) ?? null }));
}

/** The numbers from 0 to `count` − 1, the first of them from all over: what a grid varies is met early. */
function spread(count: number): readonly number[] {
  // Steps of about the golden section come near to no number twice until all are far apart.
  const step = Math.max(1, Math.round(0.618 * count));
  const seen = new Set<number>();
  for (let k = 0; seen.size < count; k = (k + step) % count) {
    while (seen.has(k)) k = (k + 1) % count;
    seen.add(k);
  }
  return [...seen];
}

function trialIn(description: StudyDescription<TrainingSetting>, index: number): Trial {
  const { setting, rng, seed } = trialAt(description, index);
  return { ...setting, rng, seed };
}

/** Evaluations in the pilot that tells what one takes. */
const pilotEvaluations = 8;

/**
 * How long a trial takes: J + S·steps + E·evaluations, where the judgement J is timed on a run of no steps,
 * and S and E on two runs of the same number of steps with one and with eight evaluations. A trial that is
 * short itself is timed as it is. Runs that may stop early count in full.
 */
async function timeOfTrial(trial: Trial, budget: number, catalogue: Catalogue): Promise<number> {
  const { steps, evaluation } = trial.recipe;
  const timed = async (pilotSteps: number, interval: number): Promise<number> => {
    const recipe = {
      ...trial.recipe,
      steps: pilotSteps,
      evaluation: { ...evaluation, stop: undefined, interval },
    };
    const started = performance.now();
    await runTrial({ ...trial, recipe }, { catalogue });
    return performance.now() - started;
  };
  // The first run draws the evaluation sets, which later ones share.
  await timed(0, evaluation.interval);
  const judging = await timed(0, evaluation.interval);
  for (let pilot = pilotEvaluations; ; pilot *= 2) {
    if (pilot >= steps) {
      await timed(steps, evaluation.interval);
      return timed(steps, evaluation.interval);
    }
    // The lesser of two: the first may wait for a compiler.
    const once = Math.min(await timed(pilot, pilot), await timed(pilot, pilot));
    if (once < budget / 2 && pilot * 2 < 1e6) continue;
    const often = await timed(pilot, pilot / pilotEvaluations);
    const evaluating = Math.max(0, (often - once) / (pilotEvaluations - 1));
    const stepping = Math.max(0, (once - judging - evaluating) / pilot);
    return judging + stepping * steps + evaluating * Math.ceil(steps / evaluation.interval);
  }
}
