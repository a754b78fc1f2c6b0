import stringWidth from 'string-width';
import { harmless } from '../base/harmless-text.js';
import { percent } from './percent.js';
import { showUserText } from './user-text.js';

/** One group of runs, as the terminal shows it. */
export interface SummaryRow {
  /** What tells it from the other groups, as the user wrote it. */
  readonly name: string;
  readonly trials: number;
  readonly converged: number;
  /** converged ÷ trials and its 95 % interval, each in [0, 1]; NaN where there are no trials. */
  readonly success: { readonly rate: number; readonly low: number; readonly high: number };
  /** How often each other outcome was seen, in the order to show; zeros are left out. */
  readonly others: readonly (readonly [outcome: string, count: number])[];
}

/** Terminal columns where nobody says otherwise. */
const usualWidth = 80;
const gap = '  ';
/** Terminal columns of a bar from 0 to 100 %. */
const barWidth = 10;

/** How a terminal is written to. */
export interface TerminalLook {
  /**
   * Whether to use ANSI colours: bold headings, success green where every run converged and red where none
   * did.
   */
  readonly colour?: boolean;
  /** Terminal columns; 80 where not given. */
  readonly width?: number;
  /** What a row is; `setting` where not given. */
  readonly noun?: string;
  /** What runs did that succeeded; `converged` where not given. */
  readonly past?: string;
}

/**
 * The summary as a table, one row a group. Other outcomes that do not fit in the last column continue on the
 * next line. A bar of the success rate is drawn where every outcome has room on a line.
 *
 *     setting  trials  converged  success [95 % CI]               other outcomes
 *     clipped    1000        362  36.2% [33.3, 39.2]  ███▋······  diverged 637,
 *                                                                 unfinished 1
 *
 * Names are never cut, since what tells two of them apart may be anywhere: where they have no room in a
 * table, each stands on lines of its own.
 *
 *     a name of any length
 *       362 of 1000 converged, 36.2% [33.3, 39.2]
 *       diverged 637, unfinished 1
 *
 * Both fit for up to 10^7 trials a row.
 * @returns lines, each ended by "\n"
 */
export function formatSummary(rows: readonly SummaryRow[], look: TerminalLook = {}): string {
  const { colour = false, width = usualWidth, noun = 'setting', past = 'converged' } = look;
  const names = rows.map(({ name }) => showUserText(name, longestName));
  const successes = rows.map(({ success }) => formatSuccess(success));
  const columns: TableColumns = {
    name: widest([noun, ...names]),
    trials: widest(['trials', ...rows.map((row) => String(row.trials))]),
    converged: widest([past, ...rows.map((row) => String(row.converged))]),
    success: widest(['success [95 % CI]', ...successes]),
  };
  const fixed = [columns.name, columns.trials, columns.converged, columns.success];
  const beforeOthers = fixed.reduce((sum, own) => sum + own + gap.length, 0);
  const named = rows.map((row, k) => ({ ...row, name: names[k] }));
  const paints = rows.map(({ success: { rate } }) => (!colour ? plain : rate === 1 ? green : rate === 0 ? red : plain));
  const others = widest(['other outcomes', ...rows.flatMap(seenOutcomes)]);
  const lines =
    beforeOthers + others <= width
      ? tableLines(named, successes, columns, {
          paints,
          heading: colour ? bold : plain,
          width,
          noun,
          past,
          beforeOthers,
        })
      : named.flatMap((row, k) => stackedLines(row, paints[k](successes[k]), { width, past }));
  return lines.map((text) => `${text}\n`).join('');
}

/** How wide the columns are that have a fixed width. */
interface TableColumns {
  readonly name: number;
  readonly trials: number;
  readonly converged: number;
  readonly success: number;
}

interface TableLook {
  readonly paints: readonly Paint[];
  readonly heading: Paint;
  readonly width: number;
  readonly noun: string;
  readonly past: string;
  readonly beforeOthers: number;
}

function tableLines(
  rows: readonly SummaryRow[],
  successes: readonly string[],
  columns: TableColumns,
  { paints, heading, width, noun, past, beforeOthers }: TableLook,
): string[] {
  const longestOutcome = widest([
    'other outcomes',
    ...rows.flatMap((row) => seenOutcomes(row).map((text) => `${text},`)),
  ]);
  const hasBar = beforeOthers + barWidth + gap.length + longestOutcome <= width;
  const indent = beforeOthers + (hasBar ? barWidth + gap.length : 0);
  const line = (paint: Paint, cells: readonly [string, string, string, string], bars: string, others: string) => {
    const [name, trials, converged, success] = cells;
    return [
      name + ' '.repeat(columns.name - stringWidth(name)),
      trials.padStart(columns.trials),
      converged.padStart(columns.converged),
      paint(success) + ' '.repeat(columns.success - success.length),
      ...(hasBar ? [bars] : []),
      others,
    ]
      .join(gap)
      .trimEnd();
  };
  const headings = line(plain, [noun, 'trials', past, 'success [95 % CI]'], ' '.repeat(barWidth), 'other outcomes');
  const body = rows.flatMap((row, k) => {
    const [others, ...more] = wrapOutcomes(seenOutcomes(row), width - indent);
    const cells = [row.name, String(row.trials), String(row.converged), successes[k]] as const;
    return [line(paints[k], cells, bar(row.success.rate), others), ...more.map((rest) => ' '.repeat(indent) + rest)];
  });
  return [heading(headings), ...body];
}

function stackedLines(row: SummaryRow, success: string, { width, past }: Pick<TableLook, 'width' | 'past'>): string[] {
  const indented = (text: string) => wrapWords(text, width - 2).map((line) => `  ${line}`);
  const others = seenOutcomes(row);
  return [
    ...wrapWords(row.name, width),
    ...indented(`${row.converged} of ${row.trials} ${past}, ${success}`),
    ...(others.length === 0 ? [] : indented(others.join(', '))),
  ];
}

/** Up to here names are whole, in characters. */
const longestName = 200;

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

/** ["diverged 637", "unfinished 1"] */
function seenOutcomes({ others }: SummaryRow): string[] {
  return others.filter(([, count]) => count > 0).map(([outcome, count]) => `${harmless(outcome)} ${count}`);
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
 * "diverged 637, unfinished 1", broken after commas; at least one line. Where an outcome fills its line,
 * the break stands for the comma: the last digit of a count is not given up for it.
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

/** The sentences of the answer, each a paragraph broken into lines of at most `width` columns. */
export function formatAnswer(sentences: readonly string[], width = usualWidth): string {
  return sentences
    .flatMap((sentence) => wrapWords(sentence, width))
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * Lines of at most `width` columns, broken between words, and inside a word only where it is longer than a
 * line. Escape codes have no width.
 */
export function wrapWords(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ').flatMap((whole) => broken(whole, width))) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (stringWidth(last) + 1 + stringWidth(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function broken(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces = [''];
  for (const { segment } of new Intl.Segmenter('en').segment(word)) {
    if (stringWidth(pieces[pieces.length - 1] + segment) > width) pieces.push('');
    pieces[pieces.length - 1] += segment;
  }
  return pieces;
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
