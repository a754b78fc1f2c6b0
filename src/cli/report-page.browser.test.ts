import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSyntheticMeasurements, writeSyntheticStudy } from '../../bench/synthetic-study.js';
import { writeReport } from './write-report.js';

const browserPath = process.env['WARIZAN_CHROMIUM'] ?? '/usr/bin/chromium';
const isWaived = process.env['WARIZAN_NO_BROWSER'] === '1';
if (isWaived) console.warn('WARIZAN_NO_BROWSER=1: the report was NOT looked at in a browser.');

const hostile = [
  '<script>document.title="x"</script>',
  '"><img src=x onerror="document.title=1">',
  '=HYPERLINK("http://example.org","x")',
  'x'.repeat(10_000),
  'שלום مرحبا \u202Eabc',
];
const titles = ['A study of a/b', hostile.join(' ')];
const studies = [
  { name: 'plain', recipes: ['naive', 'clipped', 'exact', 'robust'], title: titles[0] },
  { name: 'hostile', recipes: hostile, title: titles[1] },
];
/**
 * Studies that are run for their pages: short ones of the essay's recipes, of sweeps and of a wide network.
 */
const short = 'steps: 1500, evaluation: { interval: 100, samples: 100 }';
const ran = {
  essay: `recipes: [naive, { extends: clipped, name: clipped, ${short} }, { extends: exact, name: exact, ${short} }]\nseeds: 1..20\n`,
  sweep: `recipes: [{ extends: exact, name: exact, ${short} }]\ngrid: { learningRate: [0.003, 0.01, 0.03, 0.1, 0.3, 1] }\nseeds: 1..20\n`,
  grid: `recipes: [{ extends: exact, name: exact, ${short} }]\ngrid: { learningRate: [0.01, 0.05, 0.2], stepRule.clip: [1, 10, 100, 1000] }\nseeds: 1..12\n`,
  wide: `recipes: [{ extends: clipped, name: clipped, hidden: 40, learningRate: 0.001, ${short} }]\nseeds: 1..4\n`,
};
const examples = join(import.meta.dirname, '..', '..', 'examples');
/** The same of experiments that do not ship: a module's, and a command's. */
const own = {
  spirals: `title: Two spirals\nexperiment: ${examples}/experiment/spirals.ts\nsettings: [{ optimiser: sgd, rate: 1 }, { optimiser: adam, rate: 0.05 }]\nseeds: 1..6\n`,
  halving: readFileSync(join(examples, 'experiment-shell', 'study.yaml'), 'utf8').replace(
    'command: ',
    `folder: ${examples}/experiment-shell\n  command: `,
  ),
};
const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');

const looks = [
  { look: 'light', width: 1280, scheme: 'light' },
  { look: 'dark', width: 1280, scheme: 'dark' },
  { look: 'narrow', width: 320, scheme: 'light' },
  { look: 'narrow and dark', width: 320, scheme: 'dark' },
] as const;
const cases = [
  ...studies.flatMap(({ name }) => looks.map((look) => ({ name, fewest: 8, ...look }))),
  ...Object.keys({ ...ran, ...own }).flatMap((name) =>
    [360, 768, 1280].flatMap((width) =>
      (['light', 'dark'] as const).map((scheme) => ({
        name,
        fewest: 3,
        look: `${scheme}, ${width} px`,
        width,
        scheme,
      })),
    ),
  ),
];

describe.skipIf(isWaived)('the page in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-browser-'));
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    if (!existsSync(browserPath)) {
      throw new Error(
        `no browser at ${browserPath}: apt-get install -y chromium, or name one with WARIZAN_CHROMIUM; ` +
          'WARIZAN_NO_BROWSER=1 leaves this test out and says so',
      );
    }
    for (const { name, recipes, title } of studies) {
      const own = join(folder, name);
      mkdirSync(own);
      writeSyntheticStudy(own, { recipes, title, seeds: 60 });
      writeSyntheticMeasurements(own, recipes);
      await writeReport(own);
    }
    for (const [name, study] of Object.entries({ ...ran, ...own })) {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, study);
      execFileSync(process.execPath, [program, 'study', file, '--allow-outside', '--out', join(folder, name)], {
        stdio: 'ignore',
      });
    }
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: browserPath,
      args: [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    });
  }, 300_000);

  afterAll(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.for(cases)('$name, $look', async ({ name, fewest, width, scheme }) => {
    if (context === undefined) throw new Error('the browser did not start');
    const page = await context.newPage();
    const said: string[] = [];
    const requested: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => requested.push(request.url()));
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const address = pathToFileURL(join(folder, name, 'report.html')).href;
    await page.goto(address);
    await page.evaluate('document.fonts.ready');
    // Weights are folded away; what is checked is what a reader sees who opens them.
    expect(await page.evaluate('[...document.querySelectorAll("details")].filter(({ open }) => open).length')).toBe(0);
    await page.evaluate('document.querySelectorAll("details.runs").forEach((details) => { details.open = true; })');

    expect(requested.filter((url) => url !== address && !url.startsWith('data:'))).toStrictEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await page.evaluate('document.querySelectorAll("figure").length')).toBeGreaterThanOrEqual(fewest);
    expect(await page.evaluate(figureFaults)).toStrictEqual([]);
    expect(await page.evaluate(holes)).toStrictEqual([]);
    expect(await page.evaluate(`${axe.source}; axe.run().then(${violations})`)).toStrictEqual([]);
    expect(said).toStrictEqual([]);
    await page.close();
  });

  test.each([
    ['spirals', 'Two spirals', 'npx warizan run study.json --set optimiser=adam --set rate=0.05 --seed 1 '],
    ['halving', 'How many guesses', 'npx warizan run study.json --set guesses=10 --seed 1 '],
  ])('%s, of a user’s own, has curves, and a command for every run to look at', async (name, title, command) => {
    if (context === undefined) throw new Error('the browser did not start');
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, name, 'report.html')).href);
    expect(await page.title()).toContain(title);
    expect(await page.locator('figure[id^="figure-curves"] svg path').count()).toBeGreaterThan(2);
    const runs = await page.locator('table').filter({ hasText: 'npx warizan run' }).innerText();
    expect(runs).toContain(command);
    await page.close();
  });

  test('hostile names change the text of the page and nothing else', async () => {
    if (context === undefined) throw new Error('the browser did not start');
    const benign = join(folder, 'benign');
    mkdirSync(benign);
    const recipes = ['a', 'b', 'c', 'd', 'e'];
    writeSyntheticStudy(benign, { recipes, title: 'f', seeds: 60 });
    writeSyntheticMeasurements(benign, recipes);
    await writeReport(benign);
    const page = await context.newPage();
    const [expected, found] = [await skeleton(page, benign), await skeleton(page, join(folder, 'hostile'))];
    expect(found).toStrictEqual(expected);
    expect(await page.title()).toContain('<script>document.title="x"</script> "><img src=x onerror=');
    await page.close();
  });

  test('these checks find what they look for', async () => {
    if (context === undefined) throw new Error('the browser did not start');
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, 'plain', 'report.html')).href);
    await page.evaluate(plantFaults);
    expect(await page.evaluate(figureFaults)).toStrictEqual([
      'figure-success: 10 × 10',
      'figure-success: no text alternative',
      expect.stringMatching(/^figure-outcomes: "runs that end \(%\)" overlaps/),
      expect.stringMatching(/^figure-convergence: "step" leaves the figure/),
      expect.stringMatching(/^figure-endings: .* has a contrast of 1\.\d\d/),
    ]);
    await page.evaluate(
      `for (const part of document.querySelector('#figure-digits').children) part.style.width = '80px';`,
    );
    expect(await page.evaluate(holes)).toContainEqual(expect.stringMatching(/^figure-digits: \d+ px empty/));
    const found = await page.evaluate(`${axe.source}; axe.run().then(${violations})`);
    expect(found).toContainEqual(expect.stringMatching(/^color-contrast/));
    expect(found).toContainEqual(expect.stringMatching(/^svg-img-alt/));
    await page.close();
  });

  test('is reached by keyboard: every link, summary and scrolling table', async () => {
    if (context === undefined) throw new Error('the browser did not start');
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, 'plain', 'report.html')).href);
    const expected = Number(
      await page.evaluate(
        '[...document.querySelectorAll("a, summary, .scroll")].filter((element) => element.checkVisibility()).length',
      ),
    );
    const reached = new Set<unknown>();
    for (let k = 0; k < expected + 2; k++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate('[...document.querySelectorAll("a, summary, .scroll")].indexOf(document.activeElement)'),
      );
    }
    reached.delete(-1);
    expect(reached.size).toBe(expected);
    await page.close();
  });
});

/**
 * In the page: figures that leave more than a third of their column empty beside them, and columns of which
 * one ends more than a figure above the other.
 */
const holes = `(() => {
  const found = [];
  for (const figure of document.querySelectorAll('figure')) {
    const frame = figure.getBoundingClientRect();
    const right = Math.max(...[...figure.children].map((part) => part.getBoundingClientRect().right));
    if (frame.right - right > frame.width / 3) found.push(figure.id + ': ' + Math.round(frame.right - right) + ' px empty of ' + Math.round(frame.width));
  }
  for (const list of document.querySelectorAll('.figures')) {
    const boxes = [...list.children].filter((child) => getComputedStyle(child).columnSpan !== 'all').map((child) => child.getBoundingClientRect());
    const ends = [...new Set(boxes.map((box) => Math.round(box.left)))].map((left) => Math.max(...boxes.filter((box) => Math.round(box.left) === left).map((box) => box.bottom)));
    if (boxes.length > 0 && Math.max(...ends) - Math.min(...ends) > Math.max(...boxes.map((box) => box.height))) found.push('columns end at ' + ends.map(Math.round));
  }
  return found;
})()`;

/** One of each fault that the checks look for. */
const plantFaults = `(() => {
  const [success, outcomes, convergence, endings] = ['success', 'outcomes', 'convergence', 'endings'].map((name) => document.querySelector('#figure-' + name + ' svg'));
  success.replaceChildren();
  success.style.width = success.style.height = '10px';
  success.removeAttribute('aria-label');
  const twin = [...outcomes.querySelectorAll('text')].at(-1).cloneNode(true);
  twin.textContent = 'runs that end (%)';
  [...outcomes.querySelectorAll('text')].at(-1).after(twin);
  [...convergence.querySelectorAll('text')].find((text) => text.textContent === 'step').setAttribute('dy', '60');
  endings.querySelector('text').style.fill = '#eeeeee';
  document.querySelector('p').style.color = '#eeeeee';
})()`;

/** Elements and the names of their attributes, outside figures, in document order. */
async function skeleton(page: Page, folder: string): Promise<unknown> {
  await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  return page.evaluate(`[...document.querySelectorAll('*')]
    .filter((element) => element.closest('svg') === null || element.localName === 'svg')
    .map((element) => element.localName + ' ' + [...element.attributes].map(({ name }) => name).join(' '))`);
}

/** What axe found, in a line each. */
const violations = `({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ': ' + failureSummary))`;

/**
 * In the page: figures without size or text alternative; text of a figure that overlaps other text, leaves
 * the figure, or differs too little in lightness (4.5:1) from what is painted under it.
 */
const figureFaults = `(() => {
  const faults = [];
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const figures = [...document.querySelectorAll('figure')];
  for (const figure of figures) {
    const svg = figure.querySelector('svg');
    const frame = svg.getBoundingClientRect();
    if (frame.width < 200 || frame.height < 80) faults.push(figure.id + ': ' + frame.width + ' × ' + frame.height);
    if (svg.getAttribute('role') !== 'img' || (svg.getAttribute('aria-label') ?? '').length < 40) faults.push(figure.id + ': no text alternative');
    const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
    const boxes = texts.map((text) => text.getBoundingClientRect());
    const shapes = [...svg.querySelectorAll('path, rect')].filter((shape) => !['none', 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(shape).fill));
    boxes.forEach((box, k) => {
      const own = figure.id + ': "' + texts[k].textContent.slice(0, 40) + '"';
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(own + ' leaves the figure');
      boxes.slice(0, k).forEach((other, j) => {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        // A line's box is taller than its letters: neighbouring lines may touch by a quarter of it.
        if (across > 1 && down > 0.25 * Math.min(box.height, other.height)) faults.push(own + ' overlaps "' + texts[j].textContent.slice(0, 40) + '"');
      });
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const under = shapes.findLast((shape) => {
        const area = shape.getBoundingClientRect();
        return area.left <= x && x <= area.right && area.top <= y && y <= area.bottom && area.width > box.width && shape.getAttribute('d') !== null === (shape.localName === 'path');
      });
      const ground = under === undefined ? getComputedStyle(document.body).backgroundColor : getComputedStyle(under).fill;
      const ratio = contrast(getComputedStyle(texts[k]).fill, ground);
      if (ratio < 4.5) faults.push(own + ' has a contrast of ' + ratio.toFixed(2));
    });
  }
  return faults;
})()`;
