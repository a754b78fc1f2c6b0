import { describe, expect, test } from 'vitest';
import { examineParts } from './directional-findings.js';
import type { Point } from './entry-finding.js';
import { settle } from './inquiry.js';

/** Slopes of a linear loss: Σ c_k·θ_k. */
const slopes = Array.from({ length: 2000 }, (_, k) => 1 + Math.sin(k));
const lossOf = (theta: readonly number[]) => theta.reduce((sum, value, k) => sum + slopes[k] * value, 0);

/** What is found of a gradient, and how many losses were asked for. */
function examined(gradient: readonly number[]) {
  const params = slopes.map((_, k) => 1 + (k % 7));
  const point: Point = {
    params,
    origin: { loss: lossOf(params), gradient, lossNoise: 0, gradientNoise: 0 },
    sampling: { roundoff: 2 ** -53, unrepeatable: 0, single: params.map(() => false), stretch: 1 },
    gradientRoundoff: 2 ** -53,
  };
  let losses = 0;
  const findings = settle(examineParts(point, [...gradient.keys()]), ({ part, params: at }) => {
    if (part === 'gradient') return gradient;
    losses++;
    return lossOf(at);
  });
  const count = (kind: string, reason?: string) =>
    findings.filter(({ finding }) => finding.kind === kind && (reason === undefined || said(finding) === reason))
      .length;
  return { findings, losses, count };
}

const said = (finding: object): unknown => ('reason' in finding ? finding.reason : undefined);

describe('of many entries', () => {
  test('a right gradient takes a few lines', () => {
    const { losses, count } = examined(slopes);
    expect(count('correct')).toBe(slopes.length);
    expect(losses).toBeLessThan(400);
  });

  test('a wrong one is found among them, and the others are right', () => {
    const { findings, losses, count } = examined(slopes.with(1234, 1.01 * slopes[1234]));
    expect([count('wrong'), count('correct')]).toEqual([1, slopes.length - 1]);
    expect(findings.find(({ finding }) => finding.kind === 'wrong')?.entry).toBe(1234);
    expect(losses).toBeLessThan(4000);
  });

  test('so many wrong ones are searched for that the search ends, and no more', () => {
    const { losses, count } = examined(slopes.map((slope) => 1.5 * slope));
    expect(count('wrong')).toBeGreaterThan(3);
    expect(count('wrong')).toBeLessThan(60);
    const reason = 'something in its part differs, and was not searched for';
    expect(count('undecided', reason)).toBeGreaterThan(slopes.length - 200);
    expect(losses).toBeLessThan(20_000);
  });

  test('those that are not finite are examined one by one, thirty of them', () => {
    const { findings, losses, count } = examined(slopes.map((slope, k) => (k % 20 === 0 ? NaN : slope)));
    expect(count('correct')).toBe(1900);
    expect(count('undecided', 'it is not finite')).toBe(70);
    expect(findings).toHaveLength(slopes.length);
    expect(losses).toBeLessThan(20_000);
  });
});
