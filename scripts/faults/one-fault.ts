import { placeOf, type Ended, type Place, type Scenario } from './scenario.js';

/** A scenario that has run without a failure: what it leaves, and how often it calls what. */
export interface Reference {
  readonly scenario: Scenario;
  /** As the scenario finds it. */
  readonly start: Place;
  readonly files: ReadonlyMap<string, string>;
  /** Calls by kind. */
  readonly counts: ReadonlyMap<string, number>;
}

/** @throws Error where it does not run */
export function referenceOf(scenario: Scenario): Reference {
  const start = placeOf(scenario);
  const place = placeOf(scenario, start);
  const { status, stderr } = place.run(scenario.command, '');
  if (status !== 0) throw new Error(`${scenario.name}: ${stderr}`);
  const counts = new Map<string, number>();
  for (const { kind } of place.calls()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const files = place.found();
  place.remove();
  return { scenario, start, files, counts };
}

/** Errors that a call may end with, by its kind. SHORT does half the work. */
const always = ['EIO', 'EACCES', 'EINTR'];
export const errorsOf: Readonly<Record<string, readonly string[]>> = {
  open: [...always, 'EMFILE', 'ENOSPC', 'EROFS'],
  read: [...always, 'SHORT'],
  write: [...always, 'ENOSPC', 'EROFS', 'SHORT'],
  fsync: [...always, 'ENOSPC', 'EROFS'],
  rename: [...always, 'ENOSPC', 'EROFS'],
  mkdir: [...always, 'ENOSPC', 'EROFS', 'EMFILE'],
  close: [...always, 'ENOSPC'],
  unlink: [...always, 'EROFS'],
  stat: always,
};

/**
 * Runs a scenario in which one call fails, and then once more without.
 * @returns what was wrong with it, in a line each
 */
export function wrongWith({ scenario, start, files }: Reference, fault: string): readonly string[] {
  const place = placeOf(scenario, start);
  try {
    const ended = place.run(scenario.command, fault);
    const failed = [...wrongWords(ended), ...wrongFiles(place, files, ended.status === 0 ? 'whole' : 'part')];
    if (ended.status === 0) return failed;
    const again = place.run(scenario.again);
    if (again.status === 0) return [...failed, ...wrongFiles(place, files, 'whole').map((line) => `again: ${line}`)];
    // Where it cannot go on it says what to do: so does a new study.
    const words = wrongWords(again);
    return [...failed, ...words, ...(again.status === 2 ? [] : [`again: status ${again.status}`])];
  } finally {
    place.remove();
  }
}

function wrongWords({ status, stderr }: Ended): readonly string[] {
  const lines = stderr.split('\n').filter((line) => line !== '' && !/^(\d+ s$|warizan: note: )/.test(line));
  return [
    ...(status === 0 || status === 1 || status === 2 ? [] : [`status ${status}`]),
    ...(status !== 0 && lines.length === 0 ? ['it does not say why'] : []),
    ...(lines.length > 1 ? [`${lines.length} lines: ${lines.join(' | ')}`] : []),
    ...lines.filter((line) => !line.startsWith('warizan: ') || line.includes('unexpected')),
  ];
}

/** Files that differ in every run of a study: when its trials came in. */
const isJournal = (name: string) => name.endsWith('journal.jsonl');

/** @param how whether all files must be there, or those that are there must be ours */
export function wrongFiles(place: Place, files: ReadonlyMap<string, string>, how: 'whole' | 'part'): readonly string[] {
  const isWhole = how === 'whole';
  const found = place.found();
  const wrong: string[] = [];
  for (const [name, text] of found) {
    if (isJournal(name)) continue;
    if (!files.has(name)) wrong.push(`${name} is left`);
    else if (files.get(name) !== text && isWhole) wrong.push(`${name} is another`);
  }
  if (isWhole) for (const name of files.keys()) if (!found.has(name)) wrong.push(`${name} is missing`);
  return wrong;
}
