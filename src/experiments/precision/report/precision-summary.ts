import stringWidth from 'string-width';
import type { ComparedSetting, Loss, Verdict } from '../compare-precision.js';
import type { ToldSeed, ToldSide } from '../precision-rows.js';
import { backendText } from '../../../numeric/backend-text.js';
import { groupDigits, showUserText } from '../../../report/user-text.js';

const tableWidth = 80;
/** Seeds the table shows; the file has all. */
const mostSeeds = 40;
const lossesShown: readonly Loss[] = [1, 4, 8, 'all'];

/**
 * What a comparison of backends found, for a terminal of 80 columns: a table with one row a seed for the
 * least precise backend (float64), and in words what it comes to, for every backend.
 * @param comparisons at least one
 */
export function formatPrecision(study: ComparedSetting, comparisons: readonly ToldSeed[]): string {
  const first = backendText(study.compared[0]);
  const heading = ['seed', '1', '4', '8', 'all', 'amplified', 'growth per step', 'verdict', 'outcome'];
  const rows = comparisons
    .slice(0, mostSeeds)
    .map(({ seed, backends: [side] }) => [
      String(seed),
      ...lossesShown.map((loss) => stepText(side.lostAt.get(loss) ?? null)),
      `×${side.amplification.toPrecision(2).replace('e+', 'e')}`,
      growthText(side),
      side.verdict,
      side.outcomeAgrees ? 'same' : 'differs',
    ]);
  const hidden = comparisons.length - rows.length;
  const name = showUserText(study.recipe.name, 30);
  return [
    ...wrap(
      `${first} against ${backendText(study.reference)}: ${name}, ${groupDigits(study.recipe.steps)} steps, ${groupDigits(comparisons.length)} seeds.`,
    ),
    ...wrap(
      'Columns 1, 4, 8, all: the first step after which so many digits of a weight are lost. Amplified: the difference, over what the rounding errors of the steps add up to. Growth: of ln|difference|, with its 95 % interval.',
    ),
    '',
    ...alignRight([heading, ...rows]),
    ...(hidden > 0 ? [`… and ${groupDigits(hidden)} more seeds in precision-summary.csv`] : []),
    '',
    ...study.compared.flatMap((choice, index) =>
      wrap(
        conclusion(
          backendText(choice),
          comparisons.map(({ seed, referenceOutcome, backends }) => ({
            seed,
            referenceOutcome,
            side: backends[index],
          })),
        ),
      ),
    ),
    ...wrap(doubts(backendText(study.reference), comparisons)),
    '',
  ].join('\n');
}

/** At most six characters: 99999, then in thousands. */
function stepText(step: number | null): string {
  if (step === null) return '–';
  return step < 100_000 ? String(step) : `${Math.round(step / 1000)}k`;
}

/** "0.112 ± 0.071"; the interval is symmetric. */
function growthText({ growth }: ToldSide): string {
  if (growth === null) return '–';
  const { rate, interval } = growth;
  const decimals = 3;
  return interval === null
    ? `${rate.toFixed(decimals)} ± ?`
    : `${rate.toFixed(decimals)} ± ${((interval.high - interval.low) / 2).toFixed(decimals)}`;
}

interface SideOfSeed {
  readonly seed: number;
  readonly referenceOutcome: string;
  readonly side: ToldSide;
}

function conclusion(name: string, sides: readonly SideOfSeed[]): string {
  const lost = lossesShown.map((loss) => {
    const steps = sides.flatMap(({ side }) => side.lostAt.get(loss) ?? []).sort((a, b) => a - b);
    const what = loss === 'all' ? 'all digits' : `${loss} ${loss === 1 ? 'digit' : 'digits'}`;
    return `${what} in ${steps.length}${steps.length === 0 ? '' : ` (median step ${steps[steps.length >> 1]})`}`;
  });
  const seedsWith = (verdict: Verdict) => sides.filter(({ side }) => side.verdict === verdict).map(({ seed }) => seed);
  const differing = sides.filter(({ side }) => !side.outcomeAgrees);
  const exceptions = differing
    .slice(0, 5)
    .map(({ seed, side, referenceOutcome }) => `seed ${seed}: ${side.outcome}, not ${referenceOutcome}`);
  return (
    `${name} loses ${lost.join(', ')} of ${sides.length} runs. Amplifying: ${listOf(seedsWith('amplifies'))}; ` +
    `in bursts: ${listOf(seedsWith('bursts'))}; only adding up: ${listOf(seedsWith('adds-up'))}. The outcome ` +
    (differing.length === 0
      ? 'is the same in every run.'
      : `differs in ${differing.length} (${exceptions.join('; ')}${differing.length > 5 ? '; …' : ''}).`)
  );
}

/** Where the reference itself may be wrong. */
function doubts(reference: string, comparisons: readonly ToldSeed[]): string {
  const doubtful = comparisons.filter(({ referenceUnknownFrom }) => referenceUnknownFrom !== null);
  if (doubtful.length === 0) return '';
  return (
    `How many digits of ${reference} are right is not known to the end for seed ${listOf(doubtful.map(({ seed }) => seed))}: ` +
    'there the next best has none left. More digits would tell.'
  );
}

/** "3, 6, 15"; at most 20 of them. */
function listOf(seeds: readonly number[]): string {
  if (seeds.length === 0) return 'none';
  return seeds.slice(0, 20).join(', ') + (seeds.length > 20 ? ` and ${seeds.length - 20} more` : '');
}

/** Columns aligned to the right, two blanks apart, or one where the seeds are long numbers. */
function alignRight(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]))));
  const pad = (cell: string, column: number) => ' '.repeat(widths[column] - stringWidth(cell)) + cell;
  const fits = widths.reduce((sum, width) => sum + width + 2, -2) <= tableWidth;
  return rows.map((row) => row.map(pad).join(fits ? '  ' : ' '));
}

/** Lines of at most 80 columns, broken between words. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= tableWidth)
      lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(word);
  }
  return lines;
}
