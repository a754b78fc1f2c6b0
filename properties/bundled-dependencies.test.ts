import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as unbundled from '../src/statistics/special-functions.js';
import { z } from 'zod';
import { property } from './property.js';

/**
 * What the build puts into dist in place of libraries (scripts/bundle-dependencies.mjs; `npm test` builds
 * first).
 */
const dist = join(import.meta.dirname, '..', 'dist');
const bundled: unknown = await import(join(dist, 'statistics', 'special-functions.js'));

/** A function of the built module. */
function built(name: string): (...args: readonly number[]) => unknown {
  const found: unknown = typeof bundled === 'object' && bundled !== null ? Reflect.get(bundled, name) : undefined;
  if (typeof found !== 'function') throw new Error(`dist has no ${name}`);
  return (...args) => {
    const result: unknown = Reflect.apply(found, null, args);
    return result;
  };
}

describe('special functions have the same bits in the package as in stdlib', () => {
  const anyNumber = fc.double();
  const positive = fc.double({ min: 1e-300, max: 1e12, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const count = fc.nat({ max: 100_000 });
  property([fc.oneof(anyNumber, positive)])('digamma and ln Γ', (x) => {
    expect(built('digamma')(x)).toBe(unbundled.digamma(x));
    expect(built('gammaln')(x)).toBe(unbundled.gammaln(x));
  });
  property([count, count, share])('the binomial distribution', (x, n, p) => {
    expect(built('binomialCdf')(x, n, p)).toBe(unbundled.binomialCdf(x, n, p));
  });
  property([anyNumber, fc.double({ min: -10, max: 10, noNaN: true }), positive])(
    'the normal distribution',
    (x, mean, sd) => {
      expect(built('normalCdf')(x, mean, sd)).toBe(unbundled.normalCdf(x, mean, sd));
    },
  );
  property([share, fc.integer({ min: 1, max: 1000 })])('quantiles', (p, freedom) => {
    expect(built('normalQuantile')(p, 0, 1)).toBe(unbundled.normalQuantile(p, 0, 1));
    expect(built('tQuantile')(p, freedom)).toBe(unbundled.tQuantile(p, freedom));
  });
});

describe('what is bundled is not imported, and keeps its licences', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const { dependencies, peerDependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()), peerDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(dist, '..', 'package.json'), 'utf8')));

  test('every package that dist imports is one that is installed with it', () => {
    const imported = new Set(
      files
        .filter((name) => name.endsWith('.js') && !name.startsWith('bundled') && !name.endsWith('special-functions.js'))
        .flatMap((name) => [
          ...readFileSync(join(dist, name), 'utf8').matchAll(
            /(?:^(?:import\b|export\b|\})[^'\n]*from |\bimport\()'([^'.][^'\n]*)'/gm,
          ),
        ])
        .map(([, specifier]) => specifier)
        .filter((specifier) => !specifier.startsWith('node:'))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    );
    const installed = Object.keys({ ...dependencies, ...peerDependencies });
    expect([...imported].filter((name) => !installed.includes(name))).toEqual([]);
  });

  test.each([
    ['statistics/special-functions', /Apache License[^]*The Stdlib Authors[^]*Cephes/],
    ['bundled/zod', /MIT License[^]*Colin McDonnell/],
    ['bundled/yaml', /Eemeli Aro/],
    ['bundled/simple-statistics', /Tom MacWright/],
  ])('%s', (name, licence) => {
    expect(readFileSync(join(dist, `${name}.LICENSE.txt`), 'utf8')).toMatch(licence);
    expect(existsSync(join(dist, `${name}.js.map`))).toBe(false);
    expect(readFileSync(join(dist, `${name}.js`), 'utf8')).not.toMatch(/\brequire\(|\bimport\b.*from/);
  });
});
