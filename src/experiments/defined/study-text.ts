import { settingIdentities } from '../../study/comparison-plan.js';
import { criterionText, seedTexts } from '../../study/criteria/read-criterion.js';
import type { StudyDescription } from '../../study/description.js';
import { readableJson } from '../../study/readable-json.js';
import type { DefinedStudyRequest } from './describe-study.js';
import type { DefinedStudyFile } from './read-study.js';

/** What a study file names, as a file in a folder names it. */
export interface NamedFiles {
  readonly experiment: DefinedStudyFile['experiment'];
  readonly plugins: readonly string[];
}

/** A study as the text of a study file that asks for the same; what was left to its standard is said. */
export function definedStudyText(
  { settings, grid }: DefinedStudyRequest,
  { experiment, title, setups, seeds, rng, comparisons, baseline, tables, criterion }: StudyDescription,
  named: NamedFiles,
): string {
  const identities = settingIdentities(experiment, setups);
  const file = {
    plugins: named.plugins.length === 0 ? undefined : named.plugins,
    title: title ?? undefined,
    experiment: named.experiment,
    // Without a grid what the schema made of them: what it fills in is then said.
    settings: grid === undefined ? setups.map(({ setting }) => setting) : settings,
    grid,
    seeds: seedTexts(seeds),
    rng,
    comparisons,
    baseline: baseline === undefined ? undefined : identities[baseline].identity[0][1],
    tables,
    criterion: criterion === undefined ? undefined : criterionText(criterion, identities),
  };
  return `${readableJson(file)}\n`;
}
