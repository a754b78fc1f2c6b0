import { readdirSync } from 'node:fs';

/** What is measured: a room of src/, or a part of one. */
export interface Room {
  readonly name: string;
  /** Of the paths of its files below src/ROOM/, those that are measured. */
  readonly measures: RegExp;
  /** The least score, in percent. */
  readonly least: number;
  /**
   * Whether mutants of what exists when the module has loaded are left out: recipes, schemas and the texts of
   * both. Each takes all tests of the room in a process of its own.
   */
  readonly isDeclared: boolean;
}

const whole = (name: string, least: number): Room => ({ name, measures: /./, least, isDeclared: false });

/** Every room that is measured, in the order in which rooms may import. */
export const rooms: readonly Room[] = [
  whole('base', 90),
  whole('wasm', 95),
  whole('numeric', 90),
  whole('random', 90),
  whole('units', 90),
  { ...whole('training', 90), isDeclared: true },
  whole('compile', 95),
  { ...whole('statistics', 90), measures: /^(?!reference\/)/ },
  whole('gradcheck', 97),
  { ...whole('study', 85), isDeclared: true },
  {
    ...whole('report', 85),
    // What reads tables and folders. The rest draws and words what these have read: it is checked by what is
    // drawn, against its schema and in a browser, and a mutant of a colour loses nobody's numbers.
    measures: /^(cell|criterion-answer|csv|environment|named-cells|study-data|study-file|unequal-seeds)\.ts$/,
    isDeclared: true,
  },
  // Black boxes are what the tests are tried on, right gradients and wrong ones.
  { ...whole('testing', 90), measures: /^(?!black-boxes\/)/, isDeclared: true },
  {
    ...whole('cli', 85),
    // But for what starts the program, threads and bench's, and takes trials of a queue: that acts on whole
    // processes alone. What draws is left out as it is in report.
    measures:
      /^(?!(main|begin|command-thread|supervise|worker|bench\/(measure|worker|report\/cost-figure)|gradcheck-report\/step-size-figure)\.ts$)/,
    isDeclared: true,
  },
];

/** The room of that name. @throws RangeError one line that names them all */
export function roomNamed(name: string): Room {
  const room = rooms.find((one) => one.name === name);
  if (room !== undefined) return room;
  throw new RangeError(`${JSON.stringify(name)} is not a room; rooms are ${rooms.map((one) => one.name).join(', ')}`);
}

/** The files of a room that are measured, sorted. */
export function filesOf({ name, measures }: Room): readonly string[] {
  return readdirSync(`src/${name}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && measures.test(file))
    .map((file) => `src/${name}/${file}`)
    .toSorted();
}
