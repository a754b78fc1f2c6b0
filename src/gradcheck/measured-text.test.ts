import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { measuredText } from './measured-text.js';

test.each<[number, number, string]>([
  [6.749999999999999, 3.14899e-14, '6.75 ± 3.1e-14'],
  [6.750000000000001, 3.14899e-14, '6.75 ± 3.1e-14'],
  [-0.12499998749999716, 6.64339e-14, '-0.1249999875 ± 6.6e-14'],
  [1.5708, 0, '1.5708 ± 0'],
  [1234.5678, 20, '1230 ± 20'],
  [1e-20, 1e-3, '1e-20 ± 0.001'],
  [NaN, 1e-3, 'NaN ± 0.001'],
  [1, Infinity, '1 ± Infinity'],
])('%d ± %d', (value, error, text) => {
  expect(measuredText(value, error)).toBe(text);
});

const sizes = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

propertyOfRecord({ value: sizes, error: sizes })(
  'what is shown is within the error of what was measured, or one digit of it',
  ({ value, error }) => {
    const shown = Number(measuredText(value, error).split(' ')[0]);
    // Half a unit of the place of the error's first digit, which is at most the error itself.
    expect(Math.abs(shown - value)).toBeLessThanOrEqual(Math.max(0.5 * error, 0.5 * value) * (1 + 1e-12));
  },
);
