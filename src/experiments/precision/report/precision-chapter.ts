import type { Chapter } from '../../../report/chapter.js';
import type { Table } from '../../../report/csv.js';
import type { DigitsData } from './digits-data.js';
import { digitsFigure } from './digits-figure.js';
import { precisionAnswer, precisionFacts, precisionTable } from './precision-facts.js';
import { backendText } from '../../../numeric/backend-text.js';
import { counted, groupDigits, showUserText } from '../../../report/user-text.js';

/**
 * The same runs on several number systems (`precision.csv`, and what it comes to in `precision-summary.csv`).
 */
export function precisionChapter(data: DigitsData, summary: Table | null): Chapter {
  const facts = summary === null ? null : precisionFacts(summary);
  const recipes = data.recipes.map((name) => showUserText(name, 60)).join(', ');
  const compared = data.panels.map(({ backend, precision }) =>
    backendText({ name: showUserText(backend, 20), digits: precision }),
  );
  return {
    title: `What precision does to ${recipes}`,
    answer: facts === null ? [] : precisionAnswer(facts),
    question: [
      ['Recipe compared', recipes],
      ['Number systems', facts === null ? compared.join(', ') : `${compared.join(', ')}, against ${facts.reference}`],
      ['Length', `${counted(data.runs, 'run')} of ${groupDigits(data.lastStep)} steps`],
    ],
    figures: [digitsFigure(data, facts)],
    notes: [],
    tables: facts === null ? [] : [precisionTable(facts)],
  };
}
