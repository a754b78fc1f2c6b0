import { createHash } from 'node:crypto';
import type { Generator } from '../random/generator.js';
import type { Rng } from '../random/rng.js';

/**
 * A run's streams by name: the generator's own, and any other, which begins where SHA-256 of its name and
 * the seed says. The same stream each time it is asked for.
 */
export function runStreams(generator: Generator, seed: number): (name: string) => Rng {
  let known: Map<string, Rng> | null = null;
  return (name) => {
    // Most of a short run's time, where it draws nothing.
    known ??= new Map<string, Rng>(Object.entries(generator.streams(seed)));
    const stream = known.get(name) ?? generator.streams(derivedSeed(generator, name, seed)).samples;
    known.set(name, stream);
    return stream;
  };
}

/** The first 48 bits of the digest, modulo the number of seeds. */
function derivedSeed({ largestSeed }: Generator, name: string, seed: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, seed]))
    .digest();
  return digest.readUIntBE(0, 6) % (largestSeed + 1);
}
