import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What each package is here for; some do one job together. */
const jobs: readonly (readonly [packages: readonly string[], job: string])[] = [
  [['decimal.js'], 'the `decimal` backend'],
  [['gmp-wasm'], 'MPFR in WebAssembly, the `mpfr` backend'],
  [['pure-rand'], 'xoroshiro128+ and the Mersenne Twister'],
  [['zod'], 'validated recipes and studies with static types'],
  [['commander'], 'the command line'],
  [['piscina'], 'the pool of worker threads'],
  [['jiti'], 'plugins in TypeScript, and what they import; loaded for these alone'],
  [['yaml'], 'study files'],
  [['tinybench'], '`warizan bench`'],
  [
    ['fast-check'],
    'properties: `warizan gradcheck` and `warizan/testing`; a peer, so that your properties and ours share one',
  ],
  [['csv-stringify', 'csv-parse'], 'tables out and in'],
  [
    [
      '@stdlib/math-base-special-betainc',
      '@stdlib/math-base-special-digamma',
      '@stdlib/math-base-special-gammainc',
      '@stdlib/math-base-special-gammaln',
      '@stdlib/stats-base-dists-binomial-cdf',
      '@stdlib/stats-base-dists-normal-cdf',
      '@stdlib/stats-base-dists-normal-quantile',
      '@stdlib/stats-base-dists-t-quantile',
    ],
    'digamma, ln Γ, incomplete beta and gamma functions, distributions and quantiles',
  ],
  [['simple-statistics'], 'root finding'],
  [['vega', 'vega-lite'], 'charts as SVG without a browser'],
  [['pdfkit', 'svg-to-pdfkit'], 'charts as PDF'],
  [['@resvg/resvg-js'], 'SVG to PNG'],
  [['@expo-google-fonts/source-sans-3', '@fontsource/source-sans-3'], 'the typeface inside PNGs and `report.html`'],
  [['string-width'], 'columns of text in the terminal'],
  [['bullmq', 'ioredis'], 'the queue of `--redis` and `warizan worker`; optional peers, loaded when used'],
  [['vitest'], 'the matchers of `warizan/testing/matchers`; an optional peer'],
];

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});
const licensed = z.object({ license: z.string() });

/**
 * The table of what is installed with the package or stands in it, and why. What stands in it is a
 * development dependency that the build bundles. Licences are what the packages say of themselves.
 * @throws Error where a dependency has no job, or a job is that of no dependency
 */
export function dependenciesTable(): string {
  const { dependencies, devDependencies, peerDependencies } = manifest.parse(
    JSON.parse(readFileSync('package.json', 'utf8')),
  );
  // A peer that is not developed with is brought by whoever uses it.
  const peers = Object.keys(peerDependencies).filter((name) => Object.hasOwn(devDependencies, name));
  const installed = new Set([...Object.keys(dependencies), ...peers]);
  const explained = new Set(jobs.flatMap(([packages]) => packages));
  const odd = [
    ...[...installed].filter((name) => !explained.has(name)),
    ...[...explained].filter((name) => !installed.has(name) && !Object.hasOwn(devDependencies, name)),
  ];
  if (odd.length > 0) throw new Error(`a dependency without a job, or a job without a dependency: ${odd.join(', ')}`);
  const rows = jobs.map(([packages, job]) => {
    const licences = new Set(packages.map(licenceOf));
    const place = packages.every((name) => installed.has(name)) ? 'installed' : 'in the package';
    return `| ${packages.map(linked).join(', ')} | ${[...licences].join(', ')} | ${place} | ${job} |`;
  });
  return ['| package | licence | where | its job |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const linked = (name: string) => `[${name}](https://www.npmjs.com/package/${name})`;

function licenceOf(name: string): string {
  return licensed.parse(JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'))).license;
}
