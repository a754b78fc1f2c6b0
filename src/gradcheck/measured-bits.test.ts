import { expect, it } from 'vitest';
import { exactModels, type ExactModel } from '../../properties/exact-models.js';
import { examineEntry } from './entry-finding.js';
import { checkedGradient } from './gradient-verdict.js';
import { settle, type Question } from './inquiry.js';
import { gradientRoundoff, lossRoundoff } from './unit-roundoff.js';

/** Both 32-bit halves of a number, stirred into a hash (FNV-1a). */
function stirred(hash: number, value: number): number {
  const halves = new Uint32Array(Float64Array.of(value).buffer);
  return halves.reduce((sum, half) => Math.imul(sum ^ half, 0x01000193) >>> 0, hash);
}

/** A model that keeps count of what it is asked, and where. */
function watched({ loss, gradient }: ExactModel) {
  const asked = { losses: 0, gradients: 0, hash: 0x811c9dc5 };
  const look = (p: readonly number[]) => (asked.hash = p.reduce(stirred, asked.hash));
  const model: ExactModel = {
    loss: (p) => {
      asked.losses += 1;
      look(p);
      return loss(p);
    },
    gradient: (p) => {
      asked.gradients += 1;
      look(p);
      return gradient(p);
    },
  };
  return { model, asked };
}

/** What is found of the first two entries, each along its own axis. */
function findingsOf({ loss, gradient }: ExactModel, params: readonly number[]) {
  const answer = ({ part, params: at }: Question) => (part === 'loss' ? loss(at) : gradient(at));
  const origin = { loss: loss(params), gradient: gradient(params), lossNoise: 0, gradientNoise: 0 };
  const roundoff = settle(lossRoundoff(params, origin.loss, 'auto'), answer);
  const sampling = { roundoff, unrepeatable: 0, single: params.map(() => false), stretch: 1 };
  const point = { params, origin, sampling, gradientRoundoff: gradientRoundoff(origin.gradient) };
  return [0, 1].slice(0, params.length).map((entry) => settle(examineEntry(point, entry), answer).finding);
}

/** JSON that tells −0, NaN and infinities. */
const text = (value: unknown) =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'number' && (!Number.isFinite(one) || Object.is(one, -0))
      ? `${Object.is(one, -0) ? '-0' : one}`
      : one,
  );

/**
 * All that is asked of these models and found is the same to the last bit: a change of it is seen, and meant
 * (`npx vitest run src/gradcheck/measured-bits --update`).
 */
it('the same is asked of a model, and the same numbers are found, on every engine', async () => {
  const lines = exactModels.flatMap(([name, given, params, options = {}]) => {
    const { model, asked } = watched(given);
    const verdict = checkedGradient(model, params, options);
    const findings = findingsOf(given, params);
    const at = params.slice(0, 3);
    return [text([name, at, asked]), text(verdict), ...findings.map(text), ''];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot('measured-bits.found.txt');
});
