import { layerParameters } from '../../../units/two-layers/layers.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property } from '../../../../properties/property.js';
import { renderPng, renderSvg } from '../../../report/render.js';
import { weightsFigure, type RunDescription, type Trajectory } from './weights-figure.js';

const parameters = layerParameters({ inputs: 2, hidden: 2, outputs: 1 });
const run: RunDescription = {
  recipe: 'clipped',
  seed: 101,
  rng: 'mt19937',
  outcome: 'converged',
  convergedAt: 12_000,
  solution: null,
};
const trajectory: Trajectory = {
  parameters,
  steps: [0, 10, 20],
  weights: [
    [0.1, 0.2, 0.3, 0.4, 0, 0],
    [0.5, 0.1, 0.2, 0.9, 1, -1],
    [1, 0, 0, 1, 1, -1],
  ],
};

/** The texts of an SVG, as a reader sees them. */
const textsOf = (svg: string) =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)/g)].map((match) =>
    match[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
/** The tags of an SVG with the names of their attributes. */
const skeletonOf = (svg: string) =>
  new Set(Array.from(svg.matchAll(/<[^>]*>/g), ([tag]) => tag.replaceAll(/"[^"]*"/g, '')));

describe("the essay's figure", () => {
  test('has a panel for each neuron, axis titles, a legend and a caption', async () => {
    const texts = textsOf(await renderSvg(weightsFigure(trajectory, run)));
    expect(texts).toEqual(expect.arrayContaining(['hidden neuron 0', 'hidden neuron 1', 'output neuron 0']));
    expect(texts).toEqual(expect.arrayContaining(['w0[0,0]', 'w0[0,1]', 'w0[1,0]', 'w0[1,1]', 'w1[0,0]', 'w1[0,1]']));
    expect(texts.filter((text) => text === 'weight')).toHaveLength(3);
    expect(texts.filter((text) => text === 'step')).toHaveLength(1);
    const caption = texts.join(' ');
    for (const part of ['“clipped”', 'seed 101 (mt19937)', 'converged', '12,000', '20 steps']) {
      expect(caption).toContain(part);
    }
  });

  test("draws the solution's values dashed, each in the colour of its weight", async () => {
    const solution = { theta: [1, 0, 0, 1, 1, -1] };
    const dashedIn = (svg: string) => svg.match(/<line [^>]*stroke-dasharray="5,4"[^>]*>/g) ?? [];
    const svg = await renderSvg(weightsFigure(trajectory, { ...run, solution }));
    expect(dashedIn(svg)).toHaveLength(6);
    expect(dashedIn(svg).filter((line) => line.includes('#0072B2'))).toHaveLength(3);
    expect(textsOf(svg).join(' ')).toContain('Dashed: the nearest solution');
    expect(dashedIn(await renderSvg(weightsFigure(trajectory, run)))).toHaveLength(0);
  });

  test('is the same bytes on every call, also of calls that overlap', async () => {
    const other = weightsFigure(trajectory, { ...run, seed: 1 });
    const chart = weightsFigure(trajectory, run);
    const first = await renderSvg(chart);
    const [again, different] = await Promise.all([renderSvg(chart), renderSvg(other)]);
    expect(again).toBe(first);
    // toEqual would walk through the image pixel by pixel, for half a minute.
    expect(Buffer.compare(await renderPng(again), await renderPng(first))).toBe(0);
    const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(idsOf(first).length).toBeGreaterThan(0);
    expect(idsOf(first).filter((id) => idsOf(different).includes(id))).toEqual([]);
    for (const id of idsOf(first)) expect(first).toContain(`url(#${id})`);
  });

  property([fc.string({ unit: 'binary', maxLength: 90 })], {
    numRuns: 10,
    examples: [
      ['<script>alert("x")</script>'],
      ['"\' onload="alert(1)" &amp; ]]> <!-- -->'],
      ['clip1 url(#clip1) clip-path="url(#clip1)" id="clip1"'],
      ['\u202Eשלום\u0000\u001B[31m'],
    ],
  })('shows a hostile name as text', async (recipe) => {
    const svg = await renderSvg(weightsFigure(trajectory, { ...run, recipe }));
    // Text inside a tag or beside it is all the name may add: no tag and no attribute that a tame figure does
    // not have.
    const tame = skeletonOf(await renderSvg(weightsFigure(trajectory, { ...run, recipe: 'tame '.repeat(30) })));
    expect([...skeletonOf(svg)].filter((tag) => !tame.has(tag))).toEqual([]);
    // Broken XML would not render.
    expect((await renderPng(svg, 0.1)).length).toBeGreaterThan(0);
  });

  test('cuts a long name where a reader sees it', async () => {
    const svg = await renderSvg(weightsFigure(trajectory, { ...run, recipe: 'x'.repeat(10_000) }));
    expect(svg).not.toContain('x'.repeat(61));
    expect(textsOf(svg).join(' ')).toContain('… (10,000 characters)');
    expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(460);
  });

  test('says where a weight leaves the axis and where it stops being a number', async () => {
    const weights = Array.from({ length: 100 }, (_, k) =>
      [0, 1, 2, 3, 4, 5].map((entry) => (k < 10 ? entry / 10 : k === 10 && entry < 2 ? -1e30 : k <= 10 ? 0.5 : NaN)),
    );
    const svg = await renderSvg(weightsFigure({ parameters, steps: [...weights.keys()], weights }, run));
    const texts = textsOf(svg);
    expect(texts).toContain('leaves the axis at step 10, reaches 1.0e30; NaN or infinite at step 11');
    expect(texts.filter((text) => text === 'NaN or infinite at step 11')).toHaveLength(2);
    expect(texts.join(' ')).toContain('The axis ends at step 12');
    expect(svg).not.toMatch(/NaN[,LZ]|[MLh,]NaN|Infinity|e\+?30[^;]/);
  });

  test('breaks a line where a value is missing', async () => {
    const weights = trajectory.weights.map((flat, k) => flat.map((value) => (k === 1 ? NaN : value)));
    const svg = await renderSvg(weightsFigure({ ...trajectory, weights }, run));
    const lines = [...svg.matchAll(/mark-line[^>]*><path [^>]*d="([^"]*)"/g)].map((match) => match[1]);
    expect(lines).toHaveLength(6);
    for (const path of lines) expect(path.match(/M/g)).toHaveLength(2);
  });

  test('keeps a spike of one step in a long run, in a figure of bounded size', async () => {
    const count = 50_000;
    const weights = Array.from({ length: count }, (_, k) => [k === 31_415 ? 8.5 : Math.sin(k), 0, 0, 0, 0, 0]);
    const steps = Array.from({ length: count }, (_, k) => k);
    const svg = await renderSvg(weightsFigure({ parameters, steps, weights }, run));
    expect(textsOf(svg)).toContain('8');
    expect(svg.length).toBeLessThan(300_000);
  });

  test('refuses what does not fit together, and says what', () => {
    expect(() => weightsFigure({ parameters, steps: [], weights: [] }, run)).toThrow(RangeError);
    expect(() => weightsFigure({ ...trajectory, steps: [0, 1] }, run)).toThrow('3 sets of weights for 2');
    expect(() => weightsFigure({ ...trajectory, weights: [[1], [2], [3]] }, run)).toThrow('1 weights at a step');
    const solution = { theta: [1, 1] };
    expect(() => weightsFigure(trajectory, { ...run, solution })).toThrow('a solution of 2 weights for a run of 6');
  });
});

describe('a PNG', () => {
  test('is white where nothing is drawn, and larger by the zoom', async () => {
    const svg = await renderSvg(weightsFigure(trajectory, run));
    const sizeOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);
    expect(sizeOf(await renderPng(svg, 3))).toBe(3 * Number(/ width="(\d+)"/.exec(svg)?.[1]));
  });

  test('has letters in it: the font was found', async () => {
    const svg = await renderSvg(weightsFigure(trajectory, run));
    const silent = svg.replace(/<text[^>]*>[^<]*<\/text>/g, '');
    expect((await renderPng(svg)).length).toBeGreaterThan(1.5 * (await renderPng(silent)).length);
  });

  test('is not made of something else', () => {
    return expect(renderPng('not an SVG')).rejects.toThrow();
  });
});
