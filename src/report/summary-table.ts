import stringWidth from 'string-width';
import { percent } from './percent.js';
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
/** Room for "spurious-minimum 10000000,". */
const leastOthers = 26;
/** Terminal columns of a bar from 0 to 100 %. */
const barWidth = 10;

/**
 * The summary as a table for a terminal of 80 columns, one row a recipe. Other outcomes that do not fit in the last column
 * continue on the next line; a recipe's name too long for the first is cut. A bar of the success rate is drawn where all names stay whole and
 * every outcome has room on a line.
 *
 *     recipe   trials  converged  success [95 % CI]               other outcomes
 *     clipped    1000        362  36.2% [33.3, 39.2]  ███▋······  dead-phase 637,
 *                                                                 unfinished 1
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
  const withoutBar = trialsWidth + convergedWidth + successWidth + 4 * gap.length;
  const longestName = widest(['recipe', ...rows.map((row) => showUserText(row.recipe, tableWidth))]);
  const longestOutcome = widest([
    'other outcomes',
    ...rows.flatMap((row) => seenOutcomes(row).map((entry) => `${entry},`)),
  ]);
  const hasBar = longestName + withoutBar + barWidth + gap.length + longestOutcome <= tableWidth;
  const middle = withoutBar + (hasBar ? barWidth + gap.length : 0);
  const bars = rows.map(({ success }) => (hasBar ? [bar(success.rate)] : []));
  const names = rows.map((row) =>
    cut(showUserText(row.recipe, tableWidth), hasBar ? longestName : tableWidth - middle - leastOthers),
  );
  const recipeWidth = widest(['recipe', ...names]);

  const line = (
    paint: Paint,
    recipe: string,
    trials: string,
    converged: string,
    success: string,
    bars: readonly string[],
    others: string,
  ) =>
    [
      recipe + ' '.repeat(recipeWidth - stringWidth(recipe)),
      trials.padStart(trialsWidth),
      converged.padStart(convergedWidth),
      paint(success) + ' '.repeat(successWidth - success.length),
      ...bars,
      others,
    ]
      .join(gap)
      .trimEnd();

  const heading = line(
    plain,
    'recipe',
    'trials',
    'converged',
    'success [95 % CI]',
    hasBar ? [' '.repeat(barWidth)] : [],
    'other outcomes',
  );
  const body = rows.flatMap((row, k) => {
    const [others, ...more] = wrapOutcomes(seenOutcomes(row), tableWidth - middle - recipeWidth);
    const paint = !colour ? plain : row.success.rate === 1 ? green : row.success.rate === 0 ? red : plain;
    return [
      line(paint, names[k], String(row.trials), String(row.converged), successes[k], bars[k], others),
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

/** ["dead-phase 637", "unfinished 1"] */
function seenOutcomes({ others }: SummaryRow): string[] {
  return others.filter(([, count]) => count > 0).map(([outcome, count]) => `${outcome} ${count}`);
}

/** `███▌······` for 0.36: eighths of a cell; anything above 0 shows, and only 1 is full. */
function bar(rate: number): string {
  const eighths =
    rate === 1 ? 8 * barWidth : Math.min(8 * barWidth - 1, Math.ceil(8 * barWidth * (rate > 0 ? rate : 0)));
  const full = Math.floor(eighths / 8);
  const part = eighths % 8 === 0 ? '' : '▏▎▍▌▋▊▉'[(eighths % 8) - 1];
  return ('█'.repeat(full) + part).padEnd(barWidth, '·');
}

/**
 * "dead-phase 637, unfinished 1", broken after commas; at least one line. Where an outcome fills its line, the break stands for the comma: the last
 * digit of a count is not given up for it.
 */
function wrapOutcomes(seen: readonly string[], width: number): string[] {
  const lines = [''];
  seen.forEach((entry, k) => {
    const comma = k < seen.length - 1 && stringWidth(entry) < width ? ',' : '';
    const text = cut(entry + comma, width);
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = text;
    else if (stringWidth(last) + 1 + stringWidth(text) <= width) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  });
  return lines;
}

/** The sentences of the answer, each a paragraph broken into lines of at most 80 columns. */
export function formatAnswer(sentences: readonly string[]): string {
  return sentences
    .map((sentence) =>
      wrapWords(sentence)
        .map((line) => `${line}\n`)
        .join(''),
    )
    .join('');
}

function wrapWords(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ').map((whole) => cut(whole, tableWidth))) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (stringWidth(last) + 1 + stringWidth(word) <= tableWidth) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
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
