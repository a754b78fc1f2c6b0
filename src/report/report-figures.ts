import { convergenceFigure } from './convergence-figure.js';
import { endingsFigure } from './endings-figure.js';
import type { Figure } from './figure.js';
import { outcomeFigure } from './outcome-figure.js';
import { runFigure } from './run-figure.js';
import type { StudyData } from './study-data.js';
import { successFigure } from './success-figure.js';
import type { RecordedRun } from './trajectories-table.js';
import { groupDigits } from './user-text.js';

/** Groups that are drawn; tables have all of them. */
export const mostDrawn = 24;
/** Runs whose weights are drawn. */
const mostRunFigures = 6;

/** Figures, and in whole sentences what is not drawn, and why. */
export interface ReportFigures {
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

/** The figures of a study. */
export function studyFigures(study: StudyData): ReportFigures {
  const drawn = { ...study, groups: study.groups.slice(0, mostDrawn) };
  const convergence = convergenceFigure(drawn);
  const endings = endingsFigure(drawn);
  const notes = [
    convergence === null ? 'No run converged, so there is no step of convergence to show.' : null,
    endings === null ? 'Where runs end is drawn for networks with two inputs, two hidden units and one output.' : null,
    study.groups.length > mostDrawn
      ? `The first ${mostDrawn} of ${groupDigits(study.groups.length)} recipes are drawn; the tables have all.`
      : null,
  ];
  return {
    figures: [successFigure(drawn), outcomeFigure(drawn), convergence, endings].filter((figure) => figure !== null),
    notes: notes.filter((note) => note !== null),
  };
}

/** The figures of chosen runs. */
export function runFigures(runs: readonly RecordedRun[]): ReportFigures {
  const notes =
    runs.length > mostRunFigures
      ? [`The weights of ${mostRunFigures} of ${runs.length} chosen runs are drawn; trajectories.csv has all.`]
      : [];
  return { figures: runs.slice(0, mostRunFigures).map(runFigure), notes };
}
