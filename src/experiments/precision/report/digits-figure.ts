import { mostLines, type DigitsData, type DigitsLine, type DigitsPanel } from './digits-data.js';
import type { Figure } from '../../../report/figure.js';
import { runKey, type PrecisionFacts } from './precision-facts.js';
import { backendText } from '../../../numeric/backend-text.js';
import { panelSize, seriesColours, seriesDashes } from '../../../report/style.js';
import { counted, groupDigits, showUserText } from '../../../report/user-text.js';

/** Number systems that are drawn. */
const mostPanels = 8;
/** Amplifying seeds that have a colour of their own and a name in the legend. */
const mostNamed = 12;
/** Recipes that the caption names. */
const mostRecipes = 6;
const height = 190;

/**
 * Digits agreed with the reference against the step, one line a seed and one panel a backend. Seeds that
 * amplify rounding have a colour and a name; those that do so in bursts are grey, those whose errors only add
 * up light grey. The verdict is that on the least precise backend (float64), so that a seed looks the same in
 * all panels.
 * @param facts null where there is no verdict: all lines are then grey
 */
export function digitsFigure(data: DigitsData, facts: PrecisionFacts | null): Figure {
  const nameOf = ({ recipe, seed }: DigitsLine) =>
    data.recipes.length === 1 ? `seed ${seed}` : `${showUserText(recipe, 20)}, seed ${seed}`;
  const verdictOn = ({ recipe, seed }: DigitsLine) => facts?.verdicts.get(runKey(recipe, seed)) ?? 'bursts';
  const panels = data.panels.slice(0, mostPanels);
  const [{ lines: leastPrecise }] = panels;
  const amplifying = leastPrecise.filter((line) => verdictOn(line) === 'amplifies').map(nameOf);
  const named = amplifying.slice(0, mostNamed);
  const drawn = (line: DigitsLine): DrawnLine => ({
    name: nameOf(line),
    verdict: verdictOn(line),
    points: line.points,
  });
  return {
    name: 'digits',
    title: 'Digits agreed against the step',
    caption: captionOf(data, facts, amplifying.length),
    alternative: data.panels.map(alternativeOf).join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      vconcat: panels.map((panel, index) =>
        panelOf(titleOf(panel), panel.lines.map(drawn), {
          named,
          hasLegend: index === 0 && named.length > 0,
          isLowest: index === panels.length - 1,
          lastStep: data.lastStep,
        }),
      ),
      spacing: 14,
      resolve: { scale: { color: 'independent', strokeDash: 'independent', y: 'independent' } },
    },
  };
}

interface DrawnLine {
  readonly name: string;
  readonly verdict: string;
  readonly points: DigitsLine['points'];
}

interface PanelOptions {
  readonly named: readonly string[];
  readonly hasLegend: boolean;
  readonly isLowest: boolean;
  readonly lastStep: number;
}

function titleOf({ backend, precision }: DigitsPanel): string {
  return backendText({ name: showUserText(backend, 20), digits: precision });
}

function panelOf(title: string, lines: readonly DrawnLine[], { named, hasLegend, isLowest, lastStep }: PanelOptions) {
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ digits }) => digits)));
  const isNamed = ({ name }: DrawnLine) => named.includes(name);
  const pointsOf = (chosen: readonly DrawnLine[]) =>
    chosen.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const quiet = (isShown: (verdict: string) => boolean, colour: string) => ({
    data: { values: pointsOf(lines.filter((line) => !isNamed(line) && isShown(line.verdict))) },
    mark: { type: 'line' as const, strokeWidth: 1, color: colour },
    encoding: { detail: { field: 'name', type: 'nominal' as const } },
  });
  const legend = hasLegend ? { orient: 'top' as const, columns: 4, symbolLimit: mostNamed } : null;
  return {
    width: panelSize.width,
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
        data: { values: pointsOf(lines.filter(isNamed)) },
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

/** 1, 10, … up to the last step. */
function powersOfTen(lastStep: number): number[] {
  const ticks: number[] = [];
  for (let power = 1; power <= lastStep; power *= 10) ticks.push(power);
  return ticks;
}

function captionOf({ recipes, runs, panels }: DigitsData, facts: PrecisionFacts | null, amplifying: number): string {
  const cut =
    (runs > mostLines ? ` The first ${mostLines} runs are drawn.` : '') +
    (panels.length > mostPanels ? ` The first ${mostPanels} of ${panels.length} number systems are drawn.` : '');
  const shownRecipes = recipes.slice(0, mostRecipes);
  const more = recipes.length > mostRecipes ? ` and ${recipes.length - mostRecipes} more` : '';
  const some = amplifying > mostNamed ? ` (the first ${mostNamed} of ${amplifying})` : '';
  const [least] = panels;
  const reference = facts === null || facts.reference === '' ? 'the reference' : facts.reference;
  const named =
    amplifying > 0
      ? `In colour${some}: runs on which ${titleOf(least)} amplifies rounding, the difference growing exponentially. `
      : '';
  const verdicts = facts === null ? '' : ` ${named}Grey: in bursts. Light grey: rounding errors only add up.`;
  return (
    `Recipe “${shownRecipes.map((name) => showUserText(name, 60)).join('”, “')}”${more}, ${counted(runs, 'run')}, one line a run: the fewest decimal digits any ` +
    `weight shares with the same run on ${reference}.${verdicts}${cut}`
  );
}

/** What the right ends of the lines show. */
function alternativeOf(panel: DigitsPanel): string {
  const ends = panel.lines.map(({ points }) => points[points.length - 1].digits).sort((a, b) => a - b);
  const lost = ends.filter((digits) => digits < 1).length;
  return (
    `${titleOf(panel)}: at the end ${groupDigits(lost)} of ${counted(ends.length, 'run')} share no digit with the reference, and half of them ` +
    `${ends[ends.length >> 1].toFixed(1)} digits or more`
  );
}
