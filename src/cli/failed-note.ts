import { showUserText } from '../report/user-text.js';
import { settingName } from '../study/comparison-plan.js';
import { trialAt } from '../study/description.js';
import { failed } from '../study/experiment.js';
import type { RanStudy } from '../study/ran-study.js';
import { textOfCell } from '../study/tables/cell-value.js';

/**
 * What to say of runs that could not be brought to an end: how many, and why the first of them was not. Null
 * where there are none.
 */
export function failedNote({ description, statistics, rows }: RanStudy): string | null {
  const counts = statistics.summaries().map(({ counts: own }) => own[failed.name]);
  const count = counts.reduce((sum, own) => sum + own, 0);
  const first = counts.findIndex((own) => own > 0);
  const index = first < 0 ? null : statistics.firstTrial(first, failed.name);
  if (index === null) return null;
  const { seed } = trialAt(description, index);
  const name = showUserText(settingName(description.experiment, description.setups[first]), 60);
  const reason = showUserText(textOfCell(rows.row(index).get('failure') ?? null), 300);
  return `${count} run${count === 1 ? '' : 's'} failed; the first, seed ${seed} of ${name}: ${reason}`;
}
