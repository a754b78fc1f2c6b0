import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const nerdamer = require('nerdamer');
require('nerdamer/Calculus');

const derivative = nerdamer.diff('asinh(x)', 'x');
console.log(derivative.text()); // claimed (sqrt(1+x^2)+x)^(-1); 1/sqrt(1+x^2) is right
console.log(Number(derivative.evaluate({ x: '0.3' }).text('decimals'))); // claimed 0.744…
console.log((Math.asinh(0.3001) - Math.asinh(0.2999)) / 0.0002); // 0.957826
