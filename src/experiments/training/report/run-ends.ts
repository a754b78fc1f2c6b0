import { namedCells } from '../../../report/named-cells.js';
import type { Cell } from '../../../study/tables/cell.js';
import { numberOfCell, textOfCell } from '../../../study/tables/cell-value.js';
import type { NamedCells } from '../../../study/tables/table-kind.js';
import { columnNames } from '../../../units/parameter.js';
import { layerParameters } from '../../../units/two-layers/layers.js';
import { weightFamily } from '../tables/setting-columns.js';

/**
 * Where a run with two hidden units and one output ended: its exponents, the unit that sees the first input
 * first.
 */
export interface RunEnd {
  readonly outcome: string;
  /**
   * W1[0,·] in the folded order, divided by what stands for the exponent 1; NaN and infinities are possible.
   */
  readonly exponents: readonly [number, number];
  /** Whether the run's weights were recognised as a solution. */
  readonly isSolution: boolean;
}

/** Where the runs of a study ended. */
export interface StudyEnds {
  /** Of each group in turn; empty, or left out at the end, where the network has another shape. */
  readonly ofGroup: readonly (readonly RunEnd[])[];
  /** Whether the table says which weight stands for the exponent 1; else exponents are bare weights. */
  readonly hasUnits: boolean;
}

/** Takes the rows of `trials.csv` as they come. */
export interface EndsReader {
  /** @param group the place of the row's group */
  row(cells: readonly Cell[], group: number): void;
  finish(): StudyEnds;
}

/** The weights of such a network, by column: W0 row by row, then W1. */
const names = columnNames(layerParameters({ inputs: 2, hidden: 2, outputs: 1 }));

/** A reader of where runs ended for a table of trials with these columns. */
export function endsReader(columns: readonly string[]): EndsReader {
  const endOf = endIn(columns);
  const named = namedCells(columns);
  const ofGroup: RunEnd[][] = [];
  return {
    row(cells, group) {
      while (ofGroup.length <= group) ofGroup.push([]);
      const end = endOf(named(cells));
      if (end !== null) ofGroup[group].push(end);
    },
    finish: () => ({ ofGroup, hasUnits: columns.includes('exponent_high') }),
  };
}

/**
 * Reads where a run with two inputs, two hidden units and one output ended. Exchanging the hidden units
 * leaves the function alone, so they are put in order: first the one that sees more of the first input,
 * |W0[0,0]·W0[1,1]| ≥ |W0[0,1]·W0[1,0]|. A common scale of the rows of W0 does not move the exponents. The
 * weight that stands for the exponent 1 (½ on log-square) is told by the column exponent_high; where an
 * earlier version wrote none it is taken to be 1.
 */
function endIn(columns: readonly string[]): (cell: NamedCells) => RunEnd | null {
  const weights = weightFamily(2);
  const others = columns.filter((name) => weights.column(name)?.holds.is === 'number' && !names.includes(name));
  return (cell) => {
    if (others.some((name) => cell(name) !== null)) return null;
    const ended = names.map((name) => numberOfCell(cell(name)));
    const [w00, w01, w10, w11, first, second] = ended.map((weight) => weight ?? NaN);
    if (ended.includes(null)) return null;
    const greatest = numberOfCell(cell('exponent_high'));
    const unit = greatest === null || greatest === 0 ? 1 : Math.max(first, second) / greatest;
    const scale = Number.isFinite(unit) && unit !== 0 ? 1 / unit : 1;
    const inOrder = !(Math.abs(w00 * w11) < Math.abs(w01 * w10));
    return {
      outcome: textOfCell(cell('outcome')),
      exponents: inOrder ? [scale * first, scale * second] : [scale * second, scale * first],
      isSolution: cell('solution_residual') !== null,
    };
  };
}
