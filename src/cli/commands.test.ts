import { describe, expect, test } from 'vitest';
import { commands } from './commands.js';

const byName = commands.map((entry) => [entry.name, entry] as const);

describe('the list of commands shows of each what the command itself would', () => {
  test.each(byName)('%s', async (_, entry) => {
    const command = await entry.load();
    const operands = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    expect(operands.join(' ')).toBe(entry.operands);
    expect(command.options.length).toBeGreaterThan(0);
  });
});

describe('every operand and option says what it is', () => {
  test.each(byName)('%s', async (_, entry) => {
    const { options, registeredArguments } = await entry.load();
    for (const { description } of [...options, ...registeredArguments]) expect(description).toMatch(/^\w.* \S+$/s);
  });
});

describe('an option that may be given again keeps all that it was given', () => {
  test.each([
    ['study', ['--recipe', 'a', '--recipe', 'b'], 'recipe'],
    ['study', ['--set', 'a', '--set', 'b'], 'set'],
    ['run', ['--set', 'a', '--set', 'b'], 'set'],
    ['train', ['--plugin', 'a', '--plugin', 'b'], 'plugin'],
  ])('%s %j', async (name, args, option) => {
    const command = await commands.find((entry) => entry.name === name)?.load();
    expect(command?.parseOptions(args)).toEqual({ operands: [], unknown: [] });
    expect(command?.opts()).toMatchObject({ [option]: ['a', 'b'] });
  });
});

describe('what is not given is as the help says', () => {
  test.each([
    ['train', { seed: '1', rng: 'xoroshiro128plus', backend: 'float64', kernel: 'auto', every: '1' }],
    ['study', { recipe: [], set: [], rng: 'xoroshiro128plus', backend: 'float64' }],
    ['run', { set: [] }],
    ['gradcheck', { backend: 'float64', runs: '100', seed: '1' }],
    ['precision', { backend: 'mpfr', rng: 'xoroshiro128plus' }],
    ['bench', { time: '300' }],
  ])('%s', async (name, values) => {
    const command = await commands.find((entry) => entry.name === name)?.load();
    const { workers, ...given } = command?.opts() ?? {};
    expect(given).toEqual(values);
    if (workers !== undefined) expect(Number(workers)).toBeGreaterThan(0);
  });
});
