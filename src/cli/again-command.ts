import { isDeepStrictEqual } from 'node:util';
import type { StudyData } from '../report/study-data.js';
import type { StudyFile } from '../report/study-file.js';
import { namedRecipes } from '../training/named-recipes.js';
import { version } from './version.js';

/**
 * The command that makes a study's tables again, for a shell: with the study's own file where the folder holds it, else with options where
 * they say everything (shipped recipes as they are shipped, one range of seeds, one backend). Null where neither does. No text of a user's
 * is in it.
 */
export function againCommand(
  { groups, rngs, seedRange }: StudyData,
  description: StudyFile | null,
  hasStudyFile: boolean,
): string | null {
  const program = `npx warizan@${version()} study`;
  if (hasStudyFile) return `${program} study.json --out DIR`;
  const [{ backend, precision }] = groups;
  const names = [...new Set(groups.map(({ recipe }) => recipe))];
  const areShipped = names.every((name) => namedRecipes.has(name)) && (description?.recipes ?? []).every(isShipped);
  const isOneBackend = groups.every((group) => group.backend === backend && group.precision === precision);
  const areWords = rngs.every((name) => /^[\w-]+$/.test(name)) && /^\w*$/.test(backend);
  if (!areShipped || !isOneBackend || !areWords || seedRange === null || rngs.length !== 1) return null;
  return [
    program,
    ...names.map((name) => `--recipe ${name}`),
    `--seeds ${seedRange.from}..${seedRange.to} --rng ${rngs[0]}`,
    ...(backend === '' || backend === 'float64' ? [] : [`--backend ${backend} --precision ${precision ?? 50}`]),
    '--out DIR',
  ].join(' ');
}

/** A recipe may bear a shipped one's name and be another. */
function isShipped(recipe: unknown): boolean {
  if (typeof recipe !== 'object' || recipe === null || !('name' in recipe) || typeof recipe.name !== 'string')
    return false;
  return isDeepStrictEqual(recipe, namedRecipes.get(recipe.name));
}
