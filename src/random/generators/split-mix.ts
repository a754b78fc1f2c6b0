const mask = (1n << 64n) - 1n;

/**
 * SplitMix64's output function (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators"):
 * a bijection of 64-bit integers in which every input bit changes every output bit with probability near ½.
 */
function finalize(value: bigint): bigint {
  let z = value & mask;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
  return z ^ (z >> 31n);
}

/**
 * Four 32-bit words mixed from a seed and a stream number, so that neighbouring seeds, and the streams of one
 * seed, start from unrelated states. Both arguments are finalised before they are combined: (seed, stream)
 * and (seed + 1, stream − 1) share nothing. The words are never all zero.
 * @param seed, stream integers in [0, 2^53)
 */
export function mixSeed(seed: number, stream: number): [number, number, number, number] {
  const golden = 0x9e3779b97f4a7c15n;
  let state = finalize(finalize(BigInt(seed) + golden) + BigInt(stream) * golden);
  const words: number[] = [];
  for (let k = 0; k < 2; k++) {
    state = (state + golden) & mask;
    const word = finalize(state);
    words.push(Number(word >> 32n) | 0, Number(word & 0xffff_ffffn) | 0);
  }
  return [words[0], words[1], words[2], words[3]];
}
