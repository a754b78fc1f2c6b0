import type { Table } from '../../report/csv.js';
import { outcomesOf } from '../../study/experiment.js';
import { trialAt } from '../../study/description.js';
import type { RanStudy } from '../../study/ran-study.js';
import { textOfCell } from '../../study/tables/cell-value.js';
import type { Cell } from '../../study/tables/cell.js';
import { identityCells, identityNames } from '../../study/tables/trial-table.js';
import { setWords } from './set-words.js';

/**
 * `runs.csv`: of every setting and every way in which its runs ended the first run, and the command that runs
 * it once more, to be looked at, in the folder of the table.
 */
export function runsTable({ description, statistics, rows }: RanStudy): Table {
  const { experiment, setups, rng } = description;
  const summaries = statistics.summaries();
  return {
    columns: [...identityNames(experiment), 'outcome', 'runs', 'seed', 'failure', 'command'],
    rows: setups.flatMap((setup, k) =>
      outcomesOf(experiment).flatMap(({ name }): (readonly Cell[])[] => {
        const index = statistics.firstTrial(k, name);
        if (index === null) return [];
        const { seed } = trialAt(description, index);
        const failure = rows.row(index).get('failure') ?? null;
        return [
          [
            ...identityCells(experiment, setup.setting),
            name,
            summaries[k].counts[name],
            seed,
            failure === null ? null : textOfCell(failure),
            `npx warizan run study.json ${setWords(setup.setting, k + 1)} --seed ${seed} --rng ${rng}`,
          ],
        ];
      }),
    ),
  };
}
