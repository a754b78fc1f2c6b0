import fc from 'fast-check';

/**
 * Run count and seed of every property come from the environment, so that a nightly job can run a hundred times more:
 * WARIZAN_RUNS multiplies each property's own count, WARIZAN_SEED replays.
 */
const factor = Number(process.env['WARIZAN_RUNS'] ?? '1');
const seed = process.env['WARIZAN_SEED'];
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  numRuns: Math.round(100 * factor),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
