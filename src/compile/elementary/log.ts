import { logOfRest, logRestFar, logRestNear, logRestNearPower } from '../../numeric/elementary/formulas/log.js';
import { nearFrom, nearTo } from '../../numeric/elementary/log.js';
import { smallestNormal, twoTo54 } from '../../numeric/elementary/powers-of-two.js';
import type { NodeOfCondition as Condition, NodeOfNumber as Number64 } from '../node.js';
import type { Recorder } from '../recorder.js';
import { exponentBits, fromHighWord, twoTo52 } from './parts.js';

/** x = 2ᵏ·m, f = m − 1 */
interface Split {
  readonly m: Number64;
  readonly f: Number64;
  readonly k: Number64;
}

/** √½ to √2: half of the significand and one more of k from √2 on. */
function split(r: Recorder, x: Number64): Split {
  const bits = r.toWord(x);
  const exponent = r.wordAnd(r.wordAdd(bits, r.word(0x95f64n << 32n)), r.word(exponentBits));
  const m = r.fromWord(r.wordSub(r.wordAdd(bits, r.word(0x3ffn << 52n)), exponent));
  const biased = r.fromWord(r.wordOr(r.shiftRight(exponent, 52), r.word(0x433n << 52n)));
  return { m, f: r.sub(m, r.number(1)), k: r.sub(biased, r.number(twoTo52 + 1023)) };
}

/** Away from a power of two. */
function series(r: Recorder, { m, f, k }: Split): Number64 {
  const isNear = r.or(
    r.lessOrEqual(r.number(fromHighWord(0x3ff0_0000 + nearFrom)), m),
    r.less(m, r.number(fromHighWord(0x3fe0_0000 + nearTo + 1))),
  );
  return logOfRest(r, f, k, r.select(isNear, logRestNear(r, f, k), logRestFar(r, f, k)));
}

/**
 * ln x in lanes, the bits of `numeric/elementary/log.ts`: its formulas, with every test of a high word as one
 * of numbers.
 */
export function log(r: Recorder, x: Number64): Number64 {
  const parts = split(r, x);
  const isSpecial = r.or(r.less(x, r.number(smallestNormal)), r.lessOrEqual(r.number(Infinity), x));
  const mayBeNear = r.lessOrEqual(r.abs(parts.f), r.number(border));
  // NaN, of which there may be many, has no block: it goes with x − x, which is 0 otherwise.
  const far = r.add(series(r, parts), r.sub(x, x));
  const [value] = r.rarely(r.or(isSpecial, mayBeNear), [far], () => {
    const normal = r.select(isNearPower(r, parts), nearPower(r, parts), far);
    return r.rarely(isSpecial, [normal], () => [special(r, x)]);
  });
  return value;
}

const border = 2 ** -20;

function nearPower(r: Recorder, { f, k }: Split): Number64 {
  return logOfRest(r, f, k, logRestNearPower(r, f, k));
}

/** −2^−20 ≤ f < 2^−20 */
function isNearPower(r: Recorder, { f }: Split): Condition {
  return r.and(r.lessOrEqual(r.number(-border), f), r.less(f, r.number(border)));
}

/** Of what is below the smallest normal number, or infinite. */
function special(r: Recorder, x: Number64): Number64 {
  const scaled = split(r, r.mul(x, r.number(twoTo54)));
  const parts = { ...scaled, k: r.sub(scaled.k, r.number(54)) };
  const subnormal = r.select(isNearPower(r, parts), nearPower(r, parts), series(r, parts));
  const positive = r.select(r.less(x, r.number(Infinity)), subnormal, x);
  const signed = r.select(r.less(x, r.number(0)), r.number(NaN), positive);
  return r.select(r.equal(x, r.number(0)), r.number(-Infinity), signed);
}
