import { InputError, quoted } from '../../../base/input-error.js';
import type { StudyDescription } from '../../../study/description.js';
import { firstSeeds, seedCount, seedPlace, type SeedRange } from '../../../study/seeds.js';
import type { TrainingSetting } from '../trial.js';
import { groupWords, isSameGroup, type FoundGroup, type FoundIdentity, type FoundRuns } from './found-runs.js';

/** The runs that a study was to have. */
export interface ExpectedRuns {
  readonly groups: readonly FoundIdentity[];
  /** In the order in which they ran. */
  readonly seeds: readonly SeedRange[];
  readonly rng: string;
  /** Whether a criterion may have ended the study at an earlier seed. */
  readonly mayEndEarly: boolean;
}

/** What a study was to have. */
export function expectedRuns({ setups, seeds, rng, criterion }: StudyDescription<TrainingSetting>): ExpectedRuns {
  return {
    groups: setups.map(({ setting: { recipe, backend } }) => ({
      recipe: asWritten(recipe.name),
      backend: backend.name,
      precision: String(backend.digits ?? ''),
    })),
    seeds,
    rng,
    mayEndEarly: criterion !== undefined,
  };
}

/** A name as a file in UTF-8 has it, which has no lone surrogates. */
export function asWritten(name: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(name));
}

/**
 * A table of trials has the runs of its study, all of them and no others.
 * @param runs how many seeds the study ran before its criterion was decided; null where nothing says
 * @throws InputError naming the row that is too much, or how many runs are missing and the first of these
 */
export function requireRunsOfStudy(found: FoundRuns, expected: ExpectedRuns, runs: number | null): void {
  for (const group of found.groups) requireKnownGroup(group, expected.groups);
  const stranger = [...found.rngs].find(([name]) => name !== expected.rng);
  if (stranger !== undefined) {
    throw new InputError(`row ${stranger[1]}, rng: ${quoted(stranger[0])}: study.json has ${expected.rng}`);
  }
  const seeds = firstSeeds(expected.seeds, seedsRun(found, expected, runs));
  const all = seedCount(seeds);
  for (const group of found.groups) {
    const odd = [...group.seeds].find(([seed]) => seedPlace(seeds, seed) === null);
    if (odd === undefined) continue;
    throw new InputError(
      `row ${odd[1]}, seed: "${odd[0]}": the study of study.json has the seeds ${rangeWords(seeds)}`,
    );
  }
  for (const group of expected.groups) {
    const own = found.groups.find((each) => isSameGroup(each, group));
    if (own?.rows === all) continue;
    if (own !== undefined && own.rows > all) {
      // With seeds, each of them the study's and none there twice, there cannot be more.
      throw new InputError(
        `has ${own.rows} runs of ${groupWords(group, expected.groups)}, where study.json has ${all}`,
      );
    }
    const missing = own === undefined || !found.hasSeeds ? null : firstNotIn(seeds, own.seeds);
    const first = seeds[0]?.from;
    const which = missing ?? (own === undefined && found.hasSeeds ? first : null);
    throw new InputError(
      `has ${found.rows} of the ${expected.groups.length * all} runs of study.json; the first that is missing is of ${groupWords(group, expected.groups)}` +
        (which === null ? '' : `, seed ${which}`) +
        ': put the rows back, or run the study to its end',
    );
  }
}

function requireKnownGroup(group: FoundGroup, known: readonly FoundIdentity[]): void {
  if (known.some((other) => isSameGroup(group, other))) return;
  const named = known.filter(({ recipe }) => recipe === group.recipe);
  const column = named.length === 0 ? 'recipe' : 'backend';
  const value = named.length === 0 ? group.recipe : `${group.backend ?? ''} ${group.precision ?? ''}`.trim();
  const right =
    named.length === 0
      ? known.map(({ recipe }) => quoted(recipe))
      : named.map(({ backend, precision }) => `${backend ?? ''} ${precision ?? ''}`.trim());
  const listed = [...new Set(right)];
  throw new InputError(
    `row ${group.firstRow}, ${column}: ${quoted(value)}: study.json has ${listed.slice(0, 10).join(', ')}${listed.length > 10 ? ', …' : ''}`,
  );
}

/** How many seeds of a study ran: all, up to its criterion's verdict, or as many as the table shows. */
function seedsRun(found: FoundRuns, { seeds, mayEndEarly }: ExpectedRuns, runs: number | null): number {
  const all = seedCount(seeds);
  if (!mayEndEarly) return all;
  if (runs !== null) return Math.min(runs, all);
  if (!found.hasSeeds) return Math.max(0, ...found.groups.map(({ rows }) => rows));
  let last = 0;
  for (const group of found.groups)
    for (const seed of group.seeds.keys()) last = Math.max(last, (seedPlace(seeds, seed) ?? -1) + 1);
  return Math.min(last, all);
}

function firstNotIn(ranges: readonly SeedRange[], seeds: ReadonlyMap<number, number>): number | null {
  for (const { from, to } of ranges) for (let seed = from; seed <= to; seed++) if (!seeds.has(seed)) return seed;
  return null;
}

function rangeWords(ranges: readonly SeedRange[]): string {
  const words = ranges.slice(0, 5).map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`));
  return `${words.join(', ')}${ranges.length > 5 ? ', …' : ''}`;
}
