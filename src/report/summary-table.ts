import stringWidth from 'string-width';
import { showUserText } from './user-text.js';

/** One group of runs, as the terminal shows it. */
export interface SummaryRow {
  /** The recipe's name, as the user wrote it. */
  readonly recipe: string;
  readonly trials: number;
  readonly converged: number;
  /** converged ÷ trials and its 95 % interval, each in [0, 1]; NaN where there are no trials. */
  readonly success: { readonly rate: number; readonly low: number; readonly high: number };
  /** How often each other outcome was seen, in the order to show; zeros are left out. */
  readonly others: readonly (readonly [outcome: string, count: number])[];
}

const tableWidth = 80;
const gap = '  ';
/** Room for "spurious-minimum 10000000". */
const leastOthers = 25;

/**
 * The summary as a table for a terminal of 80 columns, one row a recipe. Other outcomes that do not fit in the last column
 * continue on the next line; a recipe's name too long for the first is cut.
 *
 *     recipe   trials  converged  success [95 % CI]   other outcomes
 *     clipped    1000        362  36.2% [33.3, 39.2]  dead-phase 637, unfinished 1
 *
 * It fits for up to 10^7 trials a row.
 * @param colour whether to use ANSI colours: bold headings, success green where every run converged and red where none did
 * @returns lines, each ended by "\n"
 */
export function formatSummary(rows: readonly SummaryRow[], colour: boolean): string {
  const successes = rows.map(({ success }) => formatSuccess(success));
  const trialsWidth = widest(['trials', ...rows.map((row) => String(row.trials))]);
  const convergedWidth = widest(['converged', ...rows.map((row) => String(row.converged))]);
  const successWidth = widest(['success [95 % CI]', ...successes]);
  const middle = trialsWidth + convergedWidth + successWidth + 4 * gap.length;
  const names = rows.map((row) => cut(showUserText(row.recipe, tableWidth), tableWidth - middle - leastOthers));
  const recipeWidth = widest(['recipe', ...names]);

  const line = (paint: Paint, recipe: string, trials: string, converged: string, success: string, others: string) =>
    [
      recipe + ' '.repeat(recipeWidth - stringWidth(recipe)),
      trials.padStart(trialsWidth),
      converged.padStart(convergedWidth),
      paint(success) + ' '.repeat(successWidth - success.length),
      others,
    ]
      .join(gap)
      .trimEnd();

  const heading = line(plain, 'recipe', 'trials', 'converged', 'success [95 % CI]', 'other outcomes');
  const body = rows.flatMap((row, k) => {
    const [others, ...more] = wrapOutcomes(row.others, tableWidth - middle - recipeWidth);
    const paint = !colour ? plain : row.success.rate === 1 ? green : row.success.rate === 0 ? red : plain;
    return [
      line(paint, names[k], String(row.trials), String(row.converged), successes[k], others),
      ...more.map((rest) => ' '.repeat(middle + recipeWidth) + rest),
    ];
  });
  return [colour ? bold(heading) : heading, ...body].map((text) => `${text}\n`).join('');
}

type Paint = (text: string) => string;
const plain: Paint = (text) => text;
const bold: Paint = (text) => `\u001B[1m${text}\u001B[22m`;
const red: Paint = (text) => `\u001B[31m${text}\u001B[39m`;
const green: Paint = (text) => `\u001B[32m${text}\u001B[39m`;

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => stringWidth(text)));
}

/** "36.2% [33.3, 39.2]"; "–" where there is no rate. */
function formatSuccess({ rate, low, high }: SummaryRow['success']): string {
  if (Number.isNaN(rate)) return '–';
  return `${percent(rate)}% [${percent(low)}, ${percent(high)}]`;
}

/**
 * Hundredths with one decimal, or with up to three where fewer would round to 0 or 100 what is neither; 99.9996 % then is 99.999,
 * not 100: a success rate of 100 % means that no run failed.
 */
function percent(fraction: number): string {
  for (const decimals of [1, 2, 3]) {
    const text = (100 * fraction).toFixed(decimals);
    const looksExact = Number(text) === 0 || Number(text) === 100;
    if (!looksExact || fraction === 0 || fraction === 1) return text;
  }
  return fraction < 0.5 ? '0.001' : '99.999';
}

/** "dead-phase 637, unfinished 1", broken after commas; at least one line. */
function wrapOutcomes(others: SummaryRow['others'], width: number): string[] {
  const seen = others.filter(([, count]) => count > 0).map(([outcome, count]) => `${outcome} ${count}`);
  const lines = [''];
  seen.forEach((entry, k) => {
    const text = cut(k < seen.length - 1 ? `${entry},` : entry, width);
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = text;
    else if (stringWidth(last) + 1 + stringWidth(text) <= width) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  });
  return lines;
}

/** The beginning of a text, with "…" where it is longer than `width` terminal columns. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
