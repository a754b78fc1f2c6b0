import type { JsonObject } from '../base/json-object.js';
import { convergenceFigure } from './convergence-figure.js';
import { attemptFigure, type Figure, type UndrawnFigure } from './figure.js';
import { outcomeFigure } from './outcome-figure.js';
import { rateAxisFigure } from './rate-axis-figure.js';
import { rateMapFigure } from './rate-map-figure.js';
import type { StudyData } from './study-data.js';
import { nameNoun, nounOf, plural } from './study-terms.js';
import { successFigure } from './success-figure.js';
import { sweepOf } from './sweep.js';
import { groupDigits } from './user-text.js';

/** Groups that are drawn; tables have all of them. */
export const mostDrawn = 24;

/** Figures, and in whole sentences what is not drawn, and why. */
export interface ReportFigures {
  readonly figures: readonly (Figure | UndrawnFigure)[];
  readonly notes: readonly string[];
}

/** A study with the groups that figures show. */
export function drawnOf(study: StudyData): StudyData {
  return { ...study, groups: study.groups.slice(0, mostDrawn) };
}

/**
 * The figures of a study.
 * @param fieldsOf the fields of settings by name, as far as they are known
 * @param more figures that its experiment brings
 */
export function studyFigures(
  study: StudyData,
  fieldsOf: ReadonlyMap<string, JsonObject>,
  more: ReportFigures,
): ReportFigures {
  const drawn = drawnOf(study);
  const { common, terms } = study;
  const sweep = sweepOf(study, fieldsOf);
  const convergence =
    terms.measures.since === undefined
      ? null
      : attemptFigure('convergence', 'When runs converge', () => convergenceFigure(drawn));
  const notes = [
    convergence === null && terms.measures.since !== undefined
      ? 'No run converged, so there is no step of convergence to show.'
      : null,
    ...more.notes,
    study.groups.length > mostDrawn
      ? `The first ${mostDrawn} of ${groupDigits(study.groups.length)} ${plural(nounOf(study))} are drawn; the tables have all.`
      : null,
  ];
  return {
    figures: [
      sweep === null ? null : attemptFigure('rate', 'Success rate', () => rateAxisFigure(sweep, common, terms.success)),
      sweep === null
        ? null
        : attemptFigure('rate-map', 'Success rate of each setting', () => rateMapFigure(sweep, common, terms.success)),
      attemptFigure('success', `How often each ${nameNoun(terms)} ${terms.success.one}`, () => successFigure(drawn)),
      attemptFigure('outcomes', 'How runs end', () => outcomeFigure(drawn)),
      convergence,
      ...more.figures,
    ].filter((figure) => figure !== null),
    notes: notes.filter((note) => note !== null),
  };
}
