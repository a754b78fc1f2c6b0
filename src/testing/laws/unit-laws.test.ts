import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { breaks } from '../../../properties/breaks.js';
import { spoilt } from '../../../properties/spoilt-unit.js';
import { complexLog } from '../../units/complex-log/complex-log.js';
import type { Parameter } from '../../units/parameter.js';
import type { Unit } from '../../units/unit.js';
import { unitLaws } from './unit-laws.js';

const withParameters = (...parameters: Parameter[]): Unit => ({ ...complexLog, parameters: () => parameters });

const otherSign = spoilt((n, own) => ({
  forward(theta, x) {
    const right = own.forward?.(theta, x);
    return {
      output: own.output(theta, x),
      backward: (...given) => (right?.backward(...given) ?? []).map((g) => n.neg(g)),
    };
  },
}));

describe('what is wrong with a unit is told', () => {
  test.each<[string, string, Unit, RegExp]>([
    ['no parameters', 'names, shapes', withParameters(), /^no parameters$/],
    [
      'two parameters of one name',
      'names, shapes',
      withParameters({ name: 'w', shape: [1] }, { name: 'w', shape: [2] }),
      /^two parameters of one name: w, w$/,
    ],
    [
      'a name that begins with a number',
      'names, shapes',
      withParameters({ name: '1w', shape: [1] }),
      /^"1w" is no name for a column$/,
    ],
    ['a name with a space', 'names, shapes', withParameters({ name: 'w x', shape: [1] }), /^"w x" is no name/],
    ['half a row', 'names, shapes', withParameters({ name: 'w', shape: [2, 0.5] }), /^w has the shape 2×0\.5$/],
    ['no row', 'names, shapes', withParameters({ name: 'w', shape: [0, 2] }), /^w has the shape 0×2$/],
    [
      'two columns of one name',
      'names, shapes',
      withParameters({ name: 'w', shape: [1, 1] }, { name: 'w_0', shape: [1] }),
      /^two columns of one name$/,
    ],
    [
      'an output too many',
      'one entry an output',
      spoilt((n, own) => ({ output: (theta, x) => [...own.output(theta, x), n.one] })),
      /^2 outputs at \{ sizes: \{.+\}, theta: .+ \}$/,
    ],
    [
      'an evaluation without outputs',
      'one entry an output',
      spoilt(() => ({ evaluated: () => [] })),
      /^0 outputs at \{/,
    ],
    [
      'a gradient of the other sign',
      'by dual numbers',
      otherSign,
      /^the gradient of complex-log at \{ theta: .+, byOutput: .+ \}, entry \d: \S+ and \S+ differ/,
    ],
    [
      'a gradient of the other sign, seen from outside',
      'by differences',
      otherSign,
      /^the gradient is wrong at \{ theta: .+, byOutput: .+ \}$/,
    ],
    [
      'an output that depends on the digits',
      'decimal gives',
      spoilt((n, own) => ({
        output: (theta, x) => own.output(theta, x).map((y) => (n.digits > 30 ? n.add(n.one, y) : y)),
      })),
      /^the output of complex-log at \{ theta: .+ \}, output \d: \S+ and \S+ differ/,
    ],
    [
      'a projection that goes on',
      'project',
      spoilt((n) => ({ projected: (theta) => theta.map((w) => n.add(w, n.one)) })),
      /^\[.+\] becomes \[.+\]$/,
    ],
    [
      'a projection that goes on in its first entry alone',
      'project',
      spoilt((n) => ({ projected: (theta) => theta.map((w, k) => (k === 0 ? n.add(w, n.one) : w)) })),
      / becomes /,
    ],
    [
      'a projection that loses the sign of 0',
      'project',
      spoilt((n) => ({ projected: (theta) => theta.map((w) => n.neg(n.mul(w, n.zero))) })),
      /^\[.+\] becomes \[.+\]$/,
    ],
    [
      'a projection of one parameter',
      'project',
      spoilt(() => ({ projected: (theta) => theta.slice(1) })),
      /^\d of \d parameters$/,
    ],
    [
      'a negative penalty',
      'penalties',
      spoilt((n) => ({ penalties: { ours: () => ({ value: n.neg(n.one) }) } })),
      /^ours is -1 at \[.+\]$/,
    ],
    [
      'a penalty with a gradient of its own',
      'penalties',
      spoilt((n) => ({
        penalties: { ours: (theta) => ({ value: n.mul(theta[0], theta[0]), gradient: theta.map(() => n.one) }) },
      })),
      /^the gradient of complex-log's penalty ours at \[.+\], entry \d: \S+ and \S+ differ/,
    ],
  ])('%s', (_, says, unit, words) => breaks(unitLaws(unit), says, 100, words));
});

test('a unit without a polar form, groups, bounds and penalties breaks no law', async () => {
  const plain: Unit = {
    ...complexLog,
    on(n, sizes, options) {
      const own = complexLog.on(n, sizes, options);
      return { output: (theta, x) => own.output(theta, x) };
    },
  };
  for (const law of unitLaws(plain)) await expect(law.check({ numRuns: 10, seed: 1 })).resolves.toBeUndefined();
});

test('options that are given are told, and are those that the unit gets', async () => {
  const seen: unknown[] = [];
  const noting: Unit<{ readonly power: number }> = {
    ...complexLog,
    examples: [],
    options: z.strictObject({ power: z.number().default(1) }),
    parameters: (sizes, options) => (seen.push(options.power), complexLog.parameters(sizes, {})),
    on: (n, sizes) => complexLog.on(n, sizes, {}),
  };
  const [given] = unitLaws(noting, { options: { power: 3 } });
  const [usual] = unitLaws(noting);
  expect([given.name, usual.name]).toEqual([
    'complex-log { power: 3 }: parameters have names, shapes and columns of their own',
    'complex-log: parameters have names, shapes and columns of their own',
  ]);
  await given.check({ numRuns: 1 });
  expect(new Set(seen.splice(0))).toEqual(new Set([3]));
  await usual.check({ numRuns: 1 });
  expect(new Set(seen)).toEqual(new Set([1]));
});
