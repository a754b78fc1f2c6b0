import { emptyChapter, type RunFigures } from '../../../report/chapter.js';
import { attemptFigure } from '../../../report/figure.js';
import type { ReportPart } from '../../../report/report-part.js';
import { showUserText } from '../../../report/user-text.js';
import { namesOf } from '../tables/setting-columns.js';
import { trajectoriesTable } from '../tables/trajectories.js';
import { runFigure } from './run-figure.js';
import { readTrajectories, type RecordedRun } from './trajectories-table.js';

/** The weights of chosen runs against the step (`trajectories.csv`). */
export const trajectoriesPart: ReportPart = {
  from: [],
  copies: [],
  async read(folder) {
    const table = await folder.table(trajectoriesTable(namesOf(folder)));
    const runs = table === null ? [] : readTrajectories(table);
    return runs.length === 0 ? null : { ...emptyChapter, runs: runFigures(runs) };
  },
};

/** Runs whose weights are drawn. */
const mostRunFigures = 6;

/** The figures of chosen runs. */
function runFigures(runs: readonly RecordedRun[]): RunFigures {
  const notes =
    runs.length > mostRunFigures
      ? [`The weights of ${mostRunFigures} of ${runs.length} chosen runs are drawn; trajectories.csv has all.`]
      : [];
  const figures = runs
    .slice(0, mostRunFigures)
    .map((run, k) =>
      attemptFigure(`weights-${k + 1}`, `Weights of a run of ${showUserText(run.run.recipe, 60)}`, () =>
        runFigure(run, k),
      ),
    );
  return { heading: 'Weights of typical runs against the step', figures, notes };
}
