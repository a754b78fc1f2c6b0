import fc from 'fast-check';
import { test } from 'vitest';

/** What fast-check lets a property choose; examples are cases that are always tried, before any other. */
interface PropertyParameters<Case> extends Omit<fc.Parameters<[Case]>, 'examples'> {
  readonly examples?: readonly Case[];
}

/**
 * Declares the test: its name, its law, and a time limit in milliseconds. A law fails by throwing, or by
 * returning false.
 */
type Declare<Arguments extends unknown[]> = (
  name: string,
  law: (...args: Arguments) => unknown,
  timeout?: number,
) => void;

/**
 * A property as a test of its own: `property([a, b])('name', (a, b) => …)`.
 *
 * @fast-check/vitest offers the same as `test.prop`, but loading it takes a second in every file (0.5.0
 * builds all chains of its modifiers), which mutation testing pays for every mutant, and its `test` repeats
 * plain examples as often as properties.
 */
export function property<Case extends unknown[]>(
  arbitraries: { [K in keyof Case]: fc.Arbitrary<Case[K]> },
  parameters: PropertyParameters<Case> = {},
): Declare<Case> {
  return (name, law, timeout) =>
    declare(fc.tuple<Case>(...arbitraries), parameters, name, (values) => law(...values), timeout);
}

/** The same, with named values: `propertyOfRecord({ a, b })('name', ({ a, b }) => …)`. */
export function propertyOfRecord<Case>(
  arbitraries: { [K in keyof Case]: fc.Arbitrary<Case[K]> },
  parameters: PropertyParameters<Case> = {},
): Declare<[Case]> {
  return (name, law, timeout) => declare(fc.record<Case>(arbitraries), parameters, name, law, timeout);
}

function declare<Case>(
  cases: fc.Arbitrary<Case>,
  { examples = [], ...parameters }: PropertyParameters<Case>,
  name: string,
  law: (values: Case) => unknown,
  timeout?: number,
): void {
  const holds = fc.asyncProperty(cases, async (values) => (await law(values)) !== false);
  test(name, () => fc.assert(holds, { ...parameters, examples: examples.map((values) => [values]) }), timeout);
}
