import { canonicalJson } from '../../base/canonical-json.js';
import { InputError, quoted } from '../../base/input-error.js';
import { isJsonObject, type JsonObject } from '../../base/json-object.js';
import { parsedJson } from '../../base/parsed-json.js';
import type { CodeFile, StudyDescription } from '../description.js';
import { describeDifference, differences } from '../differences.js';
import { firstSeedBeside, seedsText, type SeedRange } from '../seeds.js';

/** Of the journal's format. What a row means is its experiment's version, which is in the identity. */
const version = 4;
/** The version of 0.1.0. */
const lastOf010 = 3;

/** What a folder's journal is opened for. `resume-other-code`: also where its plugins have changed since. */
export type Opening = 'new' | 'resume' | 'resume-other-code';

/** The header of a study's journal: a line that holds all it is made of. */
export function headerOf({ experiment, code, ...description }: StudyDescription): string {
  const { name, version: own } = experiment;
  return canonicalJson({
    warizan: version,
    code: code ?? [],
    description: { experiment: { name, version: own }, ...description },
  });
}

/**
 * Whether a journal with one header may be continued by a study with another: the same study, or one of the
 * same and more seeds.
 * @throws InputError that says what differs, where it may not
 */
export function assertContinues(folder: string, found: string, study: StudyDescription, opening: Opening): void {
  if (found === headerOf(study)) return;
  const where = `out: ${quoted(folder)} holds`;
  const header = assertHeader(folder, found);
  const wanted = parsed(headerOf(study));
  const before = header['description'];
  const difference = differences(withoutSeeds(before), withoutSeeds(wanted?.['description'])).at(0);
  if (difference !== undefined) {
    throw new InputError(`${where} another study, whose ${describeDifference(difference)}: name a new folder`);
  }
  assertSameCode(where, header['code'], wanted?.['code'], opening);
  const seeds = seedsIn(before);
  const lost = seeds === null ? null : firstSeedBeside(seeds, study.seeds);
  if (seeds !== null && lost !== null) {
    throw new InputError(
      `${where} a study of seeds ${seedsText(seeds)}, and seed ${lost} is not among ${seedsText(study.seeds)}: give all of them and more, or name a new folder`,
    );
  }
}

/**
 * Whether a journal with that header is of this study, its code aside.
 * @returns the code that it was run with
 * @throws InputError that says what differs, where it is not
 */
export function assertIsStudy(field: string, folder: string, found: string, study: StudyDescription): CodeFile[] {
  const header = assertHeader(folder, found, field);
  const difference = differences(header['description'], parsed(headerOf(study))?.['description']).at(0);
  if (difference === undefined) return codeFiles(header['code']);
  throw new InputError(`${field}: ${quoted(folder)} holds another study, whose ${describeDifference(difference)}`);
}

function codeFiles(code: unknown): CodeFile[] {
  if (!Array.isArray(code)) return [];
  return code.flatMap((item: unknown) => {
    if (!isJsonObject(item)) return [];
    const { file, sha256 } = item;
    return typeof file === 'string' && typeof sha256 === 'string' ? [{ file, sha256 }] : [];
  });
}

/** Whether a line is a header. */
export function isHeader(text: string): boolean {
  const header = text.startsWith('{') ? parsed(text) : null;
  return header !== null && 'warizan' in header;
}

/** @throws InputError where a line is no header, or one of another version */
export function assertHeader(folder: string, text: string, field = 'out'): JsonObject {
  const where = `${field}: ${quoted(folder)} holds`;
  const header = parsed(text);
  if (header === null || !('warizan' in header)) {
    throw new InputError(`${where} a journal.jsonl that is no study's: name a new folder`);
  }
  const { warizan: found } = header;
  if (found === version) return header;
  const whose = found === lastOf010 ? ', which Warizan 0.1.0 began' : '';
  throw new InputError(
    `${where} a study of version ${quoted(found)}${whose}; this is version ${version}: name a new folder`,
  );
}

/** Rows of other code are not this study's. */
function assertSameCode(where: string, found: unknown, wanted: unknown, opening: Opening): void {
  if (differences(found, wanted).length === 0 || opening === 'resume-other-code') return;
  const names = [...codeFiles(found), ...codeFiles(wanted)].map(({ file }) => file);
  const files = [...new Set(names)].map(quoted).join(', ');
  throw new InputError(
    `${where} a study that was begun with other code of ${files}: add --accept-code to go on all the same, or name a new folder`,
  );
}

function parsed(text: string): JsonObject | null {
  const value = parsedJson(text);
  return isJsonObject(value) ? value : null;
}

function withoutSeeds(description: unknown): unknown {
  if (!isJsonObject(description)) return description;
  return Object.fromEntries(Object.entries(description).filter(([field]) => field !== 'seeds'));
}

function seedsIn(description: unknown): readonly SeedRange[] | null {
  if (!isJsonObject(description) || !Array.isArray(description['seeds'])) return null;
  return description['seeds'].flatMap((range: unknown) => {
    if (!isJsonObject(range)) return [];
    const { from, to } = range;
    return typeof from === 'number' && typeof to === 'number' ? [{ from, to }] : [];
  });
}
