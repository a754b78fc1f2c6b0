import { InputError } from '../base/input-error.js';
import { baselineIndex, settingIdentities, settingName, usualComparisons } from './comparison-plan.js';
import { settleCriterion, type CriterionRequest } from './criteria/read-criterion.js';
import {
  tableNames,
  trialCount,
  type CodeFile,
  type ComparisonName,
  type Setup,
  type StudyDescription,
  type TableName,
} from './description.js';
import { explained } from './explained.js';
import type { Experiment } from './experiment.js';
import type { SeedRange } from './seeds.js';
import { settingCells } from './tables/trial-table.js';

/** What a study asks for beside its settings. */
export interface StudyWishes {
  readonly title?: string | undefined;
  readonly seeds: readonly SeedRange[];
  readonly rng: string;
  readonly comparisons?: ComparisonName | undefined;
  /** The name of the setting that others are compared with; the first where not given. */
  readonly baseline?: string | undefined;
  readonly tables?: readonly TableName[] | undefined;
  readonly criterion?: CriterionRequest | undefined;
}

/** What is run. */
export interface StudyParts<Setting> {
  readonly experiment: Experiment<Setting>;
  readonly setups: readonly Setup<Setting>[];
  readonly figures: readonly string[];
  readonly code: readonly CodeFile[];
  /** The generator's largest seed. */
  readonly largestSeed: number;
  /** What is said where two settings have a name in common. */
  readonly twice: (name: string) => string;
}

const mostTrials = 1e7;

/**
 * A study of these settings.
 * @throws InputError naming the field, the value and what would be right
 */
export function layOut<Setting>(wishes: StudyWishes, parts: StudyParts<Setting>): StudyDescription<Setting> {
  const { experiment, setups, figures, code, largestSeed } = parts;
  assertDistinct(parts);
  const settings = settingIdentities(experiment, setups);
  const baseline = baselineIndex(wishes.baseline, wishes.comparisons, settings);
  const description: StudyDescription<Setting> = {
    experiment,
    title: wishes.title ?? null,
    setups,
    seeds: wishes.seeds,
    rng: wishes.rng,
    ...(code.length === 0 ? {} : { code }),
    comparisons: wishes.comparisons ?? (baseline === null ? usualComparisons(settings) : 'baseline'),
    ...(baseline === null ? {} : { baseline }),
    tables: tableNames.filter((name) => wishes.tables?.includes(name) ?? true),
    figures,
  };
  const total = trialCount(description);
  if (total > mostTrials) throw new InputError(`seeds: ${total} trials: at most ${mostTrials} fit in one study`);
  const { criterion, seeds } = wishes;
  if (criterion === undefined) return description;
  return {
    ...description,
    criterion: explained('criterion', () => settleCriterion(criterion, settings, seeds, largestSeed)),
  };
}

/** Two setups of one identity could not be told apart in the tables. */
function assertDistinct<Setting>({ experiment, setups, twice }: StudyParts<Setting>): void {
  const seen = new Set<string>();
  for (const setup of setups) {
    const key = JSON.stringify(settingCells(experiment, setup.setting));
    if (seen.has(key)) throw new InputError(twice(settingName(experiment, setup)));
    seen.add(key);
  }
}
