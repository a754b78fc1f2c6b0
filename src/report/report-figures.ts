import type { JsonObject } from '../base/json-object.js';
import { convergenceFigure } from './convergence-figure.js';
import { endingsFigure, mostPanels } from './endings-figure.js';
import { attemptFigure, type Figure, type UndrawnFigure } from './figure.js';
import { outcomeFigure } from './outcome-figure.js';
import { rateAxisFigure } from './rate-axis-figure.js';
import { rateMapFigure } from './rate-map-figure.js';
import { runFigure } from './run-figure.js';
import type { StudyData } from './study-data.js';
import { successFigure } from './success-figure.js';
import { sweepOf } from './sweep.js';
import type { RecordedRun } from './trajectories-table.js';
import { groupDigits, showUserText } from './user-text.js';

/** Groups that are drawn; tables have all of them. */
export const mostDrawn = 24;
/** Runs whose weights are drawn. */
const mostRunFigures = 6;

/** Figures, and in whole sentences what is not drawn, and why. */
export interface ReportFigures {
  readonly figures: readonly (Figure | UndrawnFigure)[];
  readonly notes: readonly string[];
}

/** The figures of a study. @param recipes the complete recipes by name, as far as they are known */
export function studyFigures(study: StudyData, recipes: ReadonlyMap<string, JsonObject>): ReportFigures {
  const drawn = { ...study, groups: study.groups.slice(0, mostDrawn) };
  const { common } = study;
  const sweep = sweepOf(study, recipes);
  const convergence = attemptFigure('convergence', 'When runs converge', () => convergenceFigure(drawn));
  const endings = attemptFigure('endings', 'Where runs end', () => endingsFigure(drawn));
  const withEnds = drawn.groups.filter(({ ends }) => ends.length > 0).length;
  const notes = [
    convergence === null ? 'No run converged, so there is no step of convergence to show.' : null,
    endings === null ? 'Where runs end is drawn for networks with two inputs, two hidden units and one output.' : null,
    withEnds > mostPanels
      ? `Where runs end is drawn for the first ${mostPanels} of ${withEnds} ${noun(common)}.`
      : null,
    study.groups.length > mostDrawn
      ? `The first ${mostDrawn} of ${groupDigits(study.groups.length)} ${noun(common)} are drawn; the tables have all.`
      : null,
  ];
  return {
    figures: [
      sweep === null ? null : attemptFigure('rate', 'Success rate', () => rateAxisFigure(sweep, common)),
      sweep === null
        ? null
        : attemptFigure('rate-map', 'Success rate of each setting', () => rateMapFigure(sweep, common)),
      attemptFigure('success', 'How often each recipe learns', () => successFigure(drawn)),
      attemptFigure('outcomes', 'How runs end', () => outcomeFigure(drawn)),
      convergence,
      endings,
    ].filter((figure) => figure !== null),
    notes: notes.filter((note) => note !== null),
  };
}

function noun(common: string | null): string {
  return common === null ? 'recipes' : 'settings';
}

/** The figures of chosen runs. */
export function runFigures(runs: readonly RecordedRun[]): ReportFigures {
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
  return { figures, notes };
}
