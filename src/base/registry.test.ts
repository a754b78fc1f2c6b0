import { describe, expect, test } from 'vitest';
import { InputError } from './input-error.js';
import { registry } from './registry.js';

describe('a registry', () => {
  // Made in each test: what a mistake in it breaks is then that test.
  const made = () =>
    registry('fruit', [
      { name: 'apple', colour: 'red' },
      { name: 'constructor', colour: 'none' },
    ]);

  test('gives an entry by its name, whatever the name', () => {
    const fruit = made();
    expect(fruit.get('apple').colour).toBe('red');
    expect(fruit.get('constructor').colour).toBe('none');
    expect(fruit.names).toEqual(['apple', 'constructor']);
    expect(fruit.entries.map(({ name }) => name)).toEqual(fruit.names);
    expect(fruit.kind).toBe('fruit');
    expect([fruit.has('apple'), fruit.has('toString')]).toEqual([true, false]);
  });

  test.each(['pear', '', 'toString', '__proto__', 'Apple'])('refuses %j in one line that lists the names', (name) => {
    const fruit = made();
    const expected = `fruit: ${JSON.stringify(name)} is not known; known are apple, constructor`;
    expect(() => fruit.get(name)).toThrow(new InputError(expected));
  });

  test('is a value: adding an entry makes another registry', () => {
    const fruit = made();
    const more = fruit.with({ name: 'pear', colour: 'green' });
    expect(more.get('pear').colour).toBe('green');
    expect(more.names).toEqual(['apple', 'constructor', 'pear']);
    expect(fruit.has('pear')).toBe(false);
  });

  test('has no two entries of one name, and none without', () => {
    const fruit = made();
    expect(() => fruit.with({ name: 'apple', colour: 'green' })).toThrow(
      new InputError('fruit: two are called "apple"'),
    );
    expect(() => registry('fruit', [{ name: '' }])).toThrow(new InputError('fruit: "" is no name'));
  });
});
