import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Small wrong programs, and what the compiler must say of each: what came, and what was wanted. */
const wrong: readonly (readonly [name: string, code: string, says: RegExp])[] = [
  [
    'a loss that promises something else',
    'void expect({ loss: async (p: number[]) => [p[0]], gradient: (p: number[]) => p }).toHaveExactGradient({ params });',
    /the loss does not promise a number/,
  ],
  [
    'a gradient that promises something else',
    'void expect({ loss: (p: number[]) => p[0], gradient: async (p: number[]) => new Set(p) }).toHaveExactGradientAt([1]);',
    /the gradient does not return an array of numbers, one a parameter/,
  ],
  [
    'parameters in single precision, and an arbitrary of others',
    'expect({ loss: (p: Float32Array) => p[0], gradient: (p: Float32Array) => p }).toHaveExactGradient({ params });',
    /Arbitrary<number\[\]>' is not assignable to type 'Arbitrary<Float32Array/,
  ],
  [
    'parameters in a tree, and a point that is none',
    'expect({ loss: (p: { W: number[] }) => p.W[0], gradient: (p: { W: number[] }) => p }).toHaveExactGradientAt([1]);',
    /'number\[\]' is not assignable to parameter of type '\{ readonly W: readonly number\[\]; \}'/,
  ],
  [
    'a gradient in another tree',
    'expect({ loss: (p: { W: number[] }) => p.W[0], gradient: (p: { W: number[] }) => ({ V: p.W }) }).toHaveExactGradientAt({ W: [1] });',
    /the gradient does not return a number for each parameter: the same tree as params, or an array of numbers/,
  ],
  [
    'parameters in rows, and an arbitrary of others',
    'expect({ loss: (p: number[][]) => p[0][0], gradient: (p: number[][]) => p[0] }).toHaveExactGradient({ params });',
    /Arbitrary<number\[\]>' is not assignable to type 'Arbitrary<readonly \(readonly number\[\]\)\[\]>'/,
  ],
  [
    'parameters in text',
    'expect({ loss: (p: string) => p.length, gradient: (p: string) => [1] }).toHaveExactGradientAt("");',
    /the loss takes other parameters than numbers in arrays, objects, Maps or typed arrays/,
  ],
  [
    'a loss and a gradient of other inputs',
    'expect({ loss: (p: number[], x: number) => x, gradient: (p: number[], x: string) => p }).toHaveExactGradientAt([1]);',
    /with params of one type and inputs of one type/,
  ],
  [
    'no gradient',
    'expect({ loss: (p: number[]) => p[0] }).toHaveExactGradient({ params });',
    /the model has no gradient/,
  ],
  ['no loss', 'expect({ gradient: (p: number[]) => p }).toHaveExactGradientAt([1]);', /the model has no loss/],
  [
    'a number',
    'expect(3).toHaveExactGradient({ params });',
    /a model is an object with loss\(params, inputs\): number and gradient\(params, inputs\): the same tree/,
  ],
  ['a function', 'expect((p: number[]) => p[0]).toHaveExactGradient({ params });', /a model is an object with loss/],
  ['perhaps a model', 'expect(perhaps).toHaveExactGradient({ params });', /a model is an object with loss/],
  ['one of two models', 'expect(either).toHaveExactGradient({ params });', /takes other parameters|of one type/],
  [
    'a loss in an array',
    'expect({ loss: (p: number[]) => [p[0]], gradient: (p: number[]) => p }).toHaveExactGradient({ params });',
    /the loss does not return a number/,
  ],
  [
    'a loss that returns nothing',
    'expect({ loss: (p: number[]) => {}, gradient: (p: number[]) => p }).toHaveExactGradient({ params });',
    /the loss does not return a number/,
  ],
  [
    'a gradient that is a number',
    'expect({ loss: (p: number[]) => p[0], gradient: (p: number[]) => p[0] }).toHaveExactGradient({ params });',
    /the gradient does not return an array of numbers/,
  ],
  [
    'a gradient in a map',
    'expect({ loss: (p: number[]) => p[0], gradient: (p: number[]) => new Map([[0, p[0]]]) }).toHaveExactGradientAt([1]);',
    /the gradient does not return an array of numbers/,
  ],
  [
    'parts that are no functions',
    'expect({ loss: 3, gradient: 4 }).toHaveExactGradient({ params });',
    /loss is not a function/,
  ],
  ['inputs that are not given', 'expect(scaled).toHaveExactGradient({ params });', /Property 'inputs' is missing/],
  [
    'inputs of another type',
    'expect(scaled).toHaveExactGradient({ params, inputs: fc.string() });',
    /Type 'string' is not assignable to type 'number'/,
  ],
  [
    'inputs that are not given at a point',
    'expect(scaled).toHaveExactGradientAt([1]);',
    /Expected 2 arguments, but got 1/,
  ],
  [
    'parameters instead of an arbitrary',
    'expect(square).toHaveExactGradient({ params: [1, 2] });',
    /Arbitrary<readonly number\[\]>/,
  ],
  [
    'an arbitrary of text',
    'expect(square).toHaveExactGradient({ params: fc.string() });',
    /Type 'string' is not assignable to type 'readonly number\[\]'/,
  ],
  ['no options', 'expect(square).toHaveExactGradient();', /Expected 1 arguments, but got 0/],
  [
    'no run',
    'void expect(3).toConvergeTo({ name: "", contains: () => true }, { rate: 1, margin: 0.1 });',
    /toConvergeTo is for a run: a function of a seed/,
  ],
  [
    'a family of other results',
    'void expect((seed: number) => seed).toConvergeTo({ name: "", contains: (x: string) => x === "" }, { rate: 1, margin: 0.1 });',
    /Type 'number' is not assignable to type 'string'/,
  ],
];

/** Programs that must compile, so that the types above refuse no more than they must. */
const right: readonly string[] = [
  'expect(square).toHaveExactGradient({ params, numRuns: 3, timeLimit: 1000, unjudged: "fail", entries: [0] });',
  'expect(square).not.toHaveExactGradientAt([1]);',
  'expect(scaled).toHaveExactGradient({ params, inputs: fc.nat() });',
  'expect(scaled).toHaveExactGradientAt([1], 2);',
  'expect({ loss: ([x, y]: [number, number]) => x * y, gradient: ([x, y]: [number, number]) => [y, x] }).toHaveExactGradient({ params });',
  'expect({ loss: (p: readonly number[], x?: number) => p[0] * (x ?? 1), gradient: (p: number[]) => p }).toHaveExactGradient({ params });',
  'expect({ loss: () => 3, gradient: () => [] }).toHaveExactGradient({ params });',
  'expect(unknown).toHaveExactGradient({ params });',
  'expect({ loss: ({ W, b }: { W: number[]; b: number }) => W[0] * b, gradient: ({ W, b }: { W: number[]; b: number }) => ({ W: [b], b: W[0] }) }).toHaveExactGradient({ params: fc.record({ W: params, b: fc.double() }) });',
  'expect({ loss: (p: { W: Float32Array; kind: string }) => p.W[0], gradient: (p: { W: Float32Array; kind: string }) => ({ W: [1] }) }).toHaveExactGradientAt({ W: Float32Array.of(1), kind: "a" });',
  'expect({ loss: (p: Map<string, number[]>) => 1, gradient: (p: Map<string, number[]>) => new Map([["k", [1]]]) }).toHaveExactGradientAt(new Map([["k", [1]]]));',
  'expect({ loss: (p: number[][]) => p[0][0], gradient: (p: number[][]) => Float32Array.of(1) }).toHaveExactGradientAt([[1]]);',
  'expect({ loss: (w: number) => w * w, gradient: (w: number) => 2 * w }).toHaveExactGradientAt(3);',
  'await expect({ loss: async (p: number[]) => p[0], gradient: (p: number[]) => [1] }).toHaveExactGradient({ params });',
  'await expect({ loss: (p: number[], x: string) => p[0], gradient: async (p: number[], x: string) => p }).toHaveExactGradientAt([1], "");',
  'const p: void = expect({ loss: (p: number[]) => p[0], gradient: (p: number[]) => [1] }).toHaveExactGradient({ params });',
  'await expect(fc.asyncProperty(params, async () => true)).toHold();',
  'void expect(async (seed: number) => seed).toConvergeTo({ name: "", contains: (x: number) => x > 0 }, { rate: 1, margin: 0.1 });',
];

const head = `import fc from 'fast-check';
import { expect } from 'vitest';
import './matchers.js';
const params = fc.array(fc.integer(), { minLength: 1, maxLength: 1 });
const square = { loss: ([x]: readonly number[]) => x * x, gradient: ([x]: readonly number[]) => [2 * x] };
const scaled = { loss: ([w]: readonly number[], x: number) => w * x, gradient: (_: readonly number[], x: number) => [x] };
declare const perhaps: typeof square | undefined;
declare const either: typeof square | { loss: (p: string) => number; gradient: (p: string) => number[] };
declare const unknown: unknown;
export { fc, expect, params, square, scaled, perhaps, either, unknown };
`;

/** What the compiler says of each program, in one compilation. */
function compile(programs: readonly string[]): readonly string[] {
  const root = join(import.meta.dirname, '..', '..');
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const options = { ...config?.options, noUnusedLocals: false, noUnusedParameters: false };
  const files = new Map(programs.map((code, k) => [join(import.meta.dirname, `program-${k}.ts`), `${head}${code}\n`]));
  const host = ts.createCompilerHost(options);
  const onDisk = ts.createCompilerHost(options);
  host.fileExists = (name) => files.has(name) || onDisk.fileExists(name);
  host.readFile = (name) => files.get(name) ?? onDisk.readFile(name);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .join('\n'),
  );
}

describe('what the compiler says where a model does not fit', () => {
  const said = compile([...wrong.map(([, code]) => code), ...right]);

  test.each(wrong.map(([name, , says], k) => [name, says, said[k]] as const))('%s', (_, says, message) => {
    expect(message).toMatch(says);
    expect(message).not.toMatch(/\bnever\b/);
  });

  test.each(right.map((code, k) => [code, said[wrong.length + k]]))('nothing of %s', (_, message) => {
    expect(message).toBe('');
  });
});
