/**
 * Parts that do not ship with Warizan, one of each of six kinds. Formulas are written once, over any number
 * system `n`; what has no derivative by hand gets one from dual numbers.
 */
import {
  definePlugin,
  drawsFrom,
  withBooleanConditions,
  z,
  type Backend,
  type Generator,
  type GradientRule,
  type Initialiser,
  type Numeric,
  type OutputLoss,
  type Rng,
  type Setting,
  type Unit,
} from 'warizan';

/** float32's unit in the last place of 1, which keeps logarithms of 0 away. */
const epsilon = 2 ** -23;

/**
 * The real neural power unit (Heim, Pevný & Šmídl 2020): with gates ĝ = clamp(g, 0, 1),
 *
 *     r_i = ĝ_i·(|x_i| + ε) + 1 − ĝ_i,   k_i = ĝ_i·[x_i < 0]
 *     y_o = exp(Σ_i W[o,i]·ln r_i) · cos(π·Σ_i W[o,i]·k_i)
 *
 * a/b is W = (1, −1) with both gates open. It has no backward pass: dual numbers derive it.
 */
const realNpu: Unit = {
  name: 'my-real-npu',
  says: 'a product of powers of gated inputs, with their signs',
  source: 'Heim, Pevný & Šmídl 2020, "Neural Power Units"',
  options: z.strictObject({}),
  gradients: ['exact'],
  parameters: ({ inputs, outputs }) => [
    { name: 'W', shape: [outputs, inputs], initial: [-1, 1] },
    { name: 'g', shape: [inputs], initial: [0.5, 0.5] },
  ],
  on: (n, { inputs, outputs }) => ({
    output(theta, x) {
      const gates = theta.slice(outputs * inputs).map((g) => n.clamp(g, n.zero, n.one));
      const logs = x.map((value, i) => {
        const open = n.mul(gates[i], n.add(n.abs(value), n.fromNumber(epsilon)));
        return n.ln(n.add(open, n.sub(n.one, gates[i])));
      });
      const turns = x.map((value, i) =>
        n.select(
          n.less(value, n.zero),
          () => gates[i],
          () => n.zero,
        ),
      );
      return Array.from({ length: outputs }, (_, o) => {
        const row = theta.slice(o * inputs, (o + 1) * inputs);
        const sumOf = (terms: typeof row) =>
          row.map((w, i) => n.mul(w, terms[i])).reduce((sum, term) => n.add(sum, term));
        return n.mul(n.exp(sumOf(logs)), n.cos(n.mul(n.pi, sumOf(turns))));
      });
    },
    // W in [−1, 1] and g in [0, 1], as Mistry, Farrahi & Hare (2022) keep them.
    projected: (theta) => theta.map((value, k) => n.clamp(value, n.fromNumber(k < outputs * inputs ? -1 : 0), n.one)),
  }),
};

/**
 * L = Σ_o ln cosh(y_o − t_o),   ∂L/∂y_o = tanh(y_o − t_o)
 *
 * ln cosh e is −½·ln(1 − tanh²e) near 0, where it is never negative, and |e| + ln(1 + e^{−2|e|}) − ln 2 away
 * from it, where cosh would overflow.
 */
const logCosh: OutputLoss = {
  name: 'log-cosh',
  says: 'the logarithm of the error’s hyperbolic cosine: squared near the target, linear far from it',
  sees: 'output',
  setting: z.strictObject({ kind: z.literal('log-cosh') }),
  examples: [{ kind: 'log-cosh' }],
  on(n) {
    const two = n.fromNumber(2);
    const lnCosh = (e: typeof two) =>
      n.select(
        n.less(n.abs(e), n.one),
        () => {
          const t = n.tanh(e);
          return n.neg(n.div(n.ln(n.sub(n.one, n.mul(t, t))), two));
        },
        () => {
          const size = n.abs(e);
          const rest = n.ln(n.add(n.one, n.exp(n.neg(n.mul(two, size)))));
          return n.sub(n.add(size, rest), n.ln(two));
        },
      );
    return {
      at(y, target) {
        const errors = y.map((value, o) => n.sub(value, target[o]));
        return {
          loss: errors.map(lnCosh).reduce((sum, one) => n.add(sum, one)),
          byOutput: errors.map((e) => n.tanh(e)),
        };
      },
    };
  },
};

interface LionSetting extends Setting {
  readonly kind: 'lion';
  readonly beta1: number;
  readonly beta2: number;
}

const share = z.number().min(0).lt(1);

/**
 * Lion (Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms"), without its weight decay:
 *
 *     θ ← θ − η·sign(β1·m + (1 − β1)·g),   m ← β2·m + (1 − β2)·g
 */
const lion: GradientRule<LionSetting> = {
  name: 'lion',
  says: 'a step of one size in every entry, against the sign of an averaged gradient',
  needs: 'gradient',
  setting: z.strictObject({
    kind: z.literal('lion'),
    beta1: share.default(0.9).meta({ description: 'memory of the gradient that is followed' }),
    beta2: share.default(0.99).meta({ description: 'memory of the gradient that is kept' }),
  }),
  examples: [
    { kind: 'lion', beta1: 0.9, beta2: 0.99 },
    { kind: 'lion', beta1: 0, beta2: 0.5 },
  ],
  // Every entry moves by η, or not at all.
  longestMove: (_setting, eta, size) => eta * Math.sqrt(size),
  on(n, setting, size) {
    const [beta1, beta2] = [n.fromNumber(setting.beta1), n.fromNumber(setting.beta2)];
    const [rest1, rest2] = [n.sub(n.one, beta1), n.sub(n.one, beta2)];
    return {
      memory: Array.from({ length: size }, () => n.zero),
      step({ theta, memory }, gradient, _loss, eta) {
        const followed = gradient.map((g, k) => n.add(n.mul(beta1, memory[k]), n.mul(rest1, g)));
        return {
          theta: theta.map((w, k) => n.sub(w, n.mul(eta, n.sign(followed[k])))),
          memory: gradient.map((g, k) => n.add(n.mul(beta2, memory[k]), n.mul(rest2, g))),
        };
      },
      flipped: (memory, signs) => memory.map((m, k) => n.mul(m, signs[k])),
    };
  },
};

/** N(0, gain²·2/(rows + columns)) (Glorot & Bengio 2010). */
const xavierNormal: Initialiser<number> = {
  name: 'xavier-normal',
  says: 'normal entries whose variance is that of Glorot and Bengio times gain²',
  argument: z.number().positive(),
  examples: [1, 0.5],
  dimensions: 2,
  draw(gain, [rows, columns], rng) {
    const deviation = gain * Math.sqrt(2 / (rows + columns));
    return Array.from({ length: rows * columns }, () => deviation * rng.normal());
  },
};

/**
 * IEEE 754 single precision: every result of float64 rounded once more. For + − × ÷ √ that is the correctly
 * rounded one, since 53 ≥ 2·24 + 2 bits. Given numbers enter with all their digits.
 */
const single: Numeric<number> = withBooleanConditions<number>({
  name: 'float32',
  digits: 24 * Math.log10(2),
  unitRoundoff: 2 ** -24,
  zero: 0,
  one: 1,
  pi: Math.fround(Math.PI),
  fromNumber: (value) => value,
  parse: (text) => {
    const value = Number(text);
    if (Number.isNaN(value) && text !== 'NaN') throw new RangeError(`${text} is no number`);
    return value;
  },
  toNumber: (value) => value,
  format: (value) => (Object.is(value, -0) ? '-0' : String(value)),
  add: (a, b) => Math.fround(a + b),
  sub: (a, b) => Math.fround(a - b),
  mul: (a, b) => Math.fround(a * b),
  div: (a, b) => Math.fround(a / b),
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: (a) => Math.fround(Math.sqrt(a)),
  ln: (a) => Math.fround(Math.log(a)),
  exp: (a) => Math.fround(Math.exp(a)),
  cos: (a) => Math.fround(Math.cos(a)),
  sin: (a) => Math.fround(Math.sin(a)),
  tanh: (a) => Math.fround(Math.tanh(a)),
  pow: (a, b) => Math.fround(b === 0 && a >= 0 ? 1 : Math.exp(b * Math.log(a))),
  round: Math.round,
  roundEven: (a) => {
    const below = Math.floor(a);
    const rest = a - below;
    const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
    const rounded = Number.isFinite(a) && rest !== 0 ? below + (up ? 1 : 0) : a;
    return rounded === 0 && a < 0 ? -0 : rounded;
  },
  // Like given numbers, with all digits: as a float32 the larger ones would be infinite.
  tenToThe: (k) => Number(`1e${String(k)}`),
  less: (a, b) => a < b,
  isNaN: Number.isNaN,
  scope: (body) => body(),
  evolve: (_state, body) => body(),
});

const float32: Backend = {
  name: 'float32',
  says: 'IEEE 754 single precision, by rounding every operation',
  digits: null,
  open: async (_digits, use) => use(single),
};

/** Three words and a counter, each of 32 bits. */
type Words = readonly [number, number, number, number];

/** One step of sfc32: the word it gives, and the words after it. */
function next([a, b, c, counter]: Words): readonly [number, Words] {
  const word = (a + b + counter) | 0;
  const turned = (c << 21) | (c >>> 11);
  return [word >>> 0, [b ^ (b >>> 9), (c + (c << 3)) | 0, (turned + word) | 0, (counter + 1) | 0]];
}

/** A stream of sfc32, the small fast counting generator of PractRand (Doty-Humphrey 2010). */
function sfc32(from: Words): Rng {
  let words = from;
  const draw = (): number => {
    const [word, after] = next(words);
    words = after;
    return word;
  };
  return {
    // 53 bits from the high ends of two words.
    ...drawsFrom(() => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) * 2 ** -53),
    clone: () => sfc32(words),
    state: () => ({ name: 'sfc32', words }),
  };
}

/** Seeded as its author does: the seed's halves beside the stream's number, and twelve words thrown away. */
function seeded(seed: number, stream: number): Rng {
  let words: Words = [stream, seed | 0, Math.floor(seed / 2 ** 32), 1];
  for (let k = 0; k < 12; k++) [, words] = next(words);
  return sfc32(words);
}

const sfc32Generator: Generator = {
  name: 'sfc32',
  says: 'small fast counting generator, a stream of its own for weights, samples and the task',
  largestSeed: Number.MAX_SAFE_INTEGER,
  streams: (seed) => ({ initialisation: seeded(seed, 0), samples: seeded(seed, 1), task: seeded(seed, 2) }),
  restore([a, b, c, counter, ...more]) {
    const words = [a, b, c, counter];
    if (more.length > 0 || words.some((word) => !Number.isInteger(word))) throw new Error('sfc32 has four words');
    return sfc32([a, b, c, counter]);
  },
};

export default definePlugin({
  name: 'my-parts',
  units: [realNpu],
  losses: [logCosh],
  stepRules: [lion],
  initialisers: [xavierNormal],
  backends: [float32],
  generators: [sfc32Generator],
});
