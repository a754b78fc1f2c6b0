import { format, resolveConfig } from 'prettier';
import * as circular from '../../src/numeric/elementary/formulas/circular.js';
import * as exp from '../../src/numeric/elementary/formulas/exp.js';
import * as log from '../../src/numeric/elementary/formulas/log.js';
import type { Arithmetic } from '../../src/numeric/elementary/formulas/arithmetic.js';

export const writtenFile = 'src/numeric/elementary/formulas/on-numbers.ts';

/** A formula, and what its arguments are called. */
interface Formula {
  readonly of: (n: Arithmetic<string>, ...given: readonly string[]) => string;
  readonly given: string;
}

const formulas: Readonly<Record<string, Formula>> = {
  logOfRest: { of: log.logOfRest, given: 'f k rest' },
  logRestFar: { of: log.logRestFar, given: 'f k' },
  logRestNear: { of: log.logRestNear, given: 'f k' },
  logRestNearPower: { of: log.logRestNearPower, given: 'f k' },
  expOfRest: { of: exp.expOfRest, given: 'x k' },
  cosineOfSum: { of: circular.cosineOfSum, given: 'x y part' },
  sine: { of: circular.sine, given: 'x' },
  sineOfSum: { of: circular.sineOfSum, given: 'x y' },
  restOfPart: { of: circular.restOfPart, given: 'before k part' },
  lackOfPart: { of: circular.lackOfPart, given: 'before rest k part after' },
};

/** The formulas on plain numbers: a line an operation, and none twice. */
export async function writtenFormulas(): Promise<string> {
  const parts = Object.entries(formulas).map(([name, formula]) => functionOf(name, formula));
  const text = `// Written by \`npm run formulas\` from the formulas beside it.\n\n${parts.join('\n\n')}\n`;
  return format(text, { ...(await resolveConfig(writtenFile)), filepath: writtenFile });
}

function functionOf(name: string, { of, given }: Formula): string {
  const lines = new Map<string, string>();
  const operation = (sign: string) => (a: string, b: string) => {
    const text = `${a} ${sign} ${b}`;
    const known = lines.get(text) ?? `v${lines.size}`;
    lines.set(text, known);
    return known;
  };
  const [add, sub, mul, div] = ['+', '-', '*', '/'].map(operation);
  const names = given.split(' ');
  const result = of({ number: String, add, sub, mul, div }, ...names);
  const body = [...lines].map(([text, value]) => `const ${value} = ${text};`);
  const parameters = names.map((one) => `${one}: number`).join(', ');
  return [`export function ${name}(${parameters}): number {`, ...body, `return ${result};`, '}'].join('\n');
}
