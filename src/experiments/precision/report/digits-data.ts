import type { Cell } from '../../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../../report/cell.js';
import { namedCells } from '../../../report/named-cells.js';

/** One run on one backend: how many digits it shared with the reference. */
export interface DigitsLine {
  readonly recipe: string;
  readonly seed: string;
  /** In the order of the table. */
  readonly points: readonly { readonly step: number; readonly digits: number }[];
}

/** The runs on one backend. */
export interface DigitsPanel {
  readonly backend: string;
  readonly precision: number | null;
  /** Those of the first `mostLines` runs. */
  readonly lines: readonly DigitsLine[];
}

/** What the rows of `precision.csv` come to. */
export interface DigitsData {
  /** In order of first appearance, which is from the least precise backend to the most. */
  readonly panels: readonly DigitsPanel[];
  readonly recipes: readonly string[];
  /** Pairs of recipe and seed, those that are not kept included. */
  readonly runs: number;
  readonly lastStep: number;
}

/** Takes the rows of `precision.csv` as they come. */
export interface DigitsReader {
  row(cells: readonly Cell[]): void;
  /** Null where no row had a step and digits. */
  finish(): DigitsData | null;
}

/** More lines than this are no longer told apart, and make a figure large. */
export const mostLines = 200;

/**
 * A reader for a table of digits agreed with these columns. Columns are found by name; all but two may be
 * missing.
 * @throws RangeError when there is no column step or digits_agreed
 */
export function digitsReader(columns: readonly string[]): DigitsReader {
  const missing = ['step', 'digits_agreed'].find((name) => !columns.includes(name));
  if (missing !== undefined) throw new RangeError(`no column ${missing}`);
  const named = namedCells(columns);
  const runs = new Map<string, number>();
  const recipes = new Set<string>();
  const panels = new Map<string, GatheredPanel>();
  let lastStep = 1;
  return {
    row(cells) {
      const cell = named(cells);
      const [step, digits, precision] = ['step', 'digits_agreed', 'precision'].map((name) => numberOfCell(cell(name)));
      if (step === null || digits === null || !Number.isFinite(digits) || !(step >= 1)) return;
      const [recipe, seed, backend] = ['recipe', 'seed', 'backend'].map((name) => textOfCell(cell(name)));
      recipes.add(recipe);
      const run = JSON.stringify([recipe, seed]);
      const index = runs.get(run) ?? runs.size;
      runs.set(run, index);
      lastStep = Math.max(lastStep, step);
      if (index >= mostLines) return;
      const key = JSON.stringify([backend, precision]);
      const panel = panels.get(key) ?? { backend, precision, lines: new Map<string, GatheredLine>() };
      panels.set(key, panel);
      const line = panel.lines.get(run) ?? { recipe, seed, points: [] };
      panel.lines.set(run, line);
      line.points.push({ step, digits });
    },
    finish() {
      if (panels.size === 0) return null;
      return {
        panels: [...panels.values()].map(({ lines, ...panel }) => ({ ...panel, lines: [...lines.values()] })),
        recipes: [...recipes],
        runs: runs.size,
        lastStep,
      };
    },
  };
}

interface GatheredPanel {
  readonly backend: string;
  readonly precision: number | null;
  readonly lines: Map<string, GatheredLine>;
}

interface GatheredLine {
  readonly recipe: string;
  readonly seed: string;
  readonly points: { step: number; digits: number }[];
}
