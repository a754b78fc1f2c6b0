import type { TopLevelSpec } from 'vega-lite';
import type { BackendComparison, PrecisionStudy, SeedComparison, Verdict } from '../study/compare-precision.js';
import { backendText } from './precision-summary.js';
import { fontSize, panelSize, seriesColours, seriesDashes } from './style.js';
import { wrapText } from './text-width.js';
import { groupDigits, showUserText } from './user-text.js';

/** More lines than this are no longer told apart, and make the file large. */
const mostLines = 200;
/** Amplifying seeds that have a colour of their own and a name in the legend. */
const mostNamed = 12;
const height = 190;

/**
 * Digits agreed with the reference against the step, one line a seed and one panel a backend. Seeds that amplify rounding have a
 * colour and a name; those that do so in bursts are grey, those whose errors only add up light grey. The verdict is that on the
 * least precise backend (float64), so that a seed looks the same in all panels.
 * @param comparisons at least one
 * @returns a Vega-Lite chart, for `renderSvg`
 */
export function digitsFigure(study: PrecisionStudy, comparisons: readonly SeedComparison[]): TopLevelSpec {
  const drawn = comparisons.slice(0, mostLines);
  const amplifying = drawn.filter(({ backends: [least] }) => least.verdict === 'amplifies');
  const named = amplifying.slice(0, mostNamed).map(({ seed }) => seedName(seed));
  const width = panelSize.width + 60;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: {
      text: wrapText(captionOf(study, comparisons.length, amplifying.length), fontSize.label, width + 90),
      orient: 'bottom',
      anchor: 'start',
      frame: 'bounds',
      fontSize: fontSize.label,
      fontWeight: 'normal',
      lineHeight: fontSize.label * 1.3,
      offset: 10,
    },
    vconcat: study.compared.map((choice, index) =>
      panelOf(
        backendText(choice),
        drawn.map(({ seed, backends }) => ({ seed, side: backends[index], verdict: backends[0].verdict })),
        {
          named,
          width,
          hasLegend: index === 0,
          isLowest: index === study.compared.length - 1,
          lastStep: study.recipe.steps,
        },
      ),
    ),
    spacing: 14,
    resolve: { scale: { color: 'independent', strokeDash: 'independent', y: 'independent' } },
  };
}

interface PanelOptions {
  readonly named: readonly string[];
  readonly width: number;
  readonly hasLegend: boolean;
  readonly isLowest: boolean;
  readonly lastStep: number;
}

interface SideOfSeed {
  readonly seed: number;
  readonly side: BackendComparison;
  readonly verdict: Verdict;
}

function panelOf(title: string, sides: readonly SideOfSeed[], options: PanelOptions) {
  const { named, width, hasLegend, isLowest, lastStep } = options;
  const most = Math.max(...sides.map(({ side }) => side.digits));
  const isNamed = ({ seed }: SideOfSeed) => named.includes(seedName(seed));
  const pointsOf = (chosen: readonly SideOfSeed[]) =>
    chosen.flatMap(({ seed, side }) =>
      side.agreement.map(({ step, digits }) => ({ name: seedName(seed), step, digits })),
    );
  const quiet = (isShown: (verdict: Verdict) => boolean, colour: string) => ({
    data: { values: pointsOf(sides.filter((entry) => !isNamed(entry) && isShown(entry.verdict))) },
    mark: { type: 'line' as const, strokeWidth: 1, color: colour },
    encoding: { detail: { field: 'name', type: 'nominal' as const } },
  });
  const legend = hasLegend ? { orient: 'right' as const, symbolLimit: mostNamed } : null;
  return {
    width,
    height,
    title: { text: title },
    encoding: {
      x: {
        field: 'step',
        type: 'quantitative' as const,
        scale: { type: 'log' as const, domain: [1, Math.max(lastStep, 2)], nice: false },
        axis: {
          title: isLowest ? 'step' : null,
          labels: isLowest,
          format: ',d',
          values: powersOfTen(lastStep),
        },
      },
      y: {
        field: 'digits',
        type: 'quantitative' as const,
        scale: { domain: [0, most], nice: false },
        axis: { title: 'digits agreed', tickCount: 5 },
      },
    },
    layer: [
      quiet((verdict) => verdict === 'adds-up', '#CCCCCC'),
      quiet((verdict) => verdict !== 'adds-up', '#8C8C8C'),
      {
        data: { values: pointsOf(sides.filter(isNamed)) },
        mark: { type: 'line' as const, strokeWidth: 1.8 },
        encoding: {
          color: {
            field: 'name',
            type: 'nominal' as const,
            scale: { domain: [...named], range: named.map((_, k) => seriesColours[k % seriesColours.length]) },
            legend,
          },
          strokeDash: {
            field: 'name',
            type: 'nominal' as const,
            scale: {
              domain: [...named],
              range: named.map((_, k) => [...seriesDashes[Math.floor(k / seriesColours.length) % seriesDashes.length]]),
            },
            legend,
          },
        },
      },
    ],
  };
}

function seedName(seed: number): string {
  return `seed ${seed}`;
}

/** 1, 10, … up to the last step. */
function powersOfTen(lastStep: number): number[] {
  const ticks: number[] = [];
  for (let power = 1; power <= lastStep; power *= 10) ticks.push(power);
  return ticks;
}

function captionOf({ recipe, reference }: PrecisionStudy, seeds: number, amplifying: number): string {
  const cut = seeds > mostLines ? ` The first ${mostLines} seeds are drawn.` : '';
  const some = amplifying > mostNamed ? ` (the first ${mostNamed} of ${amplifying})` : '';
  return (
    `Recipe “${showUserText(recipe.name, 60)}”, ${groupDigits(seeds)} seeds, one line a seed: the fewest decimal digits any weight ` +
    `shares with the same run on ${backendText(reference)}. In colour${some}: seeds on which float64 amplifies rounding, the ` +
    `difference growing exponentially. Grey: in bursts. Light grey: rounding errors only add up.${cut}`
  );
}
