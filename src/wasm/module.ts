import { Bytes, vector } from './bytes.js';
import { typeByte, type Code } from './code.js';

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
  const exported = Object.keys(functions).map((name, k) =>
    text(name)
      .byte(0)
      .unsigned(imports.length + k),
  );
  const imported = imports.map((name) => text('calls').join(text(name)).byte(0).byte(0));
  const typed = bodies.map((_, k) => new Bytes().unsigned(k + 1));
  const coded = bodies.map((code) => code.encode());
  // Active, in the first memory, at the address 0.
  const segment = of(0, 0x41, 0, 0x0b).unsigned(data.length).append(data);
  const sections = [
    section(1, [numberToNumber(), ...bodies.map(signatureOf)]),
    section(2, imported),
    section(3, typed),
    section(5, [of(0).unsigned(pages)]),
    section(7, [text('memory').byte(2).byte(0), ...exported]),
    section(10, coded),
    section(11, data.length === 0 ? [] : [segment]),
  ];
  const module = of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const one of sections) module.join(one);
  return module.taken;
}

/** The type of imported functions. */
function numberToNumber(): Bytes {
  return of(0x60, 1, typeByte('f64'), 1, typeByte('f64'));
}

/** The type of a function without a result. */
function signatureOf({ parameters }: Code): Bytes {
  const types = vector(parameters.map((type) => of(typeByte(type))));
  return of(0x60).join(types).byte(0);
}

/** Nothing where there are no items. */
function section(number: number, items: readonly Bytes[]): Bytes {
  if (items.length === 0) return new Bytes();
  const body = vector(items);
  return of(number).unsigned(body.length).join(body);
}

function of(...bytes: readonly number[]): Bytes {
  return new Bytes().append(bytes);
}

/** A name in ASCII. */
function text(name: string): Bytes {
  return new Bytes().unsigned(name.length).append(Array.from(name, (letter) => letter.charCodeAt(0)));
}
