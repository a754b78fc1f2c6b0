import { expect, test } from 'vitest';
import { float64 } from '../../numeric/backends/float64.js';
import { loadMpfr } from '../../numeric/backends/mpfr.js';
import { decimalReplay, mpfrReplay } from './library-sum.js';
import { recording, type RecordedCall } from './recorded-calls.js';
import { suites } from './suites.js';
import { timeTask } from './time-task.js';

test('a recording context computes as the inner one, and keeps operations with their operands', async () => {
  const inner = await loadMpfr(50);
  const calls: RecordedCall[] = [];
  const n = recording(inner, calls);
  const sum = inner.scope(() => inner.format(n.add(n.ln(n.fromNumber(2)), n.one)));
  expect(sum).toBe(inner.scope(() => inner.format(inner.add(inner.ln(inner.fromNumber(2)), inner.one))));
  expect(calls.map(({ operation }) => operation)).toEqual(['fromNumber', 'ln', 'add']);
  expect(calls[1].left).toBe('2');
});

test('every recorded operation can be made again on both libraries', async () => {
  const calls: RecordedCall[] = [];
  const n = recording(float64, calls);
  const x = n.fromNumber(0.5);
  n.less(n.neg(x), n.abs(x));
  n.isNaN(n.div(n.mul(n.sub(x, x), n.add(x, x)), n.tenToThe(3)));
  n.ln(n.exp(n.cos(n.sin(x))));
  expect(new Set(calls.map(({ operation }) => operation)).size).toBe(14);
  expect(decimalReplay([calls], 20)).not.toThrow();
  expect(await mpfrReplay([calls], 20, 'tabled')).not.toThrow();
  expect(await mpfrReplay([calls], 20, 'mpfr_log')).not.toThrow();
});

test.each(suites)('suite $name: its base and its precisions run', async ({ base, tasks }) => {
  expect(new Set(tasks.map(({ task }) => task)).size).toBe(tasks.length);
  expect(tasks.some(({ task }) => task === base)).toBe(true);
  for (const task of tasks.filter(({ precision }, k) => k % 3 === 0 && precision !== 100)) {
    const { median, p5, p95, samples } = await timeTask(task, 1);
    expect(p5).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(p5);
    expect(p95).toBeGreaterThanOrEqual(median);
    expect(samples).toBeGreaterThanOrEqual(5);
  }
});
