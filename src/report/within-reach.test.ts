import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyOfRecord } from '../../properties/property.js';
import { withinReach } from './within-reach.js';

const path = (d: string) => `<path d="${d}"/>`;

test.each([
  '<g transform="translate(5.25,-99999)"><text x="1e5">w 1e300, d="M0,1e9"</text></g>',
  path('M0,1L2.5,3e2L-100000,1e-300Z'),
  path('M1,2h3v4A5,5,0,0,1,6,7Z'),
])('what is within reach stays as it is: %s', (svg) => {
  expect(withinReach(svg)).toBe(svg);
});

test.each([
  ['<g transform="translate(300,-257044000.5)">', '<g transform="translate(300,-100000)">'],
  ['<line x2="-1e300" y2="0">', '<line x2="-100000" y2="0">'],
  ['<rect width="1e21" height="5">', '<rect width="100000" height="5">'],
  [path('M0,0L1e6,2e6'), path('M0,0L50000,100000')],
  [path('M0,0L0,1e300L10,0L20,0'), path('M0,0L0,100000M10,100000L10,0L20,0')],
  [path('M2e5,0L3e5,0'), path('')],
  [path('M-1e308,5L1e308,5'), path('M-100000,5L100000,5')],
  [path('M0,0L1e6,0Z'), path('M0,0L100000,0Z')],
  [path('M0,0C1e9,0,1,1,2,2'), path('M0,0C100000,0,1,1,2,2')],
])('what is not ends where reach does: %s', (svg, cut) => {
  expect(withinReach(svg)).toBe(cut);
});

test.each(['<g transform="translate(NaN,1)">', path('M0,0L1,Infinity'), '<line y2="-Infinity">'])(
  'a place that is none is an error: %s',
  (svg) => {
    expect(() => withinReach(svg)).toThrow('a coordinate is no finite number');
  },
);

const coordinate = fc.oneof(
  fc.double({ min: -300, max: 300, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe('a line of any places', () => {
  propertyOfRecord({ points: fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 }) })(
    'has only places within reach, and its own among them',
    ({ points }) => {
      const drawn = withinReach(path(points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${x},${y}`).join('')));
      const found = [...drawn.matchAll(/[ML]([^,]+),([^ML"]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
      // Where a line is cut its end is computed: off by a rounding of numbers of that size.
      expect(found.every((place) => place.every((value) => Math.abs(value) <= 1e5 * (1 + 1e-9)))).toBe(true);
      const near = points.filter((place) => place.every((value) => Math.abs(value) <= 1e5));
      if (points.length < 2) return;
      for (const [x, y] of near) expect(found.some((place) => place[0] === x && place[1] === y)).toBe(true);
    },
  );
});
