import type { Figure } from './figure.js';
import { groupLabels, groupName } from './group-label.js';
import { percent } from './percent.js';
import { shownOutcomes } from './outcome-style.js';
import { paper } from './style.js';
import { outcomeCounts, type StudyData } from './study-data.js';
import { nameNoun, nounOf } from './study-terms.js';
import { groupDigits, showUserText } from './user-text.js';

const plotWidth = 300;
const bandHeight = 34;
/** A share narrower than this has no number in it. */
const narrowestLabelled = 0.09;

/** How the runs of each group ended: one bar a group, divided by ending. */
export function outcomeFigure(study: StudyData): Figure {
  const { groups, terms } = study;
  const labels = groupLabels(study);
  const outcomes = shownOutcomes(outcomeCounts(groups), terms.outcomes);
  const shares = groups.flatMap((group, k) => {
    const counts = new Map<string, number>();
    for (const [outcome, count] of group.outcomes) {
      const name = outcomes.nameOf(outcome);
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    let from = 0;
    return outcomes.names.flatMap((name, index) => {
      const count = counts.get(name);
      if (count === undefined) return [];
      const share = count / group.trials;
      const low = from;
      from += share;
      return {
        group: labels[k].text,
        outcome: name,
        low: 100 * low,
        high: 100 * from,
        middle: 100 * (low + share / 2),
        text: share >= narrowestLabelled ? `${Math.round(100 * share)} %` : '',
        colour: outcomes.styles[index].text,
      };
    });
  });
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [0, 100], nice: false },
    axis: { title: 'share of runs (%)', values: [0, 25, 50, 75, 100] },
  };
  return {
    name: 'outcomes',
    title: 'How runs end',
    caption: `Endings of all runs of each ${nounOf(study)}, as shares of its runs. Shares too narrow for a number are in the table.`,
    alternative: groups
      .map((group) => {
        const parts = group.outcomes.map(
          ([outcome, count]) => `${shown(outcome)} ${groupDigits(count)} (${percent(count / group.trials)} %)`,
        );
        return `${groupName(group)}: ${parts.join(', ')}`;
      })
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: `Outcome shares per ${nameNoun(terms)}`,
      width: plotWidth,
      height: { step: bandHeight },
      data: { values: shares },
      encoding: {
        y: {
          field: 'group',
          type: 'nominal',
          scale: { domain: labels.map(({ text }) => text), padding: 0.18 },
          axis: { title: null, domain: false, ticks: false, labelPadding: 6, labelLimit: 0, grid: false },
        },
      },
      layer: [
        {
          mark: { type: 'bar', stroke: paper, strokeWidth: 1 },
          encoding: {
            x: { ...x, field: 'low' },
            x2: { field: 'high' },
            color: {
              field: 'outcome',
              type: 'nominal',
              scale: { domain: [...outcomes.names], range: outcomes.styles.map(({ fill }) => fill) },
              legend: { orient: 'top', columns: 3, symbolType: 'square', symbolStrokeWidth: 0, symbolSize: 110 },
            },
          },
        },
        {
          mark: { type: 'text', baseline: 'middle', fontSize: 12 },
          encoding: {
            x: { ...x, field: 'middle' },
            text: { field: 'text' },
            color: { field: 'colour', type: 'nominal', scale: null, legend: null },
          },
        },
      ],
      resolve: { scale: { color: 'independent' } },
    },
  };
}

function shown(outcome: string): string {
  return showUserText(outcome, 24);
}
