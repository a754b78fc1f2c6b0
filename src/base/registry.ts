import { InputError, quoted } from './input-error.js';

/** What a registry holds: anything with a name. */
export interface Named {
  readonly name: string;
}

/** An open set as a value: entries by name. Nothing is global; `with` gives a new registry. */
export interface Registry<E extends Named> {
  /** What an entry is called in messages: `unit`, `step rule`. */
  readonly kind: string;
  /** In the order in which the entries were given. */
  readonly names: readonly string[];
  readonly entries: readonly E[];
  /**
   * The entry of that name.
   * @throws InputError one line that lists the names, where there is none
   */
  get(name: string): E;
  /** Whether there is an entry of that name. */
  has(name: string): boolean;
  /**
   * This registry and more entries.
   * @throws InputError where a name is taken
   */
  with(...more: readonly E[]): Registry<E>;
}

/**
 * A registry of these entries.
 * @param kind what an entry is called in messages
 * @throws InputError where two have the same name, or a name is empty
 */
export function registry<E extends Named>(kind: string, entries: readonly E[]): Registry<E> {
  const byName = new Map<string, E>();
  for (const entry of entries) {
    if (entry.name === '') throw new InputError(`${kind}: "" is no name`);
    if (byName.has(entry.name)) throw new InputError(`${kind}: two are called ${quoted(entry.name)}`);
    byName.set(entry.name, entry);
  }
  const names = [...byName.keys()];
  return {
    kind,
    names,
    entries: [...byName.values()],
    get(name) {
      const entry = byName.get(name);
      if (entry === undefined) {
        throw new InputError(`${kind}: ${quoted(name)} is not known; known are ${names.join(', ')}`);
      }
      return entry;
    },
    has: (name) => byName.has(name),
    with: (...more) => registry(kind, [...entries, ...more]),
  };
}
