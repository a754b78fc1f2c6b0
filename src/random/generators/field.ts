import { cos } from '../../numeric/elementary/cos.js';
import { log } from '../../numeric/elementary/log.js';
import { sin } from '../../numeric/elementary/sin.js';
import type { Generator } from '../generator.js';
import { MersenneTwister } from '../mersenne-twister.js';
import { drawsFrom, rngFrom, type Draws, type Rng } from '../rng.js';
import { roundedSum } from '../rounded-sum.js';

const name = 'field';

/** What the words of a state begin with. */
const kinds = { weights: 0, data: 1 };

/**
 * Weights as PyTorch draws them after `torch.manual_seed(seed)`, on the CPU: its Mersenne Twister, each draw
 * rounded to float32.
 *
 *     next      (w1·2^32 + w2 mod 2^53)/2^53
 *     uniform   a + (b − a)·(w mod 2^24)/2^24 in one rounding, with a, b and b − a in float32
 *     normal    √(−2 ln(1 − u2))·cos(2π·u1) of two of `next`, and the same with the sine for the draw after
 *               it; then times the deviation, plus the mean, rounded to float32. So a tensor of fewer than
 *               16 entries is filled; of more PyTorch draws otherwise
 *
 * @param kept the sine's number of the last pair, where it has not been drawn
 */
function weightStream(twister: MersenneTwister, kept: number | null): Rng {
  let spare = kept;
  const next = (): number => {
    const high = twister.word() & 0x1f_ffff;
    return (high * 2 ** 32 + (twister.word() >>> 0)) * 2 ** -53;
  };
  const standard = (): number => {
    if (spare !== null) {
      const drawn = spare;
      spare = null;
      return drawn;
    }
    const angle = 2 * Math.PI * next();
    const radius = Math.sqrt(-2 * log(1 - next()));
    spare = radius * sin(angle);
    return radius * cos(angle);
  };
  return rngFrom(next, {
    uniform(low, high) {
      const from = Math.fround(low);
      const width = Math.fround(Math.fround(high) - from);
      return roundedSum(from, width * ((twister.word() & 0xff_ffff) * 2 ** -24));
    },
    normal: (mean = 0, deviation = 1) => Math.fround(standard() * deviation + mean),
    clone: () => weightStream(twister.clone(), spare),
    state: () => ({ name, words: [kinds.weights, ...spareWords(spare), ...twister.state()] }),
  });
}

/** Whether there is a spare number, and the halves of its bits. */
function spareWords(spare: number | null): readonly number[] {
  return spare === null ? [0, 0, 0] : [1, ...new Uint32Array(Float64Array.of(spare).buffer)];
}

/**
 * Data as numpy's `RandomState` draws them: floats of 53 bits, `uniform` in its order of operations, and
 * whole numbers as its `randint` does, by the low bits of words of 32 until they are below the bound.
 */
function dataStream(twister: MersenneTwister): Rng {
  return {
    ...dataDraws(() => twister),
    clone: () => dataStream(twister.clone()),
    state: () => ({ name, words: [kinds.data, ...twister.state()] }),
  };
}

function dataDraws(of: () => MersenneTwister): Draws {
  return {
    ...drawsFrom(() => of().float()),
    below: (count) => below(of(), count),
    fill: (...given) => of().fillUniform(...given),
  };
}

/** A whole number in [0, count): nothing is drawn for one, and words of 64 bits beyond 2^32. */
function below(twister: MersenneTwister, count: number): number {
  if (count === 1) return 0;
  const largest = count - 1;
  const high = Math.floor(largest / 2 ** 32);
  const [highMask, lowMask] = [maskOf(high), high === 0 ? maskOf(largest) : 2 ** 32 - 1];
  for (;;) {
    const upper = high === 0 ? 0 : (twister.word() & highMask) >>> 0;
    const drawn = upper * 2 ** 32 + ((twister.word() & lowMask) >>> 0);
    if (drawn <= largest) return drawn;
  }
}

/** The ones of so many bits as a number from 1 to 2^32 − 1 has. */
function maskOf(largest: number): number {
  return 0xffff_ffff >>> Math.clz32(largest);
}

/** The seeds that `RandomState.randint(0, 2**32 - 1)` draws. */
const trainingSeeds = 2 ** 32 - 1;

/**
 * Samples from a seed that is drawn where another stream stands when this one is first drawn from, or told
 * the state of; that stream itself stays where it is. A clone has the same seed, whoever is first.
 */
function lateStream(seededBy: Rng): Rng {
  let seed: number | null = null;
  return lateCopy(() => (seed ??= seededBy.clone().below(trainingSeeds)), null);
}

function lateCopy(seed: () => number, begun: MersenneTwister | null): Rng {
  let twister = begun;
  const started = (): MersenneTwister => (twister ??= MersenneTwister.seeded(seed()));
  return {
    ...dataDraws(started),
    clone: () => lateCopy(seed, twister?.clone() ?? null),
    state: () => ({ name, words: [kinds.data, ...started().state()] }),
  };
}

/** Continues a stream from the words of `Rng.state()`. @throws Error where they are not of such a stream */
function fieldFromWords([kind, ...words]: readonly number[]): Rng {
  if (kind === kinds.data) return dataStream(MersenneTwister.restored(words));
  const [has, low, high, ...rest] = words;
  if (kind !== kinds.weights || (has !== 0 && has !== 1)) throw new Error('a state of field begins with its kind');
  const spare = has === 0 ? null : new Float64Array(Uint32Array.of(low, high).buffer)[0];
  return weightStream(MersenneTwister.restored(rest), spare);
}

/**
 * The streams of the benchmarks of neural arithmetic (docs/field.md, 2.2), so that a run begins as theirs and
 * sees their samples, bit for bit. Weights are drawn twice there, by a module's constructor and by the script
 * that trains it. The seed gives a stream of which the task is drawn, then the seed of the samples.
 */
export const fieldGenerator: Generator = {
  name,
  says: "the streams of neural arithmetic's benchmarks: PyTorch's for weights, numpy's for samples",
  largestSeed: 2 ** 32 - 1,
  startDraws: 2,
  streams: (seed) => {
    const task = dataStream(MersenneTwister.seeded(seed));
    return {
      initialisation: weightStream(MersenneTwister.seeded(seed), null),
      samples: lateStream(task),
      task,
    };
  },
  restore: fieldFromWords,
};
