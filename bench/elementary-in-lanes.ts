/**
 * `node build/bench/elementary-in-lanes.js [COUNT]`: ln, exp, cos and sin of so many arguments each, 10^8
 * where not given, in lanes and by the core: prints how many differ in a bit, and a sum of all bits, which
 * every engine prints alike. Status 1 where one differs. `npm run check:engines -- elementary` runs it on
 * all.
 */
import { MapKernel } from '../src/compile/map-kernel.js';
import { Trace } from '../src/compile/trace.js';
import { traced } from '../src/compile/traced.js';
import { float64 } from '../src/numeric/backends/float64.js';
import { pow } from '../src/numeric/elementary/pow.js';
import type { Numeric } from '../src/numeric/numeric.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';

const count = Number(process.argv.at(2) ?? 1e8);
const functions = ['ln', 'exp', 'cos', 'sin'] as const;
const together = 1 << 16;

const halves = new Uint32Array(2);
const whole = new Float64Array(halves.buffer);

/**
 * By turns: any bits; moderate numbers; any size; beside 1; beside multiples of ½π; near the borders. Powers
 * are our own: those of `**` have other last bits on other engines.
 */
const kinds: readonly ((next: () => number) => number)[] = [
  (next) => {
    halves[0] = next() * 2 ** 32;
    halves[1] = next() * 2 ** 32;
    return whole[0];
  },
  (next) => 40 * next() - 20,
  (next) => (next() - 0.5) * pow(2, 60 * next() - 30),
  (next) => 1 + (next() - 0.5) * pow(2, -50 * next()),
  (next) => Math.floor(pow(2, 22 * next())) * (Math.PI / 2) * (1 + (next() - 0.5) * pow(2, -45 * next() - 8)),
  (next) => (next() < 0.5 ? 709 : -744) + 4 * next() - 2,
];

/** The sum of many numbers' bits, in their order (Fowler, Noll & Vo 1991, by words); all NaN are alike. */
function mixed(sum: number, value: number): number {
  whole[0] = Number.isNaN(value) ? NaN : value;
  const low = Number.isNaN(value) ? 0 : halves[0];
  const high = Number.isNaN(value) ? 0x7ff80000 : halves[1];
  return Math.imul(Math.imul(sum ^ low, 16777619) ^ high, 16777619) | 0;
}

function compare(name: (typeof functions)[number]): boolean {
  const of = <T, C>(n: Numeric<T, C>, x: T): T => n[name](x);
  const trace = new Trace();
  const part = { trace, outputs: [of(traced(trace), trace.input('number'))] };
  const kernel = new MapKernel(part, 0, 1, { vectors: 4, grouped: 8 }, together);
  const rng = xoroshiro128plus(1);
  const drawn = new Float64Array(together);
  let [different, sum] = [0, 2166136261];
  for (let done = 0; done < count; done += together) {
    for (let k = 0; k < together; k++) {
      drawn[k] = kinds[k % kinds.length](() => rng.next());
      kernel.setRow(k, [drawn[k]]);
    }
    kernel.map(0, together);
    for (let k = 0; k < together && done + k < count; k++) {
      const [lane, core] = [kernel.resultOf(k, 0), of(float64, drawn[k])];
      if (!Object.is(lane, core)) different++;
      sum = mixed(sum, core);
    }
  }
  console.log(`${name}: ${count} arguments, ${different} differ, bits ${(sum >>> 0).toString(16).padStart(8, '0')}`);
  return different === 0;
}

const areEqual = functions.map(compare);
process.exitCode = areEqual.every(Boolean) ? 0 : 1;
