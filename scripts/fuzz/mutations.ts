import fc from 'fast-check';
import { bytesOf } from './fuzz-case.js';
import { hostileText, hostileValue } from './hostile-values.js';

/** A change to a value of JSON, at one of its places. */
interface Mutation {
  /** Which place, modulo their number. */
  readonly place: number;
  readonly change: 'remove' | 'replace' | 'add' | 'copy';
  readonly name: string;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  change: fc.constantFrom('remove', 'replace', 'replace', 'replace', 'add', 'copy'),
  name: hostileText,
  value: hostileValue,
});

/** A value like this one, but for a few places. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(mutation, { minLength: 0, maxLength: 3 })
    .map((mutations) => mutations.reduce<unknown>(mutated, value) ?? null);
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((part, k) => pathsOf(part, [...path, k]))];
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))];
}

function mutated(value: unknown, { place, change, name, value: other }: Mutation): unknown {
  const paths = pathsOf(value);
  return changedAt(value, paths[place % paths.length], (before) => {
    switch (change) {
      case 'remove':
        return undefined;
      case 'replace':
        return other;
      case 'copy':
        return [before, before];
      case 'add':
        return Array.isArray(before)
          ? before.concat([other])
          : typeof before === 'object' && before !== null
            ? Object.fromEntries([...Object.entries(before), [name, other]])
            : other;
    }
  });
}

function changedAt(value: unknown, path: Path, change: (before: unknown) => unknown): unknown {
  if (path.length === 0) return change(value);
  const [head, ...rest] = path;
  if (Array.isArray(value)) {
    return value.flatMap((part: unknown, k) => {
      const after = k === head ? changedAt(part, rest, change) : part;
      return after === undefined ? [] : [after];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      key === head ? changedAt(part, rest, change) : part,
    ]),
  );
}

/** The file of a text, as people and programs damage files. */
export function damagedFile(text: string): fc.Arbitrary<string> {
  const at = fc.nat().map((place) => place % (text.length + 1));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(bytesOf(text)) },
    at.map((end) => bytesOf(text.slice(0, end))),
    fc.tuple(at, hostileText).map(([place, added]) => bytesOf(text.slice(0, place) + added + text.slice(place))),
    fc
      .tuple(at, fc.integer({ min: 1, max: 9 }))
      .map(([place, n]) => bytesOf(text.slice(0, place) + text.slice(place + n))),
    fc.constant(bytesOf(`\uFEFF${text}`)),
    fc.constant(Buffer.from(`\uFEFF${text}`, 'utf16le').toString('latin1')),
    // Latin-1, where a byte is a character.
    fc.constant(Buffer.from(text.replace(/e/, 'é'), 'latin1').toString('latin1')),
    fc.constant(bytesOf(text.replaceAll('\n', '\r\n'))),
    fc.constant(bytesOf(text.replace(/("\w+":)/, '$1 1, $1'))),
    fc.constant(bytesOf(text + text)),
    fc.integer({ min: 90, max: 3000 }).map((n) => bytesOf(text.replace(/:/, `: ${'['.repeat(n)}${']'.repeat(n)}`))),
  );
}
