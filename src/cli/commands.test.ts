import { describe, expect, test } from 'vitest';
import { commands } from './commands.js';

describe('the list of commands shows of each what the command itself would', () => {
  test.each(commands.map((entry) => [entry.name, entry] as const))('%s', async (_, entry) => {
    const command = await entry.load();
    const operands = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    expect(operands.join(' ')).toBe(entry.operands);
    expect(command.options.length).toBeGreaterThan(0);
  });
});
