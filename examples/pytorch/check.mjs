import fc from 'fast-check';
import { assertProperty, fromCommand, gradientMatches, parameters } from 'warizan/testing';

const model = fromCommand(['/usr/bin/python3', 'model.py']);
const params = parameters({
  W: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  b: [0, 0, 0],
  v: [0, 0, 0],
});
const inputs = fc.record({ x: parameters(2), t: fc.double({ min: -2, max: 2 }) });
await assertProperty(gradientMatches(model, { params, inputs }), { numRuns: 5, timeLimit: 300_000 });
console.log('the gradient of model.py is right in 5 cases');
await model.close();
