import { plainSuccess, type SuccessWords } from '../base/success-words.js';
import { numberOfCell, textOfCell } from './cell.js';
import type { Table } from './csv.js';
import { namedCells } from './named-cells.js';
import { counted, groupDigits, showUserText } from './user-text.js';

/**
 * Whether a study showed what it was to show (`criterion.csv`), with the numbers, and how often that may be
 * mistaken. Empty where the table has no verdict.
 * @param nameColumn the column with the setting's name
 */
export function criterionAnswer(
  { columns, rows }: Table,
  nameColumn: string,
  { infinitive }: SuccessWords = plainSuccess,
): readonly string[] {
  const row = rows.at(0);
  if (row === undefined) return [];
  const cell = namedCells(columns)(row);
  const said = claimWords({
    number: (name) => numberOfCell(cell(name)),
    text: (name) => textOfCell(cell(name)),
    setting: showUserText(textOfCell(cell(nameColumn)), 60),
    infinitive,
  });
  const verdict = textOfCell(cell('verdict'));
  if (said === null || verdict === '') return [];
  return [`Criterion ${showUserText(verdict, 24)}: ${said.claim}`, said.errors];
}

/** What was asked and found, and how often the answer may be mistaken. */
interface ClaimWords {
  readonly claim: string;
  readonly errors: string;
}

interface Row {
  readonly number: (name: string) => number | null;
  readonly text: (name: string) => string;
  /** What the setting is called. */
  readonly setting: string;
  /** What a run does that succeeds. */
  readonly infinitive: string;
}

function claimWords(row: Row): ClaimWords | null {
  return rateWords(row) ?? differenceWords(row);
}

/** `clipped is to ${infinitive} in at least 95 % of runs. 59 of its first 59 runs did. …` */
function rateWords({ number, setting, infinitive }: Row): ClaimWords | null {
  const [rate, margin, runs, converged, seeds] = ['at_least', 'margin', 'runs', 'converged', 'seeds'].map(number);
  const [falsePass, falseAlarm] = ['false_pass', 'false_alarm'].map(number);
  if (rate === null || margin === null || runs === null || converged === null) return null;
  const all = seeds === null || runs === seeds ? '' : 'first ';
  return {
    claim:
      `${setting} is to ${infinitive} in at least ${points(rate)} % of runs; ` +
      `${groupDigits(converged)} of its ${all}${counted(runs, 'run')} did.`,
    errors:
      `Probability of error: a rate of ${points(rate - margin)} % or less is called enough with at most ${chance(falsePass)}, ` +
      `one of ${points(rate)} % or more too little with at most ${chance(falseAlarm)}.`,
  };
}

/** `clipped is to converge no less often than in main-report, by 2 percentage points at most. …` */
function differenceWords({ number, text, setting, infinitive }: Row): ClaimWords | null {
  const [margin, pairs, difference] = ['margin', 'pairs', 'difference'].map(number);
  const [low, high, own, other] = ['difference_low', 'difference_high', 'only_setting', 'only_baseline'].map(number);
  const [falsePass, falseAlarm] = ['false_pass', 'false_alarm'].map(number);
  if (margin === null || pairs === null || difference === null || low === null || high === null) return null;
  return {
    claim:
      `${setting} may ${infinitive} less often than in ${showUserText(text('baseline'), 80)} by ${points(margin)} percentage points at most. ` +
      `On the same ${counted(pairs, 'seed')} its rate differs by ${points(difference)} points ` +
      `(lower bound ${points(low)}, upper bound ${points(high)}; ${groupDigits(own ?? 0)} seeds ${infinitive} now only, ${groupDigits(other ?? 0)} did before only).`,
    errors:
      `Probability of error: a rate that is lower by ${points(margin)} points or more is called good with about ${chance(falsePass)}, ` +
      `one that is lower by less called bad with about ${chance(falseAlarm)} at most.`,
  };
}

/** A share or a difference in percent or percentage points, without digits that say nothing. */
function points(value: number): string {
  return String(Number((100 * value).toPrecision(4))).replace('-', '−');
}

function chance(probability: number | null): string {
  return probability === null ? 'an unknown one' : String(probability);
}
