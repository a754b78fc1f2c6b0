/** mathjs and nerdamer: derivatives as formulas. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const math = require('mathjs');
const nerdamer = require('nerdamer');
require('nerdamer/Calculus');

function byMathjs(expression, x, right, why) {
  const derivative = math.derivative(expression, 'x');
  return {
    package: 'mathjs@15.2.0',
    name: `derivative(${expression})`,
    point: [x],
    // Complex beside the real values: no number.
    loss: ([at]) => Number(math.evaluate(expression, { x: at })),
    gradient: ([at]) => [derivative.evaluate({ x: at })],
    right: (n) => [right(n, n.fromNumber(x))],
    why,
  };
}

/** nerdamer's value and derivative; text in, text out. */
function byNerdamer(expression, x, right, why) {
  const value = (e, at) =>
    Number(
      nerdamer(e, { x: String(at) })
        .evaluate()
        .text('decimals'),
    );
  const derivative = nerdamer.diff(expression, 'x').text();
  return {
    package: 'nerdamer@1.1.13',
    name: `diff(${expression})`,
    point: [x],
    loss: ([at]) => value(expression, at),
    gradient: ([at]) => [value(derivative, at)],
    right: (n) => [right(n, n.fromNumber(x))],
    why: `${why}: ${derivative}`,
  };
}

const reciprocal = (n, value) => n.div(n.one, value);
const square = (n, value) => n.mul(value, value);
/** √(1 + s·x²) */
const root = (n, x, s) => n.sqrt(n.add(n.one, n.mul(n.fromNumber(s), square(n, x))));
const inverseOfOneMinusSquare = (n, x) => reciprocal(n, n.sub(n.one, square(n, x)));
const argument = 'the u′ of (ln u)′ = u′/u is left out';

export default [
  byMathjs('acoth(x)', 2.5, inverseOfOneMinusSquare, 'the sign: −1/(1 − x²) where it is 1/(1 − x²)'),
  byMathjs('(x^2)^(1/2)', -0.6, (n) => n.neg(n.one), 'simplified to x: wrong for x < 0'),
  byMathjs(
    'cbrt(x)',
    -0.6,
    (n, x) => reciprocal(n, n.mul(n.fromNumber(3), n.pow(n.abs(x), n.div(n.fromNumber(2), n.fromNumber(3))))),
    'a complex power of a negative number',
  ),
  byNerdamer('asinh(x)', 0.3, (n, x) => reciprocal(n, root(n, x, 1)), argument),
  byNerdamer('acosh(x)', 1.7, (n, x) => reciprocal(n, n.sqrt(n.sub(square(n, x), n.one))), argument),
  byNerdamer('atanh(x)', 0.3, inverseOfOneMinusSquare, argument),
  byNerdamer('acoth(x)', 2.5, inverseOfOneMinusSquare, argument),
  byNerdamer('acsch(x)', 0.3, (n, x) => n.neg(reciprocal(n, n.mul(x, root(n, x, 1)))), argument),
  byNerdamer('asech(x)', 0.9, (n, x) => n.neg(reciprocal(n, n.mul(x, root(n, x, -1)))), argument),
  byNerdamer(
    'atan2(2,x)',
    0.3,
    (n, x) => n.neg(n.div(n.fromNumber(2), n.add(n.fromNumber(4), square(n, x)))),
    'the second argument is left out',
  ),
  byNerdamer(
    'atan2(x,x^2+1)',
    1.7,
    (n, x) => {
      const second = n.add(square(n, x), n.one);
      return n.div(n.sub(second, n.mul(n.fromNumber(2), square(n, x))), n.add(square(n, x), square(n, second)));
    },
    'the second argument is left out',
  ),
];
