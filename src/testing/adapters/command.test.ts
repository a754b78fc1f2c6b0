import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { property } from '../../../properties/property.js';
import { gradientMatches } from '../gradient-matches.js';
import { adapterLaws } from '../laws/adapter-laws.js';
import { parameters } from '../parameters.js';
import { propertyFailure } from '../property-failure.js';
import { adapters } from './adapters.js';
import { fromCommand } from './command.js';
import { asFloat, readLine, writeLine } from './json-line.js';

const folder = mkdtempSync(join(tmpdir(), 'warizan-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program's file. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** L = Σ (w_i·x − b)², in Python without a package; `factor` is 2 where the gradient is right. */
const python = (factor: number) =>
  file(
    `model-${factor}.py`,
    `import json, sys
for line in sys.stdin:
    question = json.loads(line)
    W, b, x = question["params"]["W"], question["params"]["b"], question["inputs"]
    errors = [w * x - b for w in W]
    if question["want"] == "loss":
        answer = {"loss": sum(e * e for e in errors)}
    else:
        answer = {"gradient": {"W": [${factor} * e * x for e in errors], "b": -2 * sum(errors)}}
    print(json.dumps(answer), flush=True)
`,
  );

interface Params {
  readonly W: readonly number[];
  readonly b: number;
}
const points = { params: parameters<Params>({ W: [0, 0], b: 0 }), inputs: fc.integer({ min: -3, max: 3 }) };

describe('a model in Python', () => {
  const model = fromCommand<Params, number>(['python3', python(2)]);
  afterAll(() => model.close());
  const own = ({ W, b }: Params, x: number) => {
    const errors = W.map((w) => w * x - b);
    const loss = errors.reduce((sum, e) => sum + e * e, 0);
    const gradient = { W: errors.map((e) => 2 * e * x), b: -2 * errors.reduce((sum, e) => sum + e, 0) };
    return Promise.resolve({ loss, gradient });
  };

  test.each(adapterLaws({ ...points, name: 'two weights', model, own, alive: () => null }))('$name', (law) =>
    law.check({ numRuns: 10 }),
  );

  test('a wrong one is found out', async () => {
    const wrong = fromCommand<Params, number>(['python3', python(2.02)]);
    try {
      expect(await propertyFailure(gradientMatches(wrong, points), { seed: 1 })).toMatch(/wrong in W\[\d\]/);
    } finally {
      await wrong.close();
    }
  });
});

describe('what a program does wrong is said in one line', () => {
  const answering = (expression: string) =>
    `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => { ${expression} });`;
  test.each<[string, string, RegExp]>([
    ['no JSON', "console.log('hello')", /answered "hello": it must answer one line of JSON, \{"loss": …\}$/],
    ['something else', "console.log('[1]')", /answered an array of 1 for the loss: it must be a number$/],
    ['an error', `console.log('{"error": "no such layer"}')`, /: no such layer$/],
    ['a crash', "console.error('out of memory'); process.exit(3)", /ended with exit status 3: out of memory$/],
    ['silence', '', /did not answer within 0\.3 s$/],
    ['a line too much', "process.stdout.write('1\\n2\\n')", /printed "2" where nothing was asked$/],
    [
      'the answer to another question',
      `console.log('{"id": 7, "loss": 1}')`,
      /answered question 7 where question \d was asked$/,
    ],
  ])('%s', async (name, expression, says) => {
    const program = file(`${name.replaceAll(' ', '-')}.cjs`, answering(expression));
    const model = fromCommand([process.execPath, program], {
      timeout: 300,
      startTimeout: name === 'silence' ? 300 : 9000,
    });
    const failure = await propertyFailure(gradientMatches(model, { params: parameters([0]) }));
    expect(failure).toMatch(says);
    expect(failure).not.toContain('\n');
    await model.close();
    await model.close();
  });

  test('a program that is not there, and one that was closed', async () => {
    const none = fromCommand(['no-such-program-there', 'x']);
    await expect(none.loss([1], undefined)).rejects.toThrow(/^no-such-program-there x cannot be started: .*ENOENT/);
    await none.close();
    const echo = fromCommand([process.execPath, file('echo.cjs', answering("console.log('1')"))]);
    expect(await echo.loss([1], undefined)).toBe(1);
    await echo.close();
    await expect(echo.loss([1], undefined)).rejects.toThrow(/was closed$/);
  });

  test('one process is kept for all questions, which may come at once', async () => {
    const counting = file('count.cjs', `let count = 0; ${answering('console.log(++count)')}`);
    const model = fromCommand([process.execPath, counting]);
    expect(await Promise.all([1, 2, 3].map(() => model.loss([1], undefined)))).toEqual([1, 2, 3]);
    await model[Symbol.asyncDispose]();
  });
});

property([fc.jsonValue()])('a line of JSON is read as it was written', (value) => {
  expect(readLine(writeLine(value))).toEqual(value);
});

test('numbers that JSON has no words for', () => {
  const given = {
    a: [Number.NaN, Infinity, -Infinity, -0],
    text: 'NaN "Infinity" -Infinity',
    m: new Map([['k', Float32Array.of(1)]]),
  };
  expect(readLine(writeLine(given))).toEqual({ ...given, m: { k: [1] } });
  expect(writeLine([-0, 3, 0.5, 1e21])).toBe('[-0.0, 3, 0.5, 1e+21]');
  expect(writeLine([-0, 3, 0.5, 1e21], asFloat)).toBe('[-0.0, 3.0, 0.5, 1e+21]');
});

test('the adapters are a registry', () => {
  expect(adapters.names).toEqual(['tfjs', 'jax-js', 'command']);
  expect(adapters.get('tfjs').functions).toEqual(['fromTfjs', 'fromTfjsVariables', 'fromTfjsLayers']);
});
