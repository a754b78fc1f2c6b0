import type { StudyData } from '../report/study-data.js';
import { namedRecipes } from '../training/named-recipes.js';
import { version } from './version.js';

/**
 * The command that makes a study's tables again, for a shell: all on one line where the tables say everything (shipped recipes, one
 * range of seeds), else with the study's own file. No text of a user's is in it.
 */
export function againCommand(study: StudyData, hasStudyFile: boolean): string {
  const program = `npx warizan@${version()} study`;
  return hasStudyFile ? fromFile(program) : (fromTables(program, study) ?? fromFile(program));
}

function fromFile(program: string): string {
  return `${program} study.json --out DIR`;
}

function fromTables(program: string, { groups, rngs, seedRange }: StudyData): string | null {
  const [{ backend, precision }] = groups;
  const names = [...new Set(groups.map(({ recipe }) => recipe))];
  const isPlain =
    names.every((name) => namedRecipes.has(name)) &&
    groups.every((group) => group.backend === backend && group.precision === precision);
  const isKnown = rngs.every((name) => /^[\w-]+$/.test(name)) && /^\w*$/.test(backend);
  if (!isPlain || !isKnown || seedRange === null || rngs.length !== 1) return null;
  return [
    program,
    ...names.map((name) => `--recipe ${name}`),
    `--seeds ${seedRange.from}..${seedRange.to} --rng ${rngs[0]}`,
    ...(backend === '' || backend === 'float64' ? [] : [`--backend ${backend} --precision ${precision ?? 50}`]),
    '--out DIR',
  ].join(' ');
}
