import { typeByte, type Code } from './code.js';
import { unsigned, vector } from './leb.js';

/** A module: one memory, imported functions from number to number, and exported ones. */
export interface Module {
  /** Names of imported functions, of the module `calls`; they are the functions 0, 1, … */
  readonly imports: readonly string[];
  /** Exported by their names; they are the functions after those that are imported. */
  readonly functions: Readonly<Record<string, Code>>;
  /** Size of the memory, in units of 65,536 bytes. It is exported as `memory`. */
  readonly pages: number;
  /** What the memory holds from its beginning on. */
  readonly data: Uint8Array;
}

/** Its bytes, section by section (WebAssembly core specification, section 5.5). */
export function encode({ imports, functions, pages, data }: Module): Uint8Array<ArrayBuffer> {
  const bodies = Object.values(functions);
  const number = typeByte('f64');
  const types = [
    [0x60, 1, number, 1, number],
    ...bodies.map(({ parameters }) => [0x60, ...vector(parameters.map((type) => [typeByte(type)])), 0]),
  ];
  const exported = Object.keys(functions).map((name, k) => [...text(name), 0, ...unsigned(imports.length + k)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [...imports.map((name) => [...text('calls'), ...text(name), 0, 0])]),
    ...section(
      3,
      bodies.map((_, k) => unsigned(k + 1)),
    ),
    ...section(5, [[0, ...unsigned(pages)]]),
    ...section(7, [[...text('memory'), 2, 0], ...exported]),
    ...section(
      10,
      bodies.map((code) => code.encode()),
    ),
    // Active, in the first memory, at the address 0.
    ...section(11, data.length === 0 ? [] : [[0, 0x41, 0, 0x0b, ...unsigned(data.length), ...data]]),
  ]);
}

/** Nothing where there are no items. */
function section(number: number, items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [];
  const body = vector(items);
  return [number, ...unsigned(body.length), ...body];
}

function text(value: string): number[] {
  const bytes = Array.from(value, (letter) => letter.charCodeAt(0));
  return [...unsigned(bytes.length), ...bytes];
}
