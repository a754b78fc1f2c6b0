import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Named, Registry } from '../base/registry.js';
import { catalogue } from '../catalogue.js';
import { float64Backend } from '../numeric/backends/float64.js';
import { xoroshiro128plusGenerator } from '../random/generators/xoroshiro128plus.js';
import { normClipping } from '../training/clippings/norm.js';
import { uniform } from '../training/initialisers/uniform.js';
import { squaredError } from '../training/losses/squared-error.js';
import { highLoss } from '../training/restarts/high-loss.js';
import { constant } from '../training/schedules/constant.js';
import { smallLosses } from '../training/stops/small-losses.js';
import { monomials } from '../training/tasks/monomials.js';
import { sgd } from '../training/rules/sgd.js';
import { complexLog } from '../units/complex-log/complex-log.js';
import { withPlugin, withPlugins } from './with-plugins.js';
import { definePlugin } from './plugin.js';

/** A part that ships under another name: its kind, and that of its examples, go with it. */
function renamed<P extends { setting: z.ZodObject; examples: readonly object[] }>(part: P): P {
  return {
    ...part,
    name: 'mine',
    setting: part.setting.extend({ kind: z.literal('mine') }),
    examples: part.examples.map((example) => ({ ...example, kind: 'mine' })),
  };
}

const everything = {
  units: [{ ...complexLog, name: 'mine' }],
  losses: [renamed(squaredError)],
  stepRules: [renamed(sgd)],
  clippings: [renamed(normClipping)],
  tasks: [renamed(monomials)],
  initialisers: [{ ...uniform, name: 'mine' }],
  schedules: [renamed(constant)],
  stops: [renamed(smallLosses)],
  restarts: [renamed(highLoss)],
  backends: [{ ...float64Backend, name: 'mine' }],
  generators: [{ ...xoroshiro128plusGenerator, name: 'mine' }],
};

/** The registries of a catalogue, which has nothing else. */
const registries: readonly Registry<Named>[] = Object.values(catalogue).filter(isRegistry);

function isRegistry(value: unknown): value is Registry<Named> {
  return typeof value === 'object' && value !== null && 'names' in value;
}

test('a plugin can add to every set, and the given catalogue stays as it is', () => {
  const names = () => new Map(registries.map(({ kind, names: known }) => [kind, known]));
  const before = names();
  const more = withPlugins(catalogue, definePlugin(everything));
  for (const field of Object.keys(everything)) {
    const known: unknown = Reflect.get(more, field);
    const given: unknown = Reflect.get(catalogue, field);
    if (!isRegistry(known) || !isRegistry(given)) throw new Error(`${field} is no registry`);
    expect(known.names, field).toEqual([...given.names, 'mine']);
  }
  expect(names()).toEqual(before);
});

test('two plugins may not add one name', () => {
  const [first, second] = ['a', 'b'].map((name) => definePlugin({ name, units: everything.units }));
  expect(() => withPlugins(catalogue, first, second)).toThrow('plugin b: units: "mine" is taken: choose another name');
});

/** Every member that an entry needs, taken away from it or spoilt. */
const spoilt = Object.entries(everything).flatMap(([field, [entry]]) =>
  Object.keys(entry)
    .filter((member) => !['stillness', 'guard', 'diagnosis', 'longestMove', 'tries', 'words'].includes(member))
    .map((member) => ({ field, member, entry })),
);

describe('an entry without what its contract needs is refused in one line', () => {
  test.each(spoilt)('$field without $member', ({ field, member, entry }) => {
    for (const value of [undefined, 1.5, {}]) {
      const wrong = { ...entry, [member]: value };
      const add = () => withPlugin(catalogue, { [field]: [wrong] }, 'p.ts');
      expect(add).toThrow(/^plugin p\.ts: \w+: ("mine"|"entry 0"): [^\n]+$/);
      expect(add).toThrow(member);
    }
  });

  test.each([
    ['units', { ...complexLog, name: 'a b' }, /name: "a b": must be a letter/],
    ['units', { ...complexLog, name: 'mine', on: () => ({}) }, /on: gives no object with an output/],
    ['units', { ...complexLog, name: 'mine', parameters: () => [] }, /parameters: gives no list/],
    ['units', { ...complexLog, name: 'mine', diagnosis: {} }, /diagnosis: must have columns/],
    ['losses', { ...squaredError, name: 'mine' }, /examples\.0: its kind is "squared-error": must be "mine"/],
    ['losses', { ...renamed(squaredError), sees: 'all' }, /sees: "all": must be one of output, polar/],
    ['generators', { ...xoroshiro128plusGenerator, name: 'mine', streams: () => ({}) }, /initialisation has no next/],
    ['generators', { ...xoroshiro128plusGenerator, name: 'mine', words: { pack: null } }, /words: .* pack, unpack and/],
    [
      'tasks',
      { ...renamed(monomials), tries: { ...monomials.tries, most: 0 } },
      /tries: .* most, a whole number above 0/,
    ],
    ['tasks', { ...renamed(monomials), tries: { most: 9 } }, /tries: .* must be a function next/],
    ['units', 'complex-log', /"complex-log": must be an object/],
  ])('%s: %#', (field, entry, message) => {
    expect(() => withPlugin(catalogue, { [field]: [entry] }, 'p.ts')).toThrow(message);
  });

  test('an entry that throws when it is tried', () => {
    const on = () => {
      throw new Error('no');
    };
    const add = () => withPlugin(catalogue, { units: [{ ...complexLog, name: 'mine', on }] }, 'p.ts');
    expect(add).toThrow('plugin p.ts: units: "mine": it throws when it is tried: no');
  });
});
