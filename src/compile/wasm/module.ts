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
  const number = typeByte('f64');
  const types = [
    of(0x60, 1, number, 1, number),
    ...bodies.map(({ parameters }) =>
      of(0x60)
        .join(vector(parameters.map((type) => of(typeByte(type)))))
        .byte(0),
    ),
  ];
  const exported = Object.keys(functions).map((name, k) =>
    text(name)
      .byte(0)
      .unsigned(imports.length + k),
  );
  // Active, in the first memory, at the address 0.
  const segment = of(0, 0x41, 0, 0x0b).unsigned(data.length).append(data);
  return of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    .join(section(1, types))
    .join(
      section(
        2,
        imports.map((name) => text('calls').join(text(name)).byte(0).byte(0)),
      ),
    )
    .join(
      section(
        3,
        bodies.map((_, k) => new Bytes().unsigned(k + 1)),
      ),
    )
    .join(section(5, [of(0).unsigned(pages)]))
    .join(section(7, [text('memory').byte(2).byte(0), ...exported]))
    .join(
      section(
        10,
        bodies.map((code) => code.encode()),
      ),
    )
    .join(section(11, data.length === 0 ? [] : [segment])).taken;
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
