/** A trial of a tenth of a millisecond: how long it takes says nothing of its result. */
export const coin = `import { defineExperiment, z } from 'warizan';
export default defineExperiment({
  name: 'coin',
  version: 1,
  setting: z.strictObject({ bias: z.number().default(0.5) }),
  outcomes: [
    { name: 'heads', isSuccess: true, says: 'heads' },
    { name: 'tails', says: 'tails' },
  ],
  columns: [{ name: 'drawn', unit: null, says: 'the number that decided' }],
  run({ bias }, { rng }) {
    const drawn = rng('coin').next();
    const end = performance.now() + 0.1;
    while (performance.now() < end);
    return { outcome: drawn < bias ? 'heads' : 'tails', row: { drawn } };
  },
});
`;

/** A trial whose series has a megabyte. */
export const curves = `import { defineExperiment, z } from 'warizan';
export default defineExperiment({
  name: 'curves',
  version: 1,
  setting: z.strictObject({}),
  outcomes: [{ name: 'done', isSuccess: true, says: 'it came to its end' }],
  columns: [{ name: 'last', unit: null, says: 'the last value' }],
  series: ['walk', 'back'].map((name) => ({ name, most: 10000, columns: [
    { name: 'step', unit: 'steps', says: 'the step' }, { name: 'value', unit: null, says: 'the value' },
    { name: 'again', unit: null, says: 'the value once more' },
  ] })),
  run(_, { rng, record }) {
    const own = rng('walk');
    let value = 0;
    for (let step = 0; step < 10000; step++) {
      value += own.next() - 0.5;
      for (const name of ['walk', 'back']) record(name, [step, value, -value]);
    }
    return { outcome: 'done', row: { last: value } };
  },
});
`;

/**
 * Trials that do harm: one hangs, one ends its thread, one throws, and one kills its whole worker, the first
 * two times. @param marker a file without its ending that counts these
 */
export function harmful(marker: string): string {
  return `import { existsSync, writeFileSync } from 'node:fs';
import { defineExperiment, z } from 'warizan';
export default defineExperiment({
  name: 'harmful',
  version: 1,
  setting: z.strictObject({}),
  outcomes: [{ name: 'done', isSuccess: true, says: 'it came to its end' }],
  columns: [{ name: 'drawn', unit: null, says: 'a number' }],
  timeLimit: 0.5,
  run(_, { seed, rng }) {
    if (seed === 7) for (;;);
    if (seed === 11) process.exit(3);
    if (seed === 13) throw new Error('out of luck');
    const marker = [1, 2].map((k) => ${JSON.stringify(marker)} + k).find((file) => !existsSync(file));
    if (seed === 17 && marker !== undefined) {
      writeFileSync(marker, '');
      process.kill(process.pid, 'SIGKILL');
    }
    return { outcome: 'done', row: { drawn: rng('own').next() } };
  },
});
`;
}
