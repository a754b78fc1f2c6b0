/**
 * How large is the error of `warizan/elementary`? Compares each function with MPFR (140 bits) on a million
 * arguments: log-uniform over the whole domain, subnormals, near 1, near multiples of π/2, near overflow, and
 * known hard cases. Prints the largest error in units in the last place with the argument that has it, the
 * share of results that are correctly rounded, and the bound that the docstring states. Exit status 1 where
 * the bound is not kept. The number of arguments may be given.
 */
import { elementaryFunctions } from '../properties/laws/elementary-functions.js';
import { exactFunctions } from '../properties/laws/exact-functions.js';
import { xoroshiro128plus } from '../src/random/generators/xoroshiro128plus.js';

const count = Number(process.argv[2] ?? '1000000');
const exact = await exactFunctions();
console.log(`${count} arguments a function`);
console.log('function  largest error  bound  correctly rounded  at');
for (const { name, value, bound, draws, hard } of elementaryFunctions) {
  const rng = xoroshiro128plus(16);
  let largest = 0;
  let worst: readonly number[] = [];
  let right = 0;
  for (let k = 0; k < count; k++) {
    const [x, y] = k < hard.length ? hard[k] : draws[k % draws.length](rng);
    const error = exact[name](value(x, y), x, y);
    if (error <= 0.5) right++;
    // NaN is the worst.
    if (!(error <= largest)) {
      largest = error;
      worst = name === 'pow' || name === 'hypot' ? [x, y] : [x];
    }
  }
  console.log(
    `${name.padEnd(8)}  ${largest.toFixed(4).padStart(13)}  ${String(bound).padStart(5)}  ` +
      `${((100 * right) / count).toFixed(2).padStart(15)} %  ${worst.join(', ')}`,
  );
  if (!(largest < bound)) process.exitCode = 1;
}
