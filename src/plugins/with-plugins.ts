import type { Catalogue } from '../catalogue.js';
import { InputError, quoted } from '../base/input-error.js';
import type { Named, Registry } from '../base/registry.js';
import { contracts, isFields, lackOf } from './contracts.js';
import type { Plugin } from './plugin.js';

/**
 * A catalogue and what plugins add. The given one stays as it is.
 * @throws InputError one line, where a plugin has a field that is none, an entry lacks what its contract asks
 * for, or a name is taken
 */
export function withPlugins(catalogue: Catalogue, ...plugins: readonly Plugin[]): Catalogue {
  return plugins.reduce((before, plugin, k) => withPlugin(before, plugin, plugin.name ?? `number ${k + 1}`), catalogue);
}

/**
 * The same for one plugin of which nothing is known.
 * @param name what messages call it
 */
export function withPlugin(catalogue: Catalogue, plugin: unknown, name: string): Catalogue {
  const where = `plugin ${name}`;
  requirePlugin(plugin, where);
  const added = <E extends Named>(field: string, known: Registry<E>, more: readonly E[] = []): Registry<E> => {
    const taken = more.find((entry) => known.has(entry.name));
    if (taken !== undefined) {
      throw new InputError(`${where}: ${field}: ${quoted(taken.name)} is taken: choose another name`);
    }
    return known.with(...more);
  };
  return {
    ...catalogue,
    units: added('units', catalogue.units, plugin.units),
    losses: added('losses', catalogue.losses, plugin.losses),
    stepRules: added('stepRules', catalogue.stepRules, plugin.stepRules),
    clippings: added('clippings', catalogue.clippings, plugin.clippings),
    tasks: added('tasks', catalogue.tasks, plugin.tasks),
    initialisers: added('initialisers', catalogue.initialisers, plugin.initialisers),
    schedules: added('schedules', catalogue.schedules, plugin.schedules),
    stops: added('stops', catalogue.stops, plugin.stops),
    restarts: added('restarts', catalogue.restarts, plugin.restarts),
    backends: added('backends', catalogue.backends, plugin.backends),
    generators: added('generators', catalogue.generators, plugin.generators),
  };
}

function requirePlugin(value: unknown, where: string): asserts value is Plugin {
  if (!isFields(value) || Array.isArray(value)) {
    throw new InputError(`${where}: no plugin: write \`export default definePlugin({ units: […] })\``);
  }
  for (const [field, entries] of Object.entries(value)) {
    if (field === 'name') {
      if (typeof entries !== 'string') throw new InputError(`${where}: name: ${quoted(entries)}: must be text`);
      continue;
    }
    if (!Object.hasOwn(contracts, field)) {
      const known = Object.keys(contracts).join(', ');
      throw new InputError(`${where}: unknown field ${quoted(field)}: a plugin has ${known}`);
    }
    requireEntries(entries, field, where);
  }
}

function requireEntries(entries: unknown, field: string, where: string): void {
  if (entries === undefined) return;
  if (!Array.isArray(entries)) throw new InputError(`${where}: ${field}: must be a list of entries`);
  const names = new Set<string>();
  entries.forEach((entry: unknown, k) => {
    const lack = lackOf(entry, contracts[field], `${where}: ${field}`);
    const name = isFields(entry) && typeof entry['name'] === 'string' ? entry['name'] : `entry ${k}`;
    if (lack !== null) throw new InputError(`${where}: ${field}: ${quoted(name)}: ${lack}`);
    if (names.has(name)) throw new InputError(`${where}: ${field}: two are called ${quoted(name)}`);
    names.add(name);
  });
}
