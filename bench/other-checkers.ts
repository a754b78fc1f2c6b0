import { readFileSync, writeFileSync } from 'node:fs';
import type { GradientModel } from '../src/testing/index.js';
import { uniformNumbers } from '../src/testing/black-boxes/altered-gradients.js';
import type { GradientCase } from '../src/testing/gradient-cases.js';
import { gradientTable, type GradientTableRow } from '../src/testing/gradient-table.js';

/**
 * The rules of other gradient checkers, re-written from their documentation and sources, on this project's
 * table of black boxes.
 *
 *     npm run bench:checkers                prints the table
 *     npm run bench:checkers -- --write     writes it to docs/in-the-wild.md as well
 */
type Point = readonly number[];
type Passes = (model: GradientModel, point: Point, entries: readonly number[]) => boolean;

interface Checker {
  readonly name: string;
  /** Where the rule was read. */
  readonly source: string;
  readonly rule: string;
  readonly passes: Passes;
}

const dot = (a: Point, b: Point) => a.reduce((total, value, i) => total + value * b[i], 0);
const length = (a: Point) => Math.sqrt(dot(a, a));
const moved = (x: Point, direction: Point, by: number) => x.map((value, i) => value + by * direction[i]);
const axis = (x: Point, entry: number) => x.map((_, i) => (i === entry ? 1 : 0));
const central = ({ loss }: GradientModel, x: Point, direction: Point, half: number) =>
  (loss(moved(x, direction, half)) - loss(moved(x, direction, -half))) / (2 * half);
/** numpy's and torch's allclose: |a − b| ≤ atol + rtol·|b|. */
const close = (a: number, b: number, rtol: number, atol: number) =>
  a === b || (Number.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b));

/** Normally distributed numbers (Box and Muller). */
function normal(x: Point, seed: number): Point {
  const next = uniformNumbers(seed);
  return x.map(() => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()));
}

/** Only along the entries that are asked for. */
const masked = (x: Point, entries: readonly number[]) => x.map((value, i) => (entries.includes(i) ? value : 0));

/** torch compares two backward passes as well, to nondet_tol = 0. */
const isReentrant = ({ gradient }: GradientModel, x: Point) => {
  const again = gradient(x);
  return gradient(x).every((value, i) => value === again[i]);
};

const checkers: readonly Checker[] = [
  {
    name: 'torch gradcheck',
    source: 'torch.autograd.gradcheck, defaults',
    rule: 'central differences, eps 1e-6, rtol 1e-3, atol 1e-5',
    passes: (model, x, entries) => {
      const g = model.gradient(x);
      return (
        isReentrant(model, x) && entries.every((i) => close(g[i], central(model, x, axis(x, i), 1e-6), 1e-3, 1e-5))
      );
    },
  },
  {
    name: 'torch gradcheck, fast mode',
    source: 'torch/autograd/gradcheck.py, _fast_gradcheck and _adjusted_atol',
    rule: 'the same along one direction uniform in [0, 1)ⁿ, of length 1; atol times its sum',
    passes: (model, x, entries) => {
      const next = uniformNumbers(7);
      const drawn = masked(
        x.map(() => next()),
        entries,
      );
      const u = drawn.map((value) => value / length(drawn));
      const atol = 1e-5 * u.reduce((total, value) => total + value, 0);
      return isReentrant(model, x) && close(dot(model.gradient(x), u), central(model, x, u, 1e-6), 1e-3, atol);
    },
  },
  {
    name: 'JAX check_grads',
    source: 'jax/_src/public_test_util.py, order 1, float64',
    rule: 'central differences along one normal direction, eps 1e-4, rtol and atol 1e-5',
    passes: (model, x, entries) => {
      const v = masked(normal(x, 11), entries);
      return close(dot(model.gradient(x), v), central(model, x, v, 1e-4), 1e-5, 1e-5);
    },
  },
  {
    name: 'autograd check_grads',
    source: 'autograd/test_util.py, order 1',
    rule: 'central differences of ±5e-7 along one normal direction, |a − b| < 1e-6 or |a − b|/|a + b| < 1e-6',
    passes: (model, x, entries) => {
      const v = masked(normal(x, 13), entries);
      const [a, b] = [dot(model.gradient(x), v), central(model, x, v, 5e-7)];
      return Math.abs(a - b) < 1e-6 || Math.abs(a - b) / Math.abs(a + b) < 1e-6;
    },
  },
  {
    name: 'scipy check_grad',
    source: 'scipy.optimize.check_grad; it returns a length and states no rule: below 1e-6 is taken for right here',
    rule: 'forward differences, step 1.49e-8, length of the error below 1e-6',
    passes: (model, x, entries) => {
      const g = model.gradient(x);
      return length(entries.map((i) => g[i] - forward(model, x, i))) < 1e-6;
    },
  },
  {
    name: 'scipy approx_fprime and allclose',
    source: 'scipy.optimize.approx_fprime with numpy.allclose, defaults',
    rule: 'forward differences, step 1.49e-8, rtol 1e-5, atol 1e-8',
    passes: (model, x, entries) => {
      const g = model.gradient(x);
      return entries.every((i) => close(g[i], forward(model, x, i), 1e-5, 1e-8));
    },
  },
];

const root = Math.sqrt(Number.EPSILON);
const forward = ({ loss }: GradientModel, x: Point, i: number) => (loss(moved(x, axis(x, i), root)) - loss(x)) / root;

interface Count {
  readonly name: string;
  readonly rightCalledWrong: number;
  readonly wrongCalledRight: number;
  readonly passedWithoutGradient: number;
}

const isRight = ({ truth }: GradientCase) => truth === 'correct';
const isWrong = ({ truth }: GradientCase) => truth === 'wrong' || truth === 'staircase';

/**
 * @param callsRight whether the case was called right
 * @param callsWrong whether it was called wrong; who has but two words says one or the other
 */
function counted(
  name: string,
  rows: readonly GradientTableRow[],
  callsRight: (row: GradientTableRow) => boolean,
  callsWrong: (row: GradientTableRow) => boolean,
): Count {
  const count = (holds: (row: GradientTableRow) => boolean) => rows.filter(holds).length;
  return {
    name,
    rightCalledWrong: count((row) => isRight(row.case) && callsWrong(row)),
    wrongCalledRight: count((row) => isWrong(row.case) && callsRight(row)),
    passedWithoutGradient: count((row) => !isRight(row.case) && !isWrong(row.case) && callsRight(row)),
  };
}

function measured(rows: readonly GradientTableRow[]): readonly Count[] {
  const others = checkers.map(({ name, passes }) => {
    const passed = new Map(
      rows.map((row) => {
        const { model, params, entries = [...params.keys()] } = row.case;
        return [row, passes(model, params, entries)];
      }),
    );
    const says = (row: GradientTableRow) => passed.get(row) === true;
    return counted(name, rows, says, (row) => !says(row));
  });
  const ours = counted(
    'Warizan',
    rows,
    ({ verdict }) => verdict.kind === 'correct',
    ({ verdict }) => callsWrong.has(verdict.kind),
  );
  return [...others, ours];
}

/** A straight-through gradient of a staircase is wrong of the loss as written. */
const callsWrong: ReadonlySet<string> = new Set(['wrong', 'staircase']);

const rows = gradientTable();
const counts = measured(rows);
const total = (holds: (row: GradientCase) => boolean) => rows.filter((row) => holds(row.case)).length;
const rights = total(isRight);
const wrongs = total(isWrong);
const table = [
  `| rule | right called wrong, of ${rights} | wrong called right, of ${wrongs} | passed where there is no gradient, of ${rows.length - rights - wrongs} |`,
  '| --- | ---: | ---: | ---: |',
  ...counts.map((c) => `| ${c.name} | ${c.rightCalledWrong} | ${c.wrongCalledRight} | ${c.passedWithoutGradient} |`),
].join('\n');
const rules = checkers
  .map(({ name, source, rule }) => `- **${name}**: ${rule.replaceAll('|', '\u2223')} (${source}).`)
  .join('\n');
const text = `${table}\n\nThe rules, re-written from documentation and sources:\n\n${rules}`;
console.log(text);

if (process.argv.includes('--write')) {
  const file = 'docs/in-the-wild.md';
  const page = readFileSync(file, 'utf8');
  const [start, end] = ['<!-- measured: other checkers -->', '<!-- end of what was measured: other checkers -->'];
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)];
  writeFileSync(file, `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`);
}
