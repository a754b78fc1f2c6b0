import type { Figure } from './figure.js';
import { groupLabels, groupName, type GroupLabel } from './group-label.js';
import { percentWithInterval } from './percent.js';
import { ink } from './style.js';
import type { Group, StudyData } from './study-data.js';
import { nameNoun, nounOf } from './study-terms.js';
import { groupDigits } from './user-text.js';

/** Pixels. */
const plotWidth = 230;
const bandHeight = 48;
const pitch = 3.6;
/** Dots are piled this many high. */
const pileHeight = 6;
/**
 * Up to so many runs in a group, and in all groups, each is a dot; beyond, each dot is a block of consecutive
 * runs.
 */
const mostSingleDots = 300;
const mostSingleDotsInAll = 1500;
const blocks = 60;

/**
 * Success rate per group: the rate with its interval, and under it the seeds. A seed that did not converge
 * lies at the left end, one that did at the right end, piled inwards, so that the lengths of the piles are
 * the counts. With many seeds each dot is the rate in a block of consecutive runs, at its place on the axis.
 */
export function successFigure(study: StudyData): Figure {
  const { groups, terms } = study;
  const { adjective, infinitive, past, one } = terms.success;
  const labels = groupLabels(study);
  const perDot = runsPerDot(groups);
  const y = { field: 'group', type: 'nominal' as const, scale: { domain: labels.map(({ text }) => text) } };
  const yOffset = { field: 'offset', type: 'quantitative' as const, scale: { domain: [-0.5, 0.5] } };
  const color = {
    field: 'group',
    type: 'nominal' as const,
    scale: { domain: labels.map(({ text }) => text), range: labels.map(({ colour }) => colour) },
    legend: null,
  };
  const rates = groups.map(({ success }, k) => ({
    group: labels[k].text,
    offset: intervalOffset,
    rate: 100 * success.rate,
    low: 100 * success.low,
    high: 100 * success.high,
    text: percentWithInterval(success.rate, success),
  }));
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [0, 100], nice: false },
    axis: { title: `runs that ${past} (%)`, values: [0, 25, 50, 75, 100], grid: true },
  };
  return {
    name: 'success',
    title: `How often each ${nounOf(study)} ${one}`,
    caption:
      `Success rate: ${adjective} runs as a share of all runs. Bars are 95 % Wilson intervals. ` +
      (perDot === 1
        ? `Each small dot is one seed: at the left those that did not ${infinitive}, at the right those that did.`
        : `Each small dot is the rate within a block of ${groupDigits(perDot)} consecutive runs.`),
    alternative: groups
      .map(
        (group) =>
          `${groupName(group)}: ${groupDigits(group.converged)} of ${groupDigits(group.trials)} runs ${past}, ` +
          percentWithInterval(group.success.rate, group.success),
      )
      .join('; '),
    chart: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      description: `Success rate per ${nameNoun(terms)} with 95 % Wilson intervals; seeds as dots`,
      width: plotWidth,
      height: { step: bandHeight, for: 'position' },
      encoding: {
        y: { ...y, axis: { title: null, domain: false, ticks: false, labelPadding: 8, labelLimit: 0, grid: false } },
        yOffset,
      },
      layer: [
        {
          data: { values: groups.flatMap((group, k) => dots(group, labels[k], perDot)) },
          mark: { type: 'point', filled: true, size: 8, opacity: 0.75, clip: false },
          encoding: { x: { ...x, field: 'place' }, color },
        },
        {
          data: { values: rates },
          mark: { type: 'rule', strokeWidth: 2.2 },
          encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
        },
        ...(['low', 'high'] as const).map((field) => ({
          data: { values: rates },
          mark: { type: 'tick' as const, orient: 'vertical' as const, size: 9, thickness: 2.2 },
          encoding: { x: { ...x, field }, color },
        })),
        {
          data: { values: rates },
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: { x: { ...x, field: 'rate' }, color },
        },
        {
          data: { values: rates },
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 14, fontSize: 12, color: ink },
          encoding: { x: { value: plotWidth }, text: { field: 'text' } },
        },
      ],
    },
  };
}

/** The interval stands above the middle of its band, the dots below. */
const intervalOffset = -0.24;

/** One number for all groups, so that dots mean the same everywhere. */
function runsPerDot(groups: readonly Group[]): number {
  const most = Math.max(...groups.map(({ trials }) => trials));
  return most <= mostSingleDots && most * groups.length <= mostSingleDotsInAll ? 1 : Math.ceil(most / blocks);
}

interface Dot {
  readonly group: string;
  /** On the axis of percentages. */
  readonly place: number;
  /** In the band, from −½ to ½. */
  readonly offset: number;
}

function dots(group: Group, label: GroupLabel, perDot: number): Dot[] {
  const percentPerPixel = 100 / plotWidth;
  const rowOffset = (row: number) => (2 + row * pitch) / bandHeight;
  if (perDot === 1) {
    const pile = (count: number, from: number, direction: 1 | -1) =>
      Array.from({ length: count }, (_, k) => ({
        group: label.text,
        place: from + direction * (Math.floor(k / pileHeight) + 0.5) * pitch * percentPerPixel,
        offset: rowOffset(k % pileHeight),
      }));
    return [...pile(group.trials - group.converged, 0, 1), ...pile(group.converged, 100, -1)];
  }
  const seen = new Map<number, number>();
  const places = blockRates(group, perDot).map((rate) => Math.round((100 * rate) / (pitch * percentPerPixel)));
  return places.map((bin) => {
    const row = seen.get(bin) ?? 0;
    seen.set(bin, row + 1);
    // A pile that is too high is pressed together: its dots then overlap.
    const count = places.filter((other) => other === bin).length;
    const height = Math.max(1, (count - 1) / (pileHeight - 1));
    return { group: label.text, place: Math.min(100, bin * pitch * percentPerPixel), offset: rowOffset(row / height) };
  });
}

/** Success rates of blocks of consecutive runs; a last block of less than half the size is left out. */
function blockRates({ runs }: Group, size: number): number[] {
  const rates: number[] = [];
  for (let from = 0; from < runs.length; from += size) {
    const block = runs.slice(from, from + size);
    if (block.length >= size / 2) rates.push(block.filter(({ converged }) => converged).length / block.length);
  }
  return rates;
}
