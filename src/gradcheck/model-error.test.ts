import { expect, it } from 'vitest';
import { kindOf } from './model-error.js';

it('an object without a class is told by its fields', () => {
  expect(kindOf(Object.assign(Object.create(null), { a: 1 }))).toBe('an object with the fields a');
  expect(kindOf({ constructor: 'text' })).toBe('an object with the fields constructor');
});
